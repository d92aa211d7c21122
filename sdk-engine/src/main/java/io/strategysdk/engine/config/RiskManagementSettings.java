package io.strategysdk.engine.config;

import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Risk rules for the account: section {@code risk_management}. Shares, 0.05 being five percent; what is absent is not
 * limited, but for what mode live takes then.
 *
 * @param maxDailyLoss largest loss of the account since the last mark of the session before, over its equity there
 * @param maxDrawdown largest loss of the account since its equity was highest, over that equity
 * @param stopLoss loss of the account's capital at which everything is closed
 * @param maxPositionRisk largest loss that one position may make until it is closed, over its strategy's equity: its
 *     weight times {@code stop_loss_pct}, or its whole weight without one. A weight above 1 is never admitted with it
 * @param maxSectorExposure largest sum of a strategy's absolute position values in one sector over its equity
 * @param sectors sector by symbol; each other instrument is one of its own
 * @param stopLossPct distance of a mark from a position's average price, over that, at which the position is closed
 * @param monitors what is looked at after the fact
 * @param safeguardsFile where a paper or live run keeps what holds entries back, so that it survives a restart; given in
 *     mode live
 * @param origin where it stood
 */
public record RiskManagementSettings(
        @Positive @DecimalMax("0.5") OptionalDouble maxDailyLoss,
        @Positive @DecimalMax("0.9") OptionalDouble maxDrawdown,
        @Positive @DecimalMax("0.9") OptionalDouble stopLoss,
        @Positive @DecimalMax("1") OptionalDouble maxPositionRisk,
        @Positive @DecimalMax("5") OptionalDouble maxSectorExposure,
        Map<String, String> sectors,
        @Positive @DecimalMax("0.9") OptionalDouble stopLossPct,
        List<MonitorSettings> monitors,
        Optional<String> safeguardsFile,
        Origin origin) {
    /** Copies. */
    public RiskManagementSettings {
        sectors = Copies.of(sectors);
        monitors = List.copyOf(monitors);
    }

    /** Limits of a strategy with what is given here: the stricter holds. */
    RiskLimits applyTo(RiskLimits limits) {
        RiskLimits own = RiskLimits.NONE
                .withMaxSectorExposure(maxSectorExposure.orElse(Double.POSITIVE_INFINITY))
                .withSectors(sectors)
                .withMaxPositionWeight(maxPositionRisk.isPresent() ? weightAtRisk() : Double.POSITIVE_INFINITY);
        return limits.and(own);
    }

    private double weightAtRisk() {
        double weight = maxPositionRisk.getAsDouble() / stopLossPct.orElse(1);
        return Math.min(weight, RiskLimits.HARD.maxPositionWeight());
    }

    /** Losses at which the engine acts for the account. */
    LossLimits losses() {
        double none = Double.POSITIVE_INFINITY;
        return new LossLimits(
                maxDailyLoss.orElse(none), maxDrawdown.orElse(none), stopLoss.orElse(none), stopLossPct.orElse(none));
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
