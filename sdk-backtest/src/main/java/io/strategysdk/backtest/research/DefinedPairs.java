package io.strategysdk.backtest.research;

import java.util.Arrays;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** Rows at which both of two columns have a number. */
final class DefinedPairs {
    private static final int FEWEST = 3;

    private final double[] first;
    private final double[] second;

    private DefinedPairs(double[] first, double[] second) {
        this.first = first;
        this.second = second;
    }

    static DefinedPairs of(double[] first, double[] second) {
        double[] some = new double[first.length];
        double[] others = new double[first.length];
        int rows = 0;
        for (int row = 0; row < first.length; row++) {
            if (Double.isFinite(first[row]) && Double.isFinite(second[row])) {
                // no negative zero: its rank would be below that of the positive one
                some[rows] = first[row] + 0.0;
                others[rows++] = second[row] + 0.0;
            }
        }
        return new DefinedPairs(Arrays.copyOf(some, rows), Arrays.copyOf(others, rows));
    }

    int rows() {
        return first.length;
    }

    /** NaN below three rows, or where one of them does not move. */
    double pearson() {
        return isMoving() ? bounded(new PearsonsCorrelation().correlation(first, second)) : Double.NaN;
    }

    /** Pearson's of the ranks, ties in the middle of theirs; NaN as above. */
    double spearman() {
        return isMoving() ? bounded(new SpearmansCorrelation().correlation(first, second)) : Double.NaN;
    }

    private boolean isMoving() {
        return rows() >= FEWEST && moves(first) && moves(second);
    }

    /** Whether there is another value than the first. */
    static boolean moves(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != values[0]);
    }

    private static double bounded(double value) {
        return Math.max(-1, Math.min(1, value));
    }
}
