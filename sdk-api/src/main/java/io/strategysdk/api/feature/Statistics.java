package io.strategysdk.api.feature;

/** Statistics of n values in a row. The reference for {@link Lanes}. */
final class Statistics {
    private Statistics() {}

    static double mean(double[] x, int start, int n) {
        return sum(x, start, n) / n;
    }

    /**
     * The values in parts whose lengths are the powers of two that make up n, the longest the oldest (ADR 0018): from the
     * newest part on, each is added to what the parts after it gave.
     */
    private static double sum(double[] x, int start, int n) {
        double sum = 0;
        int end = start + n;
        for (int width = 1; width <= n; width *= 2) {
            if ((n & width) != 0) {
                end -= width;
                sum += part(x, end, width);
            }
        }
        return sum;
    }

    /** Of a power of two of values: the older half, and the newer half. */
    private static double part(double[] x, int start, int width) {
        return switch (width) {
            case 1 -> x[start];
            case 2 -> x[start] + x[start + 1];
            case 4 -> four(x, start);
            case 8 -> four(x, start) + four(x, start + 4);
            default -> part(x, start, width / 2) + part(x, start + width / 2, width / 2);
        };
    }

    private static double four(double[] x, int start) {
        return (x[start] + x[start + 1]) + (x[start + 2] + x[start + 3]);
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

    /** Weights 1 to n, from the oldest on, added up in this order. */
    static double weightedMean(double[] x, int start, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (i + 1) * x[start + i];
        }
        return sum / sumOfWeights(n);
    }

    static double sumOfWeights(int n) {
        return 0.5 * n * (n + 1.0);
    }

    static double meanDeviation(double[] x, int start, int n, double mean) {
        double sum = 0;
        for (int i = start; i < start + n; i++) {
            sum += Math.abs(x[i] - mean);
        }
        return flatOr(sum / n, mean, x, start, n);
    }

    static double channelIndex(double value, double mean, double meanDeviation) {
        return meanDeviation == 0 ? 0 : (value - mean) / (0.015 * meanDeviation);
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
