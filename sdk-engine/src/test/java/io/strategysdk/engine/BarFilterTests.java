package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Which bars may be bad prints. */
final class BarFilterTests {
    private final BarFilter filter = new BarFilter(1);

    private void calm(int bars) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < bars; i++) {
            filter.add(0, random.nextDouble(98, 102));
        }
        filter.add(0, 100);
    }

    @Test
    void areReturnsFarFromTheUsualOnes() {
        calm(59);
        filter.add(0, 101);
        assertThat(filter.isOutlier(0)).isFalse();
        filter.add(0, 60);
        assertThat(filter.isOutlier(0)).isTrue();
    }

    @Test
    void areNoSplits() {
        calm(59);
        filter.restated(0, 0.5);
        filter.add(0, 50.5);
        assertThat(filter.isOutlier(0)).isFalse();
        assertThat(filter.last(0)).isEqualTo(50.5);
    }

    /** Against the definition, with sorting alone. */
    @Test
    void areThoseOfTheModifiedScore() {
        SplittableRandom random = new SplittableRandom(11);
        List<Double> returns = new ArrayList<>();
        double last = 100;
        filter.add(0, last);
        int outliers = 0;
        for (int i = 0; i < 2_000; i++) {
            double close = random.nextInt(4) == 0
                    ? last
                    : Math.rint(last * (1 + random.nextDouble(-0.01, 0.01) * (1 + 3 * random.nextInt(2))) * 100) / 100;
            filter.add(0, close);
            returns.add(close / last - 1);
            last = close;
            assertThat(filter.isOutlier(0)).as("bar %s", i).isEqualTo(isOutlier(returns));
            outliers += filter.isOutlier(0) ? 1 : 0;
        }
        assertThat(outliers).isBetween(60, 1_500);
    }

    private static boolean isOutlier(List<Double> returns) {
        int newest = returns.size() - 1;
        List<Double> before = returns.subList(Math.max(0, newest - 60), newest);
        if (before.size() < 30) {
            return true;
        }
        double center = median(before);
        return 0.6745 * Math.abs(returns.get(newest) - center) > 3.5 * deviation(before, center);
    }

    private static double deviation(List<Double> values, double center) {
        return median(values.stream().map(each -> Math.abs(each - center)).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Test
    void areAllWhileFewAreKnown() {
        calm(30);
        assertThat(filter.isOutlier(0)).isTrue();
        filter.add(0, 101);
        assertThat(filter.isOutlier(0)).isFalse();
    }

    @Test
    void areFarFromTheMedianOfTheReturnsAndNotFromNone() {
        double close = 100;
        for (int i = 0; i < 40; i++) {
            filter.add(0, close);
            close *= 1.009 + i % 3 * 0.001;
        }
        filter.add(0, close);
        assertThat(filter.isOutlier(0)).isFalse();
        filter.add(0, close * 0.99);
        assertThat(filter.isOutlier(0)).isTrue();
    }

    @Test
    void areThoseThatMoveWhereNoneBeforeDid() {
        for (int i = 0; i < 40; i++) {
            filter.add(0, 100);
        }
        assertThat(filter.isOutlier(0)).isFalse();
        filter.add(0, 100.01);
        assertThat(filter.isOutlier(0)).isTrue();
    }

    @Test
    void areNotKnownBeforeTheFirstClose() {
        assertThat(filter.isOutlier(0)).isTrue();
        assertThat(filter.last(0)).isNaN();
    }

    /** Returns that lie close on one side of their median and far on the other, by every number of them. */
    @Test
    void areThoseBeyondTheThresholdOnly() {
        SplittableRandom random = new SplittableRandom(23);
        for (int trial = 0; trial < 20 * 31; trial++) {
            int side = random.nextBoolean() ? 1 : -1;
            double[] returns = DoubleStream.generate(() ->
                            0.01 + side * (random.nextBoolean() ? random.nextDouble(0.02) : -random.nextDouble(0.001)))
                    .limit(30 + trial % 31)
                    .toArray();
            List<Double> before = DoubleStream.of(returns).boxed().toList();
            double center = median(before);
            double most = 3.5 / 0.6745 * deviation(before, center);
            for (int direction : new int[] {-1, 1}) {
                assertThat(isOutlierAfter(returns, center + direction * 0.9999 * most))
                        .as("%s within", before)
                        .isFalse();
                assertThat(isOutlierAfter(returns, center + direction * 1.0001 * most))
                        .as("%s beyond", before)
                        .isTrue();
            }
        }
    }

    private static boolean isOutlierAfter(double[] returns, double newest) {
        BarFilter filter = new BarFilter(1);
        double close = 100;
        filter.add(0, close);
        for (double each : returns) {
            close *= 1 + each;
            filter.add(0, close);
        }
        filter.add(0, close * (1 + newest));
        return filter.isOutlier(0);
    }
}
