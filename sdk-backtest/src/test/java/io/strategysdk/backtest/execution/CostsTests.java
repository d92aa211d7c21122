package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What trading costs: fees, slippage and latency, exact. */
class CostsTests {

    @Nested
    class Fees {
        private BigDecimal fee(CommissionModel model, long shares, String value) {
            return model.total(SampleTrades.buy(shares, value));
        }

        @Test
        void perShareCountsTheMinimumOncePerOrder() {
            CommissionModel model = CommissionModel.perShare("0.005").withMinimum("1.00");

            assertThat(fee(model, 100, "1000")).isEqualByComparingTo("1");
            assertThat(fee(model, 200, "2000")).isEqualByComparingTo("1");
            assertThat(fee(model, 201, "2010")).isEqualByComparingTo("1.005");
        }

        @Test
        void theMaximumInPercentOfTheValueBeatsTheMinimum() {
            CommissionModel model =
                    CommissionModel.perShare("0.005").withMinimum("1.00").withMaximumPercent("0.5");

            assertThat(fee(model, 10, "100")).isEqualByComparingTo("0.5");
            assertThat(fee(model, 1000, "500")).isEqualByComparingTo("2.5");
            assertThat(fee(model, 1000, "50000")).isEqualByComparingTo("5");
        }

        @Test
        void percentageAndPerOrderAreWhatTheirNamesSay() {
            assertThat(fee(CommissionModel.percent("0.1"), 7, "1234.56")).isEqualByComparingTo("1.23456");
            assertThat(fee(CommissionModel.perOrder("4.95"), 7, "1234.56")).isEqualByComparingTo("4.95");
            assertThat(fee(CommissionModel.NONE, 7, "1234.56")).isZero();
        }

        @Test
        void negativeFeesAreRefused() {
            assertThatThrownBy(() -> CommissionModel.perShare("-0.01"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("commission per share must not be negative, was -0.01");
            assertThatThrownBy(() -> CommissionModel.NONE.withMinimum("-1"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void feesThatAreNoNumbersAreRefused() {
            assertThatThrownBy(() -> CommissionModel.percent("0.1%"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("commission percent must be a decimal number such as 0.005, was '0.1%'");
        }

        @Test
        void cashIsExactToTheLastDecimalOfTheFee() {
            BacktestResult result = roundTrip(backtest -> backtest.commission(CommissionModel.percent("0.123")));

            // 30 * 10 * 0.00123 = 0.369, 30 * 11 * 0.00123 = 0.4059
            assertThat(result.fills())
                    .extracting(fill -> fill.fee().stripTrailingZeros().toPlainString())
                    .containsExactly("0.369", "0.4059");
            assertThat(result.finalEquity()).isEqualByComparingTo("100029.2251");
            assertThat(result.strategies().get(0).fees()).isEqualByComparingTo("0.7749");
        }

        @Test
        void eachOrderPaysTheMinimumOnce() {
            BacktestResult result = roundTrip(backtest ->
                    backtest.commission(CommissionModel.perShare("0.005").withMinimum("1.00")));

            assertThat(result.strategies().get(0).fees()).isEqualByComparingTo("2");
            assertThat(result.finalEquity()).isEqualByComparingTo("100028");
        }

        /** One dollar for what makes liquidity, two for what takes it. */
        private List<String> liquidityOf(Trial trial) {
            CommissionModel byLiquidity = order -> BigDecimal.valueOf(order.trades().stream()
                    .mapToLong(trade -> trade.liquidity() == Liquidity.MAKER ? 1 : 2)
                    .sum());
            return trial.with(backtest -> backtest.commission(byLiquidity)).run().fills().stream()
                    .map(fill -> fill.side() + (fill.fee().intValueExact() == 1 ? " made" : " took"))
                    .toList();
        }

        @Test
        void aLimitThatTheMarketComesToInsideOfABarMakesLiquidity() {
            assertThat(liquidityOf(Trial.minutes()
                            .bar(10, 10, 10, 10)
                            .bar(10, 10, 9, 9)
                            .bar(9, 12, 9, 12)
                            .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9.5")))
                            .order(1, OrderIntent.sell(ACME, 1).atLimit(Price.of("11")))))
                    .containsExactly("BUY made", "SELL made");
        }

        @Test
        void everythingElseTakesLiquidity() {
            assertThat(liquidityOf(Trial.minutes()
                            .bar(10, 10, 10, 10)
                            .bar(10, 10, 10, 10)
                            .bar(8, 8, 8, 8)
                            .bar(8, 9, 8, 8)
                            .order(
                                    0,
                                    OrderIntent.buy(ACME, 9),
                                    OrderIntent.buy(ACME, 1).atLimit(Price.of("10")),
                                    OrderIntent.buy(ACME, 1)
                                            .atLimit(Price.of("9.5"))
                                            .withTimeInForce(TimeInForce.GTC))
                            .order(2, OrderIntent.buy(ACME, 1).atStop(Price.of("8.5")))))
                    .as("market, limit at its first open, limit at a later open, stop inside")
                    .containsExactly("BUY took", "BUY took", "BUY took", "BUY took");
        }

        @Test
        void feesOfARestingOrderAreSetAsideAsIfItTook() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 9)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9.5")))
                    .with(backtest -> backtest.cash(11));

            assertThat(liquidityOf(trial)).isEmpty();
        }

        @Test
        void feesOfARestingOrderAreSetAsideWithIt() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 10), OrderIntent.buy(ACME, 10))
                    .with(backtest -> backtest.cash(201).commission(CommissionModel.perOrder("1")))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 10");
            assertThat(Trial.ends(result)).containsExactly("0 Rejected");
        }
    }

    @Nested
    class Slippage {
        @Test
        void isAgainstTheTraderOnBothSides() {
            BacktestResult result = roundTrip(backtest -> backtest.slippage(SlippageModel.fixed(50)));

            assertThat(Trial.describe(result)).containsExactly("1 BUY 30 @ 10.05", "2 SELL 30 @ 10.945");
        }

        @Test
        void isNeverOnLimits() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(9, 9, 9, 9)
                    .bar(10, 10, 8, 8)
                    .bar(10, 11, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9.5")))
                    .order(1, OrderIntent.buy(ACME, 2).atLimit(Price.of("8.5")))
                    .order(2, OrderIntent.sell(ACME, 3).atLimit(Price.of("10.5")))
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(500)))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 9", "2 BUY 2 @ 8.5", "3 SELL 3 @ 10.5");
            assertThat(result.fillQuality().slippagePaid()).isZero();
        }

