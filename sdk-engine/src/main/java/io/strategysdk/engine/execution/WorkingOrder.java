package io.strategysdk.engine.execution;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One order from its acceptance by validation to its end. Quantities are units of the instrument's quantity scale,
 * prices of its price scale, amounts of the currency's cash scale. Only the run's thread touches it.
 */
public final class WorkingOrder implements Cloneable {
    /** Expiry of an order that does not expire. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final List<OrderGroup> NONE = List.of();

    private final Object owner;
    private final String origin;
    private long sequence;
    private int instrumentIndex;
    private Instrument instrument;
    private Side side;
    private @Nullable NewOrder request;
    private OrderType type;
    private long limit;
    private long stop;
    private @Nullable Trail trail;
    private boolean triggered;
    private boolean undecided;
    private boolean met;
    private boolean held;
    private @Nullable OrderGroup group;
    private List<OrderGroup> led = NONE;
    private long orderQty;
    private long cumQty;
    private long cumValue;
    private long cumFee;
    private long reserved;
    private long counted;
    private OrderIntent.@Nullable Replace asked;
    private OrderIntent.@Nullable Replace waiting;
    private long expiry = NEVER;
    private long decidedAt;
    private long arrivesAt;
    private boolean shrinksToFit;
    private boolean liquidates;
    private boolean fillsAtClose;
    private boolean toBeCrossed;
    private boolean acknowledged;
    private int fills;
    private long acceptance;
    private OrderStatus status = OrderStatus.PENDING;

    /**
     * A pending order.
     *
     * @param request what was asked for, or null for a plain market order of the day
     */
    public WorkingOrder(
            Object owner,
            String origin,
            long sequence,
            int instrumentIndex,
            Instrument instrument,
            Side side,
            long orderQty,
            @Nullable NewOrder request) {
        this.owner = owner;
        this.origin = origin;
        this.sequence = sequence;
        this.instrumentIndex = instrumentIndex;
        this.instrument = instrument;
        this.side = side;
        this.orderQty = orderQty;
        this.request = request;
        this.type = OrderType.MARKET;
        if (request != null) {
            setTerms(request.terms());
        }
    }

    /**
     * Makes a filled plain market order into a new one of the same strategy, so that an order costs no object. Whoever
     * works with orders must not look at one after its end has been reported.
     */
    public void renew(long newSequence, int newInstrumentIndex, Instrument newInstrument, Side newSide, long quantity) {
        if (status != OrderStatus.FILLED || request != null) {
            throw new IllegalStateException("only a filled plain market order can be renewed, was " + this);
        }
        sequence = newSequence;
        instrumentIndex = newInstrumentIndex;
        instrument = newInstrument;
        side = newSide;
        orderQty = quantity;
        cumQty = 0;
        cumValue = 0;
        cumFee = 0;
        reserved = 0;
        counted = 0;
        met = false;
        expiry = NEVER;
        shrinksToFit = false;
        toBeCrossed = false;
        acknowledged = false;
        fills = 0;
        status = OrderStatus.PENDING;
    }

    /** What {@link #renew} does not take back must not come to an order that it may be asked for. */
    private void requireAskedFor() {
        if (request == null) {
            throw new IllegalStateException("a plain market order must stay one to its end, was " + this);
        }
    }

    /** Whose order it is, as the engine knows it. */
    public Object owner() {
        return owner;
    }

    /** Second part of the client order id, from 1 for each strategy. */
    public long sequence() {
        return sequence;
    }

    /** ClOrdID(11). */
    public OrderId id() {
        return new OrderId(origin, sequence);
    }

    /** The run's number of the instrument. */
    public int instrumentIndex() {
        return instrumentIndex;
    }

    /** What is traded. */
    public Instrument instrument() {
        return instrument;
    }

    /** Side(54). */
    public Side side() {
        return side;
    }

    /** 1 to buy, -1 to sell. */
    public int sign() {
        return side.sign();
    }

