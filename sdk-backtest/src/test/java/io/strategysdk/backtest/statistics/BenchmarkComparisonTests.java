package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Curves.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BenchmarkComparisonTests {
    private static final Offset<Double> NEAR = within(1e-9);

    @Test
    void everyFormulaByHand() {
        DailyEquity strategy = Curves.ofReturns(0.01, 0.03, -0.01, 0.01);
        DailyEquity benchmark = Curves.ofReturns(0.02, 0.01, -0.02, 0.03);

        BenchmarkComparison c = BenchmarkComparison.of(strategy, benchmark, 252);

        // means 0.01 and 0.01; deviations 0, 2, -2, 0 and 1, 0, -3, 2 (times 0.01)
        assertThat(c.returnCount()).isEqualTo(4);
        assertThat(c.beta().orElseThrow()).isCloseTo(6.0 / 14, NEAR);
        assertThat(c.alpha().orElseThrow()).isCloseTo((0.01 - 6.0 / 14 * 0.01) * 252, NEAR);
        assertThat(c.correlation().orElseThrow()).isCloseTo(6 / Math.sqrt(8 * 14), NEAR);
        assertThat(c.rSquared().orElseThrow()).isCloseTo(36.0 / (8 * 14), NEAR);
        // differences -1, 2, 1, -2 have mean 0
        assertThat(c.trackingError().orElseThrow()).isCloseTo(0.01 * Math.sqrt(10 / 3.0 * 252), NEAR);
        assertThat(c.informationRatio().orElseThrow()).isCloseTo(0, within(1e-6));
    }

    @Test
    void againstItselfBetaIsOneAndNothingIsLeft() {
        DailyEquity daily = Curves.ofReturns(0.01, 0.03, -0.01, 0.01);

        BenchmarkComparison c = BenchmarkComparison.of(daily, daily, 252);

        assertThat(c.beta().orElseThrow()).isCloseTo(1, NEAR);
        assertThat(c.alpha().orElseThrow()).isCloseTo(0, NEAR);
        assertThat(c.correlation().orElseThrow()).isCloseTo(1, NEAR).isLessThanOrEqualTo(1);
        assertThat(c.trackingError()).hasValue(0);
        assertThat(c.informationRatio()).isEmpty();
    }

    @Test
    void aFlatBenchmarkHasNoBeta() {
        BenchmarkComparison c =
                BenchmarkComparison.of(Curves.ofReturns(0.01, 0.03, -0.01), Curves.daily(1, 1, 1, 1), 252);

        assertThat(List.of(c.beta(), c.alpha(), c.correlation(), c.rSquared())).allMatch(o -> o.isEmpty());
        assertThat(c.trackingError()).isPresent();
    }

    @Test
    void returnsAreTakenBetweenDatesThatBothHave() {
        // given one that is marked every day, and another without the second day
        DailyEquity every = Curves.ofReturns(0.1, 0.1, 0.1, -0.1);
        DailyEquity gap = EquityCurve.builder(Curves.utc(Curves.START.atTime(1, 0)), 100)
                .mark(endOfDay(1), 120)
                .mark(endOfDay(3), 60)
                .mark(endOfDay(4), 90)
                .build()
                .daily(ZoneOffset.UTC);
        DailyEquity common = Curves.ofReturns(0.1, 0.21, -0.1);
        DailyEquity gapless = Curves.ofReturns(0.2, -0.5, 0.5);

        assertSame(BenchmarkComparison.of(every, gap, 252), BenchmarkComparison.of(common, gapless, 252));
        assertSame(BenchmarkComparison.of(gap, every, 252), BenchmarkComparison.of(gapless, common, 252));
    }

    @Test
    void oneCommonReturnIsNotEnough() {
        BenchmarkComparison c = BenchmarkComparison.of(Curves.daily(1, 2), Curves.daily(1, 2), 252);

        assertThat(List.of(c.beta(), c.alpha(), c.correlation(), c.trackingError(), c.informationRatio()))
                .allMatch(o -> o.isEmpty());
    }

    private static void assertSame(BenchmarkComparison actual, BenchmarkComparison expected) {
        assertThat(actual.returnCount()).isEqualTo(expected.returnCount());
        assertThat(actual.beta().orElseThrow()).isCloseTo(expected.beta().orElseThrow(), NEAR);
        assertThat(actual.alpha().orElseThrow()).isCloseTo(expected.alpha().orElseThrow(), NEAR);
        assertThat(actual.trackingError().orElseThrow())
                .isCloseTo(expected.trackingError().orElseThrow(), NEAR);
    }

    private static long endOfDay(int day) {
        return Curves.utc(Curves.START.plusDays(day).atStartOfDay());
    }

    @Test
    void returnsAfterLosingEverythingAreUndefined() {
        DailyEquity market = daily(100, 101, 103, 102, 105);

        for (DailyEquity lost : List.of(daily(100, 50, -20, -10, -40), daily(100, 50, 0, 0, 10))) {
            BenchmarkComparison comparison = BenchmarkComparison.of(lost, market, 252);
            assertThat(comparison.beta()).isEmpty();
            assertThat(comparison.alpha()).isEmpty();
            assertThat(comparison.trackingError()).isEmpty();
            assertThat(comparison.informationRatio()).isEmpty();
            assertThat(comparison.correlation()).isEmpty();
        }
    }
}
