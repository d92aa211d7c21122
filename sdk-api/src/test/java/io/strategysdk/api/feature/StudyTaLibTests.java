package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TA-Lib's Java port as oracle of volume studies, oscillators, regressions and pairs, where the definitions agree. */
final class StudyTaLibTests {
    private static final int SIZE = 1500;
    private static final int SEEDS_FORGOTTEN = 700;

    private final Core core = new Core();
    private final Bars bars = Bars.walk(SIZE, 21);
    private final MInteger begin = new MInteger();
    private final MInteger length = new MInteger();
    private final double[] out = new double[SIZE];

    @Test
    void accumulationDistributionAgrees() {
        RetCode code = core.ad(0, SIZE - 1, bars.high(), bars.low(), bars.close(), bars.volume(), begin, length, out);

        check(code, Indicators.accumulationDistribution(), 1e-4);
    }

    @Test
    void chaikinOscillatorAgreesOnceTheSeedsAreForgotten() {
        core.adOsc(0, SIZE - 1, bars.high(), bars.low(), bars.close(), bars.volume(), 3, 10, begin, length, out);

        assertThat(begin.value).isEqualTo(9);
        checkLate(Indicators.chaikinOscillator(3, 10), 1e-4);
    }

    @ParameterizedTest
    @CsvSource({"7, 14, 28", "1, 2, 3", "5, 21, 99"})
    void ultimateOscillatorAgrees(int shortest, int middle, int longest) {
        RetCode code = core.ultOsc(
                0, SIZE - 1, bars.high(), bars.low(), bars.close(), shortest, middle, longest, begin, length, out);

        check(code, Indicators.ultimateOscillator(shortest, middle, longest), 1e-7);
    }

    @Test
    void percentagePriceOscillatorAgreesOnceTheSeedsAreForgotten() {
        core.ppo(0, SIZE - 1, bars.close(), 12, 26, MAType.Ema, begin, length, out);

        assertThat(begin.value).isEqualTo(25);
        checkLate(Indicators.ppo(12, 26, 9).line(), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 60, 200})
    void linearRegressionAgrees(int n) {
        LinearRegression line = Indicators.linearRegression(n);

        check(core.linearReg(0, SIZE - 1, bars.close(), n, begin, length, out), line.value(), 1e-8);
        check(core.linearRegSlope(0, SIZE - 1, bars.close(), n, begin, length, out), line.slope(), 1e-8);
        check(core.linearRegIntercept(0, SIZE - 1, bars.close(), n, begin, length, out), line.intercept(), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 100})
    void correlationAgrees(int n) {
        RetCode code = core.correl(0, SIZE - 1, bars.high(), bars.volume(), n, begin, length, out);

        check(code, Indicators.correlation(n).of(Input.high(), Input.volume()), 1e-6);
    }

    /** TA-Lib takes prices of the market first, and makes returns of them. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20, 60})
    void betaAgrees(int n) {
        RetCode code = core.beta(0, SIZE - 1, bars.close(), bars.high(), n, begin, length, out);

        check(
                code,
                Indicators.beta(n).of(Indicators.simpleReturn(1).of(Input.high()), Indicators.simpleReturn(1)),
                1e-7);
    }

    private void check(RetCode code, Feature feature, double tolerance) {
        assertThat(code).isEqualTo(RetCode.Success);
        double[] column = bars.column(feature);
        assertThat(Bars.firstDefined(column)).as(feature.name()).isEqualTo(begin.value);
        assertThat(Feature.firstValid(feature)).as(feature.name()).isEqualTo(begin.value);
        assertThat(length.value).isEqualTo(SIZE - begin.value);
        checkFrom(begin.value, feature, tolerance);
    }

    private void checkLate(Feature feature, double tolerance) {
        assertThat(Bars.firstDefined(bars.column(feature))).as(feature.name()).isEqualTo(begin.value);
        checkFrom(SEEDS_FORGOTTEN, feature, tolerance);
    }

    private void checkFrom(int first, Feature feature, double tolerance) {
        double[] column = bars.column(feature);
        for (int row = first; row < SIZE; row++) {
            assertThat(column[row])
                    .as("%s at %s", feature.name(), row)
                    .isCloseTo(out[row - begin.value], within(tolerance));
        }
    }
}