    /** OrdType(40). */
    public OrderType type() {
        return type;
    }

    /** Limit price in units; 0 when there is none. */
    public long limit() {
        return limit;
    }

    /** Stop price in units, of a trailing stop its level; 0 when there is none. */
    public long stop() {
        return stop;
    }

    /** A trailing stop follows from here on: the best price so far, in units. */
    public void trailFrom(long best) {
        stop = trail().moveTo(best);
    }

    /** Level that a trailing stop would have after a price, in units. */
    public long trailedTo(long price) {
        return trail().levelAfter(price);
    }

    /** Best price that a trailing stop has seen, in units; 0 before it has seen one, and of all other orders. */
    public long trailBest() {
        return trail == null ? 0 : trail.best();
    }

    private Trail trail() {
        return Objects.requireNonNull(trail, "only a trailing stop follows the market");
    }

    /** Whether its stop was reached: what is left of it is a market order, or a limit. */
    public boolean isTriggered() {
        return triggered;
    }

    /** Its stop has been reached, and stays so. */
    public void trigger() {
        requireAskedFor();
        triggered = true;
    }

    /** Whether the bar before closed beyond the level to which it moved a trail, so that the next open decides. */
    public boolean isUndecided() {
        return undecided;
    }

    /** A bar has closed beyond the level to which it moved a trail: the next open decides. */
    public void leaveToOpen(boolean isBeyond) {
        undecided = isBeyond;
    }

    /** Whether a bar that may fill it has come. */
    public boolean hasMetBar() {
        return met;
    }

    /** A bar that may fill it has come. */
    public void meetBar() {
        met = true;
    }

    /** Whether it waits for another order, and is not at the market yet. */
    public boolean isHeld() {
        return held;
    }

    void hold() {
        requireAskedFor();
        held = true;
    }

    /** What it waited for has come: it is at the market from a moment on, UTC nanoseconds since 1970. */
    public void activate(long epochNanos) {
        held = false;
        arrivesAt = epochNanos;
    }

    /** Whether it is a member of a group. */
    public boolean isGrouped() {
        return group != null;
    }

    /** The orders that it is a member of, or null. */
    public @Nullable OrderGroup group() {
        return group;
    }

    /** Whether other orders wait for it. */
    @SuppressWarnings("ReferenceEquality") // of every order: nothing is asked of a list
    public boolean isLeader() {
        return led != NONE;
    }

    /** The groups that wait for it. */
    public List<OrderGroup> led() {
        return led;
    }

    /** Whether it may only bring the position toward zero. */
    public boolean isReduceOnly() {
        return request != null && request.handling().reduceOnly();
    }

    /** Whether it fills whole or not at all. */
    public boolean isFillOrKill() {
        return request != null && request.timeInForce() == TimeInForce.FOK;
    }

    /** Whether it has not left: it is sent when the order that it waits for is filled whole. */
    public boolean isUnsent() {
        return held && status.isWorking() && group != null && group.kind() == OrderGroup.Kind.ONE_TRIGGERS_OTHER;
    }

    /** Whether it is an exit of an order's bracket. */
    public boolean isExitOf(OrderId order) {
        WorkingOrder entry = group == null || group.kind() != OrderGroup.Kind.BRACKET ? null : group.entry();
        return entry != null && entry.id().equals(order);
    }

    /** The exits of its bracket; none where it has none. */
    public List<WorkingOrder> exits() {
        if (!isLeader()) {
            return List.of();
        }
        return led.stream()
                .filter(its -> its.kind() == OrderGroup.Kind.BRACKET)
                .flatMap(its -> its.members().stream())
                .toList();
    }

    /** The orders that lose what it fills; none where there are none. */
    public List<WorkingOrder> rivals() {
        OrderGroup its = group;
        if (its == null || !its.isOneCancelsOther()) {
            return List.of();
        }
        return its.members().stream().filter(member -> !member.equals(this)).toList();
    }

