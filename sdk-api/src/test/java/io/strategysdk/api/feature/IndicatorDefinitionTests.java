package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IndicatorDefinitionTests {
    @Test
    void equalDefinitionsAreOneFeature() {
        assertThat(Indicators.sma(5).of(Indicators.rsi(14)))
                .isEqualTo(Indicators.sma(5).of(Indicators.rsi(14)))
                .hasSameHashCodeAs(Indicators.sma(5).of(Indicators.rsi(14)))
                .isNotEqualTo(Indicators.sma(5).of(Indicators.rsi(13)))
                .isNotEqualTo(Indicators.sma(5));
        assertThat(Indicators.sma(5).of(Input.close())).isEqualTo(Indicators.sma(5));
    }

    @Test
    void multipleOutputsShareTheirParts() {
        assertThat(Indicators.bollinger(20, 2).middle()).isEqualTo(Indicators.sma(20));
        assertThat(Indicators.bollinger(20, 2).upper().inputs()).contains(Input.of(Indicators.sma(20)));
        assertThat(Indicators.donchian(20).upper()).isEqualTo(Indicators.highest(20));
        assertThat(Indicators.keltner(20, 2).middle()).isEqualTo(Indicators.ema(20));
        assertThat(Indicators.keltner(20, 2).upper().inputs()).contains(Input.of(Indicators.atr(20)));
        assertThat(Indicators.dmi(14).plusDi().inputs()).contains(Input.of(Indicators.atr(14)));
        assertThat(Indicators.williamsR(14).inputs())
                .containsExactly(Input.of(Indicators.highest(14)), Input.of(Indicators.lowest(14)), Input.close());
        assertThat(Indicators.stochastic(14, 3, 5).k())
                .isEqualTo(Indicators.stochastic(14, 3, 9).k());
        assertThat(Indicators.macd(12, 26, 9).line())
                .isEqualTo(Indicators.macd(12, 26, 5).line());
        assertThat(Indicators.macd(12, 26, 9).signal().inputs())
                .containsExactly(Input.of(Indicators.macd(12, 26, 9).line()));
    }

    @Test
    void namesReadAsTheyAreWritten() {
        Feature rsi = Indicators.rsi(14);

        assertThat(Indicators.sma(20).name()).isEqualTo("sma(20)");
        assertThat(Indicators.highest(20).name()).isEqualTo("highest(20)");
        assertThat(Indicators.highest(20).of(Input.close()).name()).isEqualTo("highest(20).of(close)");
        assertThat(Indicators.sma(5).of(rsi).name()).isEqualTo("sma(5).of(rsi(14))");
        assertThat(Indicators.ema(9).of(Input.close(1)).name()).isEqualTo("ema(9).of(close(1))");
        assertThat(Indicators.logReturn(1).name()).isEqualTo("logReturn(1)");
        assertThat(Indicators.hma(16).of(rsi).name()).isEqualTo("hma(16).of(rsi(14))");
        assertThat(Indicators.kama(10, 2, 30).of(Input.open()).name()).isEqualTo("kama(10, 2, 30).of(open)");
        assertThat(Indicators.cci(20).of(Input.close()).name()).isEqualTo("cci(20).of(close)");
        assertThat(Indicators.dmi(14).plusDi().name()).isEqualTo("dmi(14).plusDi");
        assertThat(Indicators.dmi(14).adx().name()).isEqualTo("rma(14).of(dmi(14).dx)");
        assertThat(Indicators.keltner(20, 2).of(Input.hlc3()).upper().name())
                .isEqualTo("keltner(20, 2.0).of(hlc3).upper");
        assertThat(Indicators.williamsR(14).name()).isEqualTo("williamsR(14)");
        assertThat(Indicators.mfi(14).name()).isEqualTo("mfi(14)");
        assertThat(Indicators.parabolicSar(0.02, 0.02, 0.2).name()).isEqualTo("parabolicSar(0.02, 0.02, 0.2)");
        assertThat(Indicators.atr(14).name()).isEqualTo("atr(14)");
        assertThat(Indicators.atrFromFirstBar(14).name()).isEqualTo("atrFromFirstBar(14)");
        assertThat(Indicators.bollinger(20, 2).of(rsi).upper().name())
                .isEqualTo("bollinger(20, 2.0).of(rsi(14)).upper");
        assertThat(Indicators.macd(12, 26, 9).histogram().name()).isEqualTo("macd(12, 26, 9).histogram");
        assertThat(Indicators.macd(12, 26, 9).of(Input.open()).line().name()).isEqualTo("macd(12, 26).of(open).line");
        assertThat(Indicators.macd(12, 26, 9).of(rsi).signal().name())
                .isEqualTo("ema(9).of(macd(12, 26).of(rsi(14)).line)");
        assertThat(List.of(
                        SessionFeatures.dayOfWeek(),
                        SessionFeatures.dayOfMonth(),
                        SessionFeatures.month(),
                        SessionFeatures.secondsSinceOpen(),
                        SessionFeatures.secondsToClose(),
                        SessionFeatures.beforeHoliday()))
                .hasToString("[dayOfWeek, dayOfMonth, month, secondsSinceOpen, secondsToClose, beforeHoliday]");
    }

    @Test
    void anotherInputIsReadInPlaceOfTheDefault() {
        Bars bars = Bars.walk(50, 3);

        for (Input.Field field : Input.Field.values()) {
            Indicator one = Indicators.sma(1).of(Input.of(0, field));
            assertThat(one.inputs()).containsExactly(Input.of(0, field));
            assertThat(bars.column(one))
                    .isEqualTo(bars.column(Indicators.highest(1).of(Input.of(0, field))));
        }
        assertThat(Indicators.rsi(3).of(Input.open()).inputs()).containsExactly(Input.open());
        assertThat(Indicators.rma(3).of(Input.hlc3()).inputs()).containsExactly(Input.hlc3());
        assertThat(Indicators.bollinger(3, 1).of(Input.hl2()).middle().inputs()).containsExactly(Input.hl2());
        assertThat(Indicators.macd(2, 3, 2).of(Indicators.rsi(4)).line().inputs())
                .containsExactly(
                        Input.of(Indicators.ema(2).of(Indicators.rsi(4))),
                        Input.of(Indicators.ema(3).of(Indicators.rsi(4))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void lengthsOutOfRangeAreRefused(int n) {
        refused(() -> Indicators.sma(n), "length of sma must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.stdev(n), "length of stdev must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.zscore(n), "length of zscore must be between 2 and 1000000, was " + n);
        refused(() -> Indicators.ema(n), "length of ema must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.rma(n), "length of rma must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.rsi(n), "length of rsi must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.atr(n), "length of atr must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.atrFromFirstBar(n), "length of atr must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.bollinger(n, 2), "length of bollinger must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.highest(n), "length of highest must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.lowest(n), "length of lowest must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.donchian(n), "length of donchian must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.simpleReturn(n), "length of simpleReturn must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.logReturn(n), "length of logReturn must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.roc(n), "length of roc must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.momentum(n), "length of momentum must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.macd(n, 26, 9), "fast length of macd must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.macd(12, n, 9), "slow length of macd must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.macd(12, 26, n), "signal length of macd must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.wma(n), "length of wma must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.dema(n), "length of dema must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.tema(n), "length of tema must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.hma(n), "length of hma must be between 2 and 1000000, was " + n);
        refused(() -> Indicators.trix(n), "length of trix must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.kama(n, 2, 30), "length of kama must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.kama(10, n, 30), "fast length of kama must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.kama(10, 2, n), "slow length of kama must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.dmi(n), "length of dmi must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.keltner(n, 2), "length of keltner must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.williamsR(n), "length of williamsR must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.cci(n), "length of cci must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.aroon(n), "length of aroon must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.mfi(n), "length of mfi must be between 1 and 1000000, was " + n);
        refused(() -> Indicators.stochastic(n, 3, 3), "length of stochastic must be between 1 and 1000000, was " + n);
        refused(
                () -> Indicators.stochastic(14, n, 3),
                "length of %K of stochastic must be between 1 and 1000000, was " + n);
        refused(
                () -> Indicators.stochastic(14, 3, n),
                "length of %D of stochastic must be between 1 and 1000000, was " + n);
        refused(() -> Window.of(n), "size of a window must be between 1 and 1000000, was " + n);
    }

    @Test
    void aScoreOfOneValueIsRefused() {
        refused(() -> Indicators.zscore(1), "length of zscore must be between 2 and 1000000, was 1");
    }

    @ParameterizedTest
    @CsvSource({"26, 26", "30, 26"})
    void aFastLengthNotBelowTheSlowOneIsRefused(int fast, int slow) {
        refused(
                () -> Indicators.macd(fast, slow, 9),
                "fast length of macd must be less than the slow length 26, was " + fast);
        refused(
                () -> Indicators.kama(10, fast, slow),
                "fast length of kama must be less than the slow length 26, was " + fast);
    }

    @Test
    void accelerationsOutOfRangeAreRefused() {
        refused(
                () -> Indicators.parabolicSar(0, 0.02, 0.2),
                "start of parabolicSar must be above 0 and at most the maximum 0.2, was 0.0");
        refused(
                () -> Indicators.parabolicSar(0.3, 0.02, 0.2),
                "start of parabolicSar must be above 0 and at most the maximum 0.2, was 0.3");
        refused(
                () -> Indicators.parabolicSar(0.02, -0.02, 0.2),
                "step of parabolicSar must be finite and not negative, was -0.02");
        refused(() -> Indicators.parabolicSar(0.02, 0.02, 1.5), "maximum of parabolicSar must be at most 1, was 1.5");
        refused(
                () -> Indicators.parabolicSar(0.02, 0.02, Double.NaN),
                "start of parabolicSar must be above 0 and at most the maximum NaN, was 0.02");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1})
    void aWidthThatIsNegativeOrNotFiniteIsRefused(double k) {
        refused(() -> Indicators.bollinger(20, k), "width of bollinger must be finite and not negative, was " + k);
        refused(() -> Indicators.keltner(20, k), "width of keltner must be finite and not negative, was " + k);
    }

    @Test
    void aNegativeSeriesIsRefused() {
        refused(() -> Input.close(-1), "number of the series must not be negative, was -1");
    }

    @Test
    void aNegativeWarmUpIsRefused() {
        refused(
                () -> Feature.firstValid(new Warm(-1, List.of())),
                "warm-up must not be negative, was -1 (Warm[warmUp=-1, inputs=[]])");
    }

    @Test
    void firstValidTakesTheLatestInput() {
        Feature late = new Warm(7, List.of(Input.close(), Input.of(new Warm(3, List.of(Input.open())))));

        assertThat(Feature.firstValid(late)).isEqualTo(10);
        assertThat(Feature.firstValid(new Warm(2, List.of(Input.of(late), Input.close()))))
                .isEqualTo(12);
    }

    @Test
    void firstValidDoesNotOverflow() {
        Feature late = new Warm(Integer.MAX_VALUE, List.of());

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Feature.firstValid(new Warm(1, List.of(Input.of(late)))));
    }

    private static void refused(ThrowingCallable definition, String message) {
        assertThatIllegalArgumentException().isThrownBy(definition).withMessage(message);
    }

    record Warm(int warmUp, List<Input> inputs) implements PlainFeature {}
}
