package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each study against its formula, written out slowly for one bar from the bars alone. */
final class StudyFormulaTests {
    private static final int SIZE = 500;

    private final Bars bars = Bars.walk(SIZE, 31);
    private final double[] open = bars.open();
    private final double[] high = bars.high();
    private final double[] low = bars.low();
    private final double[] close = bars.close();
    private final double[] volume = bars.volume();

    @ParameterizedTest
    @CsvSource({"10, 3", "1, 1", "7, 0.5", "20, 2", "3, 0"})
    void superTrendAgrees(int n, double k) {
        double[] upper = new double[SIZE];
        double[] lower = new double[SIZE];
        int[] direction = new int[SIZE];
        for (int t = n; t < SIZE; t++) {
            double distance = k * smoothed(i -> trueRange(i), 1, t, n, 1.0 / n);
            upper[t] = (high[t] + low[t]) / 2 + distance;
            lower[t] = (high[t] + low[t]) / 2 - distance;
            direction[t] = -1;
            if (t > n) {
                boolean isLowerKept = lower[t - 1] > lower[t] && close[t - 1] >= lower[t - 1];
                lower[t] = isLowerKept ? lower[t - 1] : lower[t];
                boolean isUpperKept = upper[t - 1] < upper[t] && close[t - 1] <= upper[t - 1];
                upper[t] = isUpperKept ? upper[t - 1] : upper[t];
                boolean isTurned = direction[t - 1] < 0 ? close[t] > upper[t] : close[t] < lower[t];
                direction[t] = isTurned ? -direction[t - 1] : direction[t - 1];
            } else if (close[t] > upper[t]) {
                direction[t] = 1;
            }
        }
        SuperTrend superTrend = Indicators.superTrend(n, k);

        check(superTrend.line(), n, t -> direction[t] > 0 ? lower[t] : upper[t]);
        check(superTrend.direction(), n, t -> direction[t]);
        assertThat(Arrays.stream(direction, n, SIZE).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"9, 26, 52", "1, 2, 3", "7, 7, 7", "30, 20, 10"})
    void ichimokuAgrees(int conversion, int base, int span) {
        Ichimoku ichimoku = Indicators.ichimoku(conversion, base, span);
        int first = Math.max(conversion, base) - 1;
        IntToDoubleFunction spanA = t -> (middle(t, conversion) + middle(t, base)) / 2;

        check(ichimoku.conversionLine(), conversion - 1, t -> middle(t, conversion));
        check(ichimoku.baseLine(), base - 1, t -> middle(t, base));
        check(ichimoku.leadingSpanA(), first, spanA);
        check(ichimoku.leadingSpanB(), span - 1, t -> middle(t, span));
        check(ichimoku.spanA(), first + base, t -> spanA.applyAsDouble(t - base));
        check(ichimoku.spanB(), span - 1 + base, t -> middle(t - base, span));
    }

    @Test
    void accumulationDistributionAgrees() {
        check(Indicators.accumulationDistribution(), 0, t -> sum(t, t + 1, this::moneyFlow));
    }