    void join(OrderGroup its) {
        requireAskedFor();
        group = its;
    }

    void lead(OrderGroup waiting) {
        requireAskedFor();
        led = Stream.concat(led.stream(), Stream.of(waiting)).toList();
    }

    /** What may be filled at present, in units: of a bracket's exit no more than its entry has filled. */
    public long liveQty() {
        OrderGroup its = group;
        if (its == null || its.kind() != OrderGroup.Kind.BRACKET) {
            return leavesQty();
        }
        return Math.min(leavesQty(), its.openUnits());
    }

    /** Quantity in units, filled part included. */
    public long orderQty() {
        return orderQty;
    }

    /** Filled quantity in units. */
    public long cumQty() {
        return cumQty;
    }

    /** What is left in units, also of an order that has ended. */
    public long leavesQty() {
        return orderQty - cumQty;
    }

    /** Value of what was filled, cash units, positive. */
    public long cumValue() {
        return cumValue;
    }

    /** Fees so far, cash units. */
    public long cumFee() {
        return cumFee;
    }

    /** Number of fills so far. */
    public int fills() {
        return fills;
    }

    /** Place among all orders of the run, by acceptance. */
    public long acceptance() {
        return acceptance;
    }

    /** Takes its place among all orders of the run. */
    public void acceptedAs(long place) {
        acceptance = place;
    }

    /** Puts back what a checkpoint has saved of an order under way. */
    public void restore(
            long savedCumQty,
            long savedCumValue,
            long savedCumFee,
            int savedFills,
            boolean savedAcknowledged,
            OrderStatus savedStatus) {
        cumQty = savedCumQty;
        cumValue = savedCumValue;
        cumFee = savedCumFee;
        fills = savedFills;
        acknowledged = savedAcknowledged;
        status = savedStatus;
    }

    /** Puts back what a checkpoint has saved of what bars have done to it. */
    public void restore(
            boolean wasTriggered, boolean wasUndecided, boolean hadMetBar, boolean wasHeld, long savedTrailBest) {
        triggered = wasTriggered;
        undecided = wasUndecided;
        met = hadMetBar;
        held = wasHeld;
        if (savedTrailBest != 0) {
            trailFrom(savedTrailBest);
        }
    }

    /** A replacement is under way, or, null, answered; until it is either may fill. */
    public void ask(OrderIntent.@Nullable Replace replace) {
        asked = replace;
    }

    /** The replacement that is under way. */
    public OrderIntent.@Nullable Replace asked() {
        return asked;
    }

    /** Total quantity of the replacement that is under way; 0 without one. */
    public long askedQty() {
        return asked == null ? 0 : asked.orderQty().unitsAt(instrument.quantityScale());
    }

    /** How many units it grows by if the replacement that is under way is accepted. */
    public long askedMore() {
        return Math.max(0, askedQty() - orderQty);
    }

    /** Whether a replacement is under way, or waits. */
    public boolean isBeingReplaced() {
        return asked != null || waiting != null;
    }

    /** A replacement that leaves when the one under way has been answered, in the place of one that waits already. */
    public void waitWith(OrderIntent.@Nullable Replace replace) {
        waiting = replace;
    }

    /** The replacement that waits, if any. */
    public OrderIntent.@Nullable Replace waiting() {
        return waiting;
    }

    /** Cash units set aside for it. */
    public long reserved() {
        return reserved;
    }

    /** Sets cash aside. */
    public void reserve(long units) {
        reserved = units;
    }

    /** Units that its book counts as under way for it. */
    public long counted() {
        return counted;
    }

    /** Sets how many units its book counts as under way for it. */
    public void count(long units) {
        counted = units;
    }

    /** When it expires, UTC nanoseconds since 1970, or {@link #NEVER}. */
    public long expiry() {
        return expiry;
    }

    /** Sets when it expires. */
    public void expireAt(long epochNanos) {
        expiry = epochNanos;
    }

