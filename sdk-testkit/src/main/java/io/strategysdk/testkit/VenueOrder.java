package io.strategysdk.testkit;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An order at a {@link ScriptedBroker}, and the means to report of it. Reports are sent as they are asked for, in any
 * order and any number: right ones and wrong ones. Prices and fees are in the instrument's currency.
 */
public final class VenueOrder {
    private final ScriptedBroker broker;
    private final OrderId id;
    private final NewOrder request;
    private NewOrder current;
    private final List<VenueOrder> exits = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private Quantity orderQty;
    private Quantity cumQty = Quantity.ZERO;
    private OrderStatus status = OrderStatus.PENDING;
    private boolean cancelAsked;
    private OrderIntent.@Nullable Replace replacement;

    VenueOrder(ScriptedBroker broker, OrderId id, NewOrder request) {
        this.broker = broker;
        this.id = id;
        this.request = request;
        current = request;
        orderQty = request.orderQty();
    }

    /**
     * Its id as the strategy, the tester and their tables have it: strategy and number. The ClOrdID(11) that a broker gets
     * names the run between them.
     */
    public OrderId id() {
        String origin = id.origin();
        int run = origin.lastIndexOf('.');
        return run < 0 ? id : new OrderId(origin.substring(0, run), id.sequence());
    }

    /** What came in first, before any replacement. */
    public NewOrder request() {
        return request;
    }

    /** Exits of the bracket, in their order; empty for an order without. */
    public List<VenueOrder> exits() {
        return List.copyOf(exits);
    }

    /** Whether its cancel was asked for. */
    public boolean isCancelAsked() {
        return cancelAsked;
    }

    /** The replacement that was asked for last and has not been answered. */
    public Optional<OrderIntent.Replace> replacement() {
        return Optional.ofNullable(replacement);
    }

    /** LeavesQty(151): what no fill has been reported of, not less than nothing. */
    public Quantity leavesQty() {
        Quantity left = orderQty.minus(cumQty);
        return left.signum() < 0 ? Quantity.ZERO : left;
    }

    /** Reports that it works. */
    public void accept() {
        if (status == OrderStatus.PENDING) {
            status = OrderStatus.SUBMITTED;
        }
        broker.listener().onAccepted(id);
    }

    /** Reports that it is refused. */
    public void reject(RejectReason reason, String text) {
        become(OrderStatus.REJECTED);
        broker.listener().onRejected(id, reason, text);
    }

    /**
     * Reports an execution of whole shares, without fee.
     *
     * @param price decimal text, such as {@code "10.05"}
     */
    public void fill(long shares, String price) {
        fill(Quantity.of(shares), Price.of(price), BigDecimal.ZERO);
    }

    /** Reports an execution at the time of the market. */
    public void fill(Quantity quantity, Price price, BigDecimal fee) {
        Fill fill = new Fill(
                id + "/" + (fills.size() + 1),
                id,
                request.instrument(),
                request.side(),
                quantity,
                price,
                fee,
                broker.now());
        fills.add(fill);
        cumQty = cumQty.plus(quantity);
        if (status.isWorking()) {
            become(leavesQty().isZero() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED);
        }
        broker.report(fill);
    }

    /**
     * Reports the execution of all that is left, without fee.
     *
     * @throws IllegalArgumentException when nothing is
     */
    public void fillRest(String price) {
        fill(leavesQty(), Price.of(price), BigDecimal.ZERO);
    }

    /**
     * Reports its last execution again, by the same ExecID(17).
     *
     * @throws IllegalStateException when there was none
     */
    public void repeatLastFill() {
        if (fills.isEmpty()) {
            throw new IllegalStateException("an execution must have been reported to be repeated (order " + id() + ")");
        }
        broker.listener().onFill(fills.get(fills.size() - 1));
    }

    /** Reports that it is cancelled. */
    public void cancelled() {
        become(OrderStatus.CANCELLED);
        broker.listener().onCancelled(id);
    }

    /** Reports that its cancel is refused, as of one that came too late. */
    public void refuseCancel(String text) {
        broker.listener().onCancelRejected(id, RejectReason.UNKNOWN_ORDER, text);
    }

    /** Reports that it is replaced as was asked for. */
    public void replaced() {
        OrderIntent.Replace asked = replacement;
        if (asked != null) {
            orderQty = asked.orderQty();
            current = replaced(asked);
            replacement = null;
        }
        broker.listener().onReplaced(id);
    }

    /** Reports that its replacement is refused. */
    public void refuseReplace(RejectReason reason, String text) {
        replacement = null;
        broker.listener().onReplaceRejected(id, reason, text);
    }

    /** Reports that the broker has given it another quantity, as to exits of an entry that is filled in part. */
    public void restate(Quantity total) {
        orderQty = total;
        broker.listener().onRestated(id, total);
    }

    /** Reports that its time in force has ended. */
    public void expire() {
        become(OrderStatus.EXPIRED);
        broker.listener().onExpired(id);
    }

    /**
     * Does something so many slices of the market later, before that slice is looked at: 1 is the next.
     *
     * @throws IllegalArgumentException when not positive
     */
    public void later(int slices, Consumer<VenueOrder> action) {
        if (slices < 1) {
            throw new IllegalArgumentException("number of slices must be positive, was " + slices);
        }
        broker.later(slices, this, action);
    }

    void add(VenueOrder exit) {
        exits.add(exit);
    }

    void asked(OrderIntent.Replace value) {
        replacement = value;
    }

    void askedToCancel() {
        cancelAsked = true;
    }

    /** What has ended stays as it ended. */
    private void become(OrderStatus value) {
        if (status.isWorking()) {
            status = value;
        }
    }

    /** As the broker sees it. */
    Order snapshot() {
        return new Order(id, current, status, orderQty, cumQty, averagePrice());
    }

    private NewOrder replaced(OrderIntent.Replace asked) {
        return new NewOrder(
                current.instrument(),
                current.side(),
                asked.orderQty(),
                current.notional(),
                asked.terms(),
                current.timeInForce(),
                current.expiry(),
                current.exits(),
                current.handling(),
                current.tag());
    }

    private double averagePrice() {
        BigDecimal value = BigDecimal.ZERO;
        for (Fill fill : fills) {
            value = value.add(
                    fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal()));
        }
        return fills.isEmpty()
                ? Double.NaN
                : value.doubleValue() / cumQty.toBigDecimal().doubleValue();
    }

    /** What it is, where it stands. */
    @Override
    public String toString() {
        return id() + " " + request.side() + " " + orderQty + " " + request.instrument() + " " + status + ", filled "
                + cumQty;
    }
}
