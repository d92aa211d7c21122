package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EquityCurveTests {
    @Test
    void keepsTheStartAndEveryMark() {
        EquityCurve.Builder builder = EquityCurve.builder(10, 100);
        for (int i = 1; i <= 5_000; i++) {
            builder.mark(10 + i, 100 + i);
        }

        EquityCurve curve = builder.build();

        assertThat(curve.size()).isEqualTo(5_001);
        assertThat(curve.startEquity()).isEqualTo(100);
        assertThat(curve.epochNanos(4_321)).isEqualTo(4_331);
        assertThat(curve.equity(4_321)).isEqualTo(4_421);
        assertThat(curve.finalEquity()).isEqualTo(5_100);
    }

    @Test
    void aBuiltCurveDoesNotChangeWhenItsBuilderOrItsArraysDo() {
        EquityCurve.Builder builder = EquityCurve.builder(0, 1).mark(1, 2);
        EquityCurve built = builder.build();
        long[] times = {0, 1};
        double[] equity = {1, 2};
        EquityCurve copied = EquityCurve.of(times, equity);

        builder.mark(2, 3);
        equity[1] = 99;

        assertThat(built.size()).isEqualTo(2);
        assertThat(copied.equity(1)).isEqualTo(2);
    }

    @Test
    void roomThatWasExpectedChangesNothingAndMoreMayFollow() {
        EquityCurve.Builder builder = EquityCurve.builder(0, 100).expect(1).mark(1, 101);
        EquityCurve full = builder.build();

        EquityCurve longer = builder.mark(2, 102).build();

        assertThat(full.size()).isEqualTo(2);
        assertThat(full.equity(1)).isEqualTo(101);
        assertThat(longer.size()).isEqualTo(3);
        assertThat(longer.equity(1)).isEqualTo(101);
        assertThat(longer.equity(2)).isEqualTo(102);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.expect(-1))
                .withMessage("number of marks must not be negative, was -1");
    }

    @Test
    void theFirstMarkMayLieAtTheStartButNoOtherMayRepeatATime() {
        EquityCurve.Builder builder = EquityCurve.builder(5, 1).mark(5, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.mark(5, 1))
                .withMessageContaining("order of time");
    }

    @Test
    void refusesWarmUpBarsBeforeTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EquityCurve.builder(1_000_000_000L, 1).mark(0, 1))
                .withMessage("equity must be marked in order of time, was 1970-01-01T00:00:00Z after"
                        + " 1970-01-01T00:00:01Z");
    }

    @Test
    void refusesAmountsThatAreNoMoney() {
        assertThatIllegalArgumentException().isThrownBy(() -> EquityCurve.builder(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> EquityCurve.builder(0, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EquityCurve.builder(0, 1).mark(1, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EquityCurve.of(new long[] {0, 1}, new double[] {1, Double.POSITIVE_INFINITY}));
        assertThatIllegalArgumentException().isThrownBy(() -> EquityCurve.of(new long[0], new double[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> EquityCurve.of(new long[2], new double[1]));
    }
}
