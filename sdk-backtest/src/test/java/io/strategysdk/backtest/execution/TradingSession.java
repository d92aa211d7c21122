package io.strategysdk.backtest.execution;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;

/** Times of one session of the New York Stock Exchange, in minutes from its ends. */
record TradingSession(TradingCalendar.Session session) {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final long MINUTE = 60_000_000_000L;

    static TradingSession nyse(String date) {
        return new TradingSession(NYSE.session(LocalDate.parse(date)).orElseThrow());
    }

    /** Minutes after the open, UTC nanoseconds. */
    long open(int minutes) {
        return session.openNanos() + minutes * MINUTE;
    }

    /** Minutes after the close, negative before it, UTC nanoseconds. */
    long close(int minutes) {
        return session.closeNanos() + minutes * MINUTE;
    }

    /** Minute bars of this market. */
    Trial trial() {
        return Trial.in(NYSE, Timeframe.MINUTE);
    }

    /** Daily bars of this market. */
    static Trial daily() {
        return Trial.in(NYSE, Timeframe.DAY);
    }
}
