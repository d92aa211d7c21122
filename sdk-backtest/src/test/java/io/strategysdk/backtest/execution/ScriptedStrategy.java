package io.strategysdk.backtest.execution;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emits a script's actions after the slices they name; cancels and replaces what it last saw of an order. */
final class ScriptedStrategy implements Strategy {
    private final Script script;
    private final List<Instrument> instruments;
    private final Map<String, Order> seen = new HashMap<>();
    private int slice;
    private int next;

    ScriptedStrategy(Script script, List<Instrument> instruments) {
        this.script = script;
        this.instruments = instruments;
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        seen.put(event.order().request().tag(), event.order());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        List<OrderIntent> intents = new ArrayList<>();
        while (next < script.actions().size() && script.actions().get(next).slice() == slice) {
            intent(script.actions().get(next), context).ifPresent(intents::add);
            next++;
        }
        slice++;
        return intents;
    }

    private Optional<OrderIntent> intent(Script.Action action, Context context) {
        if (action instanceof Script.Place place) {
            return Optional.of(place.toIntent(instruments.get(place.instrument())));
        }
        String tag = Script.tag(action.order());
        Order order = context.orders().find(tag).orElseGet(() -> seen.get(tag));
        if (order == null) {
            throw new IllegalStateException("order must be known before it is changed: " + action);
        }
        if (action instanceof Script.Replace replace) {
            return order.status() == OrderStatus.FILLED
                    ? Optional.empty()
                    : Optional.of(new OrderIntent.Replace(
                            order,
                            order.instrument().quantity(replace.quantity()),
                            replace.terms(order.request().terms())));
        }
        return Optional.of(OrderIntent.cancel(order));
    }
}
