package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SharpeSignificanceTests {
    @Test
    void normalProbabilitiesAreThoseOfTheTables() {
        assertThat(SharpeSignificance.normalProbability(0)).isEqualTo(0.5);
        assertThat(SharpeSignificance.normalProbability(1.959963984540054)).isCloseTo(0.975, within(1e-14));
        assertThat(SharpeSignificance.normalProbability(-3)).isCloseTo(0.0013498980316300946, within(1e-15));
        assertThat(SharpeSignificance.normalQuantile(0.975)).isCloseTo(1.959963984540054, within(1e-10));
    }

    @Test
    void probabilityOfSkillByHand() {
        // returns -1, 3, 1, 1 percent: s = 1/√(8/3), skewness 0, kurtosis 2
        DailyEquity daily = Curves.ofReturns(-0.01, 0.03, 0.01, 0.01);
        double s = 1 / Math.sqrt(8 / 3.0);
        double z = s * Math.sqrt(3) / Math.sqrt(1 + 0.25 * s * s);

        assertThat(SharpeSignificance.probabilistic(daily, 0).orElseThrow())
                .isCloseTo(SharpeSignificance.normalProbability(z), within(1e-9));
    }

    @Test
    void aReferenceEqualToTheRatioIsAnEvenBet() {
        DailyEquity daily = Curves.ofReturns(-0.01, 0.03, 0.01, 0.01);

        assertThat(SharpeSignificance.probabilistic(daily, 1 / Math.sqrt(8 / 3.0))
                        .orElseThrow())
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void theMoreTrialsTheLessABestOneMeans() {
        DailyEquity daily = Curves.ofReturns(-0.01, 0.03, 0.01, 0.01, -0.02, 0.03);

        double one = SharpeSignificance.deflated(daily, 1, 0.1).orElseThrow();
        double ten = SharpeSignificance.deflated(daily, 10, 0.1).orElseThrow();
        double thousand = SharpeSignificance.deflated(daily, 1_000, 0.1).orElseThrow();

        assertThat(one).isGreaterThan(ten);
        assertThat(ten).isGreaterThan(thousand);
        assertThat(one).isEqualTo(SharpeSignificance.probabilistic(daily, 0).orElseThrow());
    }

    @Test
    void flatCurvesProveNothing() {
        assertThat(SharpeSignificance.probabilistic(Curves.daily(1, 1, 1), 0)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> SharpeSignificance.deflated(Curves.daily(1), 0, 1));
    }
}
