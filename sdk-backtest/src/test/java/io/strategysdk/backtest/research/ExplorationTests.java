package io.strategysdk.backtest.research;

import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.feature.Indicators.zscore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a comment says so, expected figures were computed with numpy, scipy and statsmodels on the same series. */
class ExplorationTests {
    private static final double NAN = Double.NaN;
    private static final Instrument AAPL = Instrument.equity("AAPL");

    private final BarColumns bars = RandomDays.of(AAPL, 400, 5);
    private final MarketData data = RandomDays.data(bars);

    private Exploration over(int rows) {
        return Exploration.of(RandomDays.data(bars.first(rows)), AAPL);
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(Math::rint).toArray();
    }

    @Nested
    class OfCorrelations {
        /** scipy.stats.pearsonr, spearmanr; rounded to whole numbers there are ties, and zeros of both signs. */
        @Test
        void agreeWithScipy() {
            double[] first = Walk.named("ar300");
            double[] second = Walk.named("walk300");

            Correlations found = over(300)
                    .with("a", first)
                    .with("b", second)
                    .with("c", rounded(first))
                    .with("d", rounded(second))
                    .correlations();

            assertThat(found.pair("a", "b").pearson()).isCloseTo(-0.08566818196222414, within(1e-12));
            assertThat(found.pair("b", "a").spearman()).isCloseTo(-0.04976588628762542, within(1e-12));
            assertThat(found.pair("c", "d").pearson()).isCloseTo(-0.08185316380618848, within(1e-12));
            assertThat(found.pair("c", "d").spearman()).isCloseTo(-0.05127648897594557, within(1e-12));
            assertThat(found.pairs()).hasSize(6).allMatch(pair -> pair.rows() == 300);
        }

        @Test
        void leaveOutRowsAtWhichOneIsUndefined() {
            double[] first = Walk.named("ar300");
            double[] second = Walk.named("walk300");
            double[] holes = first.clone();
            double[] others = second.clone();
            Arrays.fill(holes, 0, 20, NAN);
            Arrays.fill(others, 250, 300, Double.NEGATIVE_INFINITY);
            double[] some = Arrays.copyOfRange(first, 20, 250);
            double[] same = Arrays.copyOfRange(second, 20, 250);

            Correlations.Pair pair =
                    over(300).with("a", holes).with("b", others).correlations().pair("a", "b");

            Correlations.Pair whole =
                    over(230).with("a", some).with("b", same).correlations().pair("a", "b");
            assertThat(pair.rows()).isEqualTo(230);
            assertThat(pair).isEqualTo(whole);
        }

        @Test
        void areUndefinedWhereNothingMovesOrHardlyARowIsLeft() {
            double[] two = new double[30];
            Arrays.fill(two, NAN);
            two[3] = 1;
            two[4] = 2;
            double[] same = new double[30];
            Arrays.fill(same, 0.1);

            Correlations found = over(30).with("flat", new double[30])
                    .with("two", two)
                    .with("walk", Walk.of(30, 1, 1))
                    .with("same", same)
                    .correlations();

            assertThat(found.pair("flat", "walk").pearson()).isNaN();
            assertThat(found.pair("walk", "same").pearson()).isNaN();
            assertThat(found.pair("walk", "same").spearman()).isNaN();
            assertThat(found.pair("flat", "walk").spearman()).isNaN();
            assertThat(found.pair("two", "walk").pearson()).isNaN();
            assertThat(found.pair("two", "walk").rows()).isEqualTo(2);
            assertThat(found.toString()).contains("two, walk", "-");
        }

        @Test
        void areNeverBeyondOne() {
            for (int seed = 0; seed < 50; seed++) {
                double[] x = Walk.of(50, seed, 0.9);
                double[] y = Arrays.stream(x).map(value -> 3 - 0.7 * value).toArray();

                Correlations.Pair pair =
                        over(50).with("x", x).with("y", y).correlations().pair("x", "y");

                assertThat(pair.pearson()).isBetween(-1.0, -1 + 1e-12);
                assertThat(pair.spearman()).isBetween(-1.0, -1 + 1e-12);
            }
        }

        @Test
        void areDrawnAsASquareWithOnesBetweenItsHalves() {
            String svg = over(300)
                    .with("a", Walk.named("ar300"))
                    .with("b", Walk.named("walk300"))
                    .correlations()
                    .picture()
                    .svg();

            assertThat(svg.split(">1\\.00<", -1)).hasSize(3);
            assertThat(svg.split(">-0\\.05<", -1)).hasSize(3);
        }
    }

