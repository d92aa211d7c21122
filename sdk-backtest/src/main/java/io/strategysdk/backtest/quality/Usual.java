package io.strategysdk.backtest.quality;

import java.util.Arrays;

/** What values around one usually are: their median, and how far they are from it. */
record Usual(double median, double deviation, int values) {
    /** Of normally distributed values, the standard deviation is so many median absolute deviations. */
    private static final double NORMAL = 1.4826;

    private static final int FEWEST = 20;

    /**
     * Of the values around one, without itself.
     *
     * @param values NaN where there is none
     * @param window how many on each side
     */
    static Usual around(double[] values, int index, int window) {
        int from = Math.max(0, index - window);
        int to = Math.min(values.length - 1, index + window);
        double[] others = new double[to - from];
        int count = 0;
        for (int i = from; i <= to; i++) {
            if (i != index && !Double.isNaN(values[i])) {
                others[count++] = values[i];
            }
        }
        double median = median(others, count);
        for (int i = 0; i < count; i++) {
            others[i] = Math.abs(others[i] - median);
        }
        return new Usual(median, NORMAL * median(others, count), count);
    }

    /** NaN of none. */
    static double median(double[] values, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(values, 0, count);
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** Whether there are enough of them to tell. */
    boolean isKnown() {
        return values >= FEWEST;
    }

    /**
     * Deviations from the median.
     *
     * @param least deviation that is taken when the values hardly differ
     */
    double score(double value, double least) {
        return Math.abs(value - median) / Math.max(deviation, least);
    }
}
