package io.strategysdk.backtest.internal;

import io.strategysdk.engine.BarColumns;

/** What no real market would do, or only seldom, bar by bar. */
public final class UnusualPrices {
    /** A close changes this many times over from one bar to the next: splits do, and other companies' tickers. */
    private static final double LEAP = 1.5;

    /** How far a high or low must be beyond open and close to be looked at, as a factor. */
    private static final double FAR = 1.05;

    /** So many times the reach that most bars around it stay below. On days of a crash, these reach far as well. */
    private static final double UNUSUAL = 6;

    /** Bars on each side that tell what is usual. */
    private static final int AROUND = 30;

    private UnusualPrices() {}

    /** Whether a price changes by a factor of 1.5 or more. */
    public static boolean leaps(double before, double now) {
        return now >= before * LEAP || now * LEAP <= before;
    }

    /**
     * Whether a bar has a high or low that is beyond open and close by half, or by 5 % and by six times what most of the
     * 30 bars before and the 30 after reach.
     */
    public static boolean isSpike(BarColumns bars, int row) {
        return isFar(bars, row) && isUnusual(bars, row);
    }

    /** How far high and low lie beyond open and close: 0.1 for a high a tenth above both. */
    public static double reach(BarColumns bars, int row) {
        double open = bars.open(row);
        double close = bars.close(row);
        return Math.max(bars.high(row) / Math.max(open, close), Math.min(open, close) / bars.low(row)) - 1;
    }

    private static boolean isFar(BarColumns bars, int row) {
        double open = bars.open(row);
        double close = bars.close(row);
        return bars.high(row) >= FAR * Math.max(open, close) || bars.low(row) * FAR <= Math.min(open, close);
    }

    /** Whether it leaps, or most bars around it stay below its part: their median does, without sorting them. */
    private static boolean isUnusual(BarColumns bars, int row) {
        double reach = reach(bars, row);
        if (reach >= LEAP - 1) {
            return true;
        }
        int from = Math.max(0, row - AROUND);
        int to = Math.min(bars.size() - 1, row + AROUND);
        int calm = 0;
        for (int other = from; other <= to; other++) {
            calm += reach(bars, other) * UNUSUAL < reach ? 1 : 0;
        }
        return 2 * calm > to - from;
    }
}
