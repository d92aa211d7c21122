package io.strategysdk.engine;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The session that the run is in, or comes before, followed forward. A bar belongs to the session that it closes in or
 * at the end of; an intraday one that opens while the market is closed lies outside of it.
 */
final class Sessions {
    private final TradingCalendar calendar;
    private final long lastClose;
    private long open = Long.MIN_VALUE;
    private long close = Long.MIN_VALUE;
    private long nextClose = Long.MIN_VALUE;
    /** Not known of the first session. */
    private long previousClose = Long.MAX_VALUE;

    private boolean followsBreak;
    private LocalDate date = LocalDate.MIN;
    private TradingCalendar.Session session;

    Sessions(TradingCalendar calendar, long first) {
        this.calendar = calendar;
        lastClose = calendar.lastSession().closeNanos();
        this.session = startAt(first);
    }

    /** Starts, perhaps once more, in the session of a time or before the next one. */
    final TradingCalendar.Session startAt(long first) {
        enter(calendar.sessionAtOrAfter(first - 1));
        previousClose = Long.MAX_VALUE;
        followsBreak = dayBefore().filter(before -> before.closeNanos() == open).isEmpty();
        return session;
    }

    private Optional<TradingCalendar.Session> dayBefore() {
        LocalDate before = date.minusDays(1);
        return before.isBefore(calendar.firstDate()) ? Optional.empty() : calendar.session(before);
    }

    private void enter(TradingCalendar.Session entered) {
        session = entered;
        open = entered.openNanos();
        close = entered.closeNanos();
        date = entered.date();
        nextClose = Long.MIN_VALUE;
    }

    /** Goes to the session after this one. */
    TradingCalendar.Session next() {
        previousClose = close;
        enter(calendar.next(session));
        followsBreak = open > previousClose;
        return session;
    }

    /** The session after this one, none at the end of the calendar. */
    Optional<TradingCalendar.Session> following() {
        return close < lastClose ? Optional.of(calendar.next(session)) : Optional.empty();
    }

    /** Whether the market was closed just before this session. */
    boolean followsBreak() {
        return followsBreak;
    }

    /** Whether an intraday bar of this session, or of the time before it, opened while the market was closed. */
    boolean isOutside(long barOpen) {
        return followsBreak && barOpen < open && (barOpen >= previousClose || !calendar.isOpen(barOpen));
    }

    TradingCalendar calendar() {
        return calendar;
    }

    TradingCalendar.Session session() {
        return session;
    }

    long open() {
        return open;
    }

    long close() {
        return close;
    }

    LocalDate date() {
        return date;
    }

    /** When an order of the day decided now expires; never after the calendar's last close. */
    long dayExpiry(long now) {
        return now < close ? close : nextClose();
    }

    /** When an order for the opening decided now expires; never where the calendar has no such opening. */
    long openingExpiry(long now) {
        return now <= open ? close : nextClose();
    }

    private long nextClose() {
        if (nextClose == Long.MIN_VALUE) {
            nextClose = close < lastClose ? calendar.next(session).closeNanos() : WorkingOrder.NEVER;
        }
        return nextClose;
    }
}
