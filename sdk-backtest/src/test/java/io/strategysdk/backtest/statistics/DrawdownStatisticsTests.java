package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Curves.curve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DrawdownStatisticsTests {
    @Test
    void aCurveThatNeverFallsHasNoDrawdown() {
        DrawdownStatistics drawdowns = DrawdownStatistics.of(Curves.curve(100, 100, 101));

        assertThat(drawdowns.maxDrawdown()).isZero();
        assertThat(drawdowns.deepest()).isEmpty();
        assertThat(drawdowns.longest()).isEmpty();
    }

    @Test
    void theLongestNeedNotBeTheDeepest() {
        DrawdownStatistics drawdowns =
                DrawdownStatistics.of(Curves.curve(100, 120, 60, 120, 130, 129, 128, 129, 129, 131, 131));

        Drawdown deepest = drawdowns.deepest().orElseThrow();
        Drawdown longest = drawdowns.longest().orElseThrow();

        assertThat(deepest.depth()).isEqualTo(0.5);
        assertThat(deepest.bars()).isEqualTo(2);
        assertThat(deepest.days()).isEqualTo(2);
        assertThat(longest.depth()).isEqualTo(1 - 128 / 130.0);
        assertThat(longest.bars()).isEqualTo(5);
        assertThat(longest.peak()).isEqualTo(day(4));
        assertThat(longest.trough()).isEqualTo(day(6));
        assertThat(longest.recovery()).contains(day(9));
    }

    @Test
    void itBeginsAtTheLastBarOfAPeakThatWasReachedTwice() {
        Drawdown drawdown = DrawdownStatistics.of(Curves.curve(100, 110, 110, 99, 110))
                .deepest()
                .orElseThrow();

        assertThat(drawdown.peak()).isEqualTo(day(2));
        assertThat(drawdown.bars()).isEqualTo(2);
    }

    @Test
    void ofEqualOnesTheFirstIsTold() {
        DrawdownStatistics drawdowns = DrawdownStatistics.of(Curves.curve(90, 100, 50, 100, 50, 100));

        assertThat(drawdowns.deepest().orElseThrow().peak()).isEqualTo(day(1));
        assertThat(drawdowns.longest().orElseThrow().peak()).isEqualTo(day(1));
    }

    @Test
    void oneThatIsNotRegainedLastsToTheEnd() {
        Drawdown drawdown =
                DrawdownStatistics.of(Curves.curve(100, 50, 80, 90)).deepest().orElseThrow();

        assertThat(drawdown.recovery()).isEmpty();
        assertThat(drawdown.end()).isEqualTo(day(3));
        assertThat(drawdown.bars()).isEqualTo(3);
    }

    @Test
    void losingEverythingIsADrawdownOfOne() {
        assertThat(DrawdownStatistics.of(Curves.curve(100, 0, 0)).maxDrawdown()).isEqualTo(1);
    }

    @Test
    void aDayWithAnHourLessIsADay() {
        Drawdown drawdown = new Drawdown(
                0.1,
                Instant.parse("2024-03-08T21:00:00Z"),
                Instant.parse("2024-03-11T20:00:00Z"),
                Optional.empty(),
                Instant.parse("2024-03-11T20:00:00Z"),
                1);

        assertThat(drawdown.days()).isEqualTo(3);
    }

    @Property
    void equalsTheObviousDoubleLoopAndLiesBetweenZeroAndOne(@ForAll("equities") double[] equity) {
        double slow = 0;
        for (int i = 0; i < equity.length; i++) {
            for (int j = i; j < equity.length; j++) {
                slow = Math.max(slow, 1 - equity[j] / equity[i]);
            }
        }

        DrawdownStatistics drawdowns = DrawdownStatistics.of(Curves.curve(equity));

        assertThat(drawdowns.maxDrawdown()).isCloseTo(slow, within(1e-15)).isBetween(0.0, 1.0);
    }

    @Property
    void theLongestIsTheLongestStretchBelowAPeak(@ForAll("equities") double[] equity) {
        int slow = 0;
        for (int i = 0; i < equity.length; i++) {
            int below = i;
            while (below + 1 < equity.length && equity[below + 1] < equity[i]) {
                below++;
            }
            boolean peak = equity[i] >= highest(equity, i);
            boolean recovered = below + 1 < equity.length;
            slow = peak && below > i ? Math.max(slow, below - i + (recovered ? 1 : 0)) : slow;
        }

        int longest = DrawdownStatistics.of(Curves.curve(equity))
                .longest()
                .map(Drawdown::bars)
                .orElse(0);

        // the first day begins a nanosecond late, which only matters between equals
        assertThat(longest).isEqualTo(slow);
    }

    private static double highest(double[] equity, int before) {
        return Arrays.stream(equity, 0, before).max().orElse(0);
    }

    @Provide
    Arbitrary<double[]> equities() {
        return Arbitraries.integers()
                .between(1, 20)
                .map(i -> (double) i)
                .array(Double[].class)
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(boxed ->
                        Arrays.stream(boxed).mapToDouble(Double::doubleValue).toArray());
    }

    private static Instant day(int number) {
        LocalDateTime midnight = Curves.START.plusDays(number).atStartOfDay();
        return midnight.toInstant(ZoneOffset.UTC);
    }

    /** Cash and positions in doubles do not add up to the last bit. */
    @Test
    void whatDoublesLoseIsNoFall() {
        double less = Math.nextDown(100_000.0);
        DrawdownStatistics flat = DrawdownStatistics.of(curve(100_000, less, less, 100_000, less, less));

        assertThat(flat.maxDrawdown()).isZero();
        assertThat(flat.longest()).isEmpty();
        assertThat(DrawdownStatistics.of(curve(100, 110, Math.nextDown(110.0), 99, 110))
                        .deepest()
                        .orElseThrow()
                        .bars())
                .isEqualTo(2);
    }
}