    @Nested
    class OfForwardReturns {
        @Test
        void beginAtTheNextOpen() {
            double[] known = IntStream.range(0, 400)
                    .mapToDouble(row -> row + 3 < 400 ? bars.close(row + 3) / bars.open(row + 1) - 1 : NAN)
                    .toArray();

            ForwardReturns found =
                    Exploration.of(data, AAPL).with("known", known).forwardReturns(1, 3, 5);

            assertThat(found.entry("known", 3).pearson()).isCloseTo(1, within(1e-12));
            assertThat(found.entry("known", 3).spearman()).isCloseTo(1, within(1e-12));
            assertThat(found.entry("known", 3).rows()).isEqualTo(397);
            assertThat(found.entry("known", 3).error()).isCloseTo(Math.sqrt(3 / 397.0), within(1e-15));
            assertThat(found.entry("known", 3).isBeyondChance()).isTrue();
            assertThat(found.entry("known", 1).spearman()).isLessThan(0.9);
            assertThat(found.entry("known", 1).rows()).isEqualTo(397);
            assertThat(found.entry("known", 5).rows()).isEqualTo(395);
        }

        @Test
        void mayGoAgainstAColumn() {
            double[] known = IntStream.range(0, 400)
                    .mapToDouble(row -> row + 4 < 400 ? 1 - bars.close(row + 4) / bars.open(row + 1) : NAN)
                    .toArray();

            ForwardReturns found =
                    Exploration.of(data, AAPL).with("against", known).forwardReturns(4);

            // 4 of each 396 bars are new: a correlation beyond 2 / √99 is no chance
            assertThat(found.entry("against", 4).spearman()).isCloseTo(-1, within(1e-12));
            assertThat(found.entry("against", 4).isBeyondChance()).isTrue();
            assertThat(found.toString()).containsPattern("against +4 +-1.000 +-1.000 +±0.201 +396 +yes\n");
            assertThat(found.picture().svg()).isEqualTo(withChance("against, 4", -1, 2 / Math.sqrt(99)));
        }

        private static String withChance(String name, double value, double chance) {
            return new BarChart(
                            "Correlation with returns after (Spearman); lines: two errors of chance",
                            List.of(new BarChart.Bar(name, value, chance)))
                    .picture()
                    .svg();
        }

        @Test
        void areThoseOfTheInstrumentThatIsExplored() {
            BarColumns other = RandomDays.of("MSFT", 400, 6);
            double[] column = Walk.of(400, 1, 1);

            ForwardReturns beside = Exploration.of(RandomDays.data(bars, other), other.instrument())
                    .with("x", column)
                    .forwardReturns(1, 7);

            assertThat(beside)
                    .isEqualTo(Exploration.of(RandomDays.data(other), other.instrument())
                            .with("x", column)
                            .forwardReturns(1, 7));
        }

        @Test
        void ofNoiseAreHardlyEverBeyondChance() {
            Exploration look = Exploration.of(data, AAPL);
            for (int i = 0; i < 100; i++) {
                look = look.with("noise" + i, Walk.of(400, i, 0));
            }

            List<ForwardReturns.Entry> entries = look.forwardReturns(1, 5).entries();

            assertThat(entries.stream().filter(ForwardReturns.Entry::isBeyondChance))
                    .hasSizeBetween(1, 20);
        }

        @Test
        void longerThanTheDataHaveNoRows() {
            ForwardReturns found = over(30).with("x", Walk.of(30, 1, 1)).forwardReturns(29, 30, Integer.MAX_VALUE);

            assertThat(found.entries()).extracting(ForwardReturns.Entry::rows).containsExactly(1, 0, 0);
            assertThat(found.entries()).noneMatch(ForwardReturns.Entry::isBeyondChance);
        }
    }

    /** numpy.quantile, histogram; scipy.stats.skew and kurtosis with bias=False. */
    @Test
    void distributionsAgreeWithNumpy() {
        double[] values = Arrays.copyOf(Walk.named("ar500"), 502);
        values[500] = NAN;
        values[501] = Double.POSITIVE_INFINITY;

        Distribution found = Distribution.of("x", values);

        assertThat(found.rows()).isEqualTo(500);
        assertThat(found.undefined()).isEqualTo(2);
        assertThat(found.mean()).isCloseTo(-0.008493761645210474, within(1e-14));
        assertThat(found.deviation()).isCloseTo(1.0864163556847426, within(1e-12));
        assertThat(found.skewness()).isCloseTo(0.043820232851418985, within(1e-12));
        assertThat(found.excessKurtosis()).isCloseTo(0.07395978664504366, within(1e-12));
        double[] quantiles = {
            -3.5724316270342156,
            -2.448463257238793,
            -1.770593788747137,
            -0.7072592076868928,
            -0.010364067034049997,
            0.6912124148062595,
            1.7976858154738804,
            2.570186291718308,
            3.267953935269464
        };
        assertThat(found.quantiles().stream().mapToDouble(each -> each).toArray())
                .containsExactly(quantiles, within(1e-12));
        assertThat(found.counts())
                .containsExactly(2, 0, 2, 3, 10, 13, 20, 23, 43, 54, 55, 62, 60, 37, 35, 28, 23, 11, 11, 4, 3, 1);
        assertThat(found.edges()).hasSize(23).startsWith(-3.5724316270342156).endsWith(3.267953935269464);
    }

