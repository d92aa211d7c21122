package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/** Buys the run's instrument at the first opportunity and never sells. */
@StrategyInfo(name = "buy-and-hold", description = "buys once and waits")
public final class BuyAndHold implements Strategy {
    @Override
    public List<OrderIntent> generateOrders(Context context) {
        var instrument = context.instrument();
        boolean waiting = !context.orders().working().isEmpty();
        return context.position(instrument).isFlat() && !waiting ? List.of(targetWeight(instrument, 1)) : List.of();
    }
}
