package io.strategysdk.backtest.analytics;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.JournalEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Follows each order through a journal, from its acceptance or refusal to the end. */
final class OrderTracer {
    private final PriceHistory prices;
    private final ToLongFunction<OrderId> latency;
    private final Map<OrderId, TracedOrder> orders = new LinkedHashMap<>();
    private final Set<OrderId> exits = new HashSet<>();
    private final Map<String, List<NewOrder>> paired = new HashMap<>();

    OrderTracer(PriceHistory prices, ToLongFunction<OrderId> latency) {
        this.prices = prices;
        this.latency = latency;
    }

    void add(JournalEntry entry) {
        if (entry instanceof JournalEntry.Intended intended) {
            expectPairs(intended);
        } else if (entry instanceof JournalEntry.Reported reported) {
            add(reported.strategy(), reported.event());
        } else if (entry instanceof JournalEntry.Adjusted adjusted
                && adjusted.action() instanceof CorporateAction.Split split) {
            orders.values().forEach(order -> order.split(split));
        }
    }

    Collection<TracedOrder> finish() {
        orders.values().forEach(TracedOrder::finish);
        return orders.values();
    }

    /** An intent does not know the numbers of its orders: they are recognised by what they ask for. */
    private void expectPairs(JournalEntry.Intended intended) {
        if (intended.intent() instanceof OrderIntent.OneCancelsOther pair) {
            pairedOf(intended.strategy()).add(pair.first());
            pairedOf(intended.strategy()).add(pair.second());
        } else if (intended.intent() instanceof OrderIntent.OneTriggersOther pair) {
            pairedOf(intended.strategy()).add(pair.second());
        }
    }

    private List<NewOrder> pairedOf(String strategy) {
        return paired.computeIfAbsent(strategy, name -> new ArrayList<>());
    }

    private void add(String strategy, OrderEvent event) {
        Order order = event.order();
        TracedOrder known = orders.get(order.id());
        if (known == null && !(event instanceof OrderEvent.CancelRejected)) {
            known = begin(strategy, event);
        }
        if (known != null) {
            known.add(event);
        }
    }

    private TracedOrder begin(String strategy, OrderEvent event) {
        Order order = event.order();
        boolean waits = pairedOf(strategy).remove(order.request()) || exits.remove(order.id());
        for (int i = 1; i <= order.request().exits().terms().size(); i++) {
            exits.add(new OrderId(order.id().origin(), order.id().sequence() + i));
        }
        TracedOrder begun = new TracedOrder(
                strategy,
                order,
                event.epochNanos(),
                latency.applyAsLong(order.id()),
                waits,
                prices.of(order.instrument()));
        orders.put(order.id(), begun);
        return begun;
    }
}
