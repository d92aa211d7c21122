package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
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
            return model.total(Side.BUY, Quantity.of(shares), new BigDecimal(value));
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
        @CsvSource({"100, 1000, 0.0105", "1000, 1000, 0.1005", "5000, 1000, 0.1005", "1, 0, 0.1005"})
        void growsWithTheShareOfTheBarsVolume(double quantity, double volume, double fraction) {
            SlippageModel model = SlippageModel.volumeShare(5, 0.1);

            assertThat(model.fraction(Side.BUY, quantity, 10, volume)).isCloseTo(fraction, within(1e-15));
        }

        @Test
        void outOfRangeIsRefused() {
            assertThatThrownBy(() -> SlippageModel.fixed(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.fixed(10_000)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.fixed(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.volumeShare(5000, 0.5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SlippageModel.volumeShare(0, -0.5)).isInstanceOf(IllegalArgumentException.class);
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
            CommissionModel paying = (side, quantity, value) -> new BigDecimal("-50");

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
        }

        @Test
        void ofSlippage() {
            assertThat(SlippageModel.NONE.describe()).isEqualTo("none");
            assertThat(SlippageModel.fixed(0.5).describe()).isEqualTo("0.5 bps");
            assertThat(SlippageModel.volumeShare(2, 0.1).describe())
                    .isEqualTo("2 bps plus 10 % times the order's share of the bar's volume");
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
            CommissionModel lambda = (side, quantity, value) -> value;
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
