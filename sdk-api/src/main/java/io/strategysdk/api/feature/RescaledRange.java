package io.strategysdk.api.feature;

/** Hurst's exponent by rescaled ranges, of n values in a row. */
final class RescaledRange {
    /** Two lengths of blocks, the fewest that have a slope. */
    static final int MIN_LENGTH = 16;

    private static final int SHORTEST_BLOCK = 8;
    private static final double LN_2 = StrictMath.log(2);

    private RescaledRange() {}

    /** Slope of ln(R/S) by ln(m) over m = 8, 16, 32 … up to n; NaN where all blocks of one length are flat. */
    static double exponent(double[] x, int start, int n) {
        double middle = (countOfLengths(n) - 1) / 2.0;
        double products = 0;
        double squares = 0;
        double place = -middle;
        for (int m = SHORTEST_BLOCK; m <= n; m *= 2) {
            products += place * StrictMath.log(meanOfBlocks(x, start, n, m));
            squares += place * place;
            place++;
        }
        return products / (squares * LN_2);
    }

    private static int countOfLengths(int n) {
        int count = 0;
        for (int m = SHORTEST_BLOCK; m <= n; m *= 2) {
            count++;
        }
        return count;
    }

    /** Blocks end with the newest value; what is left over is the oldest. */
    private static double meanOfBlocks(double[] x, int start, int n, int m) {
        double sum = 0;
        int count = 0;
        for (int block = start + n % m; block < start + n; block += m) {
            double mean = Statistics.mean(x, block, m);
            double stdev = Statistics.stdev(x, block, m);
            if (stdev > 0) {
                sum += range(x, block, m, mean) / stdev;
                count++;
            }
        }
        return Arithmetic.ratio(sum, count);
    }

    /** How far the sums of deviations from the mean spread; they begin at 0. */
    private static double range(double[] x, int start, int m, double mean) {
        double sum = 0;
        double highest = 0;
        double lowest = 0;
        for (int i = start; i < start + m; i++) {
            sum += x[i] - mean;
            highest = Math.max(highest, sum);
            lowest = Math.min(lowest, sum);
        }
        return highest - lowest;
    }
}
