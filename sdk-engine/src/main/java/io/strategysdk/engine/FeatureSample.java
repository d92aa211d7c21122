package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What the values of one feature looked like over a span of bars: enough to tell whether later ones are of the same
 * distribution. What is NaN or infinite counts as undefined and is in no other figure.
 *
 * @param feature its name
 * @param version of its arithmetic, see {@link io.strategysdk.api.feature.Feature#version}
 * @param definition the feature as it shows itself, of a record with all its parameters
 * @param bars instrument and timeframe of each series that it was bound to, as {@code AAPL 1d}
 * @param from close of the first bar
 * @param to close of the last bar
 * @param count defined values
 * @param undefined other values
 * @param mean of the defined values; NaN without any
 * @param variance sum of squared distances from the mean over their number less one; NaN below two
 * @param edges upper ends of all bins but the last, ascending; each belongs to its bin
 * @param counts defined values in each bin, one more than edges
 * @param quantiles the defined values in ascending order, of more than {@value #MOST_QUANTILES} the quantiles i / {@value
 *     #MOST_QUANTILES} for i from 1 on, values that occurred; a distribution function made of them is nowhere further
 *     than one in {@value #MOST_QUANTILES} from that of all
 */
public record FeatureSample(
        String feature,
        int version,
        String definition,
        String bars,
        Instant from,
        Instant to,
        long count,
        long undefined,
        double mean,
        double variance,
        List<Double> edges,
        List<Long> counts,
        List<Double> quantiles) {
    /** Most quantiles that are kept. */
    public static final int MOST_QUANTILES = 1_000;

    private static final int BINS = 10;

    /**
     * Checks that bins, quantiles and counts go together.
     *
     * @throws IllegalArgumentException when they do not
     */
    public FeatureSample {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        quantiles = List.copyOf(quantiles);
        String of = " (" + feature + " of " + bars + ")";
        require(
                count >= 0 && undefined >= 0,
                "counts of a sample must not be negative, was " + count + " and " + undefined + of);
        require(
                counts.size() == edges.size() + 1,
                "a sample must have one bin more than edges, was " + counts.size() + " bins and " + edges.size()
                        + " edges" + of);
        long inBins = counts.stream().mapToLong(Long::longValue).sum();
        require(
                inBins == count && counts.stream().allMatch(each -> each >= 0),
                "bins of a sample must hold its " + count + " values, was " + inBins + of);
        long expected = Math.min(count, MOST_QUANTILES);
        require(
                quantiles.size() == expected,
                "a sample of " + count + " values must have " + expected + " quantiles, was " + quantiles.size() + of);
        require(isAscending(edges, true), "edges of a sample must ascend, was " + edges + of);
        require(isAscending(quantiles, false), "quantiles of a sample must be numbers in ascending order" + of);
        require(count == 0 || Double.isFinite(mean), "mean of a sample must be a number, was " + mean + of);
        require(count < 2 || variance >= 0, "variance of a sample must not be negative, was " + variance + of);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean isAscending(List<Double> values, boolean strictly) {
        for (int i = 0; i < values.size(); i++) {
            boolean ascends =
                    i == 0 || (strictly ? values.get(i - 1) < values.get(i) : values.get(i - 1) <= values.get(i));
            if (!ascends || !Double.isFinite(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of what a window holds, in bins of its own tenths. */
    static FeatureSample of(BoundFeature bound, FeatureWindow window) {
        return of(bound, window, edges(sorted(window)));
    }

    /** The same in given bins. */
    static FeatureSample of(BoundFeature bound, FeatureWindow window, List<Double> edges) {
        double[] sorted = sorted(window);
        FeatureMoments moments = FeatureMoments.of(window.finite());
        return new FeatureSample(
                bound.feature().name(),
                bound.feature().version(),
                bound.feature().toString(),
                bound.bars(),
                instant(window.time(0)),
                instant(window.time(window.size() - 1)),
                sorted.length,
                window.size() - sorted.length,
                moments.mean(),
                moments.variance(),
                edges,
                counts(edges, sorted),
                quantiles(sorted));
    }

    private static Instant instant(long epochNanos) {
        return io.strategysdk.api.time.Clock.instantOf(epochNanos);
    }

    private static double[] sorted(FeatureWindow window) {
        double[] sorted = window.finite();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0; // no negative zero: it would sort below the positive one and yet equal it
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The tenths that occurred, each once. The largest value closes a bin, and where the first tenth is the smallest
     * value already, so does the number before it: what lies outside of all that was seen is in a bin of its own, also
     * beside a constant.
     */
    private static List<Double> edges(double[] sorted) {
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 1; i <= BINS && sorted.length > 0; i++) {
            edges.add(quantile(sorted, i, BINS));
        }
        if (!edges.isEmpty() && edges.first() == sorted[0]) {
            edges.add(Math.nextDown(sorted[0]));
        }
        return List.copyOf(edges);
    }

    /** The smallest value that so many parts of all do not exceed. */
    private static double quantile(double[] sorted, int part, int parts) {
        return sorted[(int) (((long) part * sorted.length + parts - 1) / parts) - 1];
    }

    private static List<Double> quantiles(double[] sorted) {
        int size = Math.min(sorted.length, MOST_QUANTILES);
        List<Double> quantiles = new ArrayList<>(size);
        for (int i = 1; i <= size; i++) {
            quantiles.add(quantile(sorted, i, size));
        }
        return quantiles;
    }

    /** How many values lie in each of the bins. */
    private static List<Long> counts(List<Double> edges, double[] values) {
        Long[] counts = new Long[edges.size() + 1];
        Arrays.fill(counts, 0L);
        int bin = 0;
        for (double value : values) {
            while (bin < edges.size() && value > edges.get(bin)) {
                bin++;
            }
            counts[bin]++;
        }
        return List.of(counts);
    }

    /** Counts in the bins of another sample; of more values than are kept as quantiles, as those say. */
    long[] countsIn(List<Double> otherEdges) {
        if (edges.equals(otherEdges)) {
            return counts.stream().mapToLong(Long::longValue).toArray();
        }
        List<Long> kept = counts(otherEdges, sortedQuantiles());
        long[] found = new long[kept.size()];
        long keptBefore = 0;
        long before = 0;
        for (int i = 0; i < found.length && !quantiles.isEmpty(); i++) {
            keptBefore += kept.get(i);
            long upTo = Math.round((double) keptBefore * count / quantiles.size());
            found[i] = upTo - before;
            before = upTo;
        }
        return found;
    }

    double[] sortedQuantiles() {
        return quantiles.stream().mapToDouble(Double::doubleValue).toArray();
    }

    FeatureMoments moments() {
        return new FeatureMoments(count, mean, variance);
    }

    /**
     * The feature and its bars: {@code rsi(14) of AAPL 1d}; of another version than the first
     * {@code rsi(14)@2 of AAPL 1d}.
     */
    public String subject() {
        return BoundFeature.subject(feature, version, bars);
    }

    /** Share of undefined values; NaN of no values at all. */
    public double undefinedShare() {
        return (double) undefined / (count + undefined);
    }

    /**
     * Checks that it is of a feature.
     *
     * @throws SdkException when name, version or definition differ
     */
    void requireOf(String name, int itsVersion, String itsDefinition) {
        requireSame("feature", feature, name);
        requireSame("version", Integer.toString(version), Integer.toString(itsVersion));
        requireSame("definition", definition, itsDefinition);
    }

    private void requireSame(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new SdkException("a sample must be of the feature that it is compared with, its " + what + " is "
                    + expected + ", was " + actual + " (" + subject() + ")");
        }
    }
}
