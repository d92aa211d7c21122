package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each indicator against its formula, written out slowly for one bar from the bars alone. */
final class DirectFormulaTests {
    private static final int SIZE = 700;

    private final Bars bars = Bars.walk(SIZE, 11);
    private final double[] close = bars.close();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 99})
    void windowsAgree(int n) {
        check(Indicators.sma(n), n - 1, row -> mean(close, row, n));
        check(Indicators.stdev(n), n - 1, row -> stdev(row, n));
        check(Indicators.bollinger(n, 1.5).lower(), n - 1, row -> mean(close, row, n) - 1.5 * stdev(row, n));
        check(Indicators.bollinger(n, 1.5).middle(), n - 1, row -> mean(close, row, n));
        check(Indicators.bollinger(n, 1.5).upper(), n - 1, row -> mean(close, row, n) + 1.5 * stdev(row, n));
        check(Indicators.highest(n), n - 1, row -> highest(row, n));
        check(Indicators.lowest(n), n - 1, row -> lowest(row, n));
        check(Indicators.donchian(n).upper(), n - 1, row -> highest(row, n));
        check(Indicators.donchian(n).lower(), n - 1, row -> lowest(row, n));
        check(Indicators.donchian(n).middle(), n - 1, row -> (highest(row, n) + lowest(row, n)) / 2);
    }

    /** Whole numbers are added without rounding, whatever the order. */
    @Test
    void aMeanHasEachValueOnceWhateverItsLength() {
        double[] whole = Arrays.stream(close).map(x -> Math.rint(x * 1e6)).toArray();
        double[] column = new double[SIZE];
        for (int n = 1; n <= SIZE; n++) {
            int length = n;
            Kernel.fill(Indicators.sma(n).newKernel(), new double[][] {whole}, 0, SIZE, column);
            assertThat(Arrays.copyOfRange(column, n - 1, SIZE))
                    .as("mean of %s", n)
                    .containsExactly(IntStream.range(n - 1, SIZE)
                            .mapToDouble(row -> mean(whole, row, length))
                            .toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 99})
    void scoresAgree(int n) {
        check(Indicators.zscore(n), n - 1, row -> (close[row] - mean(close, row, n)) / stdev(row, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 99})
    void changesAgree(int n) {
        check(Indicators.simpleReturn(n), n, row -> close[row] / close[row - n] - 1);
        check(Indicators.logReturn(n), n, row -> StrictMath.log(close[row]) - StrictMath.log(close[row - n]));
        check(Indicators.roc(n), n, row -> 100 * (close[row] / close[row - n] - 1));
        check(Indicators.momentum(n), n, row -> close[row] - close[row - n]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 40})
    void recursionsAgree(int n) {
        check(Indicators.ema(n), n - 1, row -> smoothed(close, 0, row, n, 2.0 / (n + 1)));
        check(Indicators.rma(n), n - 1, row -> smoothed(close, 0, row, n, 1.0 / n));
        check(Indicators.rsi(n), n, row -> strength(row, n));
        check(Indicators.atr(n), n, row -> smoothed(ranges(), 1, row, n, 1.0 / n));
        check(Indicators.atrFromFirstBar(n), n - 1, row -> smoothed(ranges(), 0, row, n, 1.0 / n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void convergenceDivergenceAgrees(int signal) {
        double[] line = new double[SIZE];
        Arrays.setAll(
                line,
                row -> row < 25
                        ? Double.NaN
                        : smoothed(close, 0, row, 12, 2.0 / 13) - smoothed(close, 0, row, 26, 2.0 / 27));
        IntToDoubleFunction mean = row -> smoothed(line, 25, row, signal, 2.0 / (signal + 1));
        Macd macd = Indicators.macd(12, 26, signal);

        check(macd.line(), 25, row -> line[row]);
        check(macd.signal(), 24 + signal, mean);
        check(macd.histogram(), 24 + signal, row -> line[row] - mean.applyAsDouble(row));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void trueRangesAgree(int first) {
        Feature range = first == 0 ? Indicators.trueRangeFromFirstBar() : Indicators.trueRange();

        check(range, first, row -> ranges()[row]);
    }

    private void check(Feature feature, int firstValid, IntToDoubleFunction formula) {
        check(bars, feature, firstValid, formula);
    }

    static void check(Bars bars, Feature feature, int firstValid, IntToDoubleFunction formula) {
        double[] column = bars.column(feature);
        assertThat(Feature.firstValid(feature)).as(feature.name()).isEqualTo(firstValid);
        assertThat(Bars.firstDefined(column)).as(feature.name()).isEqualTo(firstValid);
        for (int row = firstValid; row < column.length; row++) {
            assertThat(column[row])
                    .as("%s at %s", feature.name(), row)
                    .isCloseTo(formula.applyAsDouble(row), within(1e-9));
        }
    }

    static double mean(double[] x, int row, int n) {
        return Arrays.stream(x, row - n + 1, row + 1).sum() / n;
    }

    private double stdev(int row, int n) {
        double mean = mean(close, row, n);
        return Math.sqrt(Arrays.stream(close, row - n + 1, row + 1)
                        .map(x -> (x - mean) * (x - mean))
                        .sum()
                / n);
    }

    private double highest(int row, int n) {
        return Arrays.stream(bars.high(), row - n + 1, row + 1).max().orElseThrow();
    }

    private double lowest(int row, int n) {
        return Arrays.stream(bars.low(), row - n + 1, row + 1).min().orElseThrow();
    }

    static double smoothed(double[] x, int first, int row, int n, double alpha) {
        double value = mean(x, first + n - 1, n);
        for (int i = first + n; i <= row; i++) {
            value += alpha * (x[i] - value);
        }
        return value;
    }

    private double strength(int row, int n) {
        double[] gains = new double[SIZE];
        double[] losses = new double[SIZE];
        for (int i = 1; i < SIZE; i++) {
            gains[i] = close[i] > close[i - 1] ? close[i] - close[i - 1] : 0;
            losses[i] = close[i] < close[i - 1] ? close[i - 1] - close[i] : 0;
        }
        double loss = smoothed(losses, 1, row, n, 1.0 / n);
        return loss == 0 ? 100 : 100 - 100 / (1 + smoothed(gains, 1, row, n, 1.0 / n) / loss);
    }

    private double[] ranges() {
        double[] ranges = new double[SIZE];
        ranges[0] = bars.high()[0] - bars.low()[0];
        for (int row = 1; row < SIZE; row++) {
            double up = Math.abs(bars.high()[row] - close[row - 1]);
            double down = Math.abs(bars.low()[row] - close[row - 1]);
            ranges[row] = Math.max(bars.high()[row] - bars.low()[row], Math.max(up, down));
        }
        return ranges;
    }
}
