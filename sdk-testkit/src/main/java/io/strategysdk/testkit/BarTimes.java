package io.strategysdk.testkit;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** Where the bars of a timeframe begin and end in the sessions of a calendar, one after the other. */
final class BarTimes {
    private final TradingCalendar calendar;
    private final Timeframe timeframe;
    private TradingCalendar.Session session;
    private long open;

    private BarTimes(TradingCalendar calendar, Timeframe timeframe, TradingCalendar.Session session, long open) {
        this.calendar = calendar;
        this.timeframe = timeframe;
        this.session = session;
        this.open = open;
    }

    /**
     * From the bar that opens at a local time of a date, or with the date's session.
     *
     * @throws IllegalArgumentException when the bars are longer than a session, or there is no session then
     */
    static BarTimes from(TradingCalendar calendar, Timeframe timeframe, LocalDate date, Optional<LocalTime> time) {
        if (!timeframe.isIntraday() && !timeframe.equals(Timeframe.DAY)) {
            throw new IllegalArgumentException(
                    "bars written by hand must be of a day or shorter, were of " + timeframe);
        }
        TradingCalendar.Session session = calendar.session(date)
                .orElseThrow(() -> new IllegalArgumentException(
                        "first date must have a session (calendar " + calendar.name() + "), was " + date));
        if (time.isPresent() && !timeframe.isIntraday()) {
            throw new IllegalArgumentException(
                    "bars of a day open with their session, a time must not be given, was " + time.orElseThrow());
        }
        long open = time.map(given -> Clock.epochNanosOf(
                        date.atTime(given).atZone(calendar.zone()).toInstant()))
                .orElse(session.openNanos());
        if (!session.contains(open)) {
            throw new IllegalArgumentException("first bar must open in the session from " + session.open() + " to "
                    + session.close() + ", was " + Clock.instantOf(open));
        }
        return new BarTimes(calendar, timeframe, session, open);
    }

    Timeframe timeframe() {
        return timeframe;
    }

    long open() {
        return open;
    }

    /** What is left of a session before its close makes a shorter bar. */
    long close() {
        return timeframe.isIntraday()
                ? Math.min(open + timeframe.duration().toNanos(), session.closeNanos())
                : session.closeNanos();
    }

    /** On to the next bar. */
    void advance() {
        long close = close();
        if (close == session.closeNanos()) {
            session = calendar.next(session);
            open = session.openNanos();
        } else {
            open = close;
        }
    }
}
