package io.strategysdk.benchmarks;

import static io.strategysdk.api.order.OrderIntent.targetQuantity;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/** Holds 100 shares while the average of 10 closes is above that of 30. */
final class Crossover implements Strategy {
    private Instrument instrument;
    private FeatureHandle fast;
    private FeatureHandle slow;

    @Override
    public void onStart(Context context) {
        instrument = context.instrument();
        fast = context.feature(Indicators.sma(10));
        slow = context.feature(Indicators.sma(30));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (fast.crossedAbove(slow)) {
            return List.of(targetQuantity(instrument, 100));
        }
        return fast.crossedBelow(slow) ? List.of(targetQuantity(instrument, 0)) : List.of();
    }
}
