package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 40})
    void composedMeansAgree(int n) {
        check(core.wma(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.wma(n));
        check(core.dema(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.dema(n));
        check(core.tema(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.tema(n));
        check(core.trix(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.trix(n));
        check(core.kama(0, SIZE - 1, bars.close(), n, begin, length, out), out, Indicators.kama(n, 2, 30));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 14, 60})
    void oscillatorsAgree(int n) {
        double[] high = bars.high();
        double[] low = bars.low();
        double[] close = bars.close();
        check(core.cci(0, SIZE - 1, high, low, close, n, begin, length, out), out, Indicators.cci(n));
        check(core.willR(0, SIZE - 1, high, low, close, n, begin, length, out), out, Indicators.williamsR(n));
        check(core.mfi(0, SIZE - 1, high, low, close, bars.volume(), n, begin, length, out), out, Indicators.mfi(n));
        MAType simple = MAType.Sma;
        Stochastic stochastic = Indicators.stochastic(n, 3, 4);
        RetCode code = core.stoch(0, SIZE - 1, high, low, close, n, 3, simple, 4, simple, begin, length, second, out);
        check(code, out, stochastic.d());
        double[] k = bars.column(stochastic.k());
        for (int row = begin.value; row < SIZE; row++) {
            assertThat(k[row]).isCloseTo(second[row - begin.value], within(1e-7));
        }
    }

    /** Many extremes are equal there. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 25, 200})
    void recencyOfExtremesAgreesInTiesToo(int n) {
        for (Bars any : new Bars[] {bars, bars.onTicks(0.5), bars.onTicks(5)}) {
            Aroon aroon = Indicators.aroon(n);
            RetCode code = core.aroon(0, SIZE - 1, any.high(), any.low(), n, begin, length, second, out);
            check(any, code, out, aroon.up());
            check(any, code, second, aroon.down());
            code = core.aroonOsc(0, SIZE - 1, any.high(), any.low(), n, begin, length, out);
            check(any, code, out, aroon.oscillator());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.2", "0.05, 0.05", "0.3, 0.9", "1, 1"})
    void parabolicStopsAgreeOnEveryBar(double step, double max) {
        for (int seed = 0; seed < 20; seed++) {
            Bars walk = Bars.walk(SIZE, seed);
            for (Bars any : new Bars[] {walk, walk.onTicks(0.5), walk.onTicks(5)}) {
                RetCode code = core.sar(0, SIZE - 1, any.high(), any.low(), step, max, begin, length, out);
                check(any, code, out, Indicators.parabolicSar(step, step, max));
            }
        }
    }

    /** Bar 1 reaches beyond bar 0 on both sides, by more on one of them or equally far. */
    @ParameterizedTest
    @CsvSource({"2, 1", "1, 2", "1, 1", "0, 0"})
    void parabolicStopsAgreeAfterAnOutsideBar(double up, double down) {
        double[] high = bars.high().clone();
        double[] low = bars.low().clone();
        high[1] = high[0] + up;
        low[1] = low[0] - down;
        Bars outside = new Bars(high, high, low, low, bars.volume());

        RetCode code = core.sar(0, SIZE - 1, high, low, 0.02, 0.2, begin, length, out);

        check(outside, code, out, Indicators.parabolicSar(0.02, 0.02, 0.2));
    }

    @Test
    void balanceOfVolumeAgrees() {
        for (Bars any : new Bars[] {bars, bars.onTicks(2)}) {
            RetCode code = core.obv(0, SIZE - 1, any.close(), any.volume(), begin, length, out);
            check(any, code, out, Indicators.obv());
        }
    }

    /** TA-Lib's sums begin with n-1 terms. */
    @ParameterizedTest
    @ValueSource(ints = {4, 14, 30})
    void directionalMovementAgreesOnceTheSeedsAreForgotten(int n) {
        Dmi dmi = Indicators.dmi(n);
        converges(core.plusDI(0, SIZE - 1, bars.high(), bars.low(), bars.close(), n, begin, length, out), dmi.plusDi());
        converges(
                core.minusDI(0, SIZE - 1, bars.high(), bars.low(), bars.close(), n, begin, length, out), dmi.minusDi());
        converges(core.adx(0, SIZE - 1, bars.high(), bars.low(), bars.close(), n, begin, length, out), dmi.adx());
    }

    private void converges(RetCode code, Feature feature) {
        assertThat(code).isEqualTo(RetCode.Success);
        double[] column = bars.column(feature);
        assertThat(IntStream.range(0, 20).mapToDouble(i -> Math.abs(column[begin.value + i] - out[i])))
                .as("%s early on", feature)
                .anyMatch(difference -> difference > 0.01);
        for (int row = SIZE - 100; row < SIZE; row++) {
            assertThat(column[row]).as("%s at %s", feature, row).isCloseTo(out[row - begin.value], within(1e-7));
        }
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
        check(bars, code, expected, feature);
    }

    private void check(Bars any, RetCode code, double[] expected, Feature feature) {
        assertThat(code).isEqualTo(RetCode.Success);
        double[] column = any.column(feature);
        assertThat(Bars.firstDefined(column)).as(feature.name()).isEqualTo(begin.value);
        assertThat(length.value).isEqualTo(SIZE - begin.value);
        for (int row = begin.value; row < SIZE; row++) {
            assertThat(column[row])
                    .as("%s at %s", feature.name(), row)
                    .isCloseTo(expected[row - begin.value], within(1e-7));
        }
    }
}
