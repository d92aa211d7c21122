package io.strategysdk.api.feature;

/** Statistics of n values in a row, from the oldest to the newest. The reference for {@link Lanes}. */
final class Statistics {
    private Statistics() {}

    static double mean(double[] x, int start, int n) {
        double sum = 0;
        for (int i = start; i < start + n; i++) {
            sum += x[i];
        }
        return sum / n;
    }

    static double stdev(double[] x, int start, int n) {
        double mean = mean(x, start, n);
        double sum = 0;
        for (int i = start; i < start + n; i++) {
            double deviation = x[i] - mean;
            sum += deviation * deviation;
        }
        return flatOr(Math.sqrt(sum / n), mean, x, start, n);
    }

    static double zscore(double value, double mean, double stdev) {
        return stdev == 0 ? Double.NaN : (value - mean) / stdev;
    }

    /**
     * The mean of equal values is off by some rounding, and their deviation from it is noise instead of zero. The noise
     * is below n·2^-52 of the mean; only then the values are compared.
     */
    static double flatOr(double stdev, double mean, double[] x, int start, int n) {
        return stdev <= n * 0x1p-52 * Math.abs(mean) && isFlat(x, start, n) ? 0 : stdev;
    }

    private static boolean isFlat(double[] x, int start, int n) {
        for (int i = start + 1; i < start + n; i++) {
            if (x[i] != x[start]) {
                return false;
            }
        }
        return true;
    }

    static double max(double[] x, int start, int n) {
        double max = x[start];
        for (int i = start + 1; i < start + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    static double min(double[] x, int start, int n) {
        double min = x[start];
        for (int i = start + 1; i < start + n; i++) {
            min = Math.min(min, x[i]);
        }
        return min;
    }
}
