package io.strategysdk.backtest.internal;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Sessions between the first and the last bar during which no bar opened. */
public final class SessionGaps {
    private final TradingCalendar calendar;
    private final List<Gap> gaps = new ArrayList<>();

    /**
     * Sessions in a row.
     *
     * @param row of the first bar after them
     * @param sessions oldest first, at least one
     */
    public record Gap(int row, List<Session> sessions) {
        /** Copies the list. */
        public Gap {
            sessions = List.copyOf(sessions);
        }

        /** Of the first of them. */
        public LocalDate first() {
            return sessions.get(0).date();
        }

        /** Of the last of them. */
        public LocalDate last() {
            return sessions.get(sessions.size() - 1).date();
        }
    }

    private SessionGaps(BarColumns bars, TradingCalendar calendar) {
        this.calendar = calendar;
        Session seen = calendar.sessionAtOrAfter(bars.openEpochNanos(0));
        long closes = seen.closeNanos();
        for (int row = 1; row < bars.size(); row++) {
            long open = bars.openEpochNanos(row);
            if (open < closes) {
                continue;
            }
            Session session = calendar.sessionAtOrAfter(open);
            if (open >= session.openNanos()) {
                addBetween(seen, session, row);
                seen = session;
                closes = session.closeNanos();
            }
        }
    }

    /** Those of bars, of which there is at least one. */
    public static List<Gap> of(BarColumns bars, TradingCalendar calendar) {
        return List.copyOf(new SessionGaps(bars, calendar).gaps);
    }

    private void addBetween(Session seen, Session session, int row) {
        List<Session> missing = new ArrayList<>();
        Session between = calendar.sessionAtOrAfter(seen.closeNanos());
        while (between.openNanos() < session.openNanos()) {
            missing.add(between);
            between = calendar.sessionAtOrAfter(between.closeNanos());
        }
        if (!missing.isEmpty()) {
            gaps.add(new Gap(row, missing));
        }
    }
}
