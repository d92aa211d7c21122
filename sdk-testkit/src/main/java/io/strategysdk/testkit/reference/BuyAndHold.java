package io.strategysdk.testkit.reference;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import java.util.List;

/**
 * All equity into the run's instrument: decided at the close of the first bar, bought at the next open, never sold. An
 * order that was not filled is followed by another one.
 */
@StrategyInfo(name = "buy-and-hold", description = "buys once and waits")
public final class BuyAndHold implements Strategy {
    private Position position;

    /** Takes no parameters. */
    public BuyAndHold() {}

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean isWaiting = !context.orders().working().isEmpty();
        return position.isFlat() && !isWaiting ? List.of(targetWeight(context.instrument(), 1)) : List.of();
    }
}