        @Test
        void isOnStopsAtTheirLevelAndAtTheOpenThatTheyGapTo() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 10, 10)
                    .bar(8, 8, 8, 8)
                    .order(0, OrderIntent.buy(ACME, 1).atStop(Price.of("11")))
                    .order(1, OrderIntent.sell(ACME, 1).atStop(Price.of("9")))
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(100)))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 11.11", "2 SELL 1 @ 7.92");
        }

        @Test
        void paidIsWhatFillsCostAgainstTheMarketsPrice() {
            BacktestResult result = roundTrip(backtest -> backtest.slippage(SlippageModel.fixed(50)));

            // 30 * 0.05 + 30 * 0.055
            assertThat(result.fillQuality().slippagePaid()).isEqualByComparingTo("3.15");
            assertThat(result.statistics().activity().slippagePaid().orElseThrow())
                    .isEqualByComparingTo("3.15");
        }

        @ParameterizedTest(name = "{0} of {1}: {2}")
        @CsvSource({"100, 1000, 0.0105", "1000, 1000, 0.1005", "5000, 1000, 0.1005", "1, 0, 0.1005", "0, 0, 0.1005"})
        void growsWithTheShareOfTheBarsVolume(double quantity, double volume, double fraction) {
            SlippageModel model = SlippageModel.volumeShare(5, 0.1);

            assertThat(model.fraction(Side.BUY, quantity, 10, volume)).isCloseTo(fraction, within(1e-15));
        }

        /** 1 bps + 1 × 2 % × the root of the share: 0.0001 + 0.02 × 0.1, 0.5, 1, 1, 1. */
        @ParameterizedTest(name = "{0} of {1}: {2}")
        @CsvSource({"10, 1000, 0.0021", "250, 1000, 0.0101", "1000, 1000, 0.0201", "4000, 1000, 0.0201", "1, 0, 0.0201"
        })
        void ofImpactGrowsWithTheRootOfTheShareOfTheBarsVolume(double quantity, double volume, double fraction) {
            SlippageModel model = SlippageModel.squareRoot(1, 1, 0.02);

            assertThat(model.fraction(Side.SELL, quantity, 10, volume)).isCloseTo(fraction, within(1e-15));
        }

        @Test
        void ofASpreadIsHalfOfIt() {
            assertThat(SlippageModel.spread(10).fraction(Side.BUY, 1, 123, 0)).isEqualTo(0.0005);
            assertThat(SlippageModel.spreadOf("0.05").fraction(Side.BUY, 1, 10, 0))
                    .isEqualTo(0.0025);
            assertThat(SlippageModel.spreadOf("5").fraction(Side.SELL, 1, 2, 0)).isLessThan(1);
            assertThat(Trial.describe(roundTrip(backtest -> backtest.slippage(SlippageModel.spreadOf("0.05")))))
                    .containsExactly("1 BUY 30 @ 10.025", "2 SELL 30 @ 10.975");
        }

        @Test
        void ofTwoModelsAddsUp() {
            SlippageModel both = SlippageModel.fixed(5).plus(SlippageModel.spread(10));
            SlippageModel tooMuch = SlippageModel.fixed(9000).plus(SlippageModel.fixed(9000));

            assertThat(both.fraction(Side.BUY, 1, 10, 0)).isCloseTo(0.001, within(1e-15));
            assertThat(tooMuch.fraction(Side.BUY, 1, 10, 0)).isLessThan(1);
            assertThat(both.plus(SlippageModel.NONE)).isSameAs(both);
            assertThat(SlippageModel.NONE.plus(both)).isSameAs(both);
        }

        /** 10.00 ± 1 is beyond 10.40 and 9.80, 10 % of the stop's 10.30 too. */
        @Test
        void stopsAtTheBarsRangeOnlyWhereTheModelSaysSo() {
            SlippageModel wide = SlippageModel.fixed(1000);

            assertThat(inABar(wide)).containsExactly("1 BUY 2 @ 11", "1 BUY 1 @ 11.33", "2 SELL 3 @ 9");
            assertThat(inABar(wide.withinBar())).containsExactly("1 BUY 2 @ 10.4", "1 BUY 1 @ 10.4", "2 SELL 3 @ 9.8");
            assertThat(inABar(SlippageModel.fixed(1).plus(wide.withinBar())))
                    .containsExactly("1 BUY 2 @ 10.4", "1 BUY 1 @ 10.4", "2 SELL 3 @ 9.8");
            assertThat(inABar(SlippageModel.fixed(100).withinBar()))
                    .containsExactly("1 BUY 2 @ 10.1", "1 BUY 1 @ 10.4", "2 SELL 3 @ 9.9");
            assertThat(SlippageModel.NONE.withinBar()).isSameAs(SlippageModel.NONE);
            assertThat(wide.withinBar().withinBar()).hasToString("1000 bps, within the bar");
        }

        private List<String> inABar(SlippageModel model) {
            return Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10.4, 9.8, 10)
                    .bar(10, 10.4, 9.8, 10)
                    .order(0, OrderIntent.buy(ACME, 2), OrderIntent.buy(ACME, 1).atStop(Price.of("10.30")))
                    .order(1, OrderIntent.sell(ACME, 3))
                    .with(backtest -> backtest.slippage(model))
                    .fills();
        }

        /** 6,000 of 9,223 that 64 bits count at 15 decimals, 60 % worse. */
        @Test
        void aPriceThatSlippageTakesBeyond64BitsIsAnError() {
            Instrument fine = Instrument.of("FINE", AssetClass.EQUITY, "USD").withTickSize("0.000000000000001");
            Trial trial = Trial.minutes()
                    .bar(fine, 0, 6_000, 6_000, 6_000, 6_000, 100)
                    .bar(fine, 1, 6_000, 6_000, 6_000, 6_000, 100)
                    .order(0, OrderIntent.buy(fine, 1))
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(6_000)));

            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(trial::run)
                    .withMessage("price after slippage must fit 64 bits of its scale, was 6000.000000000000000 worse by"
                            + " 0.6 (order Decisions-1)");
        }

        @Test
        void outOfRangeIsRefused() {
            assertThatThrownBy(() -> SlippageModel.spread(20_000)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.spread(-1))
                    .hasMessage("spread must be from 0 to below 20000 basis points, was -1.0");
            assertThatThrownBy(() -> SlippageModel.spreadOf("-0.01"))
                    .hasMessage("slippage spread must not be negative, was -0.01");
            assertThatThrownBy(() -> SlippageModel.squareRoot(-1, 1, 0.02))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.squareRoot(0, 1, Double.NaN))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.squareRoot(0, -1, -0.02))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.squareRoot(0, 10, 0.1))
                    .hasMessage("coefficient and volatility must not be negative and leave a positive price, were 10.0"
                            + " and 0.1");
            assertThatThrownBy(() -> SlippageModel.fixed(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.fixed(10_000)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.fixed(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.volumeShare(5000, 0.5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.volumeShare(0, -0.5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.volumeShare(-1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void nothingIsInRange() {
            assertThat(List.of(
                            SlippageModel.fixed(0),
                            SlippageModel.spread(0),
                            SlippageModel.volumeShare(0, 0),
                            SlippageModel.squareRoot(0, 0, 1),
                            SlippageModel.squareRoot(0, 1, 0)))
                    .allSatisfy(model ->
                            assertThat(model.fraction(Side.BUY, 1, 10, 1)).isZero());
        }
    }

    /** A model of one's own that breaks its contract would pay the trader, or fill at no price. */
    @Nested
    class ModelsOfOnesOwn {
        @ParameterizedTest
        @ValueSource(doubles = {-0.5, 1, Double.NaN, Double.POSITIVE_INFINITY})
        void slippageThatIsNoneIsRefused(double fraction) {
            SlippageModel broken = (side, quantity, price, volume) -> fraction;

            assertThatThrownBy(() -> roundTrip(backtest -> backtest.slippage(broken)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("slippage of the market model must be from 0 to below 1, was " + fraction
                            + " (order Decisions-1)");
        }

        @Test
        void feesThatFallStopTheStrategyThatCannotKnowItsCosts() {
            CommissionModel paying = order -> new BigDecimal("-50");

            assertThatThrownBy(() -> roundTrip(backtest -> backtest.commission(paying)))
                    .hasMessageContaining("was stopped")
                    .hasMessageContaining("commission of the market model must not fall as an order fills, nor be"
                            + " negative, was -50");
        }

        /** Six tenths of the smallest price, rounded, are all of it. */
        @Test
        void slippageLeavesAPriceAboveZero() {
            double least = 0.00000001;
            List<String> fills = Trial.minutes()
                    .bar(least, least, least, least)
                    .bar(least, least, least, least)
                    .bar(least, least, least, least)
                    .bar(least, least, least, least)
                    .order(0, OrderIntent.buy(ACME, 30_000))
                    .order(1, OrderIntent.sell(ACME, 10_000))
                    .order(2, OrderIntent.sellNotional(ACME, "0.0001"))
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(6_000)))
                    .fills();

            assertThat(fills)
                    .containsExactly(
                            "1 BUY 30000 @ 0.00000002", "2 SELL 10000 @ 0.00000001", "3 SELL 10000 @ 0.00000001");
        }

        @Test
        void latencyBeyondAllTimeStopsTheStrategyToo() {
            LatencyModel endless = (seed, id) -> Long.MAX_VALUE;

            assertThatThrownBy(() -> roundTrip(backtest -> backtest.latency(endless)))
                    .hasMessageContaining("was stopped")
                    .hasMessageContaining(
                            "latency of the market model must end before the year 2262, was " + Long.MAX_VALUE);
        }

        @Test
        void latencyIntoThePastStopsTheStrategyToo() {
            LatencyModel early = (seed, id) -> -1;

            assertThatThrownBy(() -> roundTrip(backtest -> backtest.latency(early)))
                    .hasMessageContaining("was stopped")
                    .hasMessageContaining("latency of the market model must not be negative, was -1");
        }
    }

    @Nested
    class Latency {
        @Test
        void ofAFixedLengthMakesAnOrderWaitForTheFirstBarThatOpensAfterIt() {
            assertThat(fillMinute(Duration.ZERO)).isEqualTo(1);
            assertThat(fillMinute(Duration.ofMillis(600)))
                    .as("one percent of a bar is tolerated")
                    .isEqualTo(1);
            assertThat(fillMinute(Duration.ofMillis(600).plusNanos(1))).isEqualTo(2);
            assertThat(fillMinute(Duration.ofMinutes(2))).isEqualTo(3);
        }

        private long fillMinute(Duration latency) {
            String fill = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 1))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(latency)))
                    .fills()
                    .get(0);
            return Long.parseLong(fill.substring(0, 1));
        }

        @Test
        void drawsDependOnSeedAndOrderOnly() {
            LatencyModel model = LatencyModel.normal(Duration.ofMillis(100), Duration.ofMillis(30));
            OrderId id = new OrderId("a", 7);

            long drawn = model.nanos(1, id);

            assertThat(model.nanos(1, new OrderId("b", 7))).isNotEqualTo(drawn);
            assertThat(model.nanos(1, new OrderId("a", 8))).isNotEqualTo(drawn);
            assertThat(model.nanos(2, id)).isNotEqualTo(drawn);
            assertThat(model.nanos(1, new OrderId("a", 7))).isEqualTo(drawn);
        }

        @Test
        void drawsAreNormalAndCutAtZero() {
            LatencyModel model = LatencyModel.normal(Duration.ofMillis(1), Duration.ofMillis(1));
            double[] z = LongStream.rangeClosed(1, 20_000)
                    .mapToDouble(i -> Gaussian.of(42, new OrderId("a", i)))
                    .toArray();

            double mean = Arrays.stream(z).average().orElseThrow();
            double variance = Arrays.stream(z).map(v -> v * v).average().orElseThrow();
            long within = Arrays.stream(z).filter(v -> Math.abs(v) < 1).count();

            assertThat(mean).isCloseTo(0, within(0.03));
            assertThat(variance).isCloseTo(1, within(0.05));
            assertThat(within / 20_000.0).isCloseTo(0.6827, within(0.015));
            assertThat(LongStream.rangeClosed(1, 1000).map(i -> model.nanos(42, new OrderId("a", i))))
                    .allMatch(nanos -> nanos >= 0)
                    .contains(0L);
        }

        @Test
        void ofOneStrategyIsNotChangedByAnother() {
            List<String> alone = minutesOfFills("a");
            List<String> together = minutesOfFills("a", "b");

            assertThat(together).containsAll(alone);
            assertThat(alone).hasSize(20);
            assertThat(together).hasSize(40);
        }

        private List<String> minutesOfFills(String... names) {
            Trial trial = Trial.minutes();
            for (int minute = 0; minute < 120; minute++) {
                trial.bar(10, 10, 10, 10);
            }
            Backtest backtest = Backtest.ofSeveral()
                    .on(trial.data())
                    .seed(9)
                    .latency(LatencyModel.normal(Duration.ofMinutes(3), Duration.ofMinutes(2)));
            for (String name : names) {
                backtest.strategy(name, new BuysOften(), BigDecimal.valueOf(100_000), RiskLimits.NONE);
            }
            return backtest.run().fills().stream()
                    .map(fill -> fill.orderId() + " at " + fill.epochNanos())
                    .toList();
        }

        @Test
        void negativeIsRefused() {
            assertThatThrownBy(() -> LatencyModel.fixed(Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** One share in each of the first twenty minutes. */
    private static final class BuysOften implements Strategy {
        private int orders;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return orders++ < 20 ? List.of(OrderIntent.buy(ACME, 1)) : List.of();
        }
    }

    /** Buys 30 at 10, sells them at 11. */
    @Nested
    class Words {
        @Test
        void ofFees() {
            CommissionModel perShare = CommissionModel.perShare("0.0050");

            assertThat(CommissionModel.NONE.describe()).isEqualTo("none");
            assertThat(CommissionModel.percent("0.10").describe()).isEqualTo("0.1 % of the value");
            assertThat(CommissionModel.perOrder("10.00").describe()).isEqualTo("10 per order");
            assertThat(perShare.withMinimum("1.00").withMaximumPercent("1").describe())
                    .isEqualTo("0.005 per share, at least 1, at most 1 %");
            assertThat(perShare.withMinimum("0").describe()).isEqualTo("0.005 per share");
            assertThat(CommissionModel.alpaca()).hasToString("Alpaca's schedule with US regulatory fees of 2026-04-04");
            assertThat(CommissionModel.interactiveBrokersFixed().describe())
                    .isEqualTo("0.005 per share, at least 1, at most 0.5 %");
            assertThat(CommissionModel.interactiveBrokersTiered("1").describe())
                    .isEqualTo("0.0035 per share, 0.002 above 300000, 0.0015 above 3000000, 0.001 above 20000000,"
                            + " 0.0005 above 100000000 of the month, at least 0.35, at most 1 %");
            assertThat(CommissionModel.tiered(CommissionTier.of("0", "0.010"))).hasToString("0.01 per share");
            assertThat(perShare.plus(CommissionModel.usRegulatory()))
                    .hasToString("(0.005 per share) plus (US regulatory fees of 2026-04-04)");
        }

        @Test
        void ofSlippage() {
            assertThat(SlippageModel.NONE.describe()).isEqualTo("none");
            assertThat(SlippageModel.fixed(0.5).describe()).isEqualTo("0.5 bps");
            assertThat(SlippageModel.volumeShare(2, 0.1).describe())
                    .isEqualTo("2 bps plus 10 % times the order's share of the bar's volume");
            assertThat(SlippageModel.squareRoot(1, 0.5, 0.02).describe())
                    .isEqualTo("1 bps plus 0.5 times 2 % times the root of the order's share of the bar's volume");
            assertThat(SlippageModel.spread(3).describe()).isEqualTo("half a spread of 3 bps");
            assertThat(SlippageModel.spreadOf("0.020").describe()).isEqualTo("half a spread of 0.02");
            assertThat(SlippageModel.fixed(1)
                            .withinBar()
                            .plus(SlippageModel.spread(2))
                            .describe())
                    .isEqualTo("(1 bps, within the bar) plus (half a spread of 2 bps)");
        }

        /** A checkpoint goes on with models of the same words. */
        @Test
        void ofModelsThatDifferDiffer() {
            CommissionModel perShare = CommissionModel.perShare("1");
            CommissionModel perOrder = CommissionModel.perOrder("1");
            SlippageModel fixed = SlippageModel.fixed(1);
            SlippageModel spread = SlippageModel.spread(1);

            assertThat(Stream.of(
                                    perShare,
                                    perOrder,
                                    CommissionModel.percent("1"),
                                    CommissionModel.alpaca(),
                                    CommissionModel.usRegulatory(),
                                    CommissionModel.interactiveBrokersFixed(),
                                    CommissionModel.interactiveBrokersFixed("1"),
                                    CommissionModel.interactiveBrokersTiered(),
                                    CommissionModel.interactiveBrokersTiered("1"),
                                    perShare.withMinimum("2"),
                                    perShare.withMaximumPercent("2"),
                                    perShare.withMinimum("2").withMaximumPercent("2"),
                                    perShare.withMaximumPercent("2").withMinimum("2"),
                                    perShare.plus(perOrder),
                                    perShare.plus(perOrder).withMinimum("2"),
                                    perShare.plus(perOrder.withMinimum("2")),
                                    perShare.withMinimum("2").plus(perOrder),
                                    perShare.plus(perShare).plus(perOrder),
                                    perShare.plus(perShare.plus(perOrder)))
                            .map(CommissionModel::describe))
                    .doesNotHaveDuplicates();
            assertThat(Stream.of(
                                    fixed,
                                    spread,
                                    SlippageModel.spreadOf("1"),
                                    SlippageModel.volumeShare(1, 0.01),
                                    SlippageModel.squareRoot(1, 0.01, 0.5),
                                    SlippageModel.squareRoot(1, 0.5, 0.01),
                                    fixed.withinBar(),
                                    fixed.plus(spread),
                                    fixed.withinBar().plus(spread),
                                    fixed.plus(spread.withinBar()),
                                    fixed.plus(spread).withinBar())
                            .map(SlippageModel::describe))
                    .doesNotHaveDuplicates();
        }

        @Test
        void ofLatency() {
            assertThat(LatencyModel.NONE.describe()).isEqualTo("none");
            assertThat(LatencyModel.fixed(Duration.ofMillis(50)).describe()).isEqualTo("50 ms");
            assertThat(LatencyModel.normal(Duration.ofSeconds(1), Duration.ofNanos(2_500_000))
                            .describe())
                    .isEqualTo("1000 ms with a standard deviation of 2.5 ms");
        }

        @Test
        void ofOnesOwnModelsAreTheirTextOrTheirClass() {
            CommissionModel lambda = TradedOrder::value;
            SlippageModel named = new SlippageModel() {
                @Override
                public double fraction(Side side, double quantity, double price, double volume) {
                    return 0;
                }

                @Override
                public String toString() {
                    return "half the spread";
                }
            };

            assertThat(lambda.describe()).isEqualTo("own model (" + Words.class.getName() + ")");
            assertThat(lambda.withMinimum("2").describe())
                    .isEqualTo("own model (" + Words.class.getName() + "), at least 2");
            assertThat(named.describe()).isEqualTo("half the spread");
            assertThat(new Slow().describe()).isEqualTo("own model (" + Slow.class.getName() + ")");
        }

        private static final class Slow implements LatencyModel {
            @Override
            public long nanos(long seed, OrderId id) {
                return 1;
            }
        }
    }

    private static BacktestResult roundTrip(UnaryOperator<Backtest> settings) {
        return Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(11, 11, 11, 11)
                .order(0, OrderIntent.buy(ACME, 30))
                .order(1, OrderIntent.sell(ACME, 30))
                .with(settings)
                .run();
    }
}
