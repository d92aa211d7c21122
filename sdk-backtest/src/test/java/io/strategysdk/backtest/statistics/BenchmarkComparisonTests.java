package io.strategysdk.backtest.statistics;

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
        // given a strategy that is marked every day and a benchmark without the second one
        DailyEquity strategy = Curves.daily(100, 110, 121, 133.1);
        DailyEquity benchmark = EquityCurve.builder(Curves.utc(Curves.START.atTime(1, 0)), 100)
                .mark(Curves.utc(Curves.START.plusDays(1).atStartOfDay()), 120)
                .mark(Curves.utc(Curves.START.plusDays(3).atStartOfDay()), 60)
                .build()
                .daily(ZoneOffset.UTC);

        BenchmarkComparison c = BenchmarkComparison.of(strategy, benchmark, 1);

        // strategy 0.1, 0.21; benchmark 0.2, -0.5
        assertThat(c.returnCount()).isEqualTo(2);
        assertThat(c.beta().orElseThrow()).isCloseTo(0.11 / -0.7, NEAR);
    }

    @Test
    void oneCommonReturnIsNotEnough() {
        BenchmarkComparison c = BenchmarkComparison.of(Curves.daily(1, 2), Curves.daily(1, 2), 252);

        assertThat(List.of(c.beta(), c.alpha(), c.correlation(), c.trackingError(), c.informationRatio()))
                .allMatch(o -> o.isEmpty());
    }
}
