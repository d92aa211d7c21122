package io.strategysdk.engine;

import io.strategysdk.api.time.TradingCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Time of a backtest (SIM-002): it jumps from slice to slice as fast as the machine goes, or at a multiple of real
 * time, then either through nights and weekends or over them. Immutable; one instance serves any number of runs.
 */
public final class HistoricalClock {
    private static final HistoricalClock MAX = new HistoricalClock(Double.POSITIVE_INFINITY, null);
    private final double speed;
    private final @Nullable TradingCalendar hours;

    private HistoricalClock(double speed, @Nullable TradingCalendar hours) {
        this.speed = speed;
        this.hours = hours;
    }

    /** As fast as the machine goes. */
    public static HistoricalClock max() {
        return MAX;
    }

    /**
     * At a multiple of real time, around the clock.
     *
     * @param speed 1 is real time, 60 a minute in a second
     * @throws IllegalArgumentException when not positive
     */
    public static HistoricalClock speed(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be positive, was " + speed);
        }
        return Double.isInfinite(speed) ? MAX : new HistoricalClock(speed, null);
    }

    /** The same clock that spends no time outside of a calendar's sessions. */
    public HistoricalClock marketHours(TradingCalendar calendar) {
        return new HistoricalClock(speed, calendar);
    }

    /** Whether it waits between slices. */
    public boolean isPaced() {
        return !Double.isInfinite(speed);
    }

    /** Real nanoseconds that pass between two moments of the run, UTC nanoseconds since 1970. */
    public long nanosBetween(long from, long to) {
        if (!isPaced()) {
            return 0;
        }
        return (long) ((hours == null ? to - from : openNanos(hours, from, to)) / speed);
    }

    private static long openNanos(TradingCalendar calendar, long from, long to) {
        long open = 0;
        long at = from;
        while (at < to) {
            TradingCalendar.Session session = calendar.sessionAtOrAfter(at);
            long start = Math.max(at, session.openNanos());
            long end = Math.min(to, session.closeNanos());
            open += Math.max(0, end - start);
            at = Math.max(end, session.closeNanos());
        }
        return open;
    }
}
