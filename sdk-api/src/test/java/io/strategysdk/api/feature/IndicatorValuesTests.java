package io.strategysdk.api.feature;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values worked out by hand, and inputs at the edges. */
final class IndicatorValuesTests {
    @Nested
    final class OnAShortSeries {
        private final Bars bars = Bars.ofCloses(10, 12, 11, 14, 13, 16);

        @Test
        void exponentialMeanStartsWithTheSimpleMean() {
            // seed (10 + 12 + 11) / 3 = 11, then half of the new and half of the old
            assertColumn(Indicators.ema(3), NaN, NaN, 11, 12.5, 12.75, 14.375);
        }

        @Test
        void wilderMeanStartsWithTheSimpleMean() {
            // 11, then (2 * 11 + 14) / 3 = 12, (2 * 12 + 13) / 3, (2 * 37/3 + 16) / 3
            assertColumn(Indicators.rma(3), NaN, NaN, 11, 12, 37 / 3.0, 122 / 9.0);
        }

        @Test
        void relativeStrengthStartsWithTheMeansOfTheFirstChanges() {
            // changes +2 -1 +3 -1 +3: gains 2/2, losses 1/2; then (1+3)/2, 0.5/2; (2+0)/2, (0.25+1)/2; ...
            assertColumn(Indicators.rsi(2), NaN, NaN, 100 * 1 / 1.5, 100 * 2 / 2.25, 100 * 1 / 1.625, 100 * 2 / 2.3125);
        }

        @Test
        void convergenceDivergenceSeedsBothMeansFromTheFirstBar() {
            // ema(1) is the close, ema(3) as above; the signal's seed is the mean of the first two of the line
            Macd macd = Indicators.macd(1, 3, 2);

            assertColumn(macd.line(), NaN, NaN, 0, 1.5, 0.25, 1.625);
            assertColumn(macd.signal(), NaN, NaN, NaN, 0.75, 1.25 / 3, (2 * 1.625 + 1.25 / 3) / 3);
            assertColumn(macd.histogram(), NaN, NaN, NaN, 0.75, -0.5 / 3, 1.625 - (2 * 1.625 + 1.25 / 3) / 3);
        }

        @Test
        void deviationIsOfThePopulation() {
            // 10 12: mean 11, both 1 away
            assertColumn(Indicators.stdev(2), NaN, 1, 0.5, 1.5, 0.5, 1.5);
            assertColumn(Indicators.zscore(2), NaN, 1, -1, 1, -1, 1);
        }

        @Test
        void changesReachBackByTheLength() {
            assertColumn(Indicators.momentum(2), NaN, NaN, 1, 2, 2, 2);
            assertColumn(Indicators.roc(2), NaN, NaN, 10, 100 / 6.0, 200 / 11.0, 100 / 7.0);
            assertColumn(Indicators.simpleReturn(2), NaN, NaN, 0.1, 1 / 6.0, 2 / 11.0, 1 / 7.0);
        }

        @Test
        void aFeatureOfAFeatureStartsAfterIt() {
            Feature feature = Indicators.sma(2).of(Indicators.momentum(2));

            assertColumn(feature, NaN, NaN, NaN, 1.5, 2, 2);
            assertThat(Feature.firstValid(feature)).isEqualTo(3);
        }

        private void assertColumn(Feature feature, double... expected) {
            assertThat(bars.column(feature)).as(feature.name()).containsExactly(expected, within(1e-12));
        }
    }

    @Nested
    final class OnBarsWithHeight {
        private final Bars bars = new Bars(
                new double[] {9, 10, 14, 9},
                new double[] {10, 12, 15, 10},
                new double[] {8, 10, 13, 8},
                new double[] {9, 11, 14, 9},
                new double[4]);

        @Test
        void trueRangeCoversGaps() {
            // bar 1: 12 - 9; bar 2: 15 - 11; bar 3: 14 - 8
            assertThat(bars.column(Indicators.trueRange())).containsExactly(NaN, 3, 4, 6);
            assertThat(bars.column(Indicators.trueRangeFromFirstBar())).containsExactly(2, 3, 4, 6);
        }

        @Test
        void averageTrueRangeStartsWithOrWithoutTheFirstBar() {
            assertThat(bars.column(Indicators.atr(2))).containsExactly(NaN, NaN, 3.5, 4.75);
            assertThat(bars.column(Indicators.atrFromFirstBar(2))).containsExactly(NaN, 2.5, 3.25, 4.625);
        }

