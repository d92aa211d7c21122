package io.strategysdk.engine;

import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;

/** The session that the run is in, followed forward. A bar belongs to the session that it closes in or at the end of. */
final class Sessions {
    private final TradingCalendar calendar;
    private long open = Long.MIN_VALUE;
    private long close = Long.MIN_VALUE;
    private long nextClose = Long.MIN_VALUE;
    private LocalDate date = LocalDate.MIN;
    private TradingCalendar.Session session;

    Sessions(TradingCalendar calendar, long first) {
        this.calendar = calendar;
        this.session = calendar.sessionAtOrAfter(first - 1);
        enter(session);
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
        enter(calendar.next(session));
        return session;
    }

    TradingCalendar calendar() {
        return calendar;
    }

    TradingCalendar.Session session() {
        return session;
    }

    long close() {
        return close;
    }

    LocalDate date() {
        return date;
    }

    /** When an order of the day decided now expires. */
    long dayExpiry(long now) {
        return now < close ? close : nextClose();
    }

    /** When an order for the opening decided now expires. */
    long openingExpiry(long now) {
        return now <= open ? close : nextClose();
    }

    private long nextClose() {
        if (nextClose == Long.MIN_VALUE) {
            nextClose = calendar.next(session).closeNanos();
        }
        return nextClose;
    }
}
