package io.strategysdk.examples.testing;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import java.util.List;

/** Holds below the average price of the last sixty bars. */
final class TrailingReversion implements Strategy {
    private FeatureHandle average;
    private Position position;

    @Override
    public void onStart(Context context) {
        average = context.feature(sma(60));
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean isCheap = context.bars(position.instrument()).close(0) < average.value();
        if (isCheap && position.isFlat()) {
            return List.of(targetWeight(position.instrument(), 1));
        }
        return !isCheap && position.isLong() ? List.of(OrderIntent.close(position.instrument())) : List.of();
    }
}
