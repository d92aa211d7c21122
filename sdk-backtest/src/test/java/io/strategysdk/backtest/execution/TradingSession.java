package io.strategysdk.backtest.execution;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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

    /** Fills and expiries in order: what happened, and when in UTC. */
    static List<String> events(BacktestResult result) {
        List<String> lines = new ArrayList<>();
        for (JournalEntry.Reported reported : result.journal().entries(JournalEntry.Reported.class)) {
            OrderEvent event = reported.event();
            if (!(event instanceof OrderEvent.Accepted)) {
                String price = event instanceof OrderEvent.Filled filled
                        ? " at "
                                + filled.fill()
                                        .lastPx()
                                        .toBigDecimal()
                                        .stripTrailingZeros()
                                        .toPlainString()
                        : "";
                lines.add(Clock.instantOf(event.epochNanos()) + " "
                        + event.getClass().getSimpleName() + price);
            }
        }
        return lines;
    }
}
