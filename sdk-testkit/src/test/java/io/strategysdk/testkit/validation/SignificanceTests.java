package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.backtest.statistics.DailyEquity;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SignificanceTests {
    private static final int YEAR = 252;

    @Test
    void oneTrialIsMeasuredAgainstNoSkill() {
        Significance one = of(Curves.ofReturns(Generated.normal(1, 500, 0.0008, 0.01)), 1, OptionalDouble.empty());

        assertThat(one.luckiest()).hasValue(0);
        assertThat(one.deflated()).isEqualTo(one.probabilistic());
        assertThat(one.days()).isEqualTo(500);
    }

    /** The expected maximum of 2, of 10 standard normals by tables of order statistics: 0.56, 1.54. */
    @Test
    void withoutAnyKnowledgeTrialsDifferAsNoSkillDoes() {
        DailyEquity daily = Curves.ofReturns(Generated.normal(1, 1_009, 0.0008, 0.01));

        Significance ten = of(daily, 10, OptionalDouble.empty());

        // √(252/1008) = 1/2 a year; the formula is asymptotic, and 2 % above the exact 1.5388
        assertThat(ten.luckiest().orElseThrow()).isCloseTo(0.5 * 1.5388, within(0.02));
        assertThat(ten.deflated().orElseThrow()).isLessThan(ten.probabilistic().orElseThrow());
    }

    @Test
    void theMoreTheTrialsDifferTheMoreLuckTheBestHad() {
        DailyEquity daily = Curves.ofReturns(Generated.normal(1, 1_009, 0.0008, 0.01));

        double alike = of(daily, 40, OptionalDouble.of(0.1)).luckiest().orElseThrow();
        double apart = of(daily, 40, OptionalDouble.of(0.4)).luckiest().orElseThrow();

        assertThat(apart).isCloseTo(4 * alike, within(1e-9));
    }

    @Test
    void aCurveThatDoesNotMoveShowsNothing() {
        Significance flat = of(Curves.ofReturns(new double[50]), 5, OptionalDouble.empty());

        assertThat(flat.sharpe()).isEmpty();
        assertThat(flat.probabilistic()).isEmpty();
        assertThat(flat.deflated()).isEmpty();
        assertThat(flat.minimumDays()).isEmpty();
        assertThat(flat.luckiest()).isEmpty();
        assertThat(flat.reason()).isEqualTo("the daily returns do not vary");
    }

    /** Two days of +1.0 % and +1.1 % have a ratio of 15 a day, and say nothing. */
    @Test
    void fewDaysShowNothingHoweverGoodTheyWere() {
        Significance two = of(Curves.ofReturns(0.01, 0.011), 1_000, OptionalDouble.empty());
        Significance nineteen = of(Curves.ofReturns(Generated.normal(1, 19, 0.01, 0.01)), 1, OptionalDouble.empty());
        Significance twenty = of(Curves.ofReturns(Generated.normal(1, 20, 0.01, 0.01)), 1, OptionalDouble.empty());

        assertThat(two.reason()).isEqualTo("at least 20 daily returns are needed, there are 2");
        assertThat(two.sharpe().orElseThrow()).isGreaterThan(100);
        assertThat(two.probabilistic()).isEmpty();
        assertThat(two.deflated()).isEmpty();
        assertThat(two.minimumDays()).isEmpty();
        assertThat(nineteen.probabilistic()).isEmpty();
        assertThat(twenty.probabilistic()).isPresent();
        assertThat(twenty.reason()).isEmpty();
    }

    @Test
    void aCurveThatWasLostOnItsLastDayShowsNothing() {
        double[] returns = Generated.normal(1, 100, 0.01, 0.01);
        returns[99] = -1;

        Significance lost = of(Curves.ofReturns(returns), 1, OptionalDouble.empty());

        assertThat(lost.probabilistic()).isEmpty();
        assertThat(lost.reason()).isEqualTo("equity fell to zero or below, to 0.00 at 2018-04-11T00:00:00Z");
    }

    private static Significance of(DailyEquity daily, int trials, OptionalDouble deviation) {
        return Significance.of(daily, YEAR, trials, deviation, 0.95);
    }
}