    /** When the strategy decided on it, UTC nanoseconds since 1970. */
    public long decidedAt() {
        return decidedAt;
    }

    /** When it reaches the venue, UTC nanoseconds since 1970. */
    public long arrivesAt() {
        return arrivesAt;
    }

    /** Says when it was decided on; it arrives then unless it is delayed. */
    public void decided(long epochNanos) {
        decidedAt = epochNanos;
        arrivesAt = epochNanos;
    }

    /** Says when it reaches the venue. */
    public void arrives(long epochNanos) {
        arrivesAt = epochNanos;
    }

    /** Whether it is cut to what cash allows instead of being rejected. */
    public boolean shrinksToFit() {
        return shrinksToFit;
    }

    /** Lets it be cut to what cash allows. */
    public void shrinkToFit() {
        shrinksToFit = true;
    }

    /** Whether the engine closes a position by it, whatever its strategy wants. */
    public boolean isLiquidation() {
        return liquidates;
    }

    /** The engine closes a position by it; at the close of a bar that has just come, or at the next open. */
    public void liquidate(boolean atClose) {
        requireAskedFor();
        liquidates = true;
        fillsAtClose = atClose;
    }

    /** Whether it is to be filled at the close of a bar that has just come, where there is one. */
    public boolean fillsAtClose() {
        return fillsAtClose;
    }

    /** Whether it waits to trade with orders of other strategies before it is sent. */
    public boolean isToBeCrossed() {
        return toBeCrossed;
    }

    /** Lets it wait, or not any more. */
    public void toBeCrossed(boolean value) {
        toBeCrossed = value;
    }

    /** Whether the venue has said that it knows the order. */
    public boolean isAcknowledged() {
        return acknowledged;
    }

    /** The venue has said, in whatever way, that it knows the order. */
    public void acknowledge() {
        acknowledged = true;
        if (status == OrderStatus.PENDING) {
            become(OrderStatus.SUBMITTED);
        }
    }

    /** OrdStatus(39). */
    public OrderStatus status() {
        return status;
    }

    /** Whether it can still be filled. */
    public boolean isWorking() {
        return status.isWorking();
    }

    /** What was asked for, or null for a plain market order of the day that nobody has looked at. */
    public @Nullable NewOrder requestOrNull() {
        return request;
    }

    /** What was asked for, replacements included. */
    public NewOrder request() {
        NewOrder known = request;
        if (known == null) {
            known = OrderIntent.market(instrument, side, quantity(orderQty));
            request = known;
        }
        return known;
    }

    /**
     * Moves to another status.
     *
     * @throws IllegalStateException when no order goes that way
     */
    public void become(OrderStatus next) {
        if (!Lifecycle.allows(status, next)) {
            throw new IllegalStateException("order " + id() + " must not go from " + status + " to " + next);
        }
        status = next;
    }

    /** A change that was asked for has been answered: it works as it did before. */
    public void worksAgain() {
        become(cumQty > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.SUBMITTED);
    }

    /** Counts a fill; the status follows from what is left. */
    public void fill(long quantity, long value, long fee) {
        if (quantity <= 0 || quantity > leavesQty()) {
            throw new IllegalStateException("fill quantity must be from 1 to the " + leavesQty()
                    + " units that are left, was " + quantity + " (order " + id() + ")");
        }
        count(quantity, value, fee);
        if (cumQty == orderQty) {
            become(OrderStatus.FILLED);
        } else if (status == OrderStatus.PENDING || status == OrderStatus.SUBMITTED) {
            become(OrderStatus.PARTIALLY_FILLED);
        }
    }

    /** Whether it asks for an amount of cash: how much that is in the end, the venue's executions say. */
    public boolean isByAmount() {
        return request != null && request.cashOrderQty().isPresent();
    }

