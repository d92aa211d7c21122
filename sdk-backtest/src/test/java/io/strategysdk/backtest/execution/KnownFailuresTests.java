package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that users found in other engines' simulated markets, by the numbers of this project's list. */
class KnownFailuresTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final Instrument COIN = Instrument.crypto("COIN/USD", "0.01", "0.00000001");

    @Nested
    class Failure01OrderFillsInsideTheBarItWasDecidedOn {
        @Test
        void aLimitThatTheDecisionBarTouchedWaitsForTheNextOne() {
            assertThat(Trial.minutes()
                            .bar(10, 12, 8, 10)
                            .bar(10, 10, 10, 10)
                            .bar(10, 10, 9, 10)
                            .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9")))
                            .fills())
                    .containsExactly("2 BUY 1 @ 9");
        }

        @Test
        void aMarketOrderHasTheNextOpenAndNotItsOwnClose() {
            assertThat(Trial.minutes()
                            .bar(10, 12, 8, 11)
                            .bar(12, 12, 12, 12)
                            .order(0, OrderIntent.buy(ACME, 1))
                            .fills())
                    .containsExactly("1 BUY 1 @ 12");
        }

        @Test
        void anOrderOfTheLastBarNeverFills() {
            assertThat(Trial.minutes()
                            .bar(10, 10, 10, 10)
                            .order(0, OrderIntent.buy(ACME, 1))
                            .fills())
                    .isEmpty();
        }
    }

    @Nested
    class Failure02StopAndTargetInOneBarAreHitInAnyOrder {
        private static final NewOrder BOTH =
                OrderIntent.buy(ACME, 1).withStopLoss(Price.of("90")).withTakeProfit(Price.of("110"));

        private static Trial reaching(double open, IntrabarPath path) {
            return Trial.minutes()
                    .bar(100, 100, 100, 100)
                    .bar(100, 100, 100, 100)
                    .bar(open, 115, 85, 100)
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withPath(path)))
                    .order(0, BOTH);
        }

        @Test
        void theStopIsHitAndTheReportSaysThatItDependedOnThePath() {
            BacktestResult result = reaching(100, IntrabarPath.PESSIMISTIC).run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 100", "2 SELL 1 @ 90");
            assertThat(result.fillQuality().ambiguous()).isEqualTo(1);
        }

        @Test
        void anOpenBeyondTheTargetDecidesForIt() {
            BacktestResult result = reaching(112, IntrabarPath.PESSIMISTIC).run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 100", "2 SELL 1 @ 112");
            assertThat(result.fillQuality().ambiguous()).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "OPEN_HIGH_LOW_CLOSE, 110",
            "OPEN_LOW_HIGH_CLOSE, 90",
            "NEAREST_EXTREME_FIRST, 110",
            "STOP_FIRST_ALWAYS, 90"
        })
        void aPathThatIsAskedForDecides(IntrabarPath path, String price) {
            assertThat(Trial.describe(reaching(101, path).run()))
                    .containsExactly("1 BUY 1 @ 100", "2 SELL 1 @ " + price);
        }
    }

    @Nested
    class Failure03TheEntryBarsOwnExtremesHitTheNewPosition {
        private static List<String> fills(String stop, String target) {
            return Trial.minutes()
                    .bar(100, 100, 100, 100)
                    .bar(100, 112, 94, 99)
                    .bar(99, 99, 99, 99)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1)
                                    .atLimit(Price.of("95"))
                                    .withStopLoss(Price.of(stop))
                                    .withTakeProfit(Price.of(target)))
                    .fills();
        }

        @Test
        void aHighThatMayHaveComeBeforeTheEntryIsNoTarget() {
            assertThat(fills("90", "110")).containsExactly("1 BUY 1 @ 95");
        }

        @Test
        void whatThePriceHadStillToPassIsHit() {
            assertThat(fills("94.5", "110")).containsExactly("1 BUY 1 @ 95", "1 SELL 1 @ 94.5");
            assertThat(fills("90", "98")).containsExactly("1 BUY 1 @ 95", "1 SELL 1 @ 98");
        }
    }

    @Nested
    class Failure04GapThroughStopFillsAtStop {
        @Test
        void aSellStopFillsAtTheOpenBelowIt() {
            assertThat(stopOn(7, 7.5, 6, 7)).containsExactly("2 SELL 1 @ 7");
        }

        @Test
        void aBuyStopFillsAtTheOpenAboveIt() {
            assertThat(Trial.minutes()
                            .bar(10, 10, 10, 10)
                            .bar(15, 15, 9, 10)
                            .order(0, OrderIntent.buy(ACME, 1).atStop(Price.of("11")))
                            .fills())
                    .containsExactly("1 BUY 1 @ 15");
        }
    }

    @Nested
    class Failure05StopNeverTriggersAtEqualityOrOneBarLate {
        @Test
        void aLowEqualToTheStopTriggersInThatVeryBar() {
            assertThat(stopOn(10, 10, 9, 10)).containsExactly("2 SELL 1 @ 9");
        }

        @Test
        void anOpenEqualToTheStopTriggersAtTheOpen() {
            assertThat(stopOn(9, 11, 9, 11)).containsExactly("2 SELL 1 @ 9");
        }

        @Test
        void anExitNeverComesBeforeItsEntry() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 8, 10)
                    .order(0, OrderIntent.sell(ACME, 1).atStop(Price.of("9")), OrderIntent.buy(ACME, 1))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 10");
            assertThat(result.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }
    }

    /** One share bought at 10, a sell stop at 9, and the bar that it meets. */
    private static List<String> stopOn(double open, double high, double low, double close) {
        List<String> fills = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(open, high, low, close)
                .bar(10, 10, 10, 10)
                .order(0, OrderIntent.buy(ACME, 1))
                .order(1, OrderIntent.sell(ACME, 1).atStop(Price.of("9")))
                .fills();
        return fills.subList(1, fills.size());
    }

    @Nested
    class Failure06LimitFillsBeyondItsPrice {
        @Test
        void neitherInsideNorAtTheOpenNorInAnAuction() {
            BacktestResult result = Trial.minutes()
                    .bar(ACME, 1437, 10, 10, 10, 10, 0)
                    .bar(ACME, 1438, 10.5, 11, 9, 11, 0)
                    .bar(ACME, 1439, 11, 11, 10.01, 11, 0)
                    .bar(ACME, 1440, 10.01, 11, 10.01, 11, 0)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("10")),
                            OrderIntent.buy(ACME, 2).atLimit(Price.of("10")).onClose())
                    .order(2, OrderIntent.buy(ACME, 4).atLimit(Price.of("10")).onOpen())
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(100)))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1438 BUY 1 @ 10");
        }
    }

    @Nested
    class Failure08FutureBarChosenWhereThereIsNone {
        @Test
        void anOrderWaitsForItsOwnInstrumentsNextBar() {
            BacktestResult result =
                    gapInAcme().order(0, OrderIntent.buy(ACME, 1)).run();

            assertThat(Trial.describe(result)).containsExactly("3 BUY 1 @ 20");
        }
    }

    @Nested
    class Failure09MarketOrderFillsOnAStalePrice {
        @Test
        void noFillCarriesTheLastKnownPriceForward() {
            BacktestResult result = gapInAcme()
                    .order(1, OrderIntent.buy(ACME, 1))
                    .order(2, OrderIntent.buy(OTHER, 1))
                    .run();

            assertThat(Trial.describe(result)).containsExactlyInAnyOrder("3 BUY 1 @ 20", "3 BUY 1 @ 5");
        }

        @Test
        void anInstrumentThatHasNotTradedYetHasNoPrice() {
            BacktestResult result = Trial.minutes()
                    .bar(ACME, 1, 10, 10, 10, 10, 0)
                    .bar(OTHER, 0, 5, 5, 5, 5, 0)
                    .order(0, OrderIntent.buy(ACME, 1))
                    .run();

            assertThat(result.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.NO_PRICE);
        }
    }

    /** ACME has no bars in minutes 1 and 2, OTHER has all. */
    private static Trial gapInAcme() {
        Trial trial = Trial.minutes().bar(ACME, 0, 10, 10, 10, 10, 0).bar(ACME, 3, 20, 20, 20, 20, 0);
        for (int minute = 0; minute < 4; minute++) {
            trial.bar(OTHER, minute, 5, 5, 5, 5, 0);
        }
        return trial;
    }

    @Nested
    class Failure15WarmUpIsCounted {
        @Test
        void figuresAreThoseOfARunOverTheDataFromTheStartOn() {
            Instant from = Clock.instantOf(Trial.closeOf(40));
            Trial whole = Trial.minutes();
            Trial rest = Trial.minutes();
            for (int minute = 0; minute < 80; minute++) {
                double price = 10 + minute % 7 + (minute < 40 ? 30 : 0);
                whole.bar(ACME, minute, price, price + 1, price - 1, price, 100);
                if (minute >= 40) {
                    rest.bar(ACME, minute, price, price + 1, price - 1, price, 100);
                }
            }

            BacktestResult warmed = buysOnce(whole).from(from).run();
            BacktestResult cold = buysOnce(rest).run();

            assertThat(warmed.fills()).hasSize(1);
            assertThat(Trial.describe(warmed)).isEqualTo(Trial.describe(cold));
            assertThat(warmed.run().times()).isEqualTo(cold.run().times()).hasSize(40);
            assertThat(warmed.statistics().figures())
                    .isEqualTo(cold.statistics().figures());
            assertThat(warmed.benchmarkStatistics().figures())
                    .isEqualTo(cold.benchmarkStatistics().figures());
        }

        private Backtest buysOnce(Trial trial) {
            boolean[] bought = {false};
            return Backtest.of(context -> {
                        if (bought[0]) {
                            return List.of();
                        }
                        bought[0] = true;
                        return List.of(OrderIntent.buy(ACME, 100));
                    })
                    .on(trial.data());
        }
    }

    @Nested
    class Failure20ReplacedOrderUsesItsOriginalQuantity {
        private BacktestResult replaced(String quantity, UnaryBacktest settings) {
            return Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 8, 10)
                    .order(0, OrderIntent.buy(ACME, 10).atLimit(Price.of("9")).withTag("replaced"))
                    .decide(
                            1,
                            context -> List.of(OrderIntent.replace(
                                            context.orders().find("replaced").orElseThrow())
                                    .withQuantity(Quantity.of(quantity))
                                    .withLimit(Price.of("8.5"))))
                    .with(settings::apply)
                    .run();
        }

        @Test
        void theNewQuantityAndPriceAreFilled() {
            assertThat(Trial.describe(replaced("4", backtest -> backtest))).containsExactly("3 BUY 4 @ 8.5");
            assertThat(Trial.describe(replaced("40", backtest -> backtest))).containsExactly("3 BUY 40 @ 8.5");
        }

        @Test
        void withLatencyToo() {
            assertThat(Trial.describe(
                            replaced("4", backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(1))))))
                    .containsExactly("3 BUY 4 @ 8.5");
        }

        @Test
        void whatIsReservedFollowsTheReplacement() {
            BacktestResult result = replaced("200", backtest -> backtest.cash(1000));

            assertThat(Trial.describe(result)).containsExactly("3 BUY 10 @ 9");
            assertThat(Trial.ends(result)).containsExactly("1 CancelRejected replaced");
        }
    }

    /** Settings of a backtest. */
    private interface UnaryBacktest {
        Backtest apply(Backtest backtest);
    }

    @Nested
    class Failure26CancelAfterFill {
        @Test
        void aCancelThatComesTooLateIsToldSo() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9")).withTag("filled"));
            Order[] seen = new Order[1];
            trial.decide(1, context -> {
                seen[0] = trial.told().get(0).order();
                return List.of(OrderIntent.cancel(seen[0]));
            });

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 9");
            OrderEvent last = trial.told().get(trial.told().size() - 1);
            assertThat(last).isInstanceOf(OrderEvent.CancelRejected.class);
            assertThat(((OrderEvent.CancelRejected) last).reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
        }

        @Test
        void anOrderThatFillsBeforeItsCancelArrivesIsFilledAndTheCancelToldToBeTooLate() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9")).withTag("raced"))
                    .decide(
                            2,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().find("raced").orElseThrow())))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(30))));

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("3 BUY 1 @ 9");
            assertThat(trial.told())
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Accepted", "Filled", "CancelRejected");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void anOrderThatFillsBeforeItsReplacementsArriveIsFilledAndAllAreToldToBeTooLate(int replacements) {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 10)
                    .bar(10, 10, 7, 10)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("9")).withTag("raced"))
                    .decide(2, context -> {
                        Order raced = context.orders().find("raced").orElseThrow();
                        return List.<OrderIntent>of(
                                        OrderIntent.replace(raced).withLimit(Price.of("8")),
                                        OrderIntent.replace(raced).withLimit(Price.of("7")))
                                .subList(0, replacements);
                    })
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(30))));

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("3 BUY 1 @ 9");
            assertThat(trial.told())
                    .last()
                    .satisfies(event -> assertThat(event.order().status()).isEqualTo(OrderStatus.FILLED));
            assertThat(trial.told())
                    .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                    .extracting(event -> ((OrderEvent.CancelRejected) event).request())
                    .extracting(
                            request -> ((OrderIntent.Replace) request).terms().toString())
                    .containsExactlyElementsOf(
                            List.of("Limit[price=8]", "Limit[price=7]").subList(0, replacements));
        }

        @Test
        void aCancelActsBeforeTheNextBarWithoutLatency() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 8, 10)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1)
                                    .atLimit(Price.of("9"))
                                    .withTimeInForce(TimeInForce.GTC)
                                    .withTag("cancelled"))
                    .decide(
                            1,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().find("cancelled").orElseThrow())))
                    .run();

            assertThat(result.fills()).isEmpty();
            assertThat(Trial.ends(result)).containsExactly("1 Cancelled cancelled");
        }
    }

    @Nested
    class Failure27NegativeCash {
        @Test
        void ordersThatTogetherCostMoreThanThereIsAreNotAllAccepted() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(30, 30, 30, 30)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 30),
                            OrderIntent.buy(ACME, 30),
                            OrderIntent.buy(ACME, 30),
                            OrderIntent.buy(ACME, 30))
                    .with(backtest -> backtest.cash(1000))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 30 @ 30");
            assertThat(result.rejections()).hasSize(3);
            assertThat(result.journal().entries(JournalEntry.Booked.class))
                    .allMatch(booked -> booked.cash().signum() >= 0);
        }
    }

    @Nested
    class Failure27CashDrifts {
        private static final int MINUTES = 5_000;
        private static final BigDecimal START = new BigDecimal("100000");

        /** Turns its position around in each minute, in fractions, at a slipped price and for a fee. */
        private BacktestResult run() {
            Trial trial = Trial.minutes()
                    .with(backtest -> backtest.account(AccountRules.margin())
                            .slippage(SlippageModel.fixed(3.7))
                            .commission(CommissionModel.percent("0.0131")));
            SplittableRandom random = new SplittableRandom(27);
            double price = 30_000;
            for (int minute = 0; minute <= MINUTES; minute++) {
                double open = price;
                price = Math.rint(price * (1 + 0.004 * (random.nextDouble() - 0.5)) * 100) / 100;
                trial.bar(COIN, minute, open, Math.max(open, price), Math.min(open, price), price, 0);
                long units = random.nextLong(-99_999_999, 99_999_999);
                trial.order(minute, OrderIntent.targetQuantity(COIN, new Quantity(units, 8)));
            }
            return trial.order(MINUTES - 1, OrderIntent.close(COIN)).run();
        }

        private static BigDecimal paid(Fill fill) {
            BigDecimal value = fill.lastQty()
                    .toBigDecimal()
                    .multiply(fill.lastPx().toBigDecimal())
                    .setScale(8, RoundingMode.HALF_EVEN);
            return value.multiply(BigDecimal.valueOf(fill.side().sign())).add(fill.fee());
        }

        @Test
        void afterThousandsOfTradesCashIsWhatWasPaidToTheLastUnit() {
            BacktestResult result = run();

            List<JournalEntry.Booked> booked = result.journal().entries(JournalEntry.Booked.class);
            assertThat(result.fills()).hasSizeGreaterThan(4_900).hasSameSizeAs(booked);
            BigDecimal cash = START;
            for (int i = 0; i < booked.size(); i++) {
                cash = cash.subtract(paid(result.fills().get(i)));
                assertThat(booked.get(i).cash()).isEqualByComparingTo(cash);
            }
        }

        @Test
        void whenAllIsSoldCashIsWhatThereWasAndWhatWasEarned() {
            StrategyResult book = run().strategies().get(0);

            assertThat(book.positions()).isEmpty();
            assertThat(book.cash())
                    .isEqualByComparingTo(START.add(book.realizedPnl()).subtract(book.fees()))
                    .isEqualByComparingTo(book.equity());
        }
    }

    /**
     * A venue that takes its fee out of what was bought leaves less of it than the order's amount pays for. Fees here are
     * in the currency of the account and on top of the amount.
     */
    @Nested
    class Failure27OrderByAmountWithItsFeeInTheAsset {
        private static Trial buying(String amount, String cash) {
            return Trial.minutes()
                    .bar(COIN, 0, 30_000, 30_000, 30_000, 30_000, 0)
                    .bar(COIN, 1, 30_000, 30_000, 30_000, 30_000, 0)
                    .bar(COIN, 2, 30_000, 30_000, 30_000, 30_000, 0)
                    .with(backtest -> backtest.cash(cash).commission(CommissionModel.percent("0.25")))
                    .order(0, OrderIntent.buyNotional(COIN, amount));
        }

        @Test
        void whatIsBoughtIsHeldWholeAndItsPriceAndFeeLeaveCash() {
            BacktestResult result = buying("1000", "10000").run();

            Fill fill = result.fills().get(0);
            assertThat(fill.lastQty()).hasToString("0.03333333");
            assertThat(result.strategies().get(0).positions().get(COIN)).isEqualTo(fill.lastQty());
            assertThat(fill.fee()).isEqualByComparingTo("2.49999975"); // 0.25 % of 999.9999
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("8997.50010025");
        }

        @Test
        void allOfItCanBeSoldAgain() {
            BacktestResult result =
                    buying("1000", "10000").order(1, OrderIntent.close(COIN)).run();

            assertThat(result.fills()).extracting(Fill::lastQty).hasSize(2).containsOnly(COIN.quantity("0.03333333"));
            assertThat(result.strategies().get(0).positions()).isEmpty();
            assertThat(result.finalEquity()).isEqualByComparingTo("9995.0000005");
        }

        @Test
        void theFeeMustFitTheCashBesideTheAmount() {
            assertThat(buying("1000", "1002.50").run().fills()).hasSize(1);
            assertThat(buying("1000", "1002.49").run().rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.BUYING_POWER);
        }
    }

    @Nested
    class Failure28SameRunTwiceDiffers {
        @Test
        void tenRunsHaveOneHash() {
            for (int seed = 0; seed < 10; seed++) {
                BacktestResult first = run(seed);
                BacktestResult second = run(seed);

                assertThat(second.journal().hash()).isEqualTo(first.journal().hash());
                assertThat(second.journal().firstDifference(first.journal())).isEmpty();
                assertThat(second.statistics().figures())
                        .isEqualTo(first.statistics().figures());
            }
        }

        private BacktestResult run(long seed) {
            RandomMarket random = new RandomMarket(seed, RandomMarket.Cash.PLENTY);
            return Backtest.of(new ScriptedStrategy(random.script, random.instruments))
                    .on(random.data())
                    .cash(random.cash.toPlainString())
                    .slippage(random.costs.slippageModel())
                    .commission(random.costs.commissionModel())
                    .latency(random.latency)
                    .seed(seed)
                    .run();
        }
    }
}
