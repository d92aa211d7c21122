package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickBacktestTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final double NAN = Double.NaN;

    /** Around the clock, an hour each: open and close. */
    private static BarColumns hours(String symbol, double... opensAndCloses) {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), Timeframe.hours(1));
        long hour = 3_600_000_000_000L;
        for (int i = 0; i < opensAndCloses.length; i += 2) {
            double open = opensAndCloses[i];
            double close = opensAndCloses[i + 1];
            long at = 1_700_000_000L * 1_000_000_000L + i / 2 * hour;
            bars.bar(at, at + hour, open, Math.max(open, close), Math.min(open, close), close, 1);
        }
        return bars.build();
    }

    private static QuickBacktest over(BarColumns... bars) {
        return QuickBacktest.over(TradingCalendars.alwaysOpen(), bars);
    }

    private static double[] curve(QuickResult result) {
        return IntStream.range(0, result.equity().size())
                .mapToDouble(result.equity()::equity)
                .toArray();
    }

    private static double[] random(int size, long seed, double... choices) {
        Random random = new Random(seed);
        return IntStream.range(0, size)
                .mapToDouble(i -> choices[random.nextInt(choices.length)])
                .toArray();
    }

    @Nested
    class ByHand {
        @Test
        void aTargetEarnsFromTheNextOpenOn() {
            BarColumns bars = hours("AAPL", 100, 100, 110, 120, 120, 90);

            QuickResult result = over(bars).cash(1_000).weights(new double[] {1, 1, 1});

            // 10 units, sized at the close of 100, bought at 110
            assertThat(curve(result)).containsExactly(1_000, 1_000, 1_100, 800);
            assertThat(result.trades()).isEqualTo(1);
            assertThat(result.traded()).isEqualTo(1_100);
            assertThat(result.equity().epochNanos(0)).isEqualTo(bars.openEpochNanos(0));
            assertThat(result.equity().epochNanos(3)).isEqualTo(bars.epochNanos(2));
        }

        @Test
        void barsOfBidAndAskCostTheirSpread() {
            BarColumns quoted = BarColumns.quoted(
                    hours("AAPL", 99, 99, 99, 109, 119, 119), hours("AAPL", 101, 101, 102, 111, 121, 123));

            QuickResult bought = over(quoted).cash(1_000).positions(new double[] {5, 0, 0});
            QuickResult sold = over(quoted).cash(1_000).positions(new double[] {-5, 0, 0});

            // bought at 102, worth the bid of 109, sold at 119; sold at 99, owed at the ask of 111, bought back at 121
            assertThat(curve(bought)).containsExactly(1_000, 1_000, 1_035, 1_085);
            assertThat(curve(sold)).containsExactly(1_000, 1_000, 940, 890);
            assertThat(bought.traded()).isEqualTo(5 * 102 + 5 * 119);
        }

        @Test
        void costsAreBasisPointsOfEachTrade() {
            BarColumns bars = hours("AAPL", 100, 100, 100, 100, 50, 50);

            QuickResult result = over(bars).cash(1_000).costs(10).positions(new double[] {4, 0, 0});

            // 400 bought, 200 sold, at 0.1 %
            assertThat(curve(result)).containsExactly(new double[] {1_000, 1_000, 999.6, 799.4}, within(1e-9));
            assertThat(result.costs()).isCloseTo(0.6, within(1e-12));
        }

        @Test
        void theLastTargetIsNeverTraded() {
            QuickResult result = over(hours("AAPL", 100, 100, 100, 200)).weights(new double[] {0, 1});

            assertThat(result.trades()).isZero();
            assertThat(curve(result)).containsOnly(100_000);
        }

        @Test
        void noOpinionLeavesThePosition() {
            BarColumns bars = hours("AAPL", 100, 100, 100, 110, 110, 120, 120, 130, 130, 999);

            QuickResult result = over(bars).cash(1_000).positions(new double[] {NAN, 1, NAN, 0, NAN});

            assertThat(curve(result)).containsExactly(1_000, 1_000, 1_000, 1_010, 1_020, 1_020);
        }

        @Test
        void aWeightThatStaysIsNotRebalanced() {
            QuickResult result = over(hours("AAPL", 100, 100, 100, 200, 200, 400, 400, 100))
                    .cash(1_000)
                    .weights(new double[] {0.5, 0.5, 0.5, 0.5});

            assertThat(result.trades()).isEqualTo(1);
            assertThat(curve(result)).containsExactly(1_000, 1_000, 1_500, 2_500, 1_000);
        }

        @Test
        void shortsEarnWhatPricesFall() {
            QuickResult result =
                    over(hours("AAPL", 100, 100, 100, 80)).cash(1_000).weights(new double[] {-1, 0});

            assertThat(result.equity().finalEquity()).isEqualTo(1_200);
        }

        @Test
        void whoHasLostEverythingHoldsNothing() {
            BarColumns bars = hours("AAPL", 100, 100, 100, 40, 40, 40, 400, 500);

            QuickResult result = over(bars).cash(1_000).weights(new double[] {2, 2, 1, 1});

            assertThat(curve(result)).containsExactly(1_000, 1_000, -200, -200, -200);
        }

        @Test
        void whoHasLostAllOfItToTheCentHoldsNothing() {
            QuickResult result =
                    over(hours("AAPL", 100, 100, 100, 50, 50, 100)).cash(1_000).weights(new double[] {2, 2, 2});

            assertThat(curve(result)).containsExactly(1_000, 1_000, 0, 0);
        }

        @Test
        void whoHasLostEverythingStaysOutAlsoWhenTheLastSaleBringsMore() {
            BarColumns bars = hours("AAPL", 100, 100, 100, 40, 60, 60, 60, 90);

            QuickResult result = over(bars).cash(1_000).weights(new double[] {2, 2, 1, 1});

            assertThat(curve(result)).containsExactly(1_000, 1_000, -200, 200, 200);
            assertThat(result.trades()).isEqualTo(2);
        }

        @Test
        void settingsKeepOneAnother() {
            BarColumns bars = hours("AAPL", 100, 100, 100, 100, 50, 50);
            double[] targets = {4, 0, 0};

            QuickResult costsFirst = over(bars).costs(10).cash(1_000).positions(targets);
            QuickResult costsLast = over(bars).cash(1_000).costs(10).positions(targets);

            assertThat(curve(costsFirst)).containsExactly(curve(costsLast));
            assertThat(costsFirst.costs()).isCloseTo(0.6, within(1e-12));
        }

        @Test
        void costsMayBeNothingAndATenth() {
            QuickBacktest look = over(hours("AAPL", 100, 100, 100, 100, 100, 100));

            assertThat(look.costs(1_000).positions(new double[] {4, 4, 4}).costs())
                    .isCloseTo(40, within(1e-12));
            assertThat(look.costs(5).costs(0).positions(new double[] {4, 4, 4}).costs())
                    .isZero();
        }

        @Test
        void severalInstrumentsShareOneEquity() {
            BarColumns one = hours("AAPL", 100, 100, 100, 110, 110, 110);
            BarColumns other = hours("MSFT", 50, 50, 50, 50, 50, 40);

            QuickResult result =
                    over(one, other).cash(1_000).weights(new double[] {0.5, 0, 0}, new double[] {0.5, 1, 1});

            // 5 and 10 units; at 1,050 the first is sold and the second brought to 21
            assertThat(curve(result)).containsExactly(1_000, 1_000, 1_050, 840);
            assertThat(result.trades()).isEqualTo(4);
        }
    }

    /** The same arithmetic on decimals of 34 digits, row by row from what was held, without pending state. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void decimalsAgree(long seed) {
        BarColumns bars = RandomDays.of("AAPL", 300, seed);
        double[] targets = random(300, seed, -0.5, 0, 0.3, 1, NAN, NAN);
        MathContext digits = MathContext.DECIMAL128;

        QuickResult result = QuickBacktest.over(RandomDays.NYSE, bars).costs(7).weights(targets);

        BigDecimal cash = BigDecimal.valueOf(100_000);
        BigDecimal units = BigDecimal.ZERO;
        double known = NAN;
        for (int row = 0; row < 300; row++) {
            if (row > 0) {
                double target = targets[row - 1];
                if (!Double.isNaN(target) && target != known) {
                    BigDecimal before = BigDecimal.valueOf(bars.close(row - 1));
                    BigDecimal equity = cash.add(units.multiply(before));
                    BigDecimal wanted =
                            BigDecimal.valueOf(target).multiply(equity).divide(before, digits);
                    BigDecimal value = wanted.subtract(units).multiply(BigDecimal.valueOf(bars.open(row)));
                    cash = cash.subtract(value).subtract(value.abs().multiply(new BigDecimal("0.0007")));
                    units = wanted;
                    known = target;
                }
            }
            BigDecimal equity = cash.add(units.multiply(BigDecimal.valueOf(bars.close(row))));
            assertThat(result.equity().equity(row + 1)).isCloseTo(equity.doubleValue(), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 57, 199})
    void whatComesLaterChangesNothingBefore(int rows) {
        BarColumns bars = RandomDays.of("AAPL", 200, 3);
        double[] targets = random(200, 4, -1, 0, 1, NAN);
        double[] others = targets.clone();
        for (int row = rows - 1; row < others.length; row++) {
            others[row] = 0.123 + row;
        }

        double[] whole = curve(QuickBacktest.over(RandomDays.NYSE, bars).weights(targets));
        double[] first =
                curve(QuickBacktest.over(RandomDays.NYSE, bars.first(rows)).weights(Arrays.copyOf(targets, rows)));
        double[] changed = curve(QuickBacktest.over(RandomDays.NYSE, bars).weights(others));

        assertThat(first).containsExactly(Arrays.copyOf(whole, rows + 1));
        // the target of row rows - 1 is traded at the open of row rows
        assertThat(Arrays.copyOf(changed, rows + 1)).containsExactly(Arrays.copyOf(whole, rows + 1));
        assertThat(changed[rows + 1]).isNotEqualTo(whole[rows + 1]);
    }

    static List<Instrument> kinds() {
        return List.of(AAPL, Instrument.crypto("BTC/USD", "0.01", "1"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void figuresAreThoseOfTheEngine(Instrument instrument) {
        BarColumns bars = RandomDays.of(instrument, 500, 9);
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, bars).positions(random(500, 1, 0, 100, 300));

        EngineCheck check = quick.check();

        // whole shares, no costs, cash that suffices: nothing is left that could differ
        assertThat(check.finalDifference()).isZero();
        assertThat(check.greatest()).isLessThan(1e-12);
        for (String key : List.of("sharpe", "sortino", "cagr", "volatility", "maxDrawdown", "ulcer")) {
            assertThat(quick.statistics().figure(key).value().orElseThrow())
                    .as(key)
                    .isCloseTo(check.engine().statistics().figure(key).value().orElseThrow(), within(1e-9));
        }
    }

    /** A year of shares has 252 days, one of crypto currencies 365, and one of both 252. */
    @Test
    void yearsAreThoseOfTheEngine() {
        Instrument coin = Instrument.crypto("BTC-USD", "0.01", "1");
        BarColumns coins = RandomDays.of(coin, 300, 3);
        BarColumns shares = RandomDays.of("AAPL", 300, 4);
        double[] targets = random(300, 1, 0, 100, 300);

        QuickResult ofCoins = QuickBacktest.over(RandomDays.NYSE, coins).positions(targets);
        QuickResult ofBoth = QuickBacktest.over(RandomDays.NYSE, shares, coins).positions(targets, targets);

        double sharpe = ofCoins.statistics().figure("sharpe").value().orElseThrow();
        assertThat(sharpe).isCloseTo(sharpeOf(ofCoins, 365), within(1e-12));
        assertThat(ofBoth.statistics().figure("sharpe").value().orElseThrow())
                .isCloseTo(sharpeOf(ofBoth, 252), within(1e-12));
        assertThat(sharpe)
                .isCloseTo(
                        ofCoins.check()
                                .engine()
                                .statistics()
                                .figure("sharpe")
                                .value()
                                .orElseThrow(),
                        within(1e-9));
    }

    private static double sharpeOf(QuickResult result, int days) {
        return Statistics.builder(result.equity().daily(RandomDays.NYSE))
                .periodsPerYear(days)
                .build()
                .figure("sharpe")
                .value()
                .orElseThrow();
    }

    @Test
    void daysAreSessionsOfTheCalendar() {
        double[] prices = random(2_000, 2, 99, 100, 101, 102);
        double[] targets = new double[1_000];
        Arrays.fill(targets, NAN);
        targets[16] = 300; // closes at 10:13 in New York
        QuickResult quick =
                QuickBacktest.over(RandomDays.NYSE, hours("AAPL", prices)).positions(targets);

        double sessions = quick.statistics().figure("volatility").value().orElseThrow();

        // of hours around the clock those of the night belong to the next session, and weekends have none
        assertThat(sessions)
                .isCloseTo(
                        quick.check()
                                .engine()
                                .statistics()
                                .figure("volatility")
                                .value()
                                .orElseThrow(),
                        within(1e-9));
        assertThat(sessions)
                .isNotCloseTo(
                        Statistics.builder(quick.equity().daily(TradingCalendars.alwaysOpen()))
                                .build()
                                .figure("volatility")
                                .value()
                                .orElseThrow(),
                        within(1e-3));
    }

    @Test
    void everyTextSaysThatItIsAnApproximation() {
        QuickResult result =
                over(hours("AAPL", 100, 100, 100, 110, 110, 121)).costs(2.5).weights(new double[] {1, 1, 1});

        assertThat(result.toString())
                .startsWith("quick look, an approximation")
                .contains("2.5 bps of each trade", "Sharpe", "120,975.00", "25.00")
                .containsPattern("bars +3\n")
                .containsPattern("from +2023-11-14T22:13:20Z\n")
                .containsPattern("to +2023-11-15T01:13:20Z\n");
        assertThat(result.picture().title()).contains("an approximation");
        assertThat(result.picture().svg()).contains("an approximation");
    }

    @Nested
    class Refusals {
        private final BarColumns bars = hours("AAPL", 100, 100, 100, 100, 100, 100);

        @Test
        void targetsMustBeAsManyAsBarsAndInstruments() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars).weights(new double[2]))
                    .withMessage("targets must have a number for each of the 3 bars, was 2 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars).positions(new double[4]))
                    .withMessage("targets must have a number for each of the 3 bars, was 4 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars).weights(new double[3], new double[3]))
                    .withMessage("targets must be one array for each of [AAPL], was 2");
        }

        @Test
        void targetsMustBeFinite() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars).weights(new double[] {0, Double.POSITIVE_INFINITY, 0}))
                    .withMessage("target must be a number or NaN, was Infinity (AAPL, bar 2023-11-15T00:13:20Z)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars).positions(new double[] {0, Double.NEGATIVE_INFINITY, 0}))
                    .withMessageStartingWith("target must be a number or NaN, was -Infinity");
        }

        @Test
        void equityMustStayFinite() {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> over(bars).positions(new double[] {1e308, 1e308, 1e308}))
                    .withMessageStartingWith("equity must be finite, was ");
        }

        @Test
        void cashAndCostsMustBeInRange() {
            for (double cash : new double[] {0, -1, NAN, Double.POSITIVE_INFINITY}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> over(bars).cash(cash))
                        .withMessage("cash must be positive and finite, was " + cash);
            }
            for (double costs : new double[] {-1, 1_001, NAN}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> over(bars).costs(costs))
                        .withMessage("costs must be from 0 to 1000 basis points, was " + costs);
            }
        }

        @Test
        void barsMustCloseTogether() {
            BarColumns longer = hours("MSFT", 1, 1, 1, 1, 1, 1, 1, 1);
            BarColumns.Builder later = BarColumns.builder(Instrument.equity("MSFT"), Timeframe.hours(1));
            for (int row = 0; row < 3; row++) {
                later.bar(bars.openEpochNanos(row), bars.epochNanos(row) + (row == 1 ? 1 : 0), 1, 1, 1, 1, 1);
            }

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars, longer))
                    .withMessage("bars of all instruments must close at the same times, was bar 3 there for one of them"
                            + " only, they are 3 and 4 (AAPL, MSFT)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(bars, later.build()))
                    .withMessage("bars of all instruments must close at the same times, was bar 1"
                            + " 2023-11-15T00:13:20.000000001Z, not 2023-11-15T00:13:20Z (AAPL, MSFT)");
        }

        @Test
        void pricesMustBeAdjusted() {
            BarColumns days = RandomDays.of(AAPL, 50, 1);
            MarketData data =
                    RandomDays.data(days).withActions(List.of(new Split(AAPL, LocalDate.of(2015, 2, 2), 2, 1)));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QuickBacktest.over(data))
                    .withMessageContaining("must be over adjusted prices")
                    .withMessageContaining("MarketData.adjusted");
            assertThat(QuickBacktest.over(data.adjusted(PriceMode.SPLIT_ADJUSTED)))
                    .isNotNull();
        }

        @Test
        void quotesAreNoBars() {
            BarColumns ticks = BarColumns.ticks(List.of(new Quote(AAPL, 1, 10, 1, 11, 1)));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> over(ticks))
                    .withMessage("a quick look must be over bars, was over quotes and trades (AAPL)");
        }
    }
}
