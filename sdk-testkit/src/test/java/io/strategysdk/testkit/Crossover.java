package io.strategysdk.testkit;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/** Holds the only instrument while its mean of two bars is above that of three. */
@StrategyInfo(name = "crossover")
final class Crossover implements Strategy {
    private Instrument instrument;
    private FeatureHandle fast;
    private FeatureHandle slow;

    @Override
    public void onStart(Context context) {
        instrument = context.instrument();
        fast = context.feature(sma(2));
        slow = context.feature(sma(3));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (fast.crossedAbove(slow)) {
            return List.of(targetWeight(instrument, 1));
        }
        return fast.crossedBelow(slow) ? List.of(OrderIntent.close(instrument)) : List.of();
    }
}
