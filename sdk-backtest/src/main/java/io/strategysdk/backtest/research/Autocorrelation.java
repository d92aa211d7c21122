package io.strategysdk.backtest.research;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * How a column repeats itself.
 *
 * @param column its name
 * @param rows defined values
 * @param values for each lag k from 1 on Σ(x_t − m)(x_(t−k) − m) / Σ(x_t − m)², over the rows at which both are defined; m
 *     is the mean of all. NaN where the column does not move. Source: G. Box and G. Jenkins, "Time Series Analysis"
 * @param bound how far from zero chance alone takes 19 of 20 of them: 1.96 / √n
 * @param ljungBox n(n + 2) · Σ r_k² / (n − k) over all lags. Source: G. Ljung and G. Box, Biometrika 65 (1978)
 * @param probability of as much or more for a column that does not repeat itself at all, by the χ² distribution with as
 *     many degrees as lags
 */
public record Autocorrelation(
        String column, int rows, List<Double> values, double bound, double ljungBox, double probability) {
    private static final double TWO_SIDED_95 = 1.959963984540054;
    private static final int DECIMALS = 3;

    /** Copies. */
    public Autocorrelation {
        values = List.copyOf(values);
    }

    static Autocorrelation of(String column, double[] x, int lags) {
        int n = 0;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            if (Double.isFinite(value)) {
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
                n++;
            }
        }
        if (lags < 1 || lags >= n) {
            throw new IllegalArgumentException(
                    "lags must be from 1 to less than the " + n + " defined values, was " + lags + " (" + column + ")");
        }
        double mean = sum / n;
        // where nothing moves the mean may still be a bit beside it
        double all = least < most ? products(x, 0, mean) : Double.NaN;
        List<Double> values = new ArrayList<>();
        double squares = 0;
        for (int lag = 1; lag <= lags; lag++) {
            double value = products(x, lag, mean) / all;
            values.add(value);
            squares += value * value / (n - lag);
        }
        double q = n * (n + 2.0) * squares;
        double probability =
                Double.isNaN(q) ? Double.NaN : 1 - new ChiSquaredDistribution(lags).cumulativeProbability(q);
        return new Autocorrelation(column, n, values, TWO_SIDED_95 / Math.sqrt(n), q, probability);
    }

    private static double products(double[] x, int lag, double mean) {
        double sum = 0;
        for (int row = lag; row < x.length; row++) {
            if (Double.isFinite(x[row]) && Double.isFinite(x[row - lag])) {
                sum += (x[row] - mean) * (x[row - lag] - mean);
            }
        }
        return sum;
    }

    TextTable table() {
        TextTable table =
                TextTable.of("autocorrelation of " + column + ", " + rows + " rows", "lag", "value", "beyond");
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            table.row(Integer.toString(i + 1), Digits.fixed(value, DECIMALS), Math.abs(value) > bound ? "yes" : "no");
        }
        table.row("chance", "±" + Digits.fixed(bound, DECIMALS), "");
        table.row("Ljung-Box", Digits.fixed(ljungBox, 2), "");
        table.row("probability", Digits.probability(probability), "");
        return table;
    }

    /** A bar for each lag, and how far chance goes. */
    public Picture picture() {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bars.add(new BarChart.Bar(Integer.toString(i + 1), values.get(i), bound));
        }
        return new BarChart("Autocorrelation of " + column + "; lines: 95 % of chance", bars).picture();
    }

    /** A table with a line for each lag. */
    @Override
    public String toString() {
        return table().toString();
    }
}
