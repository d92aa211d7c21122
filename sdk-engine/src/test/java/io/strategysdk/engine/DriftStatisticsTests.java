package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.hipparchus.stat.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of drift beside a library, tables and formulas by hand; and that they find what they are there for. */
final class DriftStatisticsTests {
    private static final double[] NONE = {};

    private static double[] normal(Random random, int n, double mean, double deviation) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = mean + deviation * random.nextGaussian();
        }
        return values;
    }

    private static double[] sorted(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double rate(int trials, Supplier<Double> figure, DoublePredicate alarms) {
        int count = 0;
        for (int i = 0; i < trials; i++) {
            count += alarms.test(figure.get()) ? 1 : 0;
        }
        return (double) count / trials;
    }

    @Test
    void distanceAndProbabilityAreThoseOfALibrary() {
        KolmogorovSmirnovTest library = new KolmogorovSmirnovTest();
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            double[] a = normal(random, 2 + random.nextInt(200), 0, 1);
            double[] b = normal(random, 2 + random.nextInt(200), random.nextDouble(), 1);
            double d = DriftStatistics.distance(sorted(a), sorted(b));

            assertThat(d).isCloseTo(library.kolmogorovSmirnovStatistic(a, b), within(1e-12));
            assertThat(DriftStatistics.probabilityOfDistance(d, a.length, b.length))
                    .isCloseTo(library.approximateP(d, a.length, b.length), within(1e-9));
        }
    }

    /** N. Smirnov, Table for estimating the goodness of fit of empirical distributions, 1948. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.963945",
        "0.83, 0.496",
        "1, 0.269999",
        "1.224, 0.0999",
        "1.358, 0.0500",
        "1.628, 0.0100",
        "2, 0.000671"
    })
    void probabilityIsThatOfSmirnovsTable(double lambda, double probability) {
        int n = 2_000_000;

        assertThat(DriftStatistics.probabilityOfDistance(lambda / Math.sqrt(n / 2.0), n, n))
                .isCloseTo(probability, within(6e-4 * Math.max(probability, 0.1)));
    }

    @Test
    void theTwoSeriesOfTheProbabilityMeet() {
        double below = DriftStatistics.probabilityOfDistance(1.18 - 1e-12, 2, 2);
        double above = DriftStatistics.probabilityOfDistance(1.18, 2, 2);

        assertThat(below).isCloseTo(above, within(1e-11));
    }

    @Test
    void tiesAreTakenTogether() {
        assertThat(DriftStatistics.distance(sorted(1, 1, 2, 2), sorted(1, 2, 2, 2)))
                .isEqualTo(0.25);
        assertThat(DriftStatistics.distance(sorted(5, 5, 5), sorted(5, 5))).isZero();
        assertThat(DriftStatistics.distance(sorted(5, 5, 5), sorted(6))).isEqualTo(1);
        assertThat(DriftStatistics.distance(NONE, sorted(6))).isNaN();
        assertThat(DriftStatistics.probabilityOfDistance(0, 3, 2)).isEqualTo(1);
        assertThat(DriftStatistics.probabilityOfDistance(Double.NaN, 0, 2)).isNaN();
    }

    /** 0.6 ln 4 + 0.2 ln 1.5 for shares that are turned round, as good as without smoothing for so many values. */
    @Test
    void stabilityIndexIsItsFormula() {
        long many = 1_000_000_000_000L;

        double index = DriftStatistics.stabilityIndex(
                new long[] {many, 2 * many, 3 * many, 4 * many}, new long[] {4 * many, 3 * many, 2 * many, many});

        assertThat(index).isCloseTo(0.6 * Math.log(4) + 0.2 * Math.log(1.5), within(1e-9));
        assertThat(index).isCloseTo(0.912870, within(1e-6));
    }

    /** Two values in the first of two bins beside none: 2.5/3 and 0.5/3, turned round. */
    @Test
    void anEmptyBinHasHalfAValue() {
        double index = DriftStatistics.stabilityIndex(new long[] {2, 0}, new long[] {0, 2});

        assertThat(index).isCloseTo(2 * (2.0 / 3) * Math.log(5), within(1e-12));
        assertThat(DriftStatistics.stabilityIndex(new long[] {0, 0}, new long[] {0, 2}))
                .isNaN();
        assertThat(DriftStatistics.stabilityIndex(new long[] {3, 1}, new long[] {3, 1}))
                .isZero();
    }

    @Test
    void meanShiftAndVarianceAreThoseOfALibrary() {
        Random random = new Random(2);
        for (int trial = 0; trial < 100; trial++) {
            double[] a = normal(random, 2 + random.nextInt(50), 3, 1);
            double[] b = normal(random, 2 + random.nextInt(50), 3.5, 2);

            assertThat(DriftStatistics.meanShift(FeatureMoments.of(a), FeatureMoments.of(b)))
                    .isCloseTo(new TTest().t(b, a), within(1e-9));
            assertThat(DriftStatistics.varianceRatio(FeatureMoments.of(a), FeatureMoments.of(b)))
                    .isCloseTo(
                            org.hipparchus.stat.StatUtils.variance(b) / org.hipparchus.stat.StatUtils.variance(a),
                            within(1e-9));
            int n = Math.min(a.length, b.length);
            double[] x = Arrays.copyOf(a, n);
            double[] y = Arrays.copyOf(b, n);
            assertThat(DriftStatistics.correlation(x, y))
                    .isCloseTo(new PearsonsCorrelation().correlation(x, y), within(1e-12));
        }
    }

    @Test
    void constantsHaveNoScatter() {
        FeatureMoments tenths = FeatureMoments.of(new double[] {0.1, 0.1, 0.1});
        FeatureMoments fifths = FeatureMoments.of(new double[] {0.2, 0.2, 0.2});
        FeatureMoments loose = FeatureMoments.of(new double[] {0.1, 0.3});

        assertThat(tenths).isEqualTo(new FeatureMoments(3, 0.1, 0));
        assertThat(DriftStatistics.meanShift(tenths, tenths)).isZero();
        assertThat(DriftStatistics.meanShift(tenths, fifths)).isInfinite();
        assertThat(DriftStatistics.varianceRatio(tenths, fifths)).isEqualTo(1);
        assertThat(DriftStatistics.varianceRatio(tenths, loose)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(DriftStatistics.varianceRatio(loose, tenths)).isZero();
        assertThat(DriftStatistics.correlation(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(FeatureMoments.of(NONE).mean()).isNaN();
        assertThat(FeatureMoments.of(new double[] {4}).variance()).isNaN();
    }

    /** Fisher's table has artanh 0.5 = 0.5493 and artanh 0.8 = 1.0986; √(1/25 + 1/25) = 0.28284. */
    @Test
    void correlationShiftIsThatOfFishersTable() {
        assertThat(DriftStatistics.correlationShift(0.5, 28, 0.8, 28)).isCloseTo(1.9421, within(1e-4));
        assertThat(DriftStatistics.correlationShift(0.8, 28, 0.5, 28)).isCloseTo(-1.9421, within(1e-4));
        assertThat(DriftStatistics.correlationShift(1, 28, 1, 28)).isZero();
        assertThat(DriftStatistics.correlationShift(0.5, 28, 1, 28)).isBetween(30.0, 50.0);
        assertThat(DriftStatistics.correlationShift(1, 28, 1 - 1e-15, 28)).isZero();
        assertThat(DriftStatistics.correlationShift(-1, 28, -0.5, 28)).isBetween(30.0, 50.0);
        assertThat(DriftStatistics.correlationShift(0.5, 3, 0.8, 28)).isNaN();
        assertThat(DriftStatistics.correlationShift(Double.NaN, 28, 0.8, 28)).isNaN();
    }

    @Test
    void theSameDistributionAlarmsAsOftenAsItShould() {
        Random random = new Random(3);
        int n = 300;
        int m = 200;

        double ks = rate(
                600,
                () -> DriftStatistics.probabilityOfDistance(
                        DriftStatistics.distance(sorted(normal(random, n, 0, 1)), sorted(normal(random, m, 0, 1))),
                        n,
                        m),
                p -> p < 0.05);
        double mean = rate(
                600,
                () -> DriftStatistics.meanShift(
                        FeatureMoments.of(normal(random, n, 0, 1)), FeatureMoments.of(normal(random, m, 0, 1))),
                t -> Math.abs(t) > 1.96);
        double correlation = rate(
                600,
                () -> DriftStatistics.correlationShift(
                        DriftStatistics.correlation(normal(random, n, 0, 1), normal(random, n, 0, 1)),
                        n,
                        DriftStatistics.correlation(normal(random, m, 0, 1), normal(random, m, 0, 1)),
                        m),
                z -> Math.abs(z) > 1.96);
        // Yurdakul: over (1/n + 1/m) the index is χ² with 9 degrees of freedom, whose 95 % lie below 16.919.
        double index = rate(
                600,
                () -> index(normal(random, n, 0, 1), normal(random, m, 0, 1)) / (1.0 / n + 1.0 / m),
                x -> x > 16.919);

        assertThat(ks).isBetween(0.025, 0.075);
        assertThat(mean).isBetween(0.025, 0.075);
        assertThat(correlation).isBetween(0.025, 0.075);
        assertThat(index).isBetween(0.02, 0.09);
    }

    /** By the quantiles of the normal distribution, which is where the bins of a large sample would lie. */
    private static double index(double[] a, double[] b) {
        double[] edges = {-1.28155, -0.84162, -0.52440, -0.25335, 0, 0.25335, 0.52440, 0.84162, 1.28155};
        return DriftStatistics.stabilityIndex(counts(a, edges), counts(b, edges));
    }

    private static long[] counts(double[] values, double[] edges) {
        long[] counts = new long[edges.length + 1];
        for (double value : values) {
            counts[(int) Arrays.stream(edges).filter(edge -> value > edge).count()]++;
        }
        return counts;
    }

    @Test
    void whatHasShiftedIsFound() {
        Random random = new Random(4);
        double[] before = normal(random, 500, 0, 1);
        double[] shifted = normal(random, 250, 0.5, 1);
        double[] wider = normal(random, 250, 0, 2);

        assertThat(DriftStatistics.probabilityOfDistance(
                        DriftStatistics.distance(sorted(before), sorted(shifted)), 500, 250))
                .isLessThan(1e-4);
        assertThat(DriftStatistics.meanShift(FeatureMoments.of(before), FeatureMoments.of(shifted)))
                .isGreaterThan(4);
        assertThat(index(before, shifted)).isGreaterThan(0.15);
        assertThat(index(before, wider)).isGreaterThan(0.25);
        assertThat(DriftStatistics.varianceRatio(FeatureMoments.of(before), FeatureMoments.of(wider)))
                .isBetween(3.0, 5.0);
    }
}
