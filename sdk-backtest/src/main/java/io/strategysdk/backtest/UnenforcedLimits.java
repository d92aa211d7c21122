package io.strategysdk.backtest;

import io.strategysdk.engine.config.Origin;
import io.strategysdk.engine.config.RunConfig;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Limits on risk that configuration can say and no run acts on: with real money they would be a false comfort. */
final class UnenforcedLimits {
    private final Mistakes mistakes;

    private UnenforcedLimits(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Refuses them in mode live; elsewhere they are warned of. */
    static void check(RunConfig config, Mistakes mistakes) {
        if (config.mode() == RunConfig.Mode.LIVE) {
            new UnenforcedLimits(mistakes).check(config);
        }
    }

    private void check(RunConfig config) {
        config.positionSizing().ifPresent(sizing -> {
            refuse(sizing.origin(), "max_position_size", sizing.maxPositionSize());
            refuse(sizing.origin(), "max_total_exposure", sizing.maxTotalExposure());
        });
        config.riskManagement().ifPresent(risk -> {
            refuse(risk.origin(), "max_daily_loss", risk.maxDailyLoss());
            refuse(risk.origin(), "max_position_risk", risk.maxPositionRisk());
            refuse(risk.origin(), "max_sector_exposure", risk.maxSectorExposure());
            refuse(risk.origin(), "stop_loss_pct", risk.stopLossPct());
        });
        config.orderManagement()
                .ifPresent(orders -> orders.maxOrdersPerBar()
                        .ifPresent(most -> refuse(orders.origin(), "max_orders_per_bar", OptionalDouble.of(most))));
    }

    private void refuse(Origin origin, String property, OptionalDouble limit) {
        limit.ifPresent(value -> mistakes.add(origin.problem(
                property,
                "must not be given in mode live, this version does not enforce it; a strategy's risk_limits are enforced",
                BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())));
    }
}
