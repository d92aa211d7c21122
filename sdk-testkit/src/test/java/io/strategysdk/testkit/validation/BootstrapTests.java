package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.backtest.statistics.DrawdownStatistics;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.ReturnStatistics;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BootstrapTests {
    private static final int YEAR = 252;
    private static final double[] RETURNS = Generated.normal(3, 750, 0.0006, 0.01);

    @Test
    void theSameSeedGivesTheSameBitsOnOneThreadAndOnMany() throws Exception {
        Bootstrap bootstrap = Bootstrap.of(RETURNS, YEAR).withDraws(500).withSeed(9);
        double[] alone = onThreads(1, bootstrap);
        double[] together = onThreads(4, bootstrap);

        assertThat(together).containsExactly(alone);
        assertThat(Bootstrap.of(RETURNS, YEAR)
                        .withDraws(500)
                        .withSeed(10)
                        .sharpe(0.95)
                        .draws())
                .isNotEqualTo(alone);
    }

    private static double[] onThreads(int threads, Bootstrap bootstrap) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> bootstrap.sharpe(0.95).draws()).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void estimatesAreThoseOfTheBacktestsStatistics() {
        double[] equity = new double[RETURNS.length + 1];
        long[] times = new long[equity.length];
        equity[0] = 100_000;
        for (int i = 0; i < RETURNS.length; i++) {
            equity[i + 1] = equity[i] * (1 + RETURNS[i]);
            times[i + 1] = (i + 1) * 86_400_000_000_000L;
        }
        EquityCurve curve = EquityCurve.of(times, equity);
        double deepest = DrawdownStatistics.of(curve).maxDrawdown();
        Bootstrap bootstrap = Bootstrap.of(RETURNS, YEAR).withDraws(100);

        assertThat(bootstrap.sharpe(0.9).estimate().orElseThrow())
                .isCloseTo(
                        ReturnStatistics.of(curve.daily(ZoneOffset.UTC), deepest, YEAR, 0)
                                .sharpe()
                                .orElseThrow(),
                        within(1e-9));
        assertThat(bootstrap.maxDrawdown(0.9).estimate().orElseThrow()).isCloseTo(deepest, within(1e-12));
    }

    /**
     * Φ: with blocks of one day, draws of the mean of n normal days deviate by 1/√n, so those of a Sharpe ratio by
     * √(252/n).
     */
    @Test
    void drawsOfIndependentDaysSpreadAsTheoryHasIt() {
        Interval interval =
                Bootstrap.of(RETURNS, YEAR).withBlockLength(1).withDraws(4_000).sharpe(0.95);

        double theory = 1.96 * Math.sqrt((double) YEAR / RETURNS.length);
        double half = (interval.high().orElseThrow() - interval.low().orElseThrow()) / 2;
        assertThat(half / theory).isCloseTo(1, within(0.06));
    }

    @Nested
    class Coverage {
        private static final int SAMPLES = 400;

        @Test
        void theIntervalOfIndependentReturnsHoldsTheTrueRatioAsOftenAsItSays() {
            double mean = 0.0005;
            double truth = mean / 0.01 * Math.sqrt(YEAR);

            double share = share(seed -> Generated.normal(seed, 500, mean, 0.01), truth);

            // two standard errors of 400 samples are 2.2 %
            assertThat(share).isBetween(0.92, 0.98);
        }

        @Test
        void theIntervalOfDependentReturnsIsWideEnoughAndThatOfSingleDaysIsNot() {
            double mean = 0.0005;
            double truth = mean / 0.01 * Math.sqrt(YEAR);

            double share = share(seed -> Generated.autoregressive(seed, 1_000, 0.3, mean, 0.01), truth);
            double single = IntStream.range(0, SAMPLES)
                            .filter(seed -> {
                                double[] returns = Generated.autoregressive(seed, 1_000, 0.3, mean, 0.01);
                                return holds(
                                        Bootstrap.of(returns, YEAR)
                                                .withBlockLength(1)
                                                .withDraws(300)
                                                .sharpe(0.95),
                                        truth);
                            })
                            .count()
                    / (double) SAMPLES;

            assertThat(share).isBetween(0.90, 0.98);
            assertThat(single).isLessThan(0.88);
        }

        @Test
        void anotherHistoryFallsByAsMuchAsTheRangeOfDrawdownsSays() {
            long held = IntStream.range(0, SAMPLES)
                    .filter(seed -> {
                        double[] seen = Generated.normal(seed, 500, 0.0003, 0.01);
                        double[] other = Generated.normal(seed + 1_000_000, 500, 0.0003, 0.01);
                        Interval interval =
                                Bootstrap.of(seen, YEAR).withDraws(300).maxDrawdown(0.8);
                        return holds(interval, DailyFigures.maxDrawdown(other));
                    })
                    .count();

            // the mean of 500 days is not known well, which makes ranges from one history too narrow for the next
            assertThat(held / (double) SAMPLES).isBetween(0.62, 0.85);
        }

        private static double share(LongFunction<double[]> returns, double truth) {
            long held = IntStream.range(0, SAMPLES)
                    .filter(seed -> holds(
                            Bootstrap.of(returns.apply(seed), YEAR)
                                    .withDraws(300)
                                    .withSeed(seed)
                                    .sharpe(0.95),
                            truth))
                    .count();
            return held / (double) SAMPLES;
        }

        private static boolean holds(Interval interval, double truth) {
            return interval.low().orElseThrow() <= truth
                    && truth <= interval.high().orElseThrow();
        }
    }

    @Nested
    class Degenerate {
        @Test
        void threeDaysSayNothing() {
            Interval interval =
                    Bootstrap.of(new double[] {0.01, -0.02, 0.01}, YEAR).sharpe(0.95);

            assertThat(interval.low()).isEmpty();
            assertThat(interval.estimate()).isPresent();
            assertThat(interval).hasToString("at least 20 daily returns are needed, there are 3");
        }

        @Test
        void noDaysSayNothing() {
            Bootstrap none = Bootstrap.of(new double[0], YEAR);

            assertThat(none.sharpe(0.95).estimate()).isEmpty();
            assertThat(none.maxDrawdown(0.95).high()).isEmpty();
        }

        @Test
        void returnsThatDoNotVarySayNothing() {
            double[] constant = new double[100];
            Arrays.fill(constant, 0.001);

            assertThat(Bootstrap.of(constant, YEAR).sharpe(0.95).reason()).isEqualTo("the daily returns do not vary");
            assertThat(Bootstrap.of(new double[100], YEAR).maxDrawdown(0.95).reason())
                    .isEqualTo("the daily returns do not vary");
        }

        @Test
        void aReturnThatIsNoNumberSaysNothing() {
            double[] broken = RETURNS.clone();
            broken[5] = Double.NaN;

            Interval interval = Bootstrap.of(broken, YEAR).sharpe(0.95);

            assertThat(interval.estimate()).isEmpty();
            assertThat(interval.reason()).isEqualTo("a return is not a number");
        }

        @Test
        void aSingleDayOfTradingIsToldFromMany() {
            double[] once = new double[300];
            once[100] = 0.05;

            Interval interval = Bootstrap.of(once, YEAR).sharpe(0.95);

            assertThat(interval.low()).isEmpty();
            assertThat(interval.reason()).contains("too few days have a return");
        }

        @Test
        void settingsOutOfRangeAreRefused() {
            Bootstrap bootstrap = Bootstrap.of(RETURNS, YEAR);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bootstrap.withDraws(99))
                    .withMessageContaining("99");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bootstrap.withBlockLength(0.5))
                    .withMessageContaining("0.5");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bootstrap.sharpe(1))
                    .withMessageContaining("1.0");
            assertThatIllegalArgumentException().isThrownBy(() -> Bootstrap.of(RETURNS, 0));
        }
    }

    @Nested
    class Blocks {
        @Test
        void independentReturnsNeedShortOnes() {
            double mean = IntStream.range(0, 50)
                    .mapToDouble(seed -> BlockLength.ofMean(Generated.normal(seed, 1_000, 0, 0.01)))
                    .average()
                    .orElseThrow();

            assertThat(mean).isLessThan(4);
        }

        /**
         * The formula with the autocovariances a^|k| of the process itself: Σ |k|·a^|k| = 2a/(1−a)², Σ a^|k| =
         * (1+a)/(1−a), so that the length is (2a/(1−a²))^(2/3)·n^(1/3).
         */
        @Test
        void thoseOfAnAutoregressionComeNearTheirTheory() {
            double a = 0.5;
            double theory = Math.pow(2 * a / (1 - a * a), 2 / 3.0) * Math.cbrt(5_000);

            double mean = IntStream.range(0, 50)
                    .mapToDouble(seed -> BlockLength.ofMean(Generated.autoregressive(seed, 5_000, a, 0, 0.01)))
                    .average()
                    .orElseThrow();

            assertThat(mean / theory).isBetween(0.85, 1.15);
        }

        /**
         * The value of an implementation of its own, in another language, with sums over lags from −M to M as written.
         */
        @Test
        void aShortSeriesNeedsWhatTheFormulaSays() {
            double[] values = new double[80];
            double before = 0;
            for (int i = 0; i < values.length; i++) {
                before = 0.6 * before + (i * i * 7 % 31) / 31.0;
                values[i] = before;
            }

            assertThat(BlockLength.ofMean(values)).isCloseTo(2.027150189948835, within(1e-9));
        }

        @Test
        void clusteredVolatilityLengthensThem() {
            double[] clustered = new double[2_000];
            double[] normal = Generated.normal(5, clustered.length, 0, 0.01);
            for (int i = 0; i < clustered.length; i++) {
                clustered[i] = normal[i] * (i / 50 % 2 == 0 ? 0.3 : 2);
            }

            assertThat(BlockLength.of(clustered)).isGreaterThan(3 * BlockLength.of(normal));
        }

        @Test
        void areNeverLongerThanAThirdOfTheHistoryNorShorterThanADay() {
            double[] trend = IntStream.range(0, 60).mapToDouble(i -> i * 1e-4).toArray();

            assertThat(BlockLength.of(trend)).isBetween(1.0, 20.0);
            assertThat(BlockLength.of(new double[60])).isEqualTo(1);
        }
    }
}