    /**
     * Counts what the venue has executed: the quantity grows by what nobody asked for, an order by amount works on, and
     * an ended order stays ended.
     */
    public void execute(long quantity, long value, long fee) {
        orderQty = Math.max(orderQty, Math.addExact(cumQty, quantity));
        if (isWorking() && !isByAmount()) {
            fill(quantity, value, fee);
            return;
        }
        count(quantity, value, fee);
        if (status == OrderStatus.PENDING || status == OrderStatus.SUBMITTED) {
            become(OrderStatus.PARTIALLY_FILLED);
        }
    }

    private void count(long quantity, long value, long fee) {
        fills++;
        cumQty += quantity;
        cumValue = Math.addExact(cumValue, value);
        cumFee = Math.addExact(cumFee, fee);
    }

    /** Cuts the quantity to what can be had. */
    public void cutTo(long units) {
        if (units < cumQty || units > orderQty) {
            throw new IllegalStateException("quantity must be cut to " + cumQty + " to " + orderQty + " units, was "
                    + units + " (order " + id() + ")");
        }
        if (status != OrderStatus.PENDING) {
            // what was asked for is remembered; before it leaves, the smaller quantity is what is asked for
            request();
        }
        orderQty = units;
    }

    /** Sets the quantity: of an order by amount, or of one that hangs together with others. */
    public void size(long units) {
        orderQty = units;
    }

    /** Takes new terms and a new total quantity; what is filled is kept. */
    public void replace(OrderTerms terms, long total) {
        NewOrder before = request();
        setTerms(terms);
        met &= terms.equals(before.terms());
        orderQty = total;
        request = new NewOrder(
                before.instrument(),
                before.side(),
                quantity(total),
                before.notional(),
                terms,
                before.timeInForce(),
                before.expiry(),
                before.exits(),
                before.handling(),
                before.tag());
    }

    /**
     * An issuer's action has changed how it is counted, or what it asks for.
     *
     * @param asked what was asked for, in the new terms; null for a plain market order of the day
     * @param total quantity in units, filled part included
     * @param filled part of it that was filled
     * @param best best price that a trailing stop has seen, in units; 0 before it has seen one
     */
    public void restate(@Nullable NewOrder asked, long total, long filled, long best) {
        orderQty = total;
        cumQty = filled;
        request = asked;
        trail = null;
        if (asked != null) {
            setTerms(asked.terms());
        }
        if (best != 0) {
            trailFrom(best);
        }
    }

    /** The order as it is now, to make a {@link #snapshot} of later; to be looked at only. */
    public WorkingOrder copy() {
        try {
            return (WorkingOrder) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The order as it is now. */
    public Order snapshot() {
        return new Order(id(), request(), status, quantity(orderQty), quantity(cumQty), avgPx());
    }

    /** Average price of what was filled; NaN before the first fill. */
    public double avgPx() {
        if (cumQty == 0) {
            return Double.NaN;
        }
        double value = cumValue / Scales.power(Scales.cashScale(instrument.currency()));
        return value / (cumQty / Scales.power(instrument.quantityScale()));
    }

    private Quantity quantity(long units) {
        return new Quantity(units, instrument.quantityScale());
    }

    private void setTerms(OrderTerms terms) {
        type = terms.type();
        if (terms instanceof OrderTerms.Limit t) {
            limit = units(t.price());
        } else if (terms instanceof OrderTerms.Stop t) {
            stop = units(t.stopPrice());
        } else if (terms instanceof OrderTerms.StopLimit t) {
            stop = units(t.stopPrice());
            limit = units(t.price());
        } else if (terms.type() == OrderType.TRAILING_STOP) {
            Trail before = trail;
            trail = Trail.of(terms, sign(), instrument.priceScale());
            if (before != null && before.best() != 0) {
                stop = trail.moveTo(before.best());
            }
        }
    }

    private long units(Price price) {
        return price.unitsAt(instrument.priceScale());
    }

    /** Id, side, quantity and instrument. */
    @Override
    public String toString() {
        return id() + " " + side + " " + quantity(orderQty) + " " + instrument + " " + status;
    }
}
