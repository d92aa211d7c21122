package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Counts sessions between the first and the last bar during which no bar opened. */
final class MissingSessions {
    private static final int SHOWN = Problems.SHOWN;

    private final TradingCalendar calendar;
    private final List<LocalDate> first = new ArrayList<>();
    private int count;

    MissingSessions(BarColumns bars, TradingCalendar calendar) {
        this.calendar = calendar;
        Session seen = calendar.sessionAtOrAfter(Clock.instantOf(bars.openEpochNanos(0)));
        long opens = Clock.epochNanosOf(seen.open());
        long closes = Clock.epochNanosOf(seen.close());
        for (int row = 1; row < bars.size(); row++) {
            long open = bars.openEpochNanos(row);
            if (open < closes) {
                continue;
            }
            Session session = calendar.sessionAtOrAfter(Clock.instantOf(open));
            opens = Clock.epochNanosOf(session.open());
            if (open >= opens) {
                countBetween(seen, session);
                seen = session;
                closes = Clock.epochNanosOf(session.close());
            }
        }
    }

    int count() {
        return count;
    }

    List<LocalDate> first() {
        return List.copyOf(first);
    }

    private void countBetween(Session seen, Session session) {
        Session between = calendar.sessionAtOrAfter(seen.close());
        while (between.open().isBefore(session.open())) {
            count++;
            if (first.size() < SHOWN) {
                first.add(between.date());
            }
            between = calendar.sessionAtOrAfter(between.close());
        }
    }
}
