package io.strategysdk.examples.testing;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.portfolio.Position;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Buys a hundred shares on a close above the high before it, and protects them by a stop below the low of that bar.
 * Believes that an order is filled all at once.
 */
final class AllOrNothingBreakout implements Strategy {
    private Position position;
    private BarSeries bars;
    private @Nullable Price plannedStop;

    @Override
    public void onStart(Context context) {
        bars = context.bars(context.instrument());
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean isBusy = !position.isFlat() || !context.orders().working().isEmpty();
        if (isBusy || bars.size() < 2 || bars.close(0) <= bars.high(1)) {
            return List.of();
        }
        plannedStop = position.instrument().price(bars.low(1));
        return List.of(OrderIntent.buy(position.instrument(), 100));
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        if (event instanceof OrderEvent.Filled filled && filled.fill().side() == Side.BUY) {
            Price stop = Objects.requireNonNull(plannedStop, "a fill must have a planned stop");
            plannedStop = null;
            context.submit(
                    OrderIntent.sell(position.instrument(), filled.order().orderQty())
                            .atStop(stop));
        }
    }
}
