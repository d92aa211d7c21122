package io.strategysdk.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChartSeriesTests {
    @Test
    void shortSeriesAreDrawnWhole() {
        ChartSeries series = ChartSeries.of(22, row -> row, row -> row, 10);

        assertThat(series.size()).isEqualTo(22);
    }

    @Property(tries = 200)
    void keepsTheEndsAndTheExtremesOfEveryStretch(
            @ForAll long seed,
            @ForAll @IntRange(min = 100, max = 2_000) int size,
            @ForAll @IntRange(min = 1, max = 40) int buckets) {
        Random random = new Random(seed);
        double[] values = random.doubles(size).toArray();
        long[] times = new long[size];
        for (int i = 1; i < size; i++) {
            times[i] = times[i - 1] + 1 + random.nextInt(1_000);
        }

        ChartSeries series = ChartSeries.of(size, row -> times[row], row -> values[row], buckets);

        int[] rows = IntStream.range(0, series.size()).map(series::row).toArray();
        assertThat(rows).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2 * buckets + 2);
        assertThat(rows[0]).isZero();
        assertThat(rows[rows.length - 1]).isEqualTo(size - 1);
        double width = times[size - 1] / (double) buckets;
        for (int bucket = 0; bucket < buckets; bucket++) {
            double from = bucket * width;
            double to = from + width;
            double[] inside = IntStream.range(1, size - 1)
                    .filter(i -> times[i] >= from + 1e-6 && times[i] < to - 1e-6)
                    .mapToDouble(i -> values[i])
                    .toArray();
            double[] drawn = IntStream.of(rows)
                    .filter(i -> times[i] >= from - 1e-6 && times[i] < to + 1e-6)
                    .mapToDouble(i -> values[i])
                    .toArray();
            if (inside.length > 0) {
                assertThat(max(drawn)).isGreaterThanOrEqualTo(max(inside));
                assertThat(-max(negated(drawn))).isLessThanOrEqualTo(-max(negated(inside)));
            }
        }
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }
}
