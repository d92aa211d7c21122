package io.strategysdk.api.feature;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies worked out by hand, and on markets that stand still or trade nothing. */
final class StudyValuesTests {
    private static void assertColumn(Bars bars, Feature feature, double... expected) {
        assertThat(bars.column(feature)).as(feature.name()).containsExactly(expected, within(1e-12));
    }

    @Nested
    final class OnBarsWithHeight {
        private final Bars bars = new Bars(
                new double[] {9, 10, 14, 9},
                new double[] {10, 12, 15, 10},
                new double[] {8, 10, 13, 8},
                new double[] {9, 11, 14, 8},
                new double[] {100, 200, 300, 400});

        @Test
        void moneyFlowsWithTheCloseInItsBar() {
            // closes in the middle, in the middle, in the middle, at the low: 0, 0, 0, -400
            assertColumn(bars, Indicators.accumulationDistribution(), 0, 0, 0, -400);
            assertColumn(bars, Indicators.chaikinMoneyFlow(2), NaN, 0, 0, -400 / 700.0);
            // half of new and old for 3 values, after the mean of 0 and 0; 1 is the line itself
            assertColumn(bars, Indicators.chaikinOscillator(1, 3), NaN, NaN, 0, -400 + 200);
        }

        @Test
        void forceIsVolumeTimesChange() {
            assertColumn(bars, Indicators.forceIndex(1), NaN, 200 * 2, 300 * 3, 400 * -6);
            assertColumn(bars, Indicators.forceIndex(2), NaN, NaN, 650, (2 * -2400 + 650) / 3.0);
        }

        @Test
        void elderRayIsFromTheMeanOfTheClose() {
            // ema(3): mean of 9, 11 and 14, then half of it and half of 8
            assertColumn(bars, Indicators.elderRay(3).bull(), NaN, NaN, 15 - 34 / 3.0, 10 - 4 - 17 / 3.0);
            assertColumn(bars, Indicators.elderRay(3).bear(), NaN, NaN, 13 - 34 / 3.0, 8 - 4 - 17 / 3.0);
        }

        @Test
        void vortexIsMovementOverTrueRange() {
            // true ranges 12-9, 15-11, 14-8; up 12-8, 15-10, 13-10; down 10-10, 12-13, 15-8
            assertColumn(bars, Indicators.vortex(2).plus(), NaN, NaN, 9 / 7.0, 8 / 10.0);
            assertColumn(bars, Indicators.vortex(2).minus(), NaN, NaN, 1 / 7.0, 8 / 10.0);
        }

        @Test
        void ultimateOscillatorIsPressureOverTrueRange() {
            // bought 11-9, 14-11, 8-8; of ranges 3, 4, 6
            double last = 100 * (4 * 0 + 2 * 3 / 10.0 + 5 / 13.0) / 7;
            assertColumn(bars, Indicators.ultimateOscillator(1, 2, 3), NaN, NaN, NaN, last);
        }

        @Test
        void awesomeOscillatorIsOfMedianPrices() {
            // 9, 11, 14, 9
            assertColumn(bars, Indicators.awesomeOscillator(1, 2), NaN, 1, 1.5, -2.5);
        }

        @Test
        void choppinessIsHowMuchOfTheWayLedNowhere() {
            // ways 3+4 and 4+6, heights 15-10 and 15-8
            assertColumn(
                    bars,
                    Indicators.choppiness(2),
                    NaN,
                    NaN,
                    100 * StrictMath.log(1.4) / StrictMath.log(2),
                    100 * StrictMath.log(10 / 7.0) / StrictMath.log(2));
        }

        @Test
        void ichimokusCloudIsThatOfTheBaseLengthAgo() {
            Ichimoku ichimoku = Indicators.ichimoku(1, 2, 2);

            assertColumn(bars, ichimoku.conversionLine(), 9, 11, 14, 9);
            assertColumn(bars, ichimoku.baseLine(), NaN, 10, 12.5, 11.5);
            assertColumn(bars, ichimoku.leadingSpanA(), NaN, 10.5, 13.25, 10.25);
            assertColumn(bars, ichimoku.spanA(), NaN, NaN, NaN, 10.5);
            assertColumn(bars, ichimoku.spanB(), NaN, NaN, NaN, 10);
        }

