package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import java.util.List;

/**
 * Invested until equity is ten percent below its peak, then out for twenty sessions. Peak and sessions to go are kept in
 * state cells, so that a restart neither forgets a loss nor ends a pause.
 */
@StrategyInfo(name = "high-water-stop", description = "holds, and pauses after equity has fallen from its peak")
public final class HighWaterStop implements Strategy {
    private static final double FLOOR = 0.9;
    private static final long SESSIONS_TO_REENTRY = 21;
    private Position position;
    private Timer daily;
    private State.DoubleCell peak;
    private State.LongCell reentry;

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
        daily = context.timer(Schedule.daily());
        peak = context.state().ofDouble("peak", 0);
        reentry = context.state().ofLong("sessions-to-reentry", 0);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (!daily.isDue()) {
            return List.of();
        }
        double equity = context.portfolio().equity();
        peak.set(reentry.get() > 0 ? equity : Math.max(peak.get(), equity));
        if (equity < peak.get() * FLOOR) {
            reentry.set(SESSIONS_TO_REENTRY);
            return List.of(OrderIntent.close(position.instrument()));
        }
        reentry.set(Math.max(0, reentry.get() - 1));
        return position.isFlat() && reentry.get() == 0 ? List.of(targetWeight(position.instrument(), 1)) : List.of();
    }
}
