package io.strategysdk.backtest.statistics;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Equity at the start of a run and at the close of every bar after it. Immutable and safe to share between threads.
 *
 * <p>Point 0 is the start: the equity before the first bar, so that the first bar's gain is a return like any other.
 * Times are UTC nanoseconds since 1970 and increase; amounts are in the run's currency. Bars loaded for warm-up, before
 * the start, are no points.
 */
public final class EquityCurve {
    private final long[] epochNanos;
    private final double[] equity;

    private EquityCurve(long[] epochNanos, double[] equity) {
        this.epochNanos = epochNanos;
        this.equity = equity;
    }

    /**
     * Starts a curve.
     *
     * @param startEpochNanos start of the run, UTC nanoseconds since 1970
     * @param startEquity positive and finite
     * @throws IllegalArgumentException when it is not
     */
    public static Builder builder(long startEpochNanos, double startEquity) {
        return new Builder(startEpochNanos, startEquity);
    }

    /**
     * A curve from columns, which are copied.
     *
     * @param epochNanos UTC nanoseconds since 1970, the start first
     * @param equity as many amounts, the start's positive, all finite
     * @throws IllegalArgumentException when empty, of different lengths, or not in order of time
     */
    public static EquityCurve of(long[] epochNanos, double[] equity) {
        if (epochNanos.length == 0 || epochNanos.length != equity.length) {
            throw new IllegalArgumentException("equity curve must have as many amounts as times and at least one, had "
                    + equity.length + " and " + epochNanos.length);
        }
        checkStart(epochNanos[0], equity[0]);
        for (int i = 1; i < equity.length; i++) {
            checkMark(epochNanos[i - 1], i == 1, epochNanos[i], equity[i]);
        }
        return new EquityCurve(epochNanos.clone(), equity.clone());
    }

    /** Number of points, the start included: bars + 1. */
    public int size() {
        return equity.length;
    }

    /**
     * Time of a point: the close of its bar, UTC nanoseconds since 1970.
     *
     * @param index 0 is the start
     */
    public long epochNanos(int index) {
        return epochNanos[index];
    }

    /**
     * Equity of a point, cash and positions at their marks.
     *
     * @param index 0 is the start
     */
    public double equity(int index) {
        return equity[index];
    }

    /** Equity before the first bar. */
    public double startEquity() {
        return equity[0];
    }

    /** Equity at the last bar's close. */
    public double finalEquity() {
        return equity[equity.length - 1];
    }

    /**
     * The last point of each session.
     *
     * <p>A point belongs to the session in which it lies, after the open and up to the close inclusive: the bar that
     * ends at the close is the session's last one, although the market is no longer open then. A point after the close
     * but on the session's own date (extended hours) belongs to it too, any other point between sessions to the next
     * session.
     *
     * @param calendar sessions of the market
     */
    public DailyEquity daily(TradingCalendar calendar) {
        return DailyEquity.sample(this, SessionCursor.of(calendar));
    }

    /**
     * The last point of each local day, for markets that never close. Midnight belongs to the day that it ends.
     *
     * @param zone UTC for crypto currencies
     */
    public DailyEquity daily(ZoneId zone) {
        return DailyEquity.sample(this, SessionCursor.of(zone));
    }

    private static void checkStart(long time, double startEquity) {
        if (!(startEquity > 0 && startEquity < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("start equity must be positive and finite, was " + startEquity + " ("
                    + Clock.instantOf(time) + ")");
        }
    }

    private static void checkMark(long previous, boolean first, long time, double amount) {
        if (time < previous || (time == previous && !first)) {
            throw new IllegalArgumentException("equity must be marked in order of time, was " + Clock.instantOf(time)
                    + " after " + Clock.instantOf(previous));
        }
        if (!(Math.abs(amount) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "equity must be finite, was " + amount + " (" + Clock.instantOf(time) + ")");
        }
    }

    /** Collects marks, oldest first; used from one thread. */
    public static final class Builder {
        private static final int FIRST_CAPACITY = 1024;
        private long[] epochNanos = new long[FIRST_CAPACITY];
        private double[] equity = new double[FIRST_CAPACITY];
        private int size = 1;

        private Builder(long startEpochNanos, double startEquity) {
            checkStart(startEpochNanos, startEquity);
            epochNanos[0] = startEpochNanos;
            equity[0] = startEquity;
        }

        /**
         * Makes room for so many marks in all, which saves copies when their number is known. More may follow.
         *
         * @throws IllegalArgumentException when negative
         */
        public Builder expect(int marks) {
            if (marks < 0) {
                throw new IllegalArgumentException("number of marks must not be negative, was " + marks);
            }
            grow(Math.max(size, Math.addExact(marks, 1)));
            return this;
        }

        private void grow(int capacity) {
            epochNanos = Arrays.copyOf(epochNanos, capacity);
            equity = Arrays.copyOf(equity, capacity);
        }

        /**
         * Equity at the close of one bar.
         *
         * @param time UTC nanoseconds since 1970, after the mark before it; the first may be at the start itself
         * @param amount finite; zero or below when everything is lost
         * @throws IllegalArgumentException when out of order or not finite
         */
        public Builder mark(long time, double amount) {
            checkMark(epochNanos[size - 1], size == 1, time, amount);
            if (size == equity.length) {
                grow(Math.multiplyExact(size, 2));
            }
            epochNanos[size] = time;
            equity[size++] = amount;
            return this;
        }

        /** The finished curve; the builder may go on. */
        public EquityCurve build() {
            if (size < equity.length) {
                grow(size); // a full builder that goes on takes other arrays
            }
            return new EquityCurve(epochNanos, equity);
        }
    }
}