        @Test
        void channelsReadHighsAndLows() {
            assertThat(bars.column(Indicators.donchian(2).upper())).containsExactly(NaN, 12, 15, 15);
            assertThat(bars.column(Indicators.donchian(2).lower())).containsExactly(NaN, 8, 10, 8);
            assertThat(bars.column(Indicators.donchian(2).middle())).containsExactly(NaN, 10, 12.5, 11.5);
            assertThat(bars.column(Indicators.highest(2).of(Input.close()))).containsExactly(NaN, 11, 14, 14);
        }
    }

    @Nested
    final class OnFlatInput {
        @ParameterizedTest
        @ValueSource(doubles = {0.1, 1e-300, 123456.789, -7.3, 0, 4.9e-324, 1e150})
        void deviationIsExactlyZeroAndTheScoreUndefined(double price) {
            Bars bars = Bars.flat(price, 800);

            for (int n : new int[] {2, 3, 20, 77}) {
                assertThat(bars.column(Indicators.stdev(n))[799]).isZero();
                assertThat(bars.column(Indicators.zscore(n))).containsOnly(NaN);
                Bollinger bollinger = Indicators.bollinger(n, 2);
                assertThat(bars.column(bollinger.upper())[799]).isEqualTo(bars.column(bollinger.lower())[799]);
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.1, 1e-300, 123456.789})
        void meansStayAtTheValue(double price) {
            Bars bars = Bars.flat(price, 2000);

            assertThat(bars.column(Indicators.sma(20))[1999]).isCloseTo(price, within(price * 1e-14));
            assertThat(bars.column(Indicators.ema(20))[1999]).isCloseTo(price, within(price * 1e-14));
            assertThat(bars.column(Indicators.rma(20))[1999]).isCloseTo(price, within(price * 1e-14));
        }

        @Test
        void strengthIsOneHundredAndChangesAreZero() {
            Bars bars = Bars.flat(100, 30);

            assertThat(bars.column(Indicators.rsi(14))[29]).isEqualTo(100);
            assertThat(bars.column(Indicators.atr(14))[29]).isZero();
            assertThat(bars.column(Indicators.roc(14))[29]).isZero();
            assertThat(bars.column(Indicators.logReturn(14))[29]).isZero();
        }

        @Test
        void aStepInAPlateauIsNotFlat() {
            double[] closes = new double[40];
            Arrays.fill(closes, 0.1);
            closes[30] = Math.nextUp(0.1);
            double[] stdev = Bars.ofCloses(closes).column(Indicators.stdev(20));

            assertThat(stdev[29]).isZero();
            assertThat(stdev[30]).isPositive();
        }
    }

    @Test
    void strengthIsZeroWithoutGains() {
        assertThat(Bars.ofCloses(5, 4, 3, 2).column(Indicators.rsi(2))).containsExactly(NaN, NaN, 0, 0);
    }

    @Test
    void changesFromZeroAreUndefined() {
        Bars bars = Bars.ofCloses(0, 1, -1);

        assertThat(bars.column(Indicators.roc(1))).containsExactly(NaN, NaN, -200);
        assertThat(bars.column(Indicators.simpleReturn(1))).containsExactly(NaN, NaN, -2);
        assertThat(bars.column(Indicators.logReturn(1))).containsExactly(NaN, NaN, NaN);
    }

    @Test
    void gapsAreSkippedByWindowsSeedsAndLags() {
        Bars bars = Bars.ofCloses(NaN, 1, NaN, 3, 5, NaN, NaN, 9);

        assertThat(bars.column(Indicators.sma(2))).containsExactly(NaN, NaN, NaN, 2, 4, NaN, NaN, 7);
        assertThat(bars.column(Indicators.ema(3)))
                .containsExactly(new double[] {NaN, NaN, NaN, NaN, 3, NaN, NaN, 6}, within(1e-12));
        assertThat(bars.column(Indicators.momentum(1))).containsExactly(NaN, NaN, NaN, 2, 2, NaN, NaN, 4);
        assertThat(bars.column(Indicators.trueRange())).containsExactly(NaN, NaN, NaN, 2, 2, NaN, NaN, 4);
        assertThat(bars.column(Indicators.highest(2))).containsExactly(NaN, NaN, NaN, 3, 5, NaN, NaN, 9);
    }
}
