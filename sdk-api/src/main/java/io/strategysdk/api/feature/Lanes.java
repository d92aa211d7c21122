package io.strategysdk.api.feature;

import java.util.Arrays;

/**
 * Statistics of all windows that end in a range of rows, many windows side by side, so that the compiler makes vector
 * instructions of the loops. Sums of 2, 4, 8 values and so on serve every window that they are part of; squares of
 * deviations belong to one window, and the k-th of every window is added before the k+1-st of any. Each window is still
 * added up in the order of {@link Statistics}.
 *
 * <p>The compiler does so only where all arrays of a loop are read and written at the same index; hence the shifted copies.
 */
final class Lanes {
    private static final int BLOCK = 512;

    private final double[] sums = new double[BLOCK];
    private final double[] means = new double[BLOCK];
    private final double[] first = new double[BLOCK];
    private final double[] second = new double[BLOCK];
    private final double[] third = new double[BLOCK];
    private final double[] fourth = new double[BLOCK];
    private final double[] parts;
    private final double[] shifted;

    Lanes(int n) {
        parts = new double[BLOCK + n - 1];
        shifted = new double[BLOCK + n - 1];
    }

    void means(double[] x, int n, int from, int to, double[] out) {
        for (int row = from; row < to; row += BLOCK) {
            int length = Math.min(BLOCK, to - row);
            mean(x, n, row, length);
            System.arraycopy(means, 0, out, row, length);
        }
    }

    void deviations(double[] x, int n, int from, int to, double[] out) {
        for (int row = from; row < to; row += BLOCK) {
            int length = Math.min(BLOCK, to - row);
            mean(x, n, row, length);
            stdev(x, n, row, length);
            System.arraycopy(sums, 0, out, row, length);
        }
    }

    void zscores(double[] x, int n, int from, int to, double[] out) {
        for (int row = from; row < to; row += BLOCK) {
            int length = Math.min(BLOCK, to - row);
            mean(x, n, row, length);
            stdev(x, n, row, length);
            for (int i = 0; i < length; i++) {
                out[row + i] = Statistics.zscore(x[row + i], means[i], sums[i]);
            }
        }
    }

    void weightedMeans(double[] x, int n, int from, int to, double[] out) {
        for (int row = from; row < to; row += BLOCK) {
            int length = Math.min(BLOCK, to - row);
            Arrays.fill(sums, 0);
            for (int k = 0; k < n; k++) {
                System.arraycopy(x, row - n + 1 + k, first, 0, length);
                addWeighted(sums, k + 1, first, length);
            }
            divide(sums, Statistics.sumOfWeights(n), means, length);
            System.arraycopy(means, 0, out, row, length);
        }
    }

    void channelIndices(double[] x, int n, int from, int to, double[] out) {
        for (int row = from; row < to; row += BLOCK) {
            int length = Math.min(BLOCK, to - row);
            mean(x, n, row, length);
            Arrays.fill(sums, 0);
            for (int k = 0; k < n; k++) {
                System.arraycopy(x, row - n + 1 + k, first, 0, length);
                addDistances(sums, means, first, length);
            }
            for (int i = 0; i < length; i++) {
                double deviation = Statistics.flatOr(sums[i] / n, means[i], x, row - n + 1 + i, n);
                out[row + i] = Statistics.channelIndex(x[row + i], means[i], deviation);
            }
        }
    }

    /** A part for each bit of n; twice as long a part is one and the next. */
    private void mean(double[] x, int n, int row, int length) {
        int count = length + n - 1;
        System.arraycopy(x, row - n + 1, parts, 0, count);
        Arrays.fill(sums, 0);
        int width = 1;
        addParts(n, width, length);
        while (2 * width <= n) {
            count -= width;
            System.arraycopy(parts, width, shifted, 0, count);
            add(parts, shifted, count);
            width *= 2;
            addParts(n, width, length);
        }
        divide(sums, n, means, length);
    }

