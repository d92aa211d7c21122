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

    /** Bailey and López de Prado (2014): a ratio of 2.5 a year over five years, the best of 100 whose variance is 1/2. */
    @Test
    void deflatesTheExampleOfThePaper() {
        double luckiest = SharpeSignificance.luckiest(100, 0.5 / 250);

        assertThat(luckiest).isCloseTo(0.1132, within(5e-5));
        assertThat(SharpeSignificance.probabilistic(2.5 / Math.sqrt(250), 1250, -3, 10, luckiest)
                        .orElseThrow())
                .isCloseTo(0.9004, within(5e-5));
        assertThat(SharpeSignificance.probabilistic(
                                2.5 / Math.sqrt(250), 1250, -3, 10, SharpeSignificance.luckiest(46, 0.5 / 250))
                        .orElseThrow())
                .isCloseTo(0.9505, within(5e-5));
    }

    /** Bailey and López de Prado (2012): 2.73 years of daily normal returns show that a ratio of 2 is above 1. */
    @Test
    void needsTheTrackRecordsOfThePaper() {
        double daily = SharpeSignificance.minimumTrackRecord(2 / Math.sqrt(252), 0, 3, 1 / Math.sqrt(252), 0.95)
                .orElseThrow();
        double weekly = SharpeSignificance.minimumTrackRecord(2 / Math.sqrt(52), 0, 3, 1 / Math.sqrt(52), 0.95)
                .orElseThrow();
        double monthly = SharpeSignificance.minimumTrackRecord(2 / Math.sqrt(12), 0, 3, 1 / Math.sqrt(12), 0.95)
                .orElseThrow();
        double monthlyOfHedgeFunds = SharpeSignificance.minimumTrackRecord(
                        2 / Math.sqrt(12), -0.72, 5.78, 1 / Math.sqrt(12), 0.95)
                .orElseThrow();

        assertThat(daily / 252).isCloseTo(2.73, within(5e-3));
        assertThat(weekly / 52).isCloseTo(2.83, within(5e-3));
        assertThat(monthly / 12).isCloseTo(3.24, within(5e-3));
        assertThat(monthlyOfHedgeFunds / 12).isCloseTo(4.99, within(5e-3));
    }

    @Test
    void aTrackRecordOfTheMinimumLengthHasTheConfidence() {
        DailyEquity daily = Curves.ofReturns(-0.01, 0.03, 0.01, 0.01);
        double s = 1 / Math.sqrt(8 / 3.0);
        double days = SharpeSignificance.minimumTrackRecord(daily, 0, 0.95).orElseThrow();

        // skewness 0, kurtosis 2; z grows with the root of the days
        double z = s * Math.sqrt(days - 1) / Math.sqrt(1 + 0.25 * s * s);
        assertThat(SharpeSignificance.normalProbability(z)).isCloseTo(0.95, within(1e-9));
    }

    @Test
    void noTrackRecordShowsWhatIsNotThere() {
        assertThat(SharpeSignificance.minimumTrackRecord(Curves.ofReturns(0.01, -0.03), 0, 0.95))
                .isEmpty();
        assertThat(SharpeSignificance.minimumTrackRecord(Curves.daily(1, 1, 1), 0, 0.95))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharpeSignificance.minimumTrackRecord(Curves.daily(1, 1, 1), 0, 0.5))
                .withMessageContaining("0.5");
    }
}
