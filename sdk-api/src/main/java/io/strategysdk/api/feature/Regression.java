package io.strategysdk.api.feature;

/** Least squares line through n values in a row at the places 0 to n-1, the oldest at 0. */
final class Regression {
    private Regression() {}

    /** Σ(i - ī)(xᵢ - x₀) / Σ(i - ī)²: distances from the oldest value, so that equal values have no slope to the bit. */
    static double slope(double[] x, int start, int n) {
        double middle = (n - 1) / 2.0;
        double sum = 0;
        for (int i = 1; i < n; i++) {
            sum += (i - middle) * (x[start + i] - x[start]);
        }
        return sum / squaresOfPlaces(n);
    }

    /** The slope squared times Σ(i - ī)² over Σ(x - x̄)². */
    static double rSquared(double[] x, int start, int n) {
        double slope = slope(x, start, n);
        double stdev = Statistics.stdev(x, start, n);
        double explained = Arithmetic.ratio(slope * Math.sqrt(squaresOfPlaces(n) / n), stdev);
        return Math.min(1, explained * explained);
    }

    /** Σ(i - ī)² of the places 0 to n-1. */
    private static double squaresOfPlaces(int n) {
        return n * ((double) n * n - 1) / 12;
    }
}
