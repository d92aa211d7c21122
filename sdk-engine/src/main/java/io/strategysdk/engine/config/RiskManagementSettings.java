package io.strategysdk.engine.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.util.OptionalDouble;

/**
 * Risk rules for the account: section {@code risk_management}. Read, not yet acted on.
 *
 * @param maxDailyLoss largest loss of a day over the equity at its start
 * @param maxPositionRisk largest loss that one position's stop allows, over equity
 * @param maxSectorExposure largest sum of absolute position values in one sector over equity
 * @param stopLossPct distance of a protecting stop from the entry; a share like the others, 0.05 being five percent
 * @param origin where it stood
 */
public record RiskManagementSettings(
        @Positive @DecimalMax("1") OptionalDouble maxDailyLoss,
        @Positive @DecimalMax("1") OptionalDouble maxPositionRisk,
        @Positive @DecimalMax("100") OptionalDouble maxSectorExposure,

        @Positive @DecimalMax(value = "1", inclusive = false)
        OptionalDouble stopLossPct,

        Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
