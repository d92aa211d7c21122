package io.strategysdk.testkit.internal;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar.Session;

/** The bars that a session is cut into; the last one ends with the session, shorter where the length does not go into it. */
public final class SessionBars {
    private final long barNanos;

    private SessionBars(long barNanos) {
        this.barNanos = barNanos;
    }

    /**
     * Of a timeframe.
     *
     * @throws IllegalArgumentException when neither a day nor intraday
     */
    public static SessionBars of(Timeframe timeframe) {
        if (timeframe.equals(Timeframe.DAY)) {
            return new SessionBars(Long.MAX_VALUE);
        }
        if (!timeframe.isIntraday()) {
            throw new IllegalArgumentException("timeframe of made bars must be 1d or intraday, was " + timeframe);
        }
        return new SessionBars(timeframe.duration().toNanos());
    }

    /** How many. */
    public int count(Session session) {
        return barNanos >= session.lengthNanos() ? 1 : Math.toIntExact((session.lengthNanos() - 1) / barNanos + 1);
    }

    /** First moment of a bar, UTC nanoseconds since 1970. */
    public long open(Session session, int bar) {
        return bar == 0 ? session.openNanos() : session.openNanos() + bar * barNanos;
    }

    /** Close of a bar, UTC nanoseconds since 1970. */
    public long close(Session session, int bar) {
        return bar == count(session) - 1 ? session.closeNanos() : open(session, bar + 1);
    }

    /** Share of the session's length that a bar has. */
    public double share(Session session, int bar) {
        return (double) (close(session, bar) - open(session, bar)) / session.lengthNanos();
    }
}
