package io.strategysdk.benchmarks;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/** Compares the averages of {@link Crossover} at each bar and never trades. */
final class Idle implements Strategy {
    private FeatureHandle fast;
    private FeatureHandle slow;
    private int crossings;

    @Override
    public void onStart(Context context) {
        fast = context.feature(Indicators.sma(10));
        slow = context.feature(Indicators.sma(30));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (fast.crossedAbove(slow)) {
            crossings++;
        } else if (fast.crossedBelow(slow)) {
            crossings--;
        }
        return List.of();
    }
}
