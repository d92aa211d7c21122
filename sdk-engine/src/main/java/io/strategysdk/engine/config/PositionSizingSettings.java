package io.strategysdk.engine.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sizing for all strategies: section {@code position_sizing}. Read, not yet acted on.
 *
 * @param maxPositionSize largest absolute value of one position over equity
 * @param maxTotalExposure largest sum of absolute position values over equity
 * @param minTradeSize smallest value of a trade, account currency
 * @param signalThreshold smallest absolute signal that is traded
 * @param origin where it stood
 */
public record PositionSizingSettings(
        @Positive @DecimalMax("100") OptionalDouble maxPositionSize,
        @Positive @DecimalMax("100") OptionalDouble maxTotalExposure,
        Optional<@PositiveOrZero BigDecimal> minTradeSize,
        @PositiveOrZero OptionalDouble signalThreshold,
        Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
