package io.strategysdk.api.feature;

import static io.strategysdk.api.feature.DirectFormulaTests.check;
import static io.strategysdk.api.feature.DirectFormulaTests.mean;
import static io.strategysdk.api.feature.DirectFormulaTests.smoothed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Averages of averages, and what compares a close with ranges and volumes, each against its formula written out slowly. */
final class DirectRangeFormulaTests {
    private static final int SIZE = 700;

    private final Bars bars = Bars.walk(SIZE, 12);
    private final double[] close = bars.close();
    private final double[] high = bars.high();
    private final double[] low = bars.low();
    private final double[] volume = bars.volume();

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "4, 2", "16, 4", "20, 4", "99, 9"})
    void hullMeansAgree(int n, int root) {
        double[] raw = column(n - 1, row -> 2 * weighted(close, row, n / 2) - weighted(close, row, n));

        check(bars, Indicators.hma(n), n + root - 2, row -> weighted(raw, row, root));
        check(bars, Indicators.wma(n), n - 1, row -> weighted(close, row, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void multipleMeansAgree(int n) {
        double alpha = 2.0 / (n + 1);
        double[] one = column(n - 1, row -> smoothed(close, 0, row, n, alpha));
        double[] two = column(2 * n - 2, row -> smoothed(one, n - 1, row, n, alpha));
        double[] three = column(3 * n - 3, row -> smoothed(two, 2 * n - 2, row, n, alpha));

        check(bars, Indicators.dema(n), 2 * n - 2, row -> 2 * one[row] - two[row]);
        check(bars, Indicators.tema(n), 3 * n - 3, row -> 3 * one[row] - 3 * two[row] + three[row]);
        check(bars, Indicators.trix(n), 3 * n - 2, row -> 100 * (three[row] / three[row - 1] - 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 30", "10, 2, 30", "10, 1, 7", "40, 5, 90"})
    void adaptiveMeansAgree(int n, int fast, int slow) {
        double[] expected = new double[SIZE];
        expected[n - 1] = close[n - 1];
        for (int row = n; row < SIZE; row++) {
            double path = 0;
            for (int i = row - n + 1; i <= row; i++) {
                path += Math.abs(close[i] - close[i - 1]);
            }
            double efficiency = Math.abs(close[row] - close[row - n]) / path;
            double root = efficiency * (2.0 / (fast + 1) - 2.0 / (slow + 1)) + 2.0 / (slow + 1);
            expected[row] = expected[row - 1] + root * root * (close[row] - expected[row - 1]);
        }

        check(bars, Indicators.kama(n, fast, slow), n, row -> expected[row]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 30})
    void directionalMovementAgrees(int n) {
        double[] up = new double[SIZE];
        double[] down = new double[SIZE];
        double[] range = new double[SIZE];
        for (int row = 1; row < SIZE; row++) {
            double rise = high[row] - high[row - 1];
            double fall = low[row - 1] - low[row];
            up[row] = rise > fall && rise > 0 ? rise : 0;
            down[row] = fall > rise && fall > 0 ? fall : 0;
            range[row] = Math.max(high[row], close[row - 1]) - Math.min(low[row], close[row - 1]);
        }
        double[] plus = column(n, row -> 100 * smoothed(up, 1, row, n, 1.0 / n) / smoothed(range, 1, row, n, 1.0 / n));
        double[] minus =
                column(n, row -> 100 * smoothed(down, 1, row, n, 1.0 / n) / smoothed(range, 1, row, n, 1.0 / n));
        double[] index = column(
                n,
                row -> plus[row] + minus[row] == 0
                        ? 0
                        : 100 * Math.abs(plus[row] - minus[row]) / (plus[row] + minus[row]));
        Dmi dmi = Indicators.dmi(n);

        check(bars, dmi.plusDi(), n, row -> plus[row]);
        check(bars, dmi.minusDi(), n, row -> minus[row]);
        check(bars, dmi.dx(), n, row -> index[row]);
        check(bars, dmi.adx(), 2 * n - 1, row -> smoothed(index, n, row, n, 1.0 / n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void keltnerChannelsAgree(int n) {
        double[] range = column(1, row -> Math.max(high[row], close[row - 1]) - Math.min(low[row], close[row - 1]));
        IntToDoubleFunction middle = row -> smoothed(close, 0, row, n, 2.0 / (n + 1));
        IntToDoubleFunction width = row -> 1.5 * smoothed(range, 1, row, n, 1.0 / n);
        Keltner keltner = Indicators.keltner(n, 1.5);

        check(bars, keltner.middle(), n - 1, middle);
        check(bars, keltner.upper(), n, row -> middle.applyAsDouble(row) + width.applyAsDouble(row));
        check(bars, keltner.lower(), n, row -> middle.applyAsDouble(row) - width.applyAsDouble(row));
        assertThat(keltner.of(Indicators.sma(5)).middle())
                .isEqualTo(Indicators.ema(n).of(Indicators.sma(5)));
    }

    @ParameterizedTest
    @CsvSource({"14, 3, 3", "5, 1, 4", "20, 6, 1", "1, 1, 1"})
    void stochasticsAgree(int n, int k, int d) {
        double[] raw = column(n - 1, row -> 100 * (close[row] - lowest(row, n)) / (highest(row, n) - lowest(row, n)));
        double[] slow = column(n + k - 2, row -> mean(raw, row, k));
        Stochastic stochastic = Indicators.stochastic(n, k, d);

        check(bars, stochastic.k(), n + k - 2, row -> slow[row]);
        check(bars, stochastic.d(), n + k + d - 3, row -> mean(slow, row, d));
        check(
                bars,
                Indicators.williamsR(n),
                n - 1,
                row -> 100 * (close[row] - highest(row, n)) / (highest(row, n) - lowest(row, n)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 20})
    void channelIndicesAgree(int n) {
        double[] typical = column(0, row -> (high[row] + low[row] + close[row]) / 3);
        IntToDoubleFunction deviation = row -> IntStream.rangeClosed(row - n + 1, row)
                .mapToDouble(i -> Math.abs(typical[i] - mean(typical, row, n)))
                .average()
                .orElseThrow();

        check(
                bars,
                Indicators.cci(n),
                n - 1,
                row -> (typical[row] - mean(typical, row, n)) / (0.015 * deviation.applyAsDouble(row)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14})
    void moneyFlowsAgree(int n) {
        Bars ties = bars.onTicks(3);
        double[] typical = column(0, row -> (ties.high()[row] + ties.low()[row] + ties.close()[row]) / 3);

        check(ties, Indicators.mfi(n), n, row -> {
            double in = 0;
            double out = 0;
            for (int i = row - n + 1; i <= row; i++) {
                in += typical[i] > typical[i - 1] ? typical[i] * volume[i] : 0;
                out += typical[i] < typical[i - 1] ? typical[i] * volume[i] : 0;
            }
            return out == 0 ? 100 : 100 - 100 / (1 + in / out);
        });
    }

    @Test
    void balancesOfVolumeAgree() {
        Bars ties = bars.onTicks(2);
        IntToDoubleFunction fromZero = row -> IntStream.rangeClosed(1, row)
                .mapToDouble(i -> Math.signum(ties.close()[i] - ties.close()[i - 1]) * volume[i])
                .sum();

        check(ties, Indicators.obvFromZero(), 0, fromZero);
        check(ties, Indicators.obv(), 0, row -> volume[0] + fromZero.applyAsDouble(row));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 25})
    void recencyOfExtremesAgreesInTiesToo(int n) {
        Bars ties = bars.onTicks(1);
        IntToDoubleFunction up = row -> {
            int since = 0;
            while (ties.high()[row - since] < most(ties.high(), row, n + 1)) {
                since++;
            }
            return 100.0 * (n - since) / n;
        };
        IntToDoubleFunction down = row -> {
            int since = 0;
            while (ties.low()[row - since] > least(ties.low(), row, n + 1)) {
                since++;
            }
            return 100.0 * (n - since) / n;
        };
        Aroon aroon = Indicators.aroon(n);

        check(ties, aroon.up(), n, up);
        check(ties, aroon.down(), n, down);
        check(ties, aroon.oscillator(), n, row -> up.applyAsDouble(row) - down.applyAsDouble(row));
    }

    /** Written out for each side, with a start that is not the step; TA-Lib's are one number. */
    @ParameterizedTest
    @CsvSource({"0.02, 0.02, 0.2", "0.01, 0.03, 0.1", "0.2, 0, 0.2", "0.1, 0.5, 1"})
    void parabolicStopsAgree(double start, double step, double max) {
        for (Bars any : new Bars[] {bars, bars.onTicks(2)}) {
            double[] expected = parabolic(any.high(), any.low(), start, step, max);
            check(any, Indicators.parabolicSar(start, step, max), 1, row -> expected[row]);
        }
    }

    private static double[] parabolic(double[] high, double[] low, double start, double step, double max) {
        double[] stops = new double[high.length];
        double fall = low[0] - low[1];
        boolean isLong = !(fall > 0 && fall > high[1] - high[0]);
        double stop = isLong ? low[0] : high[0];
        double extreme = isLong ? high[1] : low[1];
        double acceleration = start;
        for (int row = 1; row < high.length; row++) {
            int before = Math.max(1, row - 1);
            double floor = Math.min(low[row], low[before]);
            double ceiling = Math.max(high[row], high[before]);
            if (isLong && low[row] <= stop) {
                isLong = false;
                stop = Math.max(extreme, ceiling);
                extreme = low[row];
                acceleration = start;
            } else if (!isLong && high[row] >= stop) {
                isLong = true;
                stop = Math.min(extreme, floor);
                extreme = high[row];
                acceleration = start;
            } else if (isLong ? high[row] > extreme : low[row] < extreme) {
                extreme = isLong ? high[row] : low[row];
                acceleration = Math.min(max, acceleration + step);
            }
            stops[row] = stop;
            stop += acceleration * (extreme - stop);
            stop = isLong ? Math.min(stop, floor) : Math.max(stop, ceiling);
        }
        return stops;
    }

    private static double[] column(int first, IntToDoubleFunction formula) {
        double[] column = new double[SIZE];
        Arrays.fill(column, Double.NaN);
        for (int row = first; row < SIZE; row++) {
            column[row] = formula.applyAsDouble(row);
        }
        return column;
    }

    private static double weighted(double[] x, int row, int n) {
        double sum = 0;
        double weights = 0;
        for (int back = 0; back < n; back++) {
            sum += (n - back) * x[row - back];
            weights += n - back;
        }
        return sum / weights;
    }

    private double highest(int row, int n) {
        return most(high, row, n);
    }

    private double lowest(int row, int n) {
        return least(low, row, n);
    }

    private static double most(double[] x, int row, int n) {
        return Arrays.stream(x, row - n + 1, row + 1).max().orElseThrow();
    }

    private static double least(double[] x, int row, int n) {
        return Arrays.stream(x, row - n + 1, row + 1).min().orElseThrow();
    }
}
