package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts sessions between the first and the last bar during which no bar opened. */
final class MissingSessions {
    private static final int SHOWN = Problems.SHOWN;

    private final TradingCalendar calendar;
    private final List<LocalDate> first = new ArrayList<>();
    private int count;
    private Optional<SessionGap> longest = Optional.empty();

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

    Optional<SessionGap> longest() {
        return longest;
    }

    private void countBetween(Session seen, Session session) {
        int before = count;
        LocalDate begin = LocalDate.MIN;
        LocalDate end = LocalDate.MIN;
        Session between = calendar.sessionAtOrAfter(seen.close());
        while (between.open().isBefore(session.open())) {
            begin = count++ == before ? between.date() : begin;
            end = between.date();
            if (first.size() < SHOWN) {
                first.add(between.date());
            }
            between = calendar.sessionAtOrAfter(between.close());
        }
        if (count - before > longest.map(SessionGap::sessions).orElse(0)) {
            longest = Optional.of(new SessionGap(begin, end, count - before));
        }
    }
}
