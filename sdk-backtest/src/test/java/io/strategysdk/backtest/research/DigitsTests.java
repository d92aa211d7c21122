package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitsTests {
    @Test
    void decimalsAreRoundedHalfToEven() {
        assertThat(Digits.fixed(0.0016, 3)).isEqualTo("0.002");
        assertThat(Digits.fixed(2.5, 0)).isEqualTo("2");
        assertThat(Digits.fixed(3.5, 0)).isEqualTo("4");
        assertThat(Digits.fixed(-1e-9, 2)).isEqualTo("0.00");
    }

    @Test
    void largeAndSmallNumbersHaveAPowerOfTen() {
        assertThat(Digits.significant(9_999_999, 3)).isEqualTo("10000000");
        assertThat(Digits.significant(12_345_678, 3)).isEqualTo("1.23E+7");
        assertThat(Digits.significant(0.00012345, 3)).isEqualTo("0.000123");
        assertThat(Digits.significant(1.2345e-7, 3)).isEqualTo("1.23E-7");
        assertThat(Digits.significant(-0.0, 3)).isEqualTo("0");
    }

    @Test
    void whatIsUndefinedIsADash() {
        for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThat(Digits.fixed(value, 2)).isEqualTo("-");
            assertThat(Digits.significant(value, 2)).isEqualTo("-");
        }
        assertThat(Digits.probability(Double.NaN)).isEqualTo("-");
    }

    @Test
    void tinyProbabilitiesAreSaidToBeBelow() {
        assertThat(Digits.probability(0.00009)).isEqualTo("<0.0001");
        assertThat(Digits.probability(0.0001)).isEqualTo("0.0001");
    }

    @Test
    void aNameCannotSteerATerminal() {
        assertThat(TextTable.of("title", "a", "b").row("x\u001b[31m", "1").toString())
                .isEqualTo("title\na        b\nx [31m   1\n");
    }
}