    @Test
    void aDistributionOfOneValueHasNoShape() {
        Distribution found = Distribution.of("x", new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1});

        assertThat(found.deviation()).isZero();
        assertThat(found.skewness()).isNaN();
        assertThat(found.excessKurtosis()).isNaN();
        assertThat(found.counts()).containsExactly(7);
        assertThat(found.picture().svg()).contains("<rect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Distribution.of("x", new double[] {1, NAN}))
                .withMessage("a distribution must be of at least 2 defined values, was 1 (x)");
    }

    @Test
    void histogramsHaveAtMostSixtyBinsAndEndWithTheExtremes() {
        for (int seed = 0; seed < 40; seed++) {
            double[] values = Walk.of(3_601 + seed, seed, 0.1);

            Distribution found = Distribution.of("x", values);

            assertThat(found.counts()).hasSize(60);
            assertThat(found.edges())
                    .isSorted()
                    .endsWith(Arrays.stream(values).max().orElseThrow());
            assertThat(found.counts().stream().mapToInt(each -> each).sum()).isEqualTo(values.length);
        }
    }

    @Test
    void anEdgeOfAHistogramBelongsToTheBinAboveIt() {
        Distribution found = Distribution.of("x", new double[] {2, 0, 1, 2});

        assertThat(found.edges()).containsExactly(0.0, 1.0, 2.0);
        assertThat(found.counts()).containsExactly(1, 3);
        assertThat(found.toString()).containsPattern("25 % +0.75\n");
    }

    @Test
    void extremesThatAreTooFarApartAreInOneBin() {
        Distribution found = Distribution.of("x", new double[] {-1.7e308, 0, 1, 1.7e308});

        assertThat(found.counts()).containsExactly(4);
        assertThat(found.edges()).containsExactly(-1.7e308, 1.7e308);
    }

    @Test
    void fewValuesHaveNoSkewnessOrKurtosis() {
        assertThat(Distribution.of("x", new double[] {1, 5}).skewness()).isNaN();
        assertThat(Distribution.of("x", new double[] {1, 2, 6}).skewness()).isPositive();
        assertThat(Distribution.of("x", new double[] {1, 2, 6}).excessKurtosis())
                .isNaN();
        assertThat(Distribution.of("x", new double[] {1, 2, 6, 7}).excessKurtosis())
                .isNegative();
    }

    @Test
    void theShapeOfADistributionHasNoUnit() {
        double[] values = Walk.named("ar500");
        Distribution whole = Distribution.of("x", values);

        for (double unit : new double[] {1e-14, 1e-7, 1e9}) {
            Distribution small = Distribution.of(
                    "x", Arrays.stream(values).map(value -> unit * value).toArray());

            assertThat(small.skewness()).isCloseTo(whole.skewness(), within(1e-9));
            assertThat(small.excessKurtosis()).isCloseTo(whole.excessKurtosis(), within(1e-9));
        }
    }

    @Test
    void theSameManyTimesHasNoDeviation() {
        for (int rows = 2; rows < 200; rows++) {
            double[] values = new double[rows];
            Arrays.fill(values, 0.1);

            assertThat(Distribution.of("x", values).deviation()).isZero();
        }
    }

    @Nested
    class OfAutocorrelation {
        /** statsmodels acf(fft=False), acorr_ljungbox. */
        @Test
        void agreesWithStatsmodels() {
            Autocorrelation found = Autocorrelation.of("x", Walk.of(300, 11, 0.05), 5);

            assertThat(found.values().stream().mapToDouble(each -> each).toArray())
                    .containsExactly(
                            new double[] {
                                -0.025710327145058866,
                                -0.03399388175677357,
                                0.009191990767201685,
                                0.03812516581554112,
                                -0.028960164946112154
                            },
                            within(1e-12));
            assertThat(found.ljungBox()).isCloseTo(1.2798742618684231, within(1e-10));
            assertThat(found.probability()).isCloseTo(0.936988913451311, within(1e-9));
            assertThat(found.bound()).isCloseTo(1.959964 / Math.sqrt(300), within(1e-7));

            Autocorrelation strong = Autocorrelation.of("x", Walk.named("ar300"), 10);
            assertThat(strong.ljungBox()).isCloseTo(126.71900080679801, within(1e-8));
            assertThat(strong.probability()).isBetween(0.0, 1e-15);
            assertThat(strong.toString()).contains("<0.0001", "0.532");
        }

