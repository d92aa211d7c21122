package io.strategysdk.testkit.purity;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ParameterSchema;
import io.strategysdk.engine.config.StrategyFactory;
import io.strategysdk.engine.config.StrategyRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a strategy's class declares of itself: name, version, parameters, needed features, limits. */
public final class StrategyDeclaration {
    private StrategyDeclaration() {}

    /**
     * Holds a strategy's class to what configuration and sweeps expect of it: name and version of its
     * {@link io.strategysdk.api.StrategyInfo}, one public constructor with at most one parameter record, defaults and
     * sweeps that keep the parameters' own constraints. When all parameters have defaults it is made with them, so
     * that its constructors accept them together, and every feature that it needs must be among those offered, once.
     *
     * @param offered features that the application has for it; their fingerprints are checked by a run
     * @throws AssertionError with all that is wrong
     */
    public static void check(Class<? extends Strategy> type, Feature... offered) {
        List<String> problems = new ArrayList<>();
        try {
            StrategyRegistry.empty().register(type);
            if (ParameterSchema.of(type).entries().stream()
                    .allMatch(entry -> entry.byDefault().isPresent())) {
                checkMade(StrategyFactory.create(type, Map.of()), Set.copyOf(names(offered)), problems);
            }
        } catch (IllegalArgumentException | ConfigException refused) {
            problems.add(String.valueOf(refused.getMessage()));
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("strategy must declare itself properly, did not (" + type.getName() + "):\n  "
                    + String.join("\n  ", problems));
        }
    }

    private static List<FeatureNeed> names(Feature... features) {
        return Arrays.stream(features)
                .map(each -> FeatureNeed.of(each.name(), each.version()))
                .distinct()
                .toList();
    }

    private static void checkMade(Strategy strategy, Set<FeatureNeed> offered, List<String> problems) {
        try {
            Set<FeatureNeed> told = new HashSet<>();
            for (FeatureNeed need : strategy.neededFeatures()) {
                FeatureNeed named = FeatureNeed.of(need.name(), need.version());
                if (!told.add(named)) {
                    problems.add("features that it needs must be named once, was twice " + named);
                } else if (!offered.contains(named)) {
                    problems.add("features that it needs must be offered, was not " + named);
                }
            }
        } catch (RuntimeException error) {
            problems.add("it must say which features it needs, was " + error);
        }
        try {
            strategy.riskLimits();
        } catch (RuntimeException error) {
            problems.add("it must say which limits it has, was " + error);
        }
    }
}
