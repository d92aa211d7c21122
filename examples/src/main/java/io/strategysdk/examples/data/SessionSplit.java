package io.strategysdk.examples.data;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;

/** Into how many bars a session is cut, and how much of it happens in each. */
final class SessionSplit {
    /** How much livelier open and close are than noon. */
    private static final double RIM = 2.5;

    private final long barNanos;

    private SessionSplit(long barNanos) {
        this.barNanos = barNanos;
    }

    /**
     * Of a timeframe.
     *
     * @throws IllegalArgumentException when neither a day nor intraday
     */
    static SessionSplit of(Timeframe timeframe) {
        if (timeframe.equals(Timeframe.DAY)) {
            return new SessionSplit(Long.MAX_VALUE);
        }
        if (!timeframe.isIntraday()) {
            throw new IllegalArgumentException("timeframe of synthetic bars must be 1d or intraday, was " + timeframe);
        }
        return new SessionSplit(timeframe.duration().toNanos());
    }

    int bars(TradingCalendar.Session session) {
        return barNanos >= session.lengthNanos() ? 1 : Math.toIntExact((session.lengthNanos() - 1) / barNanos + 1);
    }

    long open(TradingCalendar.Session session, int bar) {
        return bar == 0 ? session.openNanos() : session.openNanos() + bar * barNanos;
    }

    long close(TradingCalendar.Session session, int bar) {
        return bar == bars(session) - 1 ? session.closeNanos() : open(session, bar + 1);
    }

    /** Share of the session's variance and volume, the shape of a U; the shares of all its bars add up to 1. */
    static double share(int bar, int bars) {
        if (bars == 1) {
            return 1;
        }
        double fromNoon = (2.0 * bar - (bars - 1)) / (bars - 1);
        double sumOfSquares = bars * (bars + 1.0) / (3.0 * (bars - 1));
        return (1 + RIM * fromNoon * fromNoon) / (bars + RIM * sumOfSquares);
    }
}
