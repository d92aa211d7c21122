package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.testkit.internal.SessionBars;
import java.time.LocalDate;

/** Where bars can be in the sessions of a calendar, one after the other. */
final class BarSlots {
    private final TradingCalendar calendar;
    private final SessionBars split;
    private TradingCalendar.Session session;
    private int bar;

    BarSlots(TradingCalendar calendar, Timeframe timeframe, LocalDate first) {
        this.calendar = calendar;
        split = SessionBars.of(timeframe);
        session = sessionFrom(calendar, first);
    }

    /** The first session on a date or after it. */
    static TradingCalendar.Session sessionFrom(TradingCalendar calendar, LocalDate date) {
        LocalDate day = date;
        while (calendar.session(day).isEmpty()) {
            day = day.plusDays(1);
        }
        return calendar.session(day).orElseThrow();
    }

    void skip(int bars) {
        bar += bars;
        while (bar >= split.count(session)) {
            bar -= split.count(session);
            session = calendar.next(session);
        }
    }

    long openNanos() {
        return split.open(session, bar);
    }

    long closeNanos() {
        return split.close(session, bar);
    }
}