        @Test
        void superTrendFollowsAndTurns() {
            // ranges 3, 4, 6, middles 11, 14, 9. Bar 1: 8 and 14. Bar 2: 14-4 rises, 14+4 does not count: the upper
            // stays
            // at 14, the close is at it. Bar 3: the lower stays at 10, since the close before was above; 9+6 is above
            // 14
            assertColumn(bars, Indicators.superTrend(1, 1).line(), NaN, 14, 14, 14);
            assertColumn(bars, Indicators.superTrend(1, 1).direction(), NaN, -1, -1, -1);
            // half as far: bar 1: 9.5 and 12.5. Bar 2: 12 and 12.5, the close 14 is above. Bar 3: 12 stays, 8 is below,
            // and the upper band is 9+3, since the close before was above it
            assertColumn(bars, Indicators.superTrend(1, 0.5).line(), NaN, 12.5, 12, 12);
            assertColumn(bars, Indicators.superTrend(1, 0.5).direction(), NaN, -1, 1, -1);
        }

        /** Bands at the middle of the bar: the close may be exactly there. */
        @Test
        void superTrendTurnsBeyondABandOnly() {
            Bars touching = new Bars(
                    new double[] {10, 11, 12, 12, 9, 9},
                    new double[] {10, 12, 13, 13, 11, 10},
                    new double[] {10, 10, 11, 11, 9, 8},
                    new double[] {10, 12, 12, 12, 10, 9},
                    new double[6]);

            // middles 11, 12, 12, 10, 9: up at 11. The closes 12 and 12 are at the band, which is no turn, and the next
            // one
            // does not fall for it; 10 is below the band at 12. The close 10 is at the upper band of 10, which does not
            // rise for it but falls to 9
            assertColumn(touching, Indicators.superTrend(1, 0).direction(), NaN, 1, 1, 1, -1, -1);
            assertColumn(touching, Indicators.superTrend(1, 0).line(), NaN, 11, 12, 12, 10, 9);
        }

        @Test
        void floorPivotsAreOfTheBarItself() {
            FloorPivots levels = Indicators.floorPivots();

            assertColumn(bars, levels.pivot(), 9, 11, 14, 26 / 3.0);
            assertColumn(bars, levels.r1(), 10, 12, 15, 52 / 3.0 - 8);
            assertColumn(bars, levels.s1(), 8, 10, 13, 52 / 3.0 - 10);
            assertColumn(bars, levels.r2(), 11, 13, 16, 26 / 3.0 + 2);
            assertColumn(bars, levels.s2(), 7, 9, 12, 26 / 3.0 - 2);
            assertColumn(bars, levels.r3(), 12, 14, 17, 10 + 52 / 3.0 - 16);
            assertColumn(bars, levels.s3(), 6, 8, 11, 8 - 20 + 52 / 3.0);
        }
    }

    @Nested
    final class OnAShortSeries {
        private final Bars bars = Bars.ofCloses(10, 12, 11, 14, 13, 16);

        @Test
        void trueStrengthIsNetOverTotalMovement() {
            // moves 2 -1 3 -1 3 in pairs: means 0.5, then (2·3+0.5)/3 ...
            assertColumn(bars, Indicators.tsi(1, 1), NaN, 100, -100, 100, -100, 100);
            assertColumn(
                    bars,
                    Indicators.tsi(2, 1),
                    NaN,
                    NaN,
                    100 * 0.5 / 1.5,
                    100 * (6.5 / 3) / 2.5,
                    100 * (1 / 18.0) / 1.5,
                    100 * (2 + 1 / 54.0) / 2.5);
        }

        @Test
        void percentageOscillatorIsOfTheSlowMean() {
            // ema(1) is the close, ema(3): 11, 12.5, 12.75, 14.375
            assertColumn(
                    bars,
                    Indicators.ppo(1, 3, 1).line(),
                    NaN,
                    NaN,
                    0,
                    100 * 1.5 / 12.5,
                    100 * 0.25 / 12.75,
                    100 * 1.625 / 14.375);
        }

        @Test
        void regressionIsThroughTheNewestValues() {
            // 10 12 11: slope 1/2, mean 11; 12 11 14: 1, 37/3; 11 14 13: 1, 38/3; 14 13 16: 1, 43/3
            LinearRegression line = Indicators.linearRegression(3);
            assertColumn(bars, line.slope(), NaN, NaN, 0.5, 1, 1, 1);
            assertColumn(bars, line.value(), NaN, NaN, 11.5, 40 / 3.0, 41 / 3.0, 46 / 3.0);
            assertColumn(bars, line.intercept(), NaN, NaN, 10.5, 34 / 3.0, 35 / 3.0, 40 / 3.0);
            // explained 2·slope² of 2, 14/3, 14/3, 14/3
            assertColumn(bars, line.rSquared(), NaN, NaN, 0.25, 3 / 7.0, 3 / 7.0, 3 / 7.0);
        }