    @ParameterizedTest
    @CsvSource({"3, 10", "1, 2", "6, 20"})
    void chaikinOscillatorAgrees(int fast, int slow) {
        IntToDoubleFunction line = t -> sum(t, t + 1, this::moneyFlow);

        check(Indicators.chaikinOscillator(fast, slow), slow - 1, t -> ema(line, 0, t, fast) - ema(line, 0, t, slow));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 99})
    void chaikinMoneyFlowAgrees(int n) {
        check(Indicators.chaikinMoneyFlow(n), n - 1, t -> sum(t, n, this::moneyFlow) / sum(t, n, i -> volume[i]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 60})
    void forceAgrees(int n) {
        IntToDoubleFunction force = t -> volume[t] * (close[t] - close[t - 1]);

        check(Indicators.forceIndex(n), n, t -> ema(force, 1, t, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 60})
    void elderRayAgrees(int n) {
        check(Indicators.elderRay(n).bull(), n - 1, t -> high[t] - ema(i -> close[i], 0, t, n));
        check(Indicators.elderRay(n).bear(), n - 1, t -> low[t] - ema(i -> close[i], 0, t, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 99})
    void vortexAgrees(int n) {
        IntToDoubleFunction ranges = t -> sum(t, n, this::trueRange);

        check(
                Indicators.vortex(n).plus(),
                n,
                t -> sum(t, n, i -> Math.abs(high[i] - low[i - 1])) / ranges.applyAsDouble(t));
        check(
                Indicators.vortex(n).minus(),
                n,
                t -> sum(t, n, i -> Math.abs(low[i] - high[i - 1])) / ranges.applyAsDouble(t));
    }

    @ParameterizedTest
    @CsvSource({"12, 26, 9", "1, 2, 1", "5, 35, 5"})
    void percentagePriceOscillatorAgrees(int fast, int slow, int signal) {
        double[] line = new double[SIZE];
        for (int t = slow - 1; t < SIZE; t++) {
            line[t] = 100 * (ema(i -> close[i], 0, t, fast) / ema(i -> close[i], 0, t, slow) - 1);
        }
        IntToDoubleFunction mean = t -> ema(i -> line[i], slow - 1, t, signal);
        Ppo ppo = Indicators.ppo(fast, slow, signal);

        check(ppo.line(), slow - 1, t -> line[t]);
        check(ppo.signal(), slow + signal - 2, mean);
        check(ppo.histogram(), slow + signal - 2, t -> line[t] - mean.applyAsDouble(t));
    }

    @ParameterizedTest
    @CsvSource({"25, 13", "1, 1", "13, 25", "3, 2"})
    void trueStrengthAgrees(int first, int second) {
        double[] moves = new double[SIZE];
        double[] magnitudes = new double[SIZE];
        for (int t = first; t < SIZE; t++) {
            moves[t] = ema(i -> close[i] - close[i - 1], 1, t, first);
            magnitudes[t] = ema(i -> Math.abs(close[i] - close[i - 1]), 1, t, first);
        }

        check(
                Indicators.tsi(first, second),
                first + second - 1,
                t -> 100 * ema(i -> moves[i], first, t, second) / ema(i -> magnitudes[i], first, t, second));
    }

    @ParameterizedTest
    @CsvSource({"7, 14, 28", "1, 2, 3", "10, 11, 99"})
    void ultimateOscillatorAgrees(int shortest, int middle, int longest) {
        check(
                Indicators.ultimateOscillator(shortest, middle, longest),
                longest,
                t -> 100 * (4 * pressure(t, shortest) + 2 * pressure(t, middle) + pressure(t, longest)) / (4 + 2 + 1));
    }

    @ParameterizedTest
    @CsvSource({"5, 34", "1, 2", "20, 99"})
    void awesomeOscillatorAgrees(int fast, int slow) {
        IntToDoubleFunction median = t -> (high[t] + low[t]) / 2;

        check(
                Indicators.awesomeOscillator(fast, slow),
                slow - 1,
                t -> sum(t, fast, median) / fast - sum(t, slow, median) / slow);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 99})
    void choppinessAgrees(int n) {
        check(
                Indicators.choppiness(n),
                n,
                t -> 100
                        * StrictMath.log(sum(t, n, this::trueRange) / (highest(t, n) - lowest(t, n)))
                        / StrictMath.log(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 31, 32, 100, 256})
    void hurstAgrees(int n) {
        check(Indicators.hurst(n), n, t -> hurst(Arrays.copyOfRange(returns(), t - n + 1, t + 1)));
        check(Indicators.hurst(n).of(Input.volume()), n - 1, t -> hurst(Arrays.copyOfRange(volume, t - n + 1, t + 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 99})
    void linearRegressionAgrees(int n) {
        LinearRegression line = Indicators.linearRegression(n);
        IntToDoubleFunction intercept = t -> sum(t, n, i -> close[i]) / n - slope(t, n) * (n - 1) / 2.0;

        check(line.slope(), n - 1, t -> slope(t, n));
        check(line.intercept(), n - 1, intercept);
        check(line.value(), n - 1, t -> intercept.applyAsDouble(t) + slope(t, n) * (n - 1));
        check(line.rSquared(), n - 1, t -> {
            double unexplained = sum(t, n, i -> {
                double onLine = intercept.applyAsDouble(t) + slope(t, n) * (i - (t - n + 1));
                return (close[i] - onLine) * (close[i] - onLine);
            });
            double mean = sum(t, n, i -> close[i]) / n;
            return 1 - unexplained / sum(t, n, i -> (close[i] - mean) * (close[i] - mean));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 99})
    void pairsAgree(int n) {
        Bars market = Bars.walk(SIZE, 77);
        double[][] closes = {close, market.close()};
        double[][] returns = new double[2][SIZE];
        for (int t = 1; t < SIZE; t++) {
            returns[0][t] = close[t] / close[t - 1] - 1;
            returns[1][t] = market.close()[t] / market.close()[t - 1] - 1;
        }
        IntToDoubleFunction covariance = t -> covariance(returns[0], returns[1], t, n);
        IntToDoubleFunction variance = t -> covariance(returns[0], returns[0], t, n);
        IntToDoubleFunction ofMarket = t -> covariance(returns[1], returns[1], t, n);

        check(
                Indicators.correlation(n),
                column(Indicators.correlation(n), closes),
                n,
                t -> covariance.applyAsDouble(t) / Math.sqrt(variance.applyAsDouble(t) * ofMarket.applyAsDouble(t)));
        check(
                Indicators.beta(n),
                column(Indicators.beta(n), closes),
                n,
                t -> covariance.applyAsDouble(t) / ofMarket.applyAsDouble(t));
        PairIndicator ofPrices = Indicators.correlation(n).of(Input.close(1), Input.close());
        check(
                ofPrices,
                column(ofPrices, closes),
                n - 1,
                t -> covariance(closes[0], closes[1], t, n)
                        / Math.sqrt(covariance(closes[0], closes[0], t, n) * covariance(closes[1], closes[1], t, n)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 99})
    void percentileRankAgrees(int n) {
        double[] rounded = Arrays.stream(close).map(Math::rint).toArray();

        check(
                Indicators.percentileRank(n),
                Bars.ofCloses(rounded).column(Indicators.percentileRank(n)),
                n,
                t -> 100.0
                        * IntStream.range(t - n, t)
                                .filter(i -> !(rounded[i] > rounded[t]))
                                .count()
                        / n);
    }

    @ParameterizedTest
    @CsvSource({"2, 252", "3, 1", "20, 365", "99, 98280"})
    void volatilitiesAgree(int n, double periods) {
        RealisedVolatility volatility = Indicators.realisedVolatility(n, periods);
        IntToDoubleFunction overnight = t -> ln(open[t] / close[t - 1]);
        IntToDoubleFunction body = t -> ln(close[t] / open[t]);
        IntToDoubleFunction range = t -> ln(high[t] / low[t]);
        IntToDoubleFunction satchell =
                t -> ln(high[t] / close[t]) * ln(high[t] / open[t]) + ln(low[t] / close[t]) * ln(low[t] / open[t]);
        double k = 0.34 / (1.34 + (n + 1.0) / (n - 1.0));

        check(volatility.closeToClose(), n, t -> Math.sqrt(periods * sampleVariance(t, n, i -> returns()[i])));
        check(
                volatility.parkinson(),
                n - 1,
                t -> Math.sqrt(periods / (4 * n * ln(2)) * sum(t, n, i -> square(range.applyAsDouble(i)))));
        check(
                volatility.garmanKlass(),
                n - 1,
                t -> Math.sqrt(periods
                        / n
                        * sum(
                                t,
                                n,
                                i -> square(range.applyAsDouble(i)) / 2
                                        - (2 * ln(2) - 1) * square(body.applyAsDouble(i)))));
        check(
                volatility.yangZhang(),
                n,
                t -> Math.sqrt(periods
                        * (sampleVariance(t, n, overnight)
                                + k * sampleVariance(t, n, body)
                                + (1 - k) * sum(t, n, satchell) / n)));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "1, 1", "3, 1", "1, 3", "5, 5"})
    void pivotsAgree(int left, int right) {
        int first = Bars.firstDefined(bars.column(Indicators.pivots(left, right).high()));

        assertThat(first).isGreaterThanOrEqualTo(left + right);
        assertThat(bars.column(Indicators.pivots(left, right).high())).containsExactly(pivots(high, left, right, 1));
        assertThat(bars.column(Indicators.pivots(left, right).low())).containsExactly(pivots(low, left, right, -1));
        assertThat(bars.column(Indicators.pivots(left, right).high().of(Input.volume())))
                .containsExactly(pivots(volume, left, right, 1));
    }

    @Test
    void floorPivotsAgree() {
        IntToDoubleFunction pivot = t -> (high[t] + low[t] + close[t]) / 3;
        FloorPivots levels = Indicators.floorPivots();

        check(levels.pivot(), 0, pivot);
        check(levels.r1(), 0, t -> pivot.applyAsDouble(t) + (pivot.applyAsDouble(t) - low[t]));
        check(levels.s1(), 0, t -> pivot.applyAsDouble(t) - (high[t] - pivot.applyAsDouble(t)));
        check(levels.r2(), 0, t -> pivot.applyAsDouble(t) + high[t] - low[t]);
        check(levels.s2(), 0, t -> pivot.applyAsDouble(t) - high[t] + low[t]);
        check(levels.r3(), 0, t -> 2 * pivot.applyAsDouble(t) + high[t] - 2 * low[t]);
        check(levels.s3(), 0, t -> 2 * pivot.applyAsDouble(t) - 2 * high[t] + low[t]);
    }

    private void check(Feature feature, int firstValid, IntToDoubleFunction formula) {
        check(feature, bars.column(feature), firstValid, formula);
    }

    private void check(Feature feature, double[] column, int firstValid, IntToDoubleFunction formula) {
        assertThat(Feature.firstValid(feature)).as(feature.name()).isEqualTo(firstValid);
        assertThat(Bars.firstDefined(column)).as(feature.name()).isEqualTo(firstValid);
        for (int row = firstValid; row < SIZE; row++) {
            double expected = formula.applyAsDouble(row);
            assertThat(column[row])
                    .as("%s at %s", feature.name(), row)
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    /** Of the closes of several series. */
    private static double[] column(Feature feature, double[][] closes) {
        double[][] inputs = feature.inputs().stream()
                .map(input -> input instanceof Input.OfFeature nested
                        ? column(nested.feature(), closes)
                        : closes[((Input.OfBar) input).series()])
                .toArray(double[][]::new);
        double[] out = new double[SIZE];
        Kernel.fill(feature.newKernel(), inputs, 0, SIZE, out);
        return out;
    }

    private static double sum(int t, int n, IntToDoubleFunction term) {
        return IntStream.rangeClosed(t - n + 1, t).mapToDouble(term).sum();
    }

    private static double ema(IntToDoubleFunction x, int first, int t, int n) {
        return smoothed(x, first, t, n, 2.0 / (n + 1));
    }

    private static double smoothed(IntToDoubleFunction x, int first, int t, int n, double alpha) {
        double value = sum(first + n - 1, n, x) / n;
        for (int i = first + n; i <= t; i++) {
            value += alpha * (x.applyAsDouble(i) - value);
        }
        return value;
    }

    private double trueRange(int t) {
        double ofBar = high[t] - low[t];
        return Math.max(ofBar, Math.max(Math.abs(high[t] - close[t - 1]), Math.abs(low[t] - close[t - 1])));
    }

    private double highest(int t, int n) {
        return Arrays.stream(high, t - n + 1, t + 1).max().orElseThrow();
    }

    private double lowest(int t, int n) {
        return Arrays.stream(low, t - n + 1, t + 1).min().orElseThrow();
    }

    private double middle(int t, int n) {
        return (highest(t, n) + lowest(t, n)) / 2;
    }

    /** What is bought is from the low to the close, what is sold from the close to the high. */
    private double moneyFlow(int t) {
        return volume[t] * (2 * close[t] - high[t] - low[t]) / (high[t] - low[t]);
    }

    private double pressure(int t, int n) {
        return sum(t, n, i -> close[i] - Math.min(low[i], close[i - 1])) / sum(t, n, this::trueRange);
    }

    private double slope(int t, int n) {
        double places = 0;
        double values = 0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            places += i;
            values += close[t - n + 1 + i];
            products += i * close[t - n + 1 + i];
            squares += (double) i * i;
        }
        return (n * products - places * values) / (n * squares - places * places);
    }

    private static double covariance(double[] x, double[] y, int t, int n) {
        double meanX = sum(t, n, i -> x[i]) / n;
        double meanY = sum(t, n, i -> y[i]) / n;
        return sum(t, n, i -> (x[i] - meanX) * (y[i] - meanY)) / n;
    }

    private double[] returns() {
        double[] returns = new double[SIZE];
        for (int t = 1; t < SIZE; t++) {
            returns[t] = ln(close[t]) - ln(close[t - 1]);
        }
        return returns;
    }

    private static double ln(double x) {
        return StrictMath.log(x);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double sampleVariance(int t, int n, IntToDoubleFunction x) {
        double mean = sum(t, n, x) / n;
        return sum(t, n, i -> square(x.applyAsDouble(i) - mean)) / (n - 1);
    }

    private static double hurst(double[] window) {
        double[] lengths = IntStream.iterate(8, m -> m <= window.length, m -> 2 * m)
                .mapToDouble(m -> m)
                .toArray();
        double[] x = Arrays.stream(lengths).map(StrictMath::log).toArray();
        double[] y = Arrays.stream(lengths)
                .map(m -> StrictMath.log(rescaledRange(window, (int) m)))
                .toArray();
        int last = lengths.length - 1;
        return covariance(x, y, last, lengths.length) / covariance(x, x, last, lengths.length);
    }

    private static double rescaledRange(double[] window, int m) {
        double sum = 0;
        int blocks = 0;
        for (int end = window.length; end >= m; end -= m) {
            double[] block = Arrays.copyOfRange(window, end - m, end);
            double mean = Arrays.stream(block).average().orElseThrow();
            double[] walk = new double[m + 1];
            for (int i = 0; i < m; i++) {
                walk[i + 1] = walk[i] + block[i] - mean;
            }
            double range = Arrays.stream(walk).max().orElseThrow()
                    - Arrays.stream(walk).min().orElseThrow();
            sum += range / Math.sqrt(covariance(block, block, m - 1, m));
            blocks++;
        }
        return sum / blocks;
    }

    /** At each bar the newest one whose right side is complete, looked for from there back. */
    private static double[] pivots(double[] x, int left, int right, int sign) {
        double[] pivots = new double[SIZE];
        for (int t = 0; t < SIZE; t++) {
            pivots[t] = Double.NaN;
            for (int p = t - right; p >= left && Double.isNaN(pivots[t]); p--) {
                int at = p;
                boolean isPivot = IntStream.rangeClosed(p - left, p + right)
                        .filter(i -> i != at)
                        .allMatch(i -> sign * (x[at] - x[i]) > 0);
                pivots[t] = isPivot ? x[p] : Double.NaN;
            }
        }
        return pivots;
    }
}
