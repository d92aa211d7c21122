package io.strategysdk.testkit.contract;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker in memory with which limit orders rest until a test fills them; its adapter is itself. */
class PlainBroker implements BrokerAdapter {
    static final Instrument ABC = Instrument.equity("ABC");
    static final BigDecimal FEE = new BigDecimal("0.35");
    private static final Quantity LARGEST = Quantity.of(1_000);

    final Map<OrderId, Booked> orders = new LinkedHashMap<>();
    final List<Fill> fills = new ArrayList<>();
    final Map<Instrument, Holding> positions = new LinkedHashMap<>();
    BigDecimal cash = new BigDecimal("100000");
    boolean isClosed;
    private final List<Consumer<Listener>> missed = new ArrayList<>();
    private boolean isDown;
    private boolean refusesNextChange;
    private long now = Clock.epochNanosOf(Instant.parse("2024-07-02T14:00:00Z"));
    private @Nullable Listener listener;

    /** An order in the broker's book. */
    static final class Booked {
        final OrderId id;
        NewOrder request;
        final List<Booked> exits = new ArrayList<>();
        Quantity orderQty;
        Quantity cumQty = Quantity.ZERO;
        OrderStatus status = OrderStatus.SUBMITTED;

        Booked(OrderId id, NewOrder request) {
            this.id = id;
            this.request = request;
            orderQty = request.orderQty();
        }

        boolean isWorking() {
            return status.isWorking();
        }

        /** What was asked for, at another price. */
        NewOrder at(OrderTerms terms) {
            return new NewOrder(
                    request.instrument(),
                    request.side(),
                    request.orderQty(),
                    request.notional(),
                    terms,
                    request.timeInForce(),
                    request.expiry(),
                    request.exits(),
                    request.handling(),
                    request.tag());
        }

        Order snapshot() {
            return new Order(id, request, status, orderQty, cumQty, cumQty.isZero() ? Double.NaN : price().toDouble());
        }

        Price price() {
            return request.terms() instanceof OrderTerms.Limit limit ? limit.price() : Price.of(11);
        }
    }

    static NewOrder resting(Side side) {
        NewOrder order = side == Side.BUY ? OrderIntent.buy(ABC, 100) : OrderIntent.sell(ABC, 100);
        return order.atLimit(Price.of(10));
    }

    /** To the listener, now or when the connection is back. */
    void report(Consumer<Listener> report) {
        if (isClosed) {
            return;
        }
        if (isDown) {
            missed.add(report);
        } else {
            report.accept(Objects.requireNonNull(listener));
        }
    }

    Booked booked(OrderId id) {
        return Objects.requireNonNull(orders.get(id));
    }

    boolean isWorking(@Nullable OrderId id) {
        Booked order = orders.get(id);
        return order != null && order.isWorking();
    }

    @Override
    public BrokerProfile profile() {
        return BrokerProfile.UNRESTRICTED;
    }

    @Override
    public void start(List<Instrument> instruments, Listener to) {
        if (listener != null) {
            throw new IllegalStateException("a broker must be started once, was started before");
        }
        listener = to;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        if (orders.containsKey(id)) {
            return;
        }
        if (order.orderQty().compareTo(LARGEST) > 0) {
            refuse(id, order);
            return;
        }
        Booked booked = new Booked(id, order);
        orders.put(id, booked);
        for (NewOrder exit : order.exitOrders()) {
            Booked child = new Booked(exitId(id, booked.exits.size() + 1), exit);
            booked.exits.add(child);
            orders.put(child.id, child);
        }
        accept(id);
    }

    OrderId exitId(OrderId entry, int place) {
        return new OrderId(entry.origin(), entry.sequence() + place);
    }

    void accept(OrderId id) {
        report(to -> to.onAccepted(id));
    }

    void refuse(OrderId id, NewOrder order) {
        report(to -> to.onRejected(
                id, RejectReason.QUANTITY_LIMIT, "quantity must be at most 1000, was " + order.orderQty()));
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        OrderId id = replacement.order().id();
        if (takesChange(id)) {
            change(booked(id), replacement);
            report(to -> to.onReplaced(id));
        } else {
            refuseReplacement(id);
        }
    }