        @Test
        void percentileRankCountsThoseNotAbove() {
            assertColumn(bars, Indicators.percentileRank(2), NaN, NaN, 50, 100, 50, 100);
            assertColumn(Bars.ofCloses(3, 1, 2, 2), Indicators.percentileRank(3), NaN, NaN, NaN, 200 / 3.0);
        }

        @Test
        void pivotsAreSeenWhenTheirRightSideIsComplete() {
            Pivots pivots = Indicators.pivots(1, 1);

            // highs 12, 14; lows 11, 13; each seen one bar later
            assertColumn(bars, pivots.high(), NaN, NaN, 12, 12, 14, 14);
            assertColumn(bars, pivots.low(), NaN, NaN, NaN, 11, 11, 13);
            assertColumn(bars, Indicators.pivots(1, 2).high(), NaN, NaN, NaN, NaN, NaN, NaN);
            assertColumn(Bars.ofCloses(1, 3, 3, 1, 2, 1), pivots.high(), NaN, NaN, NaN, NaN, NaN, 2);
        }

        @Test
        void pairsMoveTogetherOrApart() {
            Indicator x = Indicators.momentum(1);
            Feature opposite = new Blend("opposite", -2, x, 0, x);

            assertColumn(bars, Indicators.correlation(2).of(x, x), NaN, NaN, 1, 1, 1, 1);
            assertColumn(bars, Indicators.correlation(3).of(opposite, x), NaN, NaN, NaN, -1, -1, -1);
            assertColumn(bars, Indicators.beta(3).of(opposite, x), NaN, NaN, NaN, -2, -2, -2);
            assertColumn(bars, Indicators.beta(3).of(x, opposite), NaN, NaN, NaN, -0.5, -0.5, -0.5);
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 5, 20})
        void correlationIsNeverBeyondOne(int n) {
            Bars walk = Bars.walk(500, 8);
            Feature third = new Blend("third", 1 / 3.0, Indicators.sma(1), 0, Indicators.sma(1));

            assertThat(Arrays.stream(walk.column(Indicators.correlation(n).of(third, Indicators.sma(1))))
                            .skip(n - 1))
                    .allSatisfy(r -> assertThat(r).isBetween(1 - 1e-9, 1.0));
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 5, 20})
        void aLineIsExplainedToOneAtMost(int n) {
            double[] rising = new double[500];
            Arrays.setAll(rising, i -> 0.1 + i / 3.0);

            assertThat(Arrays.stream(Bars.ofCloses(rising)
                                    .column(Indicators.linearRegression(n).rSquared()))
                            .skip(n - 1))
                    .allSatisfy(r -> assertThat(r).isBetween(1 - 1e-9, 1.0));
        }

        @Test
        void volatilityIsTheSampleDeviationOfReturns() {
            double up = StrictMath.log(2);
            Bars doubling = Bars.ofCloses(1, 2, 1, 2);

            // two returns, ln 2 above and below their mean of 0, over n-1
            assertColumn(
                    doubling,
                    Indicators.realisedVolatility(2, 4).closeToClose(),
                    NaN,
                    NaN,
                    2 * up * Math.sqrt(2),
                    2 * up * Math.sqrt(2));
        }
    }

    @Nested
    final class Hurst {
        private double last(double... increments) {
            double[] column =
                    Bars.ofCloses(increments).column(Indicators.hurst(16).of(Input.close()));
            return column[column.length - 1];
        }

        @Test
        void isTheSlopeBetweenTwoBlocksAndTheirWhole() {
            // blocks 1 -1 1 -1 ...: sums 1 0 1 0, range 1, deviation 1, the same for 8 and 16: slope 0
            assertThat(last(1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1))
                    .isCloseTo(0, within(1e-12));
            // four up, four down, twice: ranges 4 and 4
            assertThat(last(1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1, -1, -1, -1, -1))
                    .isCloseTo(0, within(1e-12));
            // of 8: mean 0.5, range 4·0.5 = 2, deviation 0.5; of 16: mean 0 of 0 1 and 0 -1: range 4, deviation √0.5
            assertThat(last(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, -1, -1, -1, -1))
                    .isCloseTo(StrictMath.log(4 / Math.sqrt(0.5) / 4) / StrictMath.log(2), within(1e-12));
        }

        @Test
        void leavesFlatBlocksOut() {
            // the older block is flat; the newer one has range 4, deviation 1; both: range 4, deviation √0.5
            assertThat(last(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, -1, -1, -1, -1))
                    .isCloseTo(StrictMath.log(Math.sqrt(2)) / StrictMath.log(2), within(1e-12));
            assertThat(last(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)).isNaN();
        }

        /** Independent values come to somewhat more than a half, as documented. */
        @Test
        void isAboutAHalfOfIndependentValues() {
            SplittableRandom random = new SplittableRandom(5);
            double[] values = random.doubles(20_000).map(x -> x - 0.5).toArray();
            double[] trending = new double[values.length];
            for (int i = 1; i < values.length; i++) {
                trending[i] = 0.9 * trending[i - 1] + values[i];
            }

            assertThat(mean(values)).isBetween(0.53, 0.6);
            assertThat(mean(trending)).isGreaterThan(0.8);
        }

        private double mean(double[] increments) {
            double[] column =
                    Bars.ofCloses(increments).column(Indicators.hurst(256).of(Input.close()));
            return Arrays.stream(column).skip(255).average().orElseThrow();
        }
    }

    @Nested
    final class OnFlatInput {
        @ParameterizedTest
        @ValueSource(doubles = {0.1, 100, 123456.789})
        void valuesAreThoseDocumented(double price) {
            double[] prices = new double[200];
            double[] volumes = new double[200];
            Arrays.fill(prices, price);
            Arrays.fill(volumes, 1000);
            Bars bars = new Bars(prices, prices, prices, prices, volumes);

            zero(
                    bars,
                    Indicators.accumulationDistribution(),
                    Indicators.chaikinOscillator(3, 10),
                    Indicators.chaikinMoneyFlow(20),
                    Indicators.forceIndex(13),
                    Indicators.linearRegression(14).slope());
            about(
                    0,
                    bars,
                    Indicators.elderRay(13).bull(),
                    Indicators.elderRay(13).bear(),
                    Indicators.ppo(12, 26, 9).line(),
                    Indicators.ppo(12, 26, 9).histogram(),
                    Indicators.awesomeOscillator(5, 34));
            about(
                    price,
                    bars,
                    Indicators.superTrend(10, 3).line(),
                    Indicators.ichimoku(9, 26, 52).spanA(),
                    Indicators.linearRegression(14).value(),
                    Indicators.linearRegression(14).intercept(),
                    Indicators.floorPivots().pivot(),
                    Indicators.floorPivots().r3(),
                    Indicators.floorPivots().s3());
            undefined(
                    bars,
                    Indicators.vortex(14).plus(),
                    Indicators.tsi(25, 13),
                    Indicators.ultimateOscillator(7, 14, 28),
                    Indicators.choppiness(14),
                    Indicators.hurst(64),
                    Indicators.linearRegression(14).rSquared(),
                    Indicators.correlation(20).of(Input.close(), Input.volume()),
                    Indicators.beta(20).of(Input.close(), Input.volume()),
                    Indicators.pivots(2, 2).high(),
                    Indicators.pivots(2, 2).low());
            zero(
                    bars,
                    Indicators.realisedVolatility(20, 252).closeToClose(),
                    Indicators.realisedVolatility(20, 252).parkinson(),
                    Indicators.realisedVolatility(20, 252).garmanKlass(),
                    Indicators.realisedVolatility(20, 252).yangZhang());
            assertThat(newest(bars, Indicators.percentileRank(20))).isEqualTo(100);
            assertThat(newest(bars, Indicators.superTrend(10, 3).direction())).isEqualTo(-1);
        }

        @Test
        void aMarketThatStopsKeepsItsStrength() {
            double[] prices = new double[20_000];
            Arrays.fill(prices, 101);
            System.arraycopy(new double[] {100, 102, 103, 101}, 0, prices, 0, 4);
            double[] strength = Bars.ofCloses(prices).column(Indicators.tsi(3, 2));

            assertThat(strength[100]).isBetween(-100.0, 100.0);
            for (int row = 100; row < 20_000; row++) {
                assertThat(Double.isNaN(strength[row]) || Math.abs(strength[row] - strength[row - 1]) < 1)
                        .isTrue();
            }
            assertThat(strength[19_999]).isNaN();
        }

        /** The mean of many 0.1 is not 0.1. */
        @ParameterizedTest
        @ValueSource(ints = {3, 7, 11, 13, 20, 77})
        void correlationWithWhatStandsStillIsUndefinedAndNotNoise(int n) {
            double[] still = new double[100];
            Arrays.fill(still, 0.1);
            Bars walk = Bars.walk(100, 9);
            Bars bars = new Bars(still, walk.high(), walk.low(), walk.close(), walk.volume());

            undefined(
                    bars,
                    Indicators.correlation(n).of(Input.open(), Input.close()),
                    Indicators.correlation(n).of(Input.close(), Input.open()),
                    Indicators.beta(n).of(Input.close(), Input.open()));
            assertThat(newest(bars, Indicators.beta(n).of(Input.open(), Input.close())))
                    .isCloseTo(0, within(1e-15));
        }

        private void zero(Bars bars, Feature... features) {
            List.of(features)
                    .forEach(f -> assertThat(newest(bars, f)).as(f.name()).isZero());
        }

        private void about(double price, Bars bars, Feature... features) {
            double rounding = 1e-12 * bars.close()[0];
            List.of(features)
                    .forEach(f -> assertThat(newest(bars, f)).as(f.name()).isCloseTo(price, within(rounding)));
        }

        private void undefined(Bars bars, Feature... features) {
            List.of(features)
                    .forEach(f -> assertThat(newest(bars, f)).as(f.name()).isNaN());
        }
    }

    private static double newest(Bars bars, Feature feature) {
        return bars.column(feature)[bars.size() - 1];
    }

    @Nested
    final class WithoutVolume {
        private final Bars bars = withVolume(0);

        private static Bars withVolume(double volume) {
            Bars walk = Bars.walk(100, 4);
            double[] volumes = new double[100];
            Arrays.fill(volumes, volume);
            return new Bars(walk.open(), walk.high(), walk.low(), walk.close(), volumes);
        }

        @Test
        void nothingFlows() {
            assertThat(bars.column(Indicators.accumulationDistribution())).containsOnly(0);
            assertThat(newest(bars, Indicators.chaikinOscillator(3, 10))).isZero();
            assertThat(newest(bars, Indicators.forceIndex(13))).isZero();
            assertThat(bars.column(Indicators.chaikinMoneyFlow(20))).containsOnly(NaN);
        }

        @Test
        void moneyFlowIsAShareOfTheVolume() {
            assertThat(newest(withVolume(7), Indicators.chaikinMoneyFlow(20)))
                    .isCloseTo(newest(withVolume(7e9), Indicators.chaikinMoneyFlow(20)), within(1e-12))
                    .isBetween(-1.0, 1.0);
        }
    }

    @Test
    void ratiosThatAreNotPositiveHaveNoVolatility() {
        Bars bars = Bars.ofCloses(1, 0, -1, 1, -1, 0);
        RealisedVolatility volatility = Indicators.realisedVolatility(2, 252);

        assertThat(bars.column(volatility.closeToClose())).containsOnly(NaN);
        assertThat(newest(bars, volatility.parkinson())).isNaN();
        assertThat(newest(bars, volatility.garmanKlass())).isNaN();
        assertThat(bars.column(volatility.yangZhang())).containsOnly(NaN);
    }

    @Test
    void whatIsBeyondAllNumbersIsUndefined() {
        double[] ones = {1, 1, 1};
        Bars toZero = new Bars(ones, new double[] {2, 2, 2}, new double[3], ones, ones);
        Bars huge = new Bars(ones, ones, ones, new double[] {1, 1e200, 1}, new double[] {1e200, 1e200, 1e200});

        assertThat(toZero.column(Indicators.realisedVolatility(2, 252).parkinson()))
                .containsOnly(NaN);
        assertThat(toZero.column(Indicators.realisedVolatility(2, 252).garmanKlass()))
                .containsOnly(NaN);
        assertThat(huge.column(Indicators.forceIndex(1))).containsOnly(NaN);
        assertThat(huge.column(Indicators.beta(2).of(Input.close(), Input.volume())))
                .containsOnly(NaN);
    }
}
