package io.strategysdk.backtest.execution.reference;

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
 * @param timeInForce how long
 * @param expiryNanos of GTD, else 0
 * @param dated of GTD: expiryNanos is a session's close, and the order expires at it rather than after it
 * @param reduceOnly may only bring the owner's position toward zero
 * @param extendedHours may fill on bars outside of regular hours
 * @param exits children
 * @param decidedNanos when it was decided
 * @param arrivalNanos when it is at the market
 */
public record RefOrder(
        long id,
        int owner,
        int instrument,
        Side side,
        long quantity,
        RefTerms terms,
        TimeInForce timeInForce,
        long expiryNanos,
        boolean dated,
        boolean reduceOnly,
        boolean extendedHours,
        List<RefExit> exits,
        long decidedNanos,
        long arrivalNanos) {
    /** Checks and copies. */
    public RefOrder {
        exits = List.copyOf(exits);
        if (quantity <= 0 || arrivalNanos < decidedNanos) {
            throw new IllegalArgumentException("an order must have a positive quantity and arrive after its decision");
        }
    }

    /** A market order, GTC, of owner 0 in instrument 0, there from the beginning of time. */
    public static RefOrder market(long id, Side side, long quantity) {
        return new RefOrder(
                id,
                0,
                0,
                side,
                quantity,
                new RefTerms.Market(),
                TimeInForce.GTC,
                0,
                false,
                false,
                false,
                List.of(),
                0,
                0);
    }

    /** With this price rule. */
    public RefOrder at(RefTerms value) {
        return new RefOrder(
                id,
                owner,
                instrument,
                side,
                quantity,
                value,
                timeInForce,
                expiryNanos,
                dated,
                reduceOnly,
                extendedHours,
                exits,
                decidedNanos,
                arrivalNanos);
    }

    /** Of this strategy, in this instrument. */
    public RefOrder of(int strategy, int instrumentId) {
        return new RefOrder(
                id,
                strategy,
                instrumentId,
                side,
                quantity,
                terms,
                timeInForce,
                expiryNanos,
                dated,
                reduceOnly,
                extendedHours,
                exits,
                decidedNanos,
                arrivalNanos);
    }

    /** In force for this long. */
    public RefOrder inForce(TimeInForce value) {
        return inForce(value, 0, false);
    }

    /** GTD with an instant. */
    public RefOrder until(long nanos) {
        return inForce(TimeInForce.GTD, nanos, false);
    }

    /** GTD with a date, whose session closes then. */
    public RefOrder untilTheClose(long sessionCloseNanos) {
        return inForce(TimeInForce.GTD, sessionCloseNanos, true);
    }

    /** Reduce only. */
    public RefOrder reducing() {
        return withHandling(true, extendedHours);
    }

    /** Also outside of regular hours. */
    public RefOrder extended() {
        return withHandling(reduceOnly, true);
    }

    /** Decided and at the market at these times. */
    public RefOrder decided(long decided, long arrival) {
        return new RefOrder(
                id,
                owner,
                instrument,
                side,
                quantity,
                terms,
                timeInForce,
                expiryNanos,
                dated,
                reduceOnly,
                extendedHours,
                exits,
                decided,
                arrival);
    }

    /** With one more child. */
    public RefOrder withExit(long exitId, RefTerms exit) {
        List<RefExit> more = Stream.concat(exits.stream(), Stream.of(new RefExit(exitId, exit)))
                .toList();
        return new RefOrder(
                id,
                owner,
                instrument,
                side,
                quantity,
                terms,
                timeInForce,
                expiryNanos,
                dated,
                reduceOnly,
                extendedHours,
                more,
                decidedNanos,
                arrivalNanos);
    }

    RefOrder changed(long total, RefTerms newTerms) {
        return new RefOrder(
                id,
                owner,
                instrument,
                side,
                total,
                newTerms,
                timeInForce,
                expiryNanos,
                dated,
                reduceOnly,
                extendedHours,
                exits,
                decidedNanos,
                arrivalNanos);
    }

    /** A child: the other side, good till cancelled, reduce only, as wide in hours as its parent. */
    RefOrder child(RefExit exit) {
        return new RefOrder(
                exit.id(),
                owner,
                instrument,
                side.opposite(),
                quantity,
                exit.terms(),
                TimeInForce.GTC,
                0,
                false,
                true,
                extendedHours,
                List.of(),
                decidedNanos,
                arrivalNanos);
    }

    boolean isAtTheOpenOnly() {
        return timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK || timeInForce == TimeInForce.OPG;
    }

    private RefOrder inForce(TimeInForce value, long nanos, boolean aDate) {
        return new RefOrder(
                id,
                owner,
                instrument,
                side,
                quantity,
                terms,
                value,
                nanos,
                aDate,
                reduceOnly,
                extendedHours,
                exits,
                decidedNanos,
                arrivalNanos);
    }

    private RefOrder withHandling(boolean reduce, boolean extend) {
        return new RefOrder(
                id,
                owner,
                instrument,
                side,
                quantity,
                terms,
                timeInForce,
                expiryNanos,
                dated,
                reduce,
                extend,
                exits,
                decidedNanos,
                arrivalNanos);
    }
}
