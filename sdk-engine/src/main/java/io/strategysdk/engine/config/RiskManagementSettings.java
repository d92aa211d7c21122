package io.strategysdk.engine.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Risk rules for the account: section {@code risk_management}. Read and checked, not enforced by this version: each that
 * is given is warned of, and refused in mode live. All are shares, 0.05 being five percent.
 *
 * @param maxDailyLoss largest loss of a day over the equity at the previous session's last mark, adjusted for flows
 * @param maxPositionRisk largest loss that one position's stop allows, over equity
 * @param maxSectorExposure largest sum of absolute position values in one sector over equity
 * @param stopLossPct distance of a protecting stop from a position's average price
 * @param origin where it stood
 */
public record RiskManagementSettings(
        @Positive @DecimalMax("1") OptionalDouble maxDailyLoss,
        @Positive @DecimalMax("1") OptionalDouble maxPositionRisk,
        @Positive @DecimalMax("100") OptionalDouble maxSectorExposure,

        @Positive @DecimalMax(value = "1", inclusive = false)
        OptionalDouble stopLossPct,

        Origin origin) {
    /** Names of what is given, as files write them. */
    List<String> given() {
        Map<String, OptionalDouble> all = new LinkedHashMap<>();
        all.put("max_daily_loss", maxDailyLoss);
        all.put("max_position_risk", maxPositionRisk);
        all.put("max_sector_exposure", maxSectorExposure);
        all.put("stop_loss_pct", stopLossPct);
        all.values().removeIf(OptionalDouble::isEmpty);
        return List.copyOf(all.keySet());
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
