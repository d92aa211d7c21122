package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;

/**
 * Invested until equity is so many percent below its peak, then out for some sessions. Peak and pause are kept in state
 * cells, so that a restart neither forgets a loss nor ends a pause.
 */
@StrategyInfo(name = "high-water-stop", description = "holds, and pauses after equity has fallen from its peak")
public final class HighWaterStop implements Strategy {
    private final Parameters parameters;
    private Position position;
    private Timer daily;
    private State.DoubleCell peak;
    private State.LongCell pause;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "percent below the peak", byDefault = "10", from = 5, to = 30, step = 5)
            @Positive
            @DecimalMax(value = "100", inclusive = false)
            double fallPercent,

            @Parameter(value = "sessions to stay out", byDefault = "20", from = 5, to = 60, step = 5) @Min(1)
            int sessionsOut) {}

    /** With these parameters. */
    public HighWaterStop(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
        daily = context.timer(Schedule.daily());
        peak = context.state().ofDouble("peak", 0);
        pause = context.state().ofLong("pause", 0);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (!daily.isDue()) {
            return List.of();
        }
        double equity = context.portfolio().equity();
        if (pause.get() > 0) {
            pause.set(pause.get() - 1);
            peak.set(equity);
            return List.of();
        }
        peak.set(Math.max(peak.get(), equity));
        if (equity < peak.get() * (1 - parameters.fallPercent() / 100)) {
            pause.set(parameters.sessionsOut());
            return List.of(OrderIntent.close(position.instrument()));
        }
        return position.isFlat() ? List.of(targetWeight(position.instrument(), 1)) : List.of();
    }
}
