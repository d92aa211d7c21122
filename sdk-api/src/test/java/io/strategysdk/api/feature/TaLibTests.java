package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TA-Lib's Java port as oracle, where the definitions agree. */
final class TaLibTests {
    private static final int SIZE = 1500;

    private final Core core = new Core();
    private final Bars bars = Bars.walk(SIZE, 7);
    private final MInteger begin = new MInteger();
    private final MInteger length = new MInteger();
    private final double[] out = new double[SIZE];
    private final double[] second = new double[SIZE];
    private final double[] third = new double[SIZE];

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 20, 200})
    void meansAgree(int n) {
        check(core.sma(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.sma(n));
        check(core.ema(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.ema(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 50})
    void relativeStrengthAgrees(int n) {
        check(core.rsi(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.rsi(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 14, 50})
    void averageTrueRangeAgrees(int n) {
        check(
                core.atr(0, SIZE - 1, bars.high(), bars.low(), bars.close(), n, begin, length, out),
                out,
                Indicators.atr(n));
    }

    @Test
    void trueRangeAgrees() {
        check(
                core.trueRange(0, SIZE - 1, bars.high(), bars.low(), bars.close(), begin, length, out),
                out,
                Indicators.trueRange());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 63})
    void bandsAgree(int n) {
        check(core.stdDev(0, SIZE - 1, bars.close(), n, 1, begin, length, out), out, Indicators.stdev(n));
        Bollinger bollinger = Indicators.bollinger(n, 2.5);
        RetCode code =
                core.bbands(0, SIZE - 1, bars.close(), n, 2.5, 2.5, MAType.Sma, begin, length, out, second, third);
        check(code, out, bollinger.upper());
        check(code, second, bollinger.middle());
        check(code, third, bollinger.lower());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 700})
    void extremesAgree(int n) {
        check(core.max(0, SIZE - 1, bars.high(), n, begin, length, out), out, Indicators.highest(n));
        check(core.min(0, SIZE - 1, bars.low(), n, begin, length, out), out, Indicators.lowest(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void changesAgree(int n) {
        check(core.roc(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.roc(n));
        check(core.rocP(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.simpleReturn(n));
        check(core.mom(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.momentum(n));
    }

    @Test
    void convergenceDivergenceAgreesOnceTheSeedsAreForgotten() {
        core.macd(0, SIZE - 1, bars.close(), 12, 26, 9, begin, length, out, second, third);

        double[] histogram = bars.column(Indicators.macd(12, 26, 9).histogram());

        for (int row = 500; row < SIZE; row++) {
            assertThat(histogram[row]).isCloseTo(third[row - begin.value], within(1e-8));
        }
    }

    private void check(RetCode code, double[] expected, Feature feature) {
        assertThat(code).isEqualTo(RetCode.Success);
        double[] column = bars.column(feature);
        assertThat(Bars.firstDefined(column)).as(feature.name()).isEqualTo(begin.value);
        assertThat(length.value).isEqualTo(SIZE - begin.value);
        for (int row = begin.value; row < SIZE; row++) {
            assertThat(column[row])
                    .as("%s at %s", feature.name(), row)
                    .isCloseTo(expected[row - begin.value], within(1e-7));
        }
    }
}