    private void addParts(int n, int width, int length) {
        if ((n & width) != 0) {
            int newer = n & (2 * width - 1);
            System.arraycopy(parts, n - newer, shifted, 0, length);
            add(sums, shifted, length);
        }
    }

    private void stdev(double[] x, int n, int row, int length) {
        Arrays.fill(sums, 0);
        int oldest = row - n + 1;
        int k = 0;
        for (; k + 4 <= n; k += 4) {
            shift(x, oldest + k, length);
            addSquares(sums, means, first, second, third, fourth, length);
        }
        for (; k < n; k++) {
            System.arraycopy(x, oldest + k, first, 0, length);
            addSquares(sums, means, first, length);
        }
        rootOfMean(sums, n, length);
        for (int i = 0; i < length; i++) {
            sums[i] = Statistics.flatOr(sums[i], means[i], x, oldest + i, n);
        }
    }

    private void shift(double[] x, int at, int length) {
        System.arraycopy(x, at, first, 0, length);
        System.arraycopy(x, at + 1, second, 0, length);
        System.arraycopy(x, at + 2, third, 0, length);
        System.arraycopy(x, at + 3, fourth, 0, length);
    }

    private static void add(double[] sums, double[] a, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += a[i];
        }
    }

    private static void divide(double[] sums, double count, double[] means, int length) {
        for (int i = 0; i < length; i++) {
            means[i] = sums[i] / count;
        }
    }

    private static void addWeighted(double[] sums, double weight, double[] a, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += weight * a[i];
        }
    }

    private static void addDistances(double[] sums, double[] means, double[] a, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += Math.abs(a[i] - means[i]);
        }
    }

    private static void addSquares(double[] sums, double[] means, double[] a, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += (a[i] - means[i]) * (a[i] - means[i]);
        }
    }

    private static void addSquares(
            double[] sums, double[] means, double[] a, double[] b, double[] c, double[] d, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = sums[i]
                    + (a[i] - means[i]) * (a[i] - means[i])
                    + (b[i] - means[i]) * (b[i] - means[i])
                    + (c[i] - means[i]) * (c[i] - means[i])
                    + (d[i] - means[i]) * (d[i] - means[i]);
        }
    }

    private static void rootOfMean(double[] sums, int n, int length) {
        double count = n;
        for (int i = 0; i < length; i++) {
            sums[i] = Math.sqrt(sums[i] / count);
        }
    }

    void highest(double[] x, int n, int from, int to, double[] out) {
        extremes(x, n, from, to, out, true);
    }

    void lowest(double[] x, int n, int from, int to, double[] out) {
        extremes(x, n, from, to, out, false);
    }

    /** The extreme of 2w values is that of two extremes of w: doubling needs log n passes, not n. */
    private static void extremes(double[] x, int n, int from, int to, double[] out, boolean isHighest) {
        int block = Math.min(Math.max(BLOCK, n), to - from);
        double[] extremes = new double[block + n - 1];
        double[] shifted = new double[block + n - 1];
        for (int row = from; row < to; row += block) {
            int length = Math.min(block, to - row);
            int width = 1;
            int count = length + n - 1;
            System.arraycopy(x, row - n + 1, extremes, 0, count);
            while (width < n) {
                int step = Math.min(width, n - width);
                count -= step;
                System.arraycopy(extremes, step, shifted, 0, count);
                keep(extremes, shifted, count, isHighest);
                width += step;
            }
            System.arraycopy(extremes, 0, out, row, length);
        }
    }

    private static void keep(double[] extremes, double[] shifted, int count, boolean isHighest) {
        if (isHighest) {
            keepHigher(extremes, shifted, count);
        } else {
            keepLower(extremes, shifted, count);
        }
    }

    private static void keepHigher(double[] extremes, double[] shifted, int count) {
        for (int i = 0; i < count; i++) {
            extremes[i] = Math.max(extremes[i], shifted[i]);
        }
    }

    private static void keepLower(double[] extremes, double[] shifted, int count) {
        for (int i = 0; i < count; i++) {
            extremes[i] = Math.min(extremes[i], shifted[i]);
        }
    }
}
