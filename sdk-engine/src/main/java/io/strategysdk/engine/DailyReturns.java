package io.strategysdk.engine;

import java.util.Arrays;

/**
 * Returns of each instrument over the sessions before the one that the run is in: last mark over the last mark of the
 * session before, less one. A session without a bar of the instrument has none, and neither has the one after it.
 * Correlations change with sessions only: each is worked out once in a session, when it is asked for.
 */
final class DailyReturns {
    static final int SESSIONS = 60;
    static final int FEWEST = 30;

    private final double[][] returns;
    private final double[] last;
    private int next;
    private long version;
    /** Of each instrument those with the ones up to it, as of a version; NaN where nobody has asked yet. */
    private final double[][] correlations;

    private final long[] versions;

    DailyReturns(int instruments) {
        returns = new double[instruments][SESSIONS];
        last = new double[instruments];
        correlations = new double[instruments][0];
        versions = new long[instruments];
        Arrays.fill(versions, -1);
        Arrays.fill(last, Double.NaN);
        for (double[] each : returns) {
            Arrays.fill(each, Double.NaN);
        }
    }

    int size() {
        return last.length;
    }

    /** Another number where correlations may be other ones. */
    long version() {
        return version;
    }

    /** A session has ended at these marks, NaN for an instrument that had no bar in it. */
    void sessionEnded(double[] marks) {
        for (int i = 0; i < last.length; i++) {
            returns[i][next] = marks[i] / last[i] - 1;
            last[i] = marks[i];
        }
        next = (next + 1) % SESSIONS;
        version++;
    }

    /** What an issuer did has changed the last mark of an instrument by a factor; it is no return. */
    void restated(int instrument, double factor) {
        last[instrument] *= factor;
    }

    /**
     * Pearson's correlation over the sessions in which both have a return; 1 where these are fewer than thirty, or one of
     * the two did not move: what is not known counts as moving together.
     */
    double correlation(int a, int b) {
        int later = Math.max(a, b);
        int earlier = Math.min(a, b);
        double[] known = correlationsOf(later);
        if (Double.isNaN(known[earlier])) {
            known[earlier] = compute(earlier, later);
        }
        return known[earlier];
    }

    private double[] correlationsOf(int instrument) {
        if (versions[instrument] != version) {
            versions[instrument] = version;
            if (correlations[instrument].length == 0) {
                correlations[instrument] = new double[instrument + 1];
            }
            Arrays.fill(correlations[instrument], Double.NaN);
        }
        return correlations[instrument];
    }

    private double compute(int a, int b) {
        double[] x = returns[a];
        double[] y = returns[b];
        int n = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < SESSIONS; i++) {
            if (isKnown(x, y, i)) {
                n++;
                sumX += x[i];
                sumY += y[i];
            }
        }
        return n < FEWEST ? 1 : correlation(x, y, sumX / n, sumY / n);
    }

    private static double correlation(double[] x, double[] y, double meanX, double meanY) {
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < SESSIONS; i++) {
            if (isKnown(x, y, i)) {
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        double spread = Math.sqrt(xx) * Math.sqrt(yy);
        return spread > 0 ? xy / spread : 1;
    }

    private static boolean isKnown(double[] x, double[] y, int at) {
        return Double.isFinite(x[at]) && Double.isFinite(y[at]);
    }

    void write(JournalBuffer out) {
        out.put(next);
        for (int i = 0; i < last.length; i++) {
            out.putDouble(last[i]);
            for (double value : returns[i]) {
                out.putDouble(value);
            }
        }
    }

    void read(JournalBuffer.Reader in) {
        version++;
        next = in.getInt();
        for (int i = 0; i < last.length; i++) {
            last[i] = in.getDouble();
            for (int k = 0; k < SESSIONS; k++) {
                returns[i][k] = in.getDouble();
            }
        }
    }
}
