package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeights;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Map;

/** Sixty percent in the run's first instrument (shares), the rest in its second (bonds), set right once a month. */
@StrategyInfo(name = "sixty-forty", description = "shares and bonds, rebalanced once a month")
public final class SixtyForty implements Strategy {
    private final Parameters parameters;
    private Map<Instrument, Double> weights;
    private Timer monthly;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "part of the first instrument", byDefault = "0.6", from = 0, to = 1, step = 0.1)
            @PositiveOrZero
            @DecimalMax("1")
            double shares) {}

    /** With these parameters. */
    public SixtyForty(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        List<Instrument> both = context.instruments();
        weights = Map.of(both.get(0), parameters.shares(), both.get(1), 1 - parameters.shares());
        monthly = context.timer(Schedule.monthly());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        return monthly.isDue() ? List.of(targetWeights(weights)) : List.of();
    }
}
