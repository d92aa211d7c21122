package io.strategysdk.backtest.statistics;

import java.util.OptionalDouble;

/** Mean and central moments in two passes. */
final class Moments {
    /**
     * A deviation of returns below this is rounding noise: an equity is known to half a unit in its last place, 1.1e-16
     * of itself, and a return carries three such errors.
     */
    static final double NOISE = 1e-14;

    final int n;
    final double mean;
    private final double squares;
    private final double cubes;
    private final double fourths;
    private final double noise;

    private Moments(int n, double mean, double squares, double cubes, double fourths, double noise) {
        this.n = n;
        this.mean = mean;
        this.squares = squares;
        this.cubes = cubes;
        this.fourths = fourths;
        this.noise = noise;
    }

    /** Of returns. */
    static Moments ofReturns(double[] values) {
        return of(values, NOISE);
    }

    /** Of amounts of money, whose noise is relative to the largest of them. */
    static Moments ofAmounts(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return of(values, NOISE * largest);
    }

    private static Moments of(double[] values, double noise) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (double value : values) {
            double d = value - mean;
            double square = d * d;
            squares += square;
            cubes += square * d;
            fourths += square * square;
        }
        return new Moments(values.length, mean, squares, cubes, fourths, noise);
    }

    /** Sample standard deviation (n − 1); NaN for fewer than two values, 0 below the noise. */
    double deviation() {
        return n < 2 ? Double.NaN : quiet(Math.sqrt(squares / (n - 1)));
    }

    /** A deviation, 0 below the noise. */
    double quiet(double deviation) {
        return deviation <= noise ? 0 : deviation;
    }

    /** Mean / deviation; not finite when either is undefined or the deviation is 0. */
    double meanPerDeviation(double benchmark) {
        double deviation = deviation();
        return deviation == 0 ? Double.NaN : (mean - benchmark) / deviation;
    }

    double skewness() {
        double variance = squares / n;
        return deviation() > 0 ? cubes / n / (variance * Math.sqrt(variance)) : Double.NaN;
    }

    double excessKurtosis() {
        double variance = squares / n;
        return deviation() > 0 ? fourths / n / (variance * variance) - 3 : Double.NaN;
    }

    /** Absent instead of NaN and infinity. */
    static OptionalDouble defined(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
