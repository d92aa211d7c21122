package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeights;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import java.util.List;
import java.util.Map;

/** Sixty percent in the run's first instrument (shares), the rest in its second (bonds), set right once a month. */
@StrategyInfo(name = "sixty-forty", description = "shares and bonds, rebalanced once a month")
public final class SixtyForty implements Strategy {
    private Map<Instrument, Double> weights;
    private Timer monthly;

    @Override
    public void onStart(Context context) {
        weights =
                Map.of(context.instruments().get(0), 0.6, context.instruments().get(1), 0.4);
        monthly = context.timer(Schedule.monthly());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        return monthly.isDue() ? List.of(targetWeights(weights)) : List.of();
    }
}
