package io.strategysdk.testkit.validation;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a strategy wants and has not been sent, a step long; its orders are shown beside those that work. */
final class HeldIntents implements Orders {
    private static final String ORIGIN = "held";

    private final Orders sent;
    private List<Held> leaving = List.of();
    private List<Held> waiting = List.of();
    private List<Held> fresh = new ArrayList<>();
    private long orders;

    /** An intent, and the working orders that it looks like. */
    private record Held(OrderIntent intent, List<Order> orders) {}

    HeldIntents(Orders sent) {
        this.sent = sent;
    }

    /** Wants this, to be sent in the next step. */
    void add(OrderIntent intent) {
        fresh.add(new Held(intent, newOrders(intent).map(this::pending).toList()));
    }

    /** What was wanted in the step before leaves, while the strategy decides. */
    void beginStep() {
        leaving = waiting;
        waiting = List.of();
    }

    /** What has left. */
    List<OrderIntent> endStep() {
        List<OrderIntent> sentNow = leaving.stream()
                .flatMap(held -> ofSentOrder(held.intent).stream())
                .toList();
        leaving = List.of();
        waiting = fresh;
        fresh = new ArrayList<>();
        return sentNow;
    }

    /** A change of an order that waited then is one of the order that it became, if that still works. */
    private Optional<OrderIntent> ofSentOrder(OrderIntent intent) {
        if (intent instanceof OrderIntent.Cancel cancel && isHeld(cancel.id())) {
            return sentAs(cancel.order()).map(OrderIntent::cancel);
        }
        if (intent instanceof OrderIntent.Replace replace
                && isHeld(replace.order().id())) {
            return sentAs(replace.order())
                    .filter(order -> replace.orderQty().compareTo(order.cumQty()) > 0)
                    .map(order -> new OrderIntent.Replace(order, replace.orderQty(), replace.terms()));
        }
        return Optional.of(intent);
    }

    private Optional<Order> sentAs(Order held) {
        return sent.working(held.instrument()).stream()
                .filter(order -> order.request().equals(held.request()))
                .reduce((older, newer) -> newer);
    }

    private static boolean isHeld(OrderId id) {
        return id.origin().equals(ORIGIN);
    }

    private static Stream<NewOrder> newOrders(OrderIntent intent) {
        if (intent instanceof NewOrder order) {
            return Stream.of(order);
        }
        if (intent instanceof OrderIntent.OneCancelsOther pair) {
            return Stream.of(pair.first(), pair.second());
        }
        return intent instanceof OrderIntent.OneTriggersOther pair
                ? Stream.of(pair.first(), pair.second())
                : Stream.empty();
    }

    private Order pending(NewOrder request) {
        OrderId id = new OrderId(ORIGIN, ++orders);
        return new Order(id, request, OrderStatus.PENDING, request.orderQty(), Quantity.ZERO, Double.NaN);
    }

    private Stream<Order> held() {
        return Stream.of(leaving, waiting, fresh).flatMap(List::stream).flatMap(each -> each.orders.stream());
    }

    @Override
    public List<Order> working() {
        return Stream.concat(sent.working().stream(), held()).toList();
    }

    @Override
    public List<Order> working(Instrument instrument) {
        return Stream.concat(
                        sent.working(instrument).stream(),
                        held().filter(order -> order.instrument().equals(instrument)))
                .toList();
    }

    @Override
    public List<Order> exits(OrderId entry) {
        return isHeld(entry) ? List.of() : sent.exits(entry);
    }

    @Override
    public Optional<Order> find(String tag) {
        return held().filter(order -> order.tag().equals(tag))
                .reduce((older, newer) -> newer)
                .or(() -> sent.find(tag));
    }
}
