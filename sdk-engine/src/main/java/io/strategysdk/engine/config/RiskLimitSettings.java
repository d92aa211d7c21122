package io.strategysdk.engine.config;

import io.strategysdk.api.risk.RiskLimits;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Limits of a strategy: section {@code risk_limits}. What is absent is not limited.
 *
 * @param maxPositionSize largest absolute value of one position over the strategy's equity, 0.1 being ten percent
 * @param maxLeverage largest sum of absolute position values over the strategy's equity
 * @param minOrderValue smallest value of one order that is not an exit, account currency
 * @param maxOrderValue largest value of one order that is not an exit, account currency
 * @param maxOrdersPerStep largest number of orders in one step
 * @param origin where it stood
 */
public record RiskLimitSettings(
        @Positive @DecimalMax("100") OptionalDouble maxPositionSize,
        @Positive @DecimalMax("100") OptionalDouble maxLeverage,
        Optional<@Positive BigDecimal> minOrderValue,
        Optional<@Positive BigDecimal> maxOrderValue,
        @Min(1) OptionalInt maxOrdersPerStep,
        Origin origin) {

    /** The limits as strategies see them; {@link RiskLimits#NONE} where there is none. */
    public RiskLimits toRiskLimits() {
        return new RiskLimits(
                minOrderValue.map(BigDecimal::doubleValue).orElse(RiskLimits.NONE.minOrderNotional()),
                maxOrderValue.map(BigDecimal::doubleValue).orElse(RiskLimits.NONE.maxOrderNotional()),
                maxPositionSize.orElse(RiskLimits.NONE.maxPositionWeight()),
                maxLeverage.orElse(RiskLimits.NONE.maxLeverage()),
                maxOrdersPerStep.orElse(RiskLimits.NONE.maxOrdersPerStep()));
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