    private boolean takesChange(OrderId id) {
        boolean takes = isWorking(id) && !refusesNextChange;
        refusesNextChange = false;
        return takes;
    }

    void change(Booked order, OrderIntent.Replace replacement) {
        order.orderQty = replacement.orderQty();
        order.request = order.at(replacement.terms());
        if (order.orderQty.compareTo(order.cumQty) <= 0) {
            order.status = OrderStatus.CANCELLED;
            endExits(order);
        }
    }

    void refuseReplacement(OrderId id) {
        report(to -> to.onReplaceRejected(id, RejectReason.UNKNOWN_ORDER, "order must be working (" + id + ")"));
    }

    @Override
    public void cancel(OrderId id) {
        if (takesChange(id)) {
            end(booked(id));
        } else {
            refuseCancel(id);
        }
    }

    void end(Booked order) {
        order.status = OrderStatus.CANCELLED;
        report(to -> to.onCancelled(order.id));
        endExits(order);
    }

    /** What the entry has bought is still to be closed. */
    void endExits(Booked entry) {
        for (Booked exit : entry.exits) {
            if (exit.isWorking() && entry.cumQty.isZero()) {
                end(exit);
            } else if (exit.isWorking()) {
                restate(exit.id, entry.cumQty);
            }
        }
    }

    void restate(OrderId id, Quantity orderQty) {
        booked(id).orderQty = orderQty;
        report(to -> to.onRestated(id, orderQty));
    }

    void refuseNextChange() {
        refusesNextChange = true;
    }

    Instant now() {
        return Clock.instantOf(now);
    }

    void refuseCancel(OrderId id) {
        report(to -> to.onCancelRejected(id, RejectReason.UNKNOWN_ORDER, "order must be working (" + id + ")"));
    }

    /** The market comes to an order. */
    void fill(OrderId id, Quantity quantity) {
        Booked order = booked(id);
        now += Clock.NANOS_PER_SECOND;
        Fill fill = execution(order, quantity);
        order.cumQty = order.cumQty.plus(quantity);
        boolean isFilled = order.cumQty.compareTo(order.orderQty) >= 0;
        order.status = isFilled ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        book(fill);
        fills.add(fill);
        tell(fill);
        orders.values().stream()
                .filter(entry -> isFilled && entry.exits.contains(order))
                .flatMap(entry -> entry.exits.stream())
                .filter(exit -> exit != order)
                .toList()
                .forEach(this::end);
    }

    void tell(Fill fill) {
        report(to -> to.onFill(fill));
    }

    Fill execution(Booked order, Quantity quantity) {
        return new Fill(execId(order), order.id, ABC, order.request.side(), quantity, order.price(), FEE, now);
    }

    String execId(Booked order) {
        return order.id + "-" + fills.size();
    }

    void book(Fill fill) {
        BigDecimal value = fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal());
        boolean isBuy = fill.side() == Side.BUY;
        cash = (isBuy ? cash.subtract(value) : cash.add(value)).subtract(fill.fee());
        positions.put(ABC, positions.getOrDefault(ABC, Holding.NONE).after(fill));
    }

    /** The day of an order ends. */
    void expire(OrderId id) {
        booked(id).status = OrderStatus.EXPIRED;
        report(to -> to.onExpired(id));
        endExits(booked(id));
    }

    void disconnect() {
        tellConnection(false);
        isDown = true;
    }

    void reconnect() {
        isDown = false;
        tellConnection(true);
        for (Iterator<Consumer<Listener>> each = missed.iterator(); each.hasNext(); ) {
            report(each.next());
            each.remove();
        }
    }

    void tellConnection(boolean up) {
        report(to -> to.onConnection(up ? ConnectionState.LIVE : ConnectionState.DOWN, "asked for"));
    }

    @Override
    public Account account() {
        return new Account(
                cash,
                positions,
                orders.values().stream()
                        .filter(Booked::isWorking)
                        .map(Booked::snapshot)
                        .toList());
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        long since = Clock.epochNanosOf(from);
        return fills.stream().filter(fill -> fill.epochNanos() >= since).toList();
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id)).map(Booked::snapshot);
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
