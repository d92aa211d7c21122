package io.strategysdk.engine.config;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.risk.RiskLimits;
import java.util.Optional;

/**
 * What is known of a strategy without running it.
 *
 * @param type its class
 * @param name registered name: of its {@link StrategyInfo}, or else its class's, lower case with hyphens
 * @param version from 1
 * @param description a sentence for people; may be empty
 * @param parameters what can be tuned
 * @param riskLimits limits that it declares for itself; known of an instance only
 */
public record StrategyMetadata(
        Class<? extends Strategy> type,
        String name,
        int version,
        String description,
        ParameterSchema parameters,
        Optional<RiskLimits> riskLimits) {

    /**
     * Of a class, without making an instance.
     *
     * @throws IllegalArgumentException as {@link ParameterSchema#of} does
     */
    public static StrategyMetadata of(Class<? extends Strategy> type) {
        return of(type, Optional.empty());
    }

    /**
     * Of an instance, with the limits it declares.
     *
     * @throws IllegalArgumentException as {@link ParameterSchema#of} does
     */
    public static StrategyMetadata of(Strategy strategy) {
        return of(strategy.getClass(), Optional.of(strategy.riskLimits()));
    }

    private static StrategyMetadata of(Class<? extends Strategy> type, Optional<RiskLimits> limits) {
        Optional<StrategyInfo> info = Optional.ofNullable(type.getAnnotation(StrategyInfo.class));
        return new StrategyMetadata(
                type,
                nameOf(type),
                info.map(StrategyInfo::version).orElse(1),
                info.map(StrategyInfo::description).orElse(""),
                ParameterSchema.of(type),
                limits);
    }

    static String nameOf(Class<? extends Strategy> type) {
        StrategyInfo info = type.getAnnotation(StrategyInfo.class);
        return info == null ? Names.snake(type.getSimpleName()).replace('_', '-') : info.name();
    }

    /** Name, version, description and a line per parameter, for help texts. */
    public String describe() {
        return name + " version " + version + (description.isEmpty() ? "" : ": " + description) + "\n"
                + parameters.describe().indent(2).stripTrailing();
    }
}
