package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.testkit.validation.Stability.Period;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StabilityTests {
    private static final int YEAR = 365;

    /** Two days of 2019 (+10 %, −10 %), 365 of 2021 left out: 2020 has 366 days of +0.1 %, 2021 one of −1 %. */
    @Test
    void yearsAreCutAtNewYear() {
        double[] returns = new double[2 + 366 + 1];
        Arrays.fill(returns, 0.001);
        returns[0] = 0.1;
        returns[1] = -0.1;
        returns[368] = -0.01;
        DailyEquity daily = Curves.from(LocalDate.of(2019, 12, 30), returns);

        Stability stability = Stability.byYear(daily, YEAR);

        assertThat(stability.periods()).extracting(Period::name).containsExactly("2019", "2020", "2021");
        assertThat(stability.periods()).extracting(Period::days).containsExactly(2, 366, 1);
        assertThat(stability.periods().get(0).totalReturn()).isCloseTo(1.1 * 0.9 - 1, within(1e-12));
        assertThat(stability.periods().get(0).maxDrawdown()).isCloseTo(0.1, within(1e-12));
        assertThat(stability.periods().get(1).totalReturn()).isCloseTo(Math.pow(1.001, 366) - 1, within(1e-9));
        assertThat(stability.periods().get(1).first()).isEqualTo("2020-01-01");
        assertThat(stability.periods().get(1).last()).isEqualTo("2020-12-31");
        assertThat(stability.periods().get(2).sharpe()).isEmpty();
        // days of 2019 and 2021 are shown and do not count
        assertThat(stability.counted()).extracting(Period::name).containsExactly("2020");
        assertThat(stability.positiveShare()).hasValue(1);
        assertThat(stability.worst().orElseThrow().name()).isEqualTo("2020");
        assertThat(stability.dispersion()).isEmpty();
    }

    /** Of years of 365 days, 92 are a quarter and 91 are less. */
    @Test
    void aPeriodCountsFromAQuarterOfTheLongest() {
        double[] returns = new double[365 + 365 + 92];
        Arrays.fill(returns, 0.001);
        Arrays.fill(returns, 730, 822, -0.001);

        Stability quarter = Stability.of(Curves.from(LocalDate.of(2021, 1, 1), returns), YEAR);
        Stability less = Stability.byYear(
                Curves.from(LocalDate.of(2021, 1, 1), Arrays.copyOf(returns, returns.length - 1)), YEAR);

        assertThat(quarter.counted()).extracting(Period::name).containsExactly("2021", "2022", "2023");
        assertThat(quarter.positiveShare().orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(quarter.worst().orElseThrow().name()).isEqualTo("2023");
        assertThat(less.periods()).hasSize(3);
        assertThat(less.positiveShare()).hasValue(1);
        assertThat(less.worst().orElseThrow().name()).isEqualTo("2021");
        Stability stability = new Stability(List.of(ofDays(2), ofDays(8), ofDays(1)), "");
        assertThat(stability.counted()).extracting(Period::days).containsExactly(2, 8);
        assertThat(stability.dispersion().orElseThrow()).isCloseTo(Math.sqrt(18), within(1e-12));
    }

    /** With a ratio as large as its number of days. */
    private static Period ofDays(int days) {
        LocalDate first = LocalDate.of(2021, 1, 1);
        return new Period("some", first, first.plusDays(days - 1), days, 0, OptionalDouble.of(days), 0);
    }

    /** From 2019-12-31 to 2021-01-01: one year with a day on both sides is no three years. */
    @Test
    void daysOfAYearDoNotMakeItOneOfThree() {
        double[] returns = new double[368];
        Arrays.fill(returns, 0.001);

        Stability stability = Stability.of(Curves.from(LocalDate.of(2019, 12, 31), returns), YEAR);

        assertThat(stability.periods())
                .extracting(Period::name)
                .containsExactly("part 1", "part 2", "part 3", "part 4");
        assertThat(stability.counted()).isEqualTo(stability.periods());
    }

    @Test
    void lostEquityHasNoPeriodsAndSaysSo() {
        double[] returns = Generated.normal(1, 1_200, 0.001, 0.01);
        returns[1_199] = -1.1;

        Stability stability = Stability.of(Curves.ofReturns(returns), YEAR);

        assertThat(stability.periods()).isEmpty();
        assertThat(stability.reason()).startsWith("equity fell to zero or below, to -");
    }

    @Test
    void partsShareTheDaysAndTheFirstTakeWhatIsLeftOver() {
        Stability stability = Stability.inParts(Curves.ofReturns(Generated.normal(1, 22, 0, 0.01)), 4, YEAR);

        assertThat(stability.periods()).extracting(Period::days).containsExactly(6, 6, 5, 5);
        assertThat(stability.periods().get(1).first())
                .isEqualTo(stability.periods().get(0).last().plusDays(1));
    }

    /** Sharpe ratios of ±1 %, with +0.5 % and −0.5 % added, worked out with √365: mean 0.005, deviation √(2·10⁻⁴). */
    @Test
    void dispersionIsTheDeviationOfTheRatios() {
        double[] returns = new double[10];
        for (int i = 0; i < 10; i++) {
            returns[i] = (i % 2 == 0 ? 0.01 : -0.01) + (i < 5 ? 0.005 : -0.005);
        }
        Stability stability = Stability.inParts(Curves.ofReturns(returns), 2, YEAR);

        double[] ratios = stability.periods().stream()
                .mapToDouble(period -> period.sharpe().orElseThrow())
                .toArray();
        // 0.015 −0.005 0.015 −0.005 0.015: mean 0.007, sum of squares 3·0.008² + 2·0.012² = 0.00048, deviation √0.00012
        assertThat(ratios[0]).isCloseTo(0.007 / Math.sqrt(0.00012) * Math.sqrt(365), within(1e-6));
        assertThat(ratios[1]).isCloseTo(-ratios[0], within(1e-6));
        assertThat(stability.dispersion().orElseThrow()).isCloseTo(ratios[0] * Math.sqrt(2), within(1e-6));
        assertThat(stability.worst().orElseThrow().name()).isEqualTo("part 2");
    }

    @Test
    void tooFewDaysMakeNoPeriods() {
        Stability stability = Stability.of(Curves.ofReturns(0.01, -0.01, 0.02), YEAR);

        assertThat(stability.periods()).isEmpty();
        assertThat(stability.positiveShare()).isEmpty();
        assertThat(stability.worst()).isEmpty();
        assertThat(stability.dispersion()).isEmpty();
        assertThat(stability.reason()).isEqualTo("there are too few sessions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stability.inParts(Curves.ofReturns(0.01), 1, YEAR))
                .withMessageContaining("1");
    }
}
