package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StudyDefinitionTests {
    @Test
    void outputsShareTheirParts() {
        Ichimoku ichimoku = Indicators.ichimoku(9, 26, 52);

        assertThat(ichimoku.baseLine()).isEqualTo(Indicators.donchian(26).middle());
        assertThat(ichimoku.leadingSpanB()).isEqualTo(Indicators.donchian(52).middle());
        assertThat(ichimoku.spanA().inputs()).containsExactly(Input.of(ichimoku.leadingSpanA()));
        assertThat(Indicators.ppo(12, 26, 9).line())
                .isEqualTo(Indicators.ppo(12, 26, 5).line());
        assertThat(Indicators.vortex(14).plus().inputs()).contains(Input.of(Indicators.trueRange()));
        assertThat(Indicators.chaikinMoneyFlow(20).inputs())
                .contains(Indicators.accumulationDistribution().inputs().get(0));
        assertThat(Indicators.elderRay(13).bull().inputs()).contains(Input.of(Indicators.ema(13)));
        assertThat(Indicators.realisedVolatility(20, 252).parkinson().inputs())
                .isEqualTo(Indicators.realisedVolatility(20, 365).parkinson().inputs());
    }

    @Test
    void namesReadAsTheyAreWritten() {
        Feature rsi = Indicators.rsi(14);

        assertThat(Indicators.superTrend(10, 3).line()).hasToString("superTrend(10, 3.0).line");
        assertThat(Indicators.ichimoku(9, 26, 52).spanA()).hasToString("lag(26).of(ichimoku(9, 26).leadingSpanA)");
        assertThat(Indicators.accumulationDistribution()).hasToString("accumulationDistribution");
        assertThat(Indicators.chaikinOscillator(3, 10)).hasToString("chaikinOscillator(3, 10)");
        assertThat(Indicators.forceIndex(13)).hasToString("ema(13).of(force)");
        assertThat(Indicators.elderRay(13).bear()).hasToString("elderRay(13).bear");
        assertThat(Indicators.ppo(12, 26, 9).of(rsi).histogram()).hasToString("ppo(12, 26, 9).of(rsi(14)).histogram");
        assertThat(Indicators.tsi(25, 13).of(Input.open())).hasToString("tsi(25, 13).of(open)");
        assertThat(Indicators.hurst(64)).hasToString("hurst(64)");
        assertThat(Indicators.linearRegression(14).of(rsi).slope())
                .hasToString("linearRegressionSlope(14).of(rsi(14))");
        assertThat(Indicators.correlation(60).of(Input.close(), Input.close(1)))
                .hasToString("correlation(60).of(close, close(1))");
        assertThat(Indicators.pivots(2, 3).low().of(rsi)).hasToString("pivots(2, 3).low.of(rsi(14))");
        assertThat(Indicators.realisedVolatility(20, 252).yangZhang())
                .hasToString("realisedVolatility(20, 252.0).yangZhang");
        assertThat(Indicators.floorPivots().r1()).hasToString("floorPivots.r1");
    }

    @Test
    void inputsMayBeChosen() {
        assertThat(Indicators.hurst(64).inputs()).containsExactly(Input.of(Indicators.logReturn(1)));
        assertThat(Indicators.hurst(64).of(Input.volume()).inputs()).containsExactly(Input.volume());
        assertThat(Indicators.linearRegression(5).of(Input.open()).value().inputs())
                .containsExactly(Input.open());
        assertThat(Indicators.pivots(2, 2).high().inputs()).containsExactly(Input.high());
        assertThat(Indicators.pivots(2, 2).low().inputs()).containsExactly(Input.low());
        assertThat(Indicators.pivots(2, 2).low().of(Input.close()).inputs()).containsExactly(Input.close());
        assertThat(Indicators.beta(60).inputs())
                .containsExactly(
                        Input.of(Indicators.simpleReturn(1)),
                        Input.of(Indicators.simpleReturn(1).of(Input.close(1))));
        assertThat(Feature.firstValid(Indicators.tsi(25, 13).of(Indicators.rsi(14))))
                .isEqualTo(14 + 37);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void lengthsOutOfRangeAreRefused(int n) {
        String one = " must be between 1 and 1000000, was " + n;
        String two = " must be between 2 and 1000000, was " + n;
        refused(() -> Indicators.superTrend(n, 3), "length of superTrend" + one);
        refused(() -> Indicators.ichimoku(n, 26, 52), "conversion length of ichimoku" + one);
        refused(() -> Indicators.ichimoku(9, n, 52), "base length of ichimoku" + one);
        refused(() -> Indicators.ichimoku(9, 26, n), "span length of ichimoku" + one);
        refused(() -> Indicators.chaikinOscillator(n, 10), "fast length of chaikinOscillator" + one);
        refused(() -> Indicators.chaikinOscillator(3, n), "slow length of chaikinOscillator" + one);
        refused(() -> Indicators.chaikinMoneyFlow(n), "length of chaikinMoneyFlow" + one);
        refused(() -> Indicators.forceIndex(n), "length of forceIndex" + one);
        refused(() -> Indicators.elderRay(n), "length of elderRay" + one);
        refused(() -> Indicators.vortex(n), "length of vortex" + one);
        refused(() -> Indicators.ppo(n, 26, 9), "fast length of ppo" + one);
        refused(() -> Indicators.ppo(12, n, 9), "slow length of ppo" + one);
        refused(() -> Indicators.ppo(12, 26, n), "signal length of ppo" + one);
        refused(() -> Indicators.tsi(n, 13), "first length of tsi" + one);
        refused(() -> Indicators.tsi(25, n), "second length of tsi" + one);
        refused(() -> Indicators.ultimateOscillator(n, 14, 28), "shortest length of ultimateOscillator" + one);
        refused(() -> Indicators.awesomeOscillator(n, 34), "fast length of awesomeOscillator" + one);
        refused(() -> Indicators.awesomeOscillator(5, n), "slow length of awesomeOscillator" + one);
        refused(() -> Indicators.choppiness(n), "length of choppiness" + two);
        refused(() -> Indicators.hurst(n), "length of hurst must be between 16 and 1000000, was " + n);
        refused(() -> Indicators.linearRegression(n), "length of linearRegression" + two);
        refused(() -> Indicators.correlation(n), "length of correlation" + two);
        refused(() -> Indicators.beta(n), "length of beta" + two);
        refused(() -> Indicators.percentileRank(n), "length of percentileRank" + one);
        refused(() -> Indicators.realisedVolatility(n, 252), "length of realisedVolatility" + two);
        refused(() -> Indicators.pivots(n, 2), "left side of pivots" + one);
        refused(() -> Indicators.pivots(2, n), "right side of pivots" + one);
    }

    @Test
    void lengthsTooShortForTheFormulaAreRefused() {
        refused(() -> Indicators.choppiness(1), "length of choppiness must be between 2 and 1000000, was 1");
        refused(() -> Indicators.hurst(15), "length of hurst must be between 16 and 1000000, was 15");
        refused(
                () -> Indicators.linearRegression(1),
                "length of linearRegression must be between 2 and 1000000, was 1");
        refused(() -> Indicators.correlation(1), "length of correlation must be between 2 and 1000000, was 1");
        refused(
                () -> Indicators.pivots(600_000, 400_000),
                "number of bars of pivots must be between 3 and 1000000, was 1000001");
    }

    @ParameterizedTest
    @CsvSource({"26, 26", "30, 26"})
    void aFastLengthNotBelowTheSlowOneIsRefused(int fast, int slow) {
        String rule = " must be less than the slow length 26, was " + fast;
        refused(() -> Indicators.ppo(fast, slow, 9), "fast length of ppo" + rule);
        refused(() -> Indicators.chaikinOscillator(fast, slow), "fast length of chaikinOscillator" + rule);
        refused(() -> Indicators.awesomeOscillator(fast, slow), "fast length of awesomeOscillator" + rule);
    }

    @Test
    void lengthsOfTheUltimateOscillatorGrow() {
        refused(
                () -> Indicators.ultimateOscillator(7, 7, 28),
                "middle length of ultimateOscillator must be between 8 and 1000000, was 7");
        refused(
                () -> Indicators.ultimateOscillator(7, 14, 14),
                "longest length of ultimateOscillator must be between 15 and 1000000, was 14");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1})
    void factorsThatAreNegativeOrNotFiniteAreRefused(double factor) {
        refused(
                () -> Indicators.superTrend(10, factor),
                "width of superTrend must be finite and not negative, was " + factor);
        refused(
                () -> Indicators.realisedVolatility(20, factor),
                "periods per year of realisedVolatility must be positive and finite, was " + factor);
        refused(
                () -> Indicators.realisedVolatility(20, 0),
                "periods per year of realisedVolatility must be positive and finite, was 0.0");
    }

    @Test
    void aSavedStateOfAnotherKernelIsRefused() {
        refused(
                () -> Indicators.correlation(2).newKernel().restore(new double[3]),
                "saved state of this kernel must hold an even number of values, was 3");
        refused(
                () -> Indicators.correlation(2).newKernel().restore(new double[6]),
                "saved state of this kernel must hold at most 4 values, was 6");
        refused(
                () -> Indicators.pivots(1, 1).high().newKernel().restore(new double[0]),
                "saved state of this kernel must hold 1 to 4 values, was 0");
        refused(
                () -> Indicators.pivots(1, 1).high().newKernel().restore(new double[5]),
                "saved state of this kernel must hold 1 to 4 values, was 5");
    }

    private static void refused(ThrowingCallable definition, String message) {
        assertThatIllegalArgumentException().isThrownBy(definition).withMessage(message);
    }
}
