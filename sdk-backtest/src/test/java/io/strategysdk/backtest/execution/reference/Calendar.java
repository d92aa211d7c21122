package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import java.util.OptionalLong;

/** When orders end, and which prices of a bar they may meet. */
final class Calendar {
    private final List<RefSession> sessions;

    Calendar(List<RefSession> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /** "A bar fills only orders that had arrived by its openTime + tolerance"; then hours, then time in force. */
    Life life(Resting order, RefBar bar) {
        if (!order.works() || order.arrivalNanos > bar.lastArrival()) {
            return Life.NONE;
        }
        if (bar.outsideSession() && !order.order.handling().extendedHours()) {
            return Life.NONE;
        }
        return switch (order.order.timeInForce()) {
            case OPG -> bar.opensSession() && isOfItsSession(order, bar) ? Life.OPEN_ONLY : Life.NONE;
            case CLS -> bar.closesSession() && isOfItsSession(order, bar) ? Life.CLOSE_ONLY : Life.NONE;
            case IOC, FOK -> Life.OPEN_ONLY;
            case DAY, GTD, GTC -> closesInTime(order, bar) ? Life.WHOLE : Life.OPEN_ONLY;
        };
    }

    /** Over before a slice of this time is matched; a bar of the slice that opened in time has still its open. */
    boolean isOverBefore(Resting order, long time, boolean barOpenedInTime) {
        OptionalLong end = end(order);
        return end.isPresent() && time > end.getAsLong() && !barOpenedInTime;
    }

    /** Sessions end at their close; an instant is over once a slice is later. */
    boolean isOverAfter(Resting order, long time) {
        OptionalLong end = end(order);
        return end.isPresent() && (isInstant(order) ? time > end.getAsLong() : time >= end.getAsLong());
    }

    boolean opensInTime(Resting order, RefBar bar) {
        OptionalLong end = end(order);
        return end.isEmpty() || bar.openNanos() < end.getAsLong();
    }

    private boolean closesInTime(Resting order, RefBar bar) {
        OptionalLong end = end(order);
        return end.isEmpty() || bar.closeNanos() <= end.getAsLong();
    }

    private boolean isOfItsSession(Resting order, RefBar bar) {
        return end(order).equals(OptionalLong.of(bar.sessionCloseNanos()));
    }

    private static boolean isInstant(Resting order) {
        return order.order.timeInForce() == TimeInForce.GTD
                && !order.order.force().dated();
    }

    private OptionalLong end(Resting order) {
        return switch (order.order.timeInForce()) {
            case DAY, CLS ->
                sessions.stream()
                        .mapToLong(RefSession::closeNanos)
                        .filter(close -> close > order.decidedNanos)
                        .findFirst();
            case OPG ->
                sessions.stream()
                        .filter(session -> session.openNanos() >= order.decidedNanos)
                        .mapToLong(RefSession::closeNanos)
                        .findFirst();
            case GTD -> OptionalLong.of(order.order.force().expiryNanos());
            case GTC, IOC, FOK -> OptionalLong.empty();
        };
    }
}