        @Test
        void leavesOutWhatIsUndefined() {
            double[] values = {NAN, 1, 2, 4, NAN, 3, 1};

            Autocorrelation found = Autocorrelation.of("x", values, 1);

            // mean 2.2; defined neighbours: (1,2), (2,4), (3,1)
            double all = 1.44 + 0.04 + 3.24 + 0.64 + 1.44;
            assertThat(found.rows()).isEqualTo(5);
            assertThat(found.values().get(0)).isCloseTo((-1.2 * -0.2 + -0.2 * 1.8 + 0.8 * -1.2) / all, within(1e-15));
        }

        @Test
        void ofWhatDoesNotMoveIsUndefined() {
            double[] same = new double[30];
            Arrays.fill(same, 0.1); // whose mean is another number
            same[4] = NAN;

            for (double[] flat : new double[][] {new double[30], same}) {
                Autocorrelation found = Autocorrelation.of("x", flat, 3);

                assertThat(found.values()).containsOnly(NAN);
                assertThat(found.probability()).isNaN();
                assertThat(found.toString()).containsPattern("probability +-\n").doesNotContain("yes");
            }
        }

        @Test
        void mayBeNegative() {
            double[] toAndFro = new double[30];
            Arrays.setAll(toAndFro, i -> i % 2);

            assertThat(Autocorrelation.of("x", toAndFro, 1).toString()).containsPattern("1 +-0.967 +yes\n");
        }

        @Test
        void lagsMustBeFewerThanValues() {
            for (int lags : new int[] {0, 5, 9}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Autocorrelation.of("x", new double[5], lags))
                        .withMessage("lags must be from 1 to less than the 5 defined values, was " + lags + " (x)");
            }
        }
    }

    @Test
    void columnsAreThoseOfTheData() {
        BarColumns other = RandomDays.of("MSFT", 400, 6);
        MarketData both = RandomDays.data(bars, other);

        Exploration look = Exploration.of(both, AAPL, rsi(14), zscore(20))
                .with(sma(3).of(Input.close(1)), Instrument.equity("MSFT"));

        assertThat(look.names()).containsExactly("rsi(14)", "zscore(20)", "sma(3).of(close(1))");
        assertThat(look.column("rsi(14)")).containsExactly(both.column(rsi(14), AAPL));
        assertThat(look.column("sma(3).of(close(1))")).containsExactly(both.column(sma(3), other.instrument()));
        assertThat(look.toString()).isEqualTo("rsi(14), zscore(20), sma(3).of(close(1)) of AAPL, 400 rows");
    }

    @Test
    void whatCannotBeIsRefused() {
        Exploration look = Exploration.of(data, AAPL, rsi(14));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> look.with(rsi(14)))
                .withMessage("columns must have different names, was twice 'rsi(14)'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> look.with("x", new double[3]))
                .withMessage("a column must have a value for each of the 400 bars, was 3 (x)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> look.stationarity("y"))
                .withMessage("column must be one of [rsi(14)], was 'y'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> look.forwardReturns(0))
                .withMessage("a horizon must be at least 1 bar, was 0");
        assertThatIllegalArgumentException().isThrownBy(look::forwardReturns);
        MarketData events = data.withActions(List.of(new Split(AAPL, LocalDate.of(2015, 3, 2), 2, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exploration.of(events, AAPL))
                .withMessageStartingWith("exploration must be over adjusted prices");
    }

    @Test
    void aCallersArrayMayChange() {
        double[] values = Walk.of(400, 1, 1);
        Exploration look = Exploration.of(data, AAPL).with("x", values);
        values[7] = 1e9;
        look.column("x")[8] = 1e9;

        assertThat(look.column("x")).containsExactly(Walk.of(400, 1, 1));
    }

    @Test
    void aPageOfOneColumnAndTwentyRowsHasNoPairs() {
        Exploration look = over(20).with("x", Walk.of(20, 1, 1));

        assertThat(look.html(1))
                .contains("autocorrelation of x, 20 rows", "<td>19</td>")
                .doesNotContain("correlation of columns");
    }

    @Test
    void allOfItIsOnePage(@TempDir Path folder) throws Exception {
        Exploration look = Exploration.of(data, AAPL, rsi(14), zscore(20)).with("<b>&\u0007", Walk.of(400, 1, 1));
        Path file = folder.resolve("page.html");

        look.writeTo(file, 1, 5);

        String page = Files.readString(file);
        assertThat(page)
                .isEqualTo(look.html(1, 5))
                .contains("correlation of columns", "stationarity of rsi(14)", "<svg", "default-src 'none'")
                .contains("&lt;b&gt;&amp;")
                .doesNotContain("<b>", "\u0007", "<script");
    }
}
