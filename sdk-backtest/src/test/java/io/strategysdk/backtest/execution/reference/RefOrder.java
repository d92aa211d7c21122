package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import java.util.stream.Stream;

/**
 * An order with all that the rules ask of it.
 *
 * @param id unique in the run
 * @param owner the strategy
 * @param instrument what
 * @param side buy or sell
 * @param quantity how much, positive
 * @param terms price rule
 * @param force how long
 * @param handling reduce only, extended hours
 * @param exits children
 * @param times when it was decided and when it is at the market
 */
public record RefOrder(
        long id,
        int owner,
        int instrument,
        Side side,
        long quantity,
        RefTerms terms,
        Force force,
        Handling handling,
        List<RefExit> exits,
        Times times) {
    /**
     * How long an order works.
     *
     * @param timeInForce what kind
     * @param expiryNanos of GTD, else 0
     * @param dated of GTD: expiryNanos is a session's close, and the order expires at it rather than after it
     */
    public record Force(TimeInForce timeInForce, long expiryNanos, boolean dated) {}

    /**
     * When.
     *
     * @param decidedNanos when it was decided
     * @param arrivalNanos when it is at the market
     */
    public record Times(long decidedNanos, long arrivalNanos) {
        /** Checks their order. */
        public Times {
            if (arrivalNanos < decidedNanos) {
                throw new IllegalArgumentException(
                        "an order must arrive after its decision " + decidedNanos + ", was " + arrivalNanos);
            }
        }
    }

    private static final Force GTC = new Force(TimeInForce.GTC, 0, false);

    /** Checks and copies. */
    public RefOrder {
        exits = List.copyOf(exits);
        if (quantity <= 0) {
            throw new IllegalArgumentException("a quantity must be positive, was " + quantity);
        }
    }

    /** A market order, GTC, of owner 0 in instrument 0, there from the beginning of time. */
    public static RefOrder market(long id, Side side, long quantity) {
        RefTerms terms = new RefTerms.Market();
        return new RefOrder(id, 0, 0, side, quantity, terms, GTC, Handling.NORMAL, List.of(), new Times(0, 0));
    }

    /** With this price rule. */
    public RefOrder at(RefTerms value) {
        return new RefOrder(id, owner, instrument, side, quantity, value, force, handling, exits, times);
    }

    /** Of this strategy, in this instrument. */
    public RefOrder of(int strategy, int instrumentId) {
        return new RefOrder(id, strategy, instrumentId, side, quantity, terms, force, handling, exits, times);
    }

    /** In force for this long. */
    public RefOrder inForce(TimeInForce value) {
        return with(new Force(value, 0, false));
    }

    /** GTD with an instant. */
    public RefOrder until(long nanos) {
        return with(new Force(TimeInForce.GTD, nanos, false));
    }

    /** GTD with a date, whose session closes then. */
    public RefOrder untilTheClose(long sessionCloseNanos) {
        return with(new Force(TimeInForce.GTD, sessionCloseNanos, true));
    }

    /** Reduce only. */
    public RefOrder reducing() {
        return with(new Handling(true, handling.extendedHours(), handling.doNotReduce()));
    }

    /** Also outside of regular hours. */
    public RefOrder extended() {
        return with(new Handling(handling.reduceOnly(), true, handling.doNotReduce()));
    }

    /** Decided and at the market at these times. */
    public RefOrder decided(long decided, long arrival) {
        Times value = new Times(decided, arrival);
        return new RefOrder(id, owner, instrument, side, quantity, terms, force, handling, exits, value);
    }

    /** With one more child. */
    public RefOrder withExit(long exitId, RefTerms exit) {
        List<RefExit> more = Stream.concat(exits.stream(), Stream.of(new RefExit(exitId, exit)))
                .toList();
        return new RefOrder(id, owner, instrument, side, quantity, terms, force, handling, more, times);
    }

    RefOrder changed(long total, RefTerms value) {
        return new RefOrder(id, owner, instrument, side, total, value, force, handling, exits, times);
    }

    /** A child: the other side, good till cancelled, reduce only, as wide in hours as its parent. */
    RefOrder child(RefExit exit) {
        Side opposite = side.opposite();
        return new RefOrder(
                        exit.id(), owner, instrument, opposite, quantity, exit.terms(), GTC, handling, List.of(), times)
                .reducing();
    }

    TimeInForce timeInForce() {
        return force.timeInForce();
    }

    boolean isImmediate() {
        return timeInForce() == TimeInForce.IOC || timeInForce() == TimeInForce.FOK;
    }

    private RefOrder with(Force value) {
        return new RefOrder(id, owner, instrument, side, quantity, terms, value, handling, exits, times);
    }

    private RefOrder with(Handling value) {
        return new RefOrder(id, owner, instrument, side, quantity, terms, force, value, exits, times);
    }
}
