package io.strategysdk.engine.config;

import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.signal.Sizing;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How signals become positions in every strategy that uses {@link io.strategysdk.api.Context#signals}: section {@code
 * position_sizing}. Orders that a strategy makes itself are not asked about it: {@code risk_limits}, {@code
 * risk_management} and {@code order_management} limit them as they limit all others. Bounds are the hard maxima of {@link
 * io.strategysdk.api.risk.RiskLimits#HARD}.
 *
 * @param maxPositionSize largest absolute value of one position over the strategy's equity, and what a signal of full
 *     strength holds; as in {@link SignalRules#DEFAULT} when absent
 * @param maxTotalExposure largest sum of absolute position values over the strategy's equity
 * @param minTradeSize smallest value of a change that is traded, account currency; going flat always is
 * @param signalThreshold signals whose absolute strength is below it mean no position
 * @param origin where it stood
 */
public record PositionSizingSettings(
        @Positive @DecimalMax("1") OptionalDouble maxPositionSize,
        @Positive @DecimalMax("5") OptionalDouble maxTotalExposure,
        Optional<@PositiveOrZero BigDecimal> minTradeSize,
        @PositiveOrZero @DecimalMax("1") OptionalDouble signalThreshold,
        Origin origin) {
    /** Rules with what is given here. */
    SignalRules applyTo(SignalRules rules) {
        SignalRules applied = rules;
        if (maxPositionSize.isPresent()) {
            double weight = maxPositionSize.getAsDouble();
            applied = applied.withMaxPositionWeight(weight).withSizing(Sizing.signalWeighted(weight));
        }
        if (maxTotalExposure.isPresent()) {
            applied = applied.withMaxExposure(maxTotalExposure.getAsDouble());
        }
        if (signalThreshold.isPresent()) {
            applied = applied.withThreshold(signalThreshold.getAsDouble());
        }
        return minTradeSize
                .map(BigDecimal::doubleValue)
                .map(applied::withMinTradeNotional)
                .orElse(applied);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
