package io.strategysdk.examples.testing;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import java.util.List;

/**
 * Buys a hundred shares on a close above the high before it, and protects what it has of them by a stop below the low of
 * that bar: with every fill the stop grows.
 */
final class ProtectedBreakout implements Strategy {
    private static final String STOP = "stop";
    private Position position;
    private BarSeries bars;
    private State.DoubleCell plannedStop;

    @Override
    public void onStart(Context context) {
        bars = context.bars(context.instrument());
        position = context.position(context.instrument());
        plannedStop = context.state().ofDouble("planned-stop", 0);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean isBusy = !position.isFlat() || !context.orders().working().isEmpty();
        if (isBusy || bars.size() < 2 || bars.close(0) <= bars.high(1)) {
            return List.of();
        }
        plannedStop.set(bars.low(1));
        return List.of(OrderIntent.buy(position.instrument(), 100));
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        if (event instanceof OrderEvent.Filled filled && filled.fill().side() == Side.BUY) {
            context.submit(context.orders().find(STOP).map(this::grown).orElseGet(this::stop));
        }
    }

    private OrderIntent stop() {
        return OrderIntent.sell(position.instrument(), position.quantity())
                .atStop(position.instrument().price(plannedStop.get()))
                .withTimeInForce(TimeInForce.GTC)
                .withTag(STOP);
    }

    private OrderIntent grown(Order stop) {
        return OrderIntent.replace(stop).withQuantity(stop.cumQty().plus(position.quantity()));
    }
}
