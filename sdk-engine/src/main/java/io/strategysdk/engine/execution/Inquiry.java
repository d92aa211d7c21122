package io.strategysdk.engine.execution;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run wants to know from its broker: how the account stands, what became of its orders, and what was executed. Put
 * together on the run's thread, answered on any.
 */
public final class Inquiry {
    private final BrokerAdapter broker;
    private final List<Asked> orders;
    private final long fillsFrom;
    private final int outages;
    private final Set<OrderId> owned;
    private final Set<String> booked;

    /** An order as the run knew it when it asked. */
    record Asked(OrderId id, WorkingOrder order, OrderVersion version, int scale) {}

    Inquiry(
            BrokerAdapter broker,
            List<Asked> orders,
            long fillsFrom,
            int outages,
            Set<OrderId> owned,
            Set<String> booked) {
        this.broker = broker;
        this.orders = List.copyOf(orders);
        this.fillsFrom = fillsFrom;
        this.outages = outages;
        this.owned = Set.copyOf(owned);
        this.booked = Set.copyOf(booked);
    }

    /**
     * What the broker says.
     *
     * @param account as a whole
     * @param orders those that were asked for, as far as the broker has them
     * @param fills oldest first
     * @param filled what is filled in all of each order that one of the fills is of
     */
    public record Answer(
            BrokerAdapter.Account account,
            Map<OrderId, Order> orders,
            List<Fill> fills,
            Map<OrderId, Quantity> filled) {
        /** Copies. */
        public Answer {
            Objects.requireNonNull(account, "account");
            orders = Map.copyOf(orders);
            fills = List.copyOf(fills);
            filled = Map.copyOf(filled);
        }
    }

    /** Orders that it asks for. */
    List<Asked> asked() {
        return orders;
    }

    /** How often the connection had been lost when it was put together. */
    int outages() {
        return outages;
    }

    /**
     * Asks; blocks.
     *
     * @throws io.strategysdk.api.SdkException when the broker cannot be asked
     */
    public Answer answer() {
        BrokerAdapter.Account account = broker.account();
        Map<OrderId, Order> working =
                account.working().stream().collect(Collectors.toMap(Order::id, Function.identity(), (a, b) -> b));
        Map<OrderId, Order> found = new LinkedHashMap<>();
        long from = fillsFrom;
        for (Asked each : orders) {
            Order order = working.get(each.id());
            Order known = order == null ? broker.find(each.id()).orElse(null) : order;
            if (known != null) {
                found.put(each.id(), known);
                if (known.cumQty().unitsAt(each.scale()) > each.version().cumQty()) {
                    from = Math.min(from, each.order().decidedAt());
                }
            }
        }
        // after the orders, so that what they have filled is among them
        List<Fill> fills = broker.fillsSince(Clock.instantOf(from)).stream()
                .filter(fill -> owned.contains(fill.orderId()) && !booked.contains(fill.execId()))
                .toList();
        Map<OrderId, Quantity> filled = new LinkedHashMap<>();
        for (Fill fill : fills) {
            if (!filled.containsKey(fill.orderId())) {
                broker.find(fill.orderId()).ifPresent(order -> filled.put(fill.orderId(), order.cumQty()));
            }
        }
        return new Answer(account, found, fills, filled);
    }
}
