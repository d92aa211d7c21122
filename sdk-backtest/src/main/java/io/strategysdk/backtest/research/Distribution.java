package io.strategysdk.backtest.research;

import io.strategysdk.backtest.statistics.FigureFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How the values of a column are distributed. Those that are NaN or infinite are in none of the figures.
 *
 * @param column its name
 * @param rows defined values
 * @param undefined other values
 * @param mean Σx / n
 * @param deviation of the sample, √(Σ(x − mean)² / (n − 1))
 * @param skewness of the sample, n / ((n − 1)(n − 2)) · Σ((x − mean) / deviation)³; NaN below three values or without
 *     variation. Source: D. Joanes and C. Gill, The Statistician 47 (1998), G1
 * @param excessKurtosis of the sample, G2 of the same; 0 for a normal distribution; NaN below four values or without
 *     variation
 * @param quantiles values at the shares {@link #SHARES}, interpolated linearly. Source: type 7 of R. Hyndman and Y. Fan,
 *     American Statistician 50 (1996)
 * @param edges ends of the bins of the histogram, ascending, of equal width from the smallest to the largest value
 * @param counts values in each bin, one fewer than edges; an edge belongs to the bin above it, the last to the last
 */
public record Distribution(
        String column,
        int rows,
        int undefined,
        double mean,
        double deviation,
        double skewness,
        double excessKurtosis,
        List<Double> quantiles,
        List<Double> edges,
        List<Integer> counts) {
    /** Shares of the {@link #quantiles}. */
    public static final List<Double> SHARES = List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0);

    private static final int MOST_BINS = 60;
    private static final int DIGITS = 5;

    /** Copies. */
    public Distribution {
        quantiles = List.copyOf(quantiles);
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
    }

    static Distribution of(String column, double[] values) {
        double[] defined =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (defined.length < 2) {
            throw new IllegalArgumentException(
                    "a distribution must be of at least 2 defined values, was " + defined.length + " (" + column + ")");
        }
        DescriptiveStatistics moments = new DescriptiveStatistics(defined);
        boolean moves = defined[0] < defined[defined.length - 1];
        List<Double> edges = edges(defined);
        return new Distribution(
                column,
                defined.length,
                values.length - defined.length,
                moments.getMean(),
                moves ? moments.getStandardDeviation() : 0,
                moves ? moments.getSkewness() : Double.NaN,
                moves ? moments.getKurtosis() : Double.NaN,
                quantiles(defined),
                edges,
                counts(defined, edges));
    }

    private static List<Double> quantiles(double[] sorted) {
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(sorted);
        List<Double> quantiles = new ArrayList<>();
        for (double share : SHARES) {
            quantiles.add(share == 0 ? sorted[0] : percentile.evaluate(100 * share));
        }
        return quantiles;
    }

    /** As many bins as the root of the number of values. */
    private static List<Double> edges(double[] sorted) {
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        if (!(low < high) || !Double.isFinite(high - low)) {
            return List.of(low, high);
        }
        int bins = Math.min(MOST_BINS, (int) Math.sqrt(sorted.length));
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            edges.add(low + (high - low) * i / bins);
        }
        edges.add(high);
        return edges;
    }

    private static List<Integer> counts(double[] sorted, List<Double> edges) {
        Integer[] counts = new Integer[edges.size() - 1];
        Arrays.fill(counts, 0);
        int bin = 0;
        for (double value : sorted) {
            while (bin < counts.length - 1 && value >= edges.get(bin + 1)) {
                bin++;
            }
            counts[bin]++;
        }
        return List.of(counts);
    }

    TextTable table() {
        TextTable table = TextTable.of("distribution of " + column, "", column);
        table.row("rows", FigureFormat.COUNT.text(rows));
        table.row("undefined rows", FigureFormat.COUNT.text(undefined));
        table.row("mean", Digits.significant(mean, DIGITS));
        table.row("deviation", Digits.significant(deviation, DIGITS));
        table.row("skewness", Digits.significant(skewness, DIGITS));
        table.row("excess kurtosis", Digits.significant(excessKurtosis, DIGITS));
        for (int i = 0; i < quantiles.size(); i++) {
            table.row(
                    FigureFormat.COUNT.text(100 * SHARES.get(i)) + " %", Digits.significant(quantiles.get(i), DIGITS));
        }
        return table;
    }

    /** The histogram. */
    public Picture picture() {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            bars.add(new BarChart.Bar(Digits.significant(edges.get(i), 3), counts.get(i), Double.NaN));
        }
        return new BarChart("Distribution of " + column + ", " + rows + " rows", bars).picture();
    }

    /** A table. */
    @Override
    public String toString() {
        return table().toString();
    }
}
