package io.strategysdk.backtest.internal;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.LocalDate;

/** Where intraday bars lie in the sessions of a calendar; asked in rising order it looks up each session once. */
public final class SessionBounds {
    private final TradingCalendar calendar;
    private long from = Long.MAX_VALUE;
    private long open;
    private long close;
    private boolean breakFollows;

    public SessionBounds(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Whether a bar that opens then opens while the market is closed. */
    public boolean isOutside(long barOpen) {
        find(barOpen);
        return barOpen < open;
    }

    /** Close of a bar: one that opens in a session that a break follows ends with it at the latest. */
    public long closeOf(long barOpen, long barClose) {
        find(barOpen);
        return barOpen >= open && barClose > close && breakFollows ? close : barClose;
    }

    /**
     * Open of a bar whose label is its close: it begins with its session at the earliest, and what ends with a session
     * that a break follows may be short and begins where the bar before it ended.
     *
     * @param barOpen its open, were it of full length
     * @param before close of the bar before it
     */
    public long openOf(long barOpen, long barClose, long before) {
        find(barOpen);
        if (barOpen < open) {
            return barClose > open ? open : barOpen;
        }
        return before > barOpen && barClose == close && before < close && breakFollows ? before : barOpen;
    }

    private void find(long moment) {
        if (moment < from || moment >= close) {
            Session session = calendar.sessionAtOrAfter(moment);
            from = moment;
            open = session.openNanos();
            close = session.closeNanos();
            breakFollows = breakFollows(session);
        }
    }

    private boolean breakFollows(Session session) {
        LocalDate after = session.date().plusDays(1);
        return after.isAfter(calendar.lastDate())
                || calendar.session(after)
                        .filter(next -> next.openNanos() == session.closeNanos())
                        .isEmpty();
    }
}
