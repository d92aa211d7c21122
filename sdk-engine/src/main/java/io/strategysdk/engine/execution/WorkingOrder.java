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
import org.jspecify.annotations.Nullable;

/**
 * One order from its acceptance by validation to its end. Quantities are units of the instrument's quantity scale,
 * prices of its price scale, amounts of the currency's cash scale. Only the run's thread touches it.
 */
public final class WorkingOrder {
    /** Expiry of an order that does not expire. */
    public static final long NEVER = Long.MAX_VALUE;

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
    private long orderQty;
    private long cumQty;
    private long cumValue;
    private long cumFee;
    private long reserved;
    private long askedQty;
    private OrderIntent.@Nullable Replace waiting;
    private long expiry = NEVER;
    private long decidedAt;
    private long arrivesAt;
    private boolean shrinksToFit;
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
        expiry = NEVER;
        shrinksToFit = false;
        acknowledged = false;
        fills = 0;
        status = OrderStatus.PENDING;
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

    /** Stop price in units; 0 when there is none. */
    public long stop() {
        return stop;
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

    /** A replacement to a total quantity is under way; until it is answered either may fill. */
    public void ask(long total) {
        askedQty = total;
    }

    /** Total quantity of the replacement that is under way; 0 without one. */
    public long askedQty() {
        return askedQty;
    }

    /** How many units it grows by if the replacement that is under way is accepted. */
    public long askedMore() {
        return Math.max(0, askedQty - orderQty);
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

    /** Gives a notional order its quantity. */
    public void size(long units) {
        orderQty = units;
    }

    /** Takes new terms and a new total quantity; what is filled is kept. */
    public void replace(OrderTerms terms, long total) {
        NewOrder before = request();
        setTerms(terms);
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
