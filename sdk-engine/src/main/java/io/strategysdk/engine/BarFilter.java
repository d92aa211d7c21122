package io.strategysdk.engine;

import java.util.Arrays;

/**
 * Tells bars that may be bad prints: those whose return has a modified z-score above 3.5 among the last 60 of the
 * instrument, 0.6745 × |r − median| / median absolute deviation (Iglewicz and Hoaglin, 1993). With fewer than 30 before
 * it, or where these do not vary and it does, a bar counts as one.
 */
final class BarFilter {
    private static final int BARS = 60;
    private static final int FEWEST = 30;
    private static final double SCALE = 0.6745;
    private static final double MOST = 3.5;

    private final double[][] returns;
    private final double[] last;
    private final int[] seen;
    /** How many were seen when the newest was judged, and the judgment. */
    private final int[] judgedAt;

    private final boolean[] isOutlier;

    BarFilter(int instruments) {
        returns = new double[instruments][BARS + 1];
        last = new double[instruments];
        seen = new int[instruments];
        judgedAt = new int[instruments];
        isOutlier = new boolean[instruments];
        Arrays.fill(last, Double.NaN);
    }

    /** A bar of an instrument has closed. */
    void add(int instrument, double close) {
        double change = close / last[instrument] - 1;
        if (Double.isFinite(change)) {
            returns[instrument][seen[instrument] % (BARS + 1)] = change;
            seen[instrument]++;
        }
        if (Double.isFinite(close)) {
            last[instrument] = close;
        }
    }

    /** What an issuer did has changed the last close of an instrument by a factor; it is no return. */
    void restated(int instrument, double factor) {
        last[instrument] *= factor;
    }

    /** Last close that was a number. */
    double last(int instrument) {
        return last[instrument];
    }

    /** Whether the newest bar of an instrument may be a bad print. */
    boolean isOutlier(int instrument) {
        if (judgedAt[instrument] != seen[instrument]) {
            judgedAt[instrument] = seen[instrument];
            isOutlier[instrument] = judge(instrument);
        }
        return isOutlier[instrument] || seen[instrument] == 0;
    }

    private boolean judge(int instrument) {
        int before = Math.min(seen[instrument] - 1, BARS);
        if (before < FEWEST) {
            return true;
        }
        double[] sorted = new double[before];
        for (int i = 0; i < before; i++) {
            sorted[i] = back(instrument, i + 1);
        }
        Arrays.sort(sorted);
        double center = middleOf(sorted);
        double newest = Math.abs(back(instrument, 0) - center);
        return SCALE * newest > MOST * spread(sorted, center);
    }

    /** Median absolute deviation: distances grow from the middle to both sides. */
    private static double spread(double[] sorted, double center) {
        int below = (sorted.length - 1) / 2;
        int above = below + 1;
        double previous = 0;
        double distance = 0;
        for (int i = 0; i <= sorted.length / 2; i++) {
            previous = distance;
            double down = below < 0 ? Double.POSITIVE_INFINITY : center - sorted[below];
            double up = above == sorted.length ? Double.POSITIVE_INFINITY : sorted[above] - center;
            distance = Math.min(down, up);
            if (down <= up) {
                below--;
            } else {
                above++;
            }
        }
        return sorted.length % 2 == 1 ? distance : (previous + distance) / 2;
    }

    private double back(int instrument, int bars) {
        return returns[instrument][(seen[instrument] - 1 - bars) % (BARS + 1)];
    }

    private static double middleOf(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    void write(JournalBuffer out) {
        for (int i = 0; i < last.length; i++) {
            out.putDouble(last[i]);
            out.put(seen[i]);
            for (double value : returns[i]) {
                out.putDouble(value);
            }
        }
    }

    void read(JournalBuffer.Reader in) {
        for (int i = 0; i < last.length; i++) {
            last[i] = in.getDouble();
            seen[i] = in.getInt();
            judgedAt[i] = 0;
            for (int k = 0; k <= BARS; k++) {
                returns[i][k] = in.getDouble();
            }
        }
    }
}
