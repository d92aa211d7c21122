package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.CashMerger;
import io.strategysdk.api.event.CorporateAction.Delisting;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.ShareMerger;
import io.strategysdk.api.event.CorporateAction.SpinOff;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.CorporateAction.StockDividend;
import io.strategysdk.api.event.CorporateAction.SymbolChange;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions of issuers on hand-written bars, counted by hand. */
class CorporateActionTests {
    private static final Instrument BETA = Instrument.equity("BETA");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 6);
    private static final NewOrder HUNDRED = OrderIntent.buy(ACME, 100);

    /** Two days at 50, and one after the action. */
    private static Trial trial(double after, CorporateAction... actions) {
        return TradingSession.daily()
                .day("2024-03-04", 50, 50, 50, 50)
                .day("2024-03-05", 50, 50, 50, 50)
                .day("2024-03-06", after, after, after, after)
                .actions(actions);
    }

    private static Trial withBeta(Trial trial, String... days) {
        for (String day : days) {
            trial.day(BETA, day, 40, 40, 40, 40);
        }
        return trial;
    }

    private static StrategyResult book(BacktestResult result) {
        return result.strategies().get(0);
    }

    private static void assertBook(BacktestResult result, String positions, String cash, String profit) {
        assertThat(book(result).positions()).hasToString(positions);
        assertThat(book(result).cash()).isEqualByComparingTo(cash);
        assertThat(book(result).realizedPnl()).isEqualByComparingTo(profit);
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    @Nested
    class ChangesOfAPosition {
        @Test
        void noLossLimitTakesASplitForALoss() {
            LossLimits strict = LossLimits.NONE
                    .withMaxDailyLoss(0.01)
                    .withMaxDrawdown(0.01)
                    .withStopLoss(0.01)
                    .withPositionStopLoss(0.01);
            BacktestResult result = trial(25, new Split(ACME, DAY, 2, 1))
                    .with(backtest -> backtest.accountLosses(strict))
                    .order(0, HUNDRED)
                    .order(2, OrderIntent.buy(ACME, 1))
                    .day("2024-03-07", 25, 25, 25, 25)
                    .run();

            assertBook(result, "{ACME=201}", "94975", "0");
            assertThat(result.warnings()).noneMatch(warning -> warning.contains("limit"));
        }

        @Test
        void aStockDividendGivesSharesForThoseThatAreHeld() {
            BacktestResult result = trial(40, new StockDividend(ACME, DAY, 1, 4))
                    .order(0, HUNDRED)
                    .run();

            assertBook(result, "{ACME=125}", "95000", "0");
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void aSpinOffSellsItsPartOfTheCost() {
            BacktestResult result = trial(40, new SpinOff(ACME, DAY, amount("10")))
                    .order(0, HUNDRED)
                    .run();

            assertBook(result, "{ACME=100}", "96000", "0"); // a fifth of the value, and of the cost
            assertThat(book(result).income()).isZero();
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
            assertThat(result.roundTrips().open())
                    .singleElement()
                    .satisfies(lot -> assertThat(lot.cost()).isEqualByComparingTo("4000"));
        }

        @Test
        void aMergerForCashEndsIt() {
            BacktestResult result = trial(50, new CashMerger(ACME, DAY, amount("61.25")))
                    .order(0, HUNDRED)
                    .run();

            assertBook(result, "{}", "101125", "1125");
            assertThat(result.roundTrips().closed()).singleElement().satisfies(trip -> {
                assertThat(trip.exitPrice()).isEqualTo(Price.of("61.25"));
                assertThat(trip.grossPnl()).isEqualByComparingTo("1125");
            });
        }

        @Test
        void aMergerForSharesMakesItOneOfTheOther() {
            Trial trial = trial(50, new ShareMerger(ACME, DAY, BETA, 5, 4, amount("0")))
                    .order(0, HUNDRED);

            BacktestResult result = withBeta(trial, "2024-03-05", "2024-03-06").run();

            assertBook(result, "{BETA=125}", "95000", "0");
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
            assertThat(result.roundTrips().open()).singleElement().satisfies(lot -> {
                assertThat(lot.instrument()).isEqualTo(BETA);
                assertThat(lot.quantity()).hasToString("125");
                assertThat(lot.cost()).isEqualByComparingTo("5000");
            });
        }

        @Test
        void cashBesideTheSharesAndForAFractionLowersTheCostThatGoesOver() {
            Trial trial = trial(50, new ShareMerger(ACME, DAY, BETA, 1, 3, amount("30")))
                    .order(0, HUNDRED);

            BacktestResult result = withBeta(trial, "2024-03-05", "2024-03-06").run();

            assertBook(result, "{BETA=33}", "98013.33333333", "0"); // 30 x 100, and a third of 40
            assertThat(result.roundTrips().open())
                    .singleElement()
                    .satisfies(lot -> assertThat(lot.cost()).isEqualByComparingTo("1986.66666667"));
        }

        @Test
        void aDelistingEndsItAtTheLastPrice() {
            BacktestResult result =
                    trial(50, new Delisting(ACME, DAY, false)).order(0, HUNDRED).run();

            assertBook(result, "{}", "100000", "0");
            assertThat(result.roundTrips().closed())
                    .extracting(RoundTrip::exitPrice)
                    .containsExactly(Price.of("50"));
        }

        @Test
        void aDelistingWithoutValueEndsItAtNothing() {
            BacktestResult result =
                    trial(50, new Delisting(ACME, DAY, true)).order(0, HUNDRED).run();

            assertBook(result, "{}", "95000", "-5000");
            assertThat(result.roundTrips().closed())
                    .extracting(RoundTrip::grossPnl)
                    .containsExactly(amount("-5000.00000000"));
        }

        @Test
        void restingOrdersOfWhatEndsAreCancelled() {
            NewOrder stop = OrderIntent.sell(ACME, 100).atStop(Price.of("45")).withTimeInForce(TimeInForce.GTC);
            Trial trial =
                    trial(50, new Delisting(ACME, DAY, false)).order(0, HUNDRED).order(1, stop);

            BacktestResult result = trial.run();

            assertThat(Trial.ends(result)).singleElement().asString().endsWith("Cancelled");
            assertThat(book(result).positions()).isEmpty();
        }

        @Test
        void shortPositionsPayAndFollow() {
            BacktestResult result = trial(
                            24,
                            new Split(ACME, DAY, 2, 1),
                            new Dividend(ACME, DAY, amount("1")),
                            new SpinOff(ACME, DAY, amount("0.50")))
                    .with(backtest -> backtest.account(AccountRules.margin()))
                    .order(0, OrderIntent.sell(ACME, 100))
                    .run();

            assertThat(book(result).positions()).hasToString("{ACME=-200}");
            assertThat(book(result).income()).isEqualByComparingTo("-200");
            assertThat(book(result).cash()).isEqualByComparingTo("104700"); // 5000 - 200 - 100
            assertThat(result.finalEquity()).isEqualByComparingTo("99900"); // 24 + 1 + 0.50 is 0.50 too much for 200
        }

        @Test
        void aRoundTripOverASplitCountsInTheNewShares() {
            Trial trial =
                    trial(25, new Split(ACME, DAY, 2, 1)).order(0, HUNDRED).order(2, OrderIntent.sell(ACME, 150));
            trial.day("2024-03-07", 27, 27, 27, 27);

            assertThat(trial.run().roundTrips().closed()).singleElement().satisfies(trip -> {
                assertThat(trip.quantity()).hasToString("150");
                assertThat(trip.entryPrice()).isEqualTo(Price.of("25"));
                assertThat(trip.grossPnl()).isEqualByComparingTo("300");
            });
        }
    }

    @Nested
    class SymbolChanges {
        private final SymbolChange change = new SymbolChange(ACME, DAY, BETA);

        @Test
        void barsUnderBothNamesAreOneInstrumentOfTheNewName() {
            Trial trial = TradingSession.daily()
                    .day("2024-03-04", 50, 50, 50, 50)
                    .day("2024-03-05", 50, 50, 50, 50)
                    .day(BETA, "2024-03-06", 51, 51, 51, 51)
                    .day(BETA, "2024-03-07", 51, 51, 51, 51)
                    .actions(change)
                    .order(0, OrderIntent.buy(BETA, 100));

            BacktestResult result = trial.run();

            assertThat(result.instruments()).containsExactly(BETA);
            assertBook(result, "{BETA=100}", "95000", "0");
            assertThat(trial.toldOfIssuers()).containsExactly("SymbolChange, [100 BETA]");
            assertThat(result.finalEquity()).isEqualByComparingTo("100100");
        }

        @Test
        void actionsUnderTheOldNameAreOfTheNewOne() {
            Trial trial = TradingSession.daily()
                    .day(BETA, "2024-03-04", 50, 50, 50, 50)
                    .day(BETA, "2024-03-05", 50, 50, 50, 50)
                    .day(BETA, "2024-03-06", 25, 25, 25, 25)
                    .actions(new Split(ACME, DAY, 2, 1), new SymbolChange(ACME, DAY.plusDays(1), BETA))
                    .order(0, OrderIntent.buy(BETA, 100));

            assertBook(trial.run(), "{BETA=200}", "95000", "0");
        }
    }

    @Nested
    class WhenTheyHold {
        @Test
        void barsBeforeTheOpenOfTheDayAreInTheNewSharesAlready() {
            TradingSession before = TradingSession.nyse("2024-03-05");
            TradingSession day = TradingSession.nyse("2024-03-06");
            Trial trial = before.trial()
                    .barAt(before.close(-2), before.close(-1), 50, 50, 50, 50)
                    .barAt(before.close(-1), before.close(0), 50, 50, 50, 50)
                    .barAt(before.close(60), before.close(61), 50, 50, 50, 50)
                    .barAt(day.open(-60), day.open(-59), 25, 25, 25, 25)
                    .actions(new Split(ACME, DAY, 2, 1))
                    .order(0, HUNDRED);

            BacktestResult result = trial.run();

            assertBook(result, "{ACME=200}", "95000", "0");
            for (int i = 0; i < result.equity().size(); i++) {
                assertThat(result.equity().equity(i)).isEqualTo(100_000);
            }
        }

        @Test
        void withoutABarTheyHoldWithTheFirstSliceOfTheDay() {
            Trial trial = TradingSession.daily()
                    .day("2024-03-04", 50, 50, 50, 50)
                    .day("2024-03-05", 50, 50, 50, 50)
                    .day("2024-03-07", 25, 25, 25, 25)
                    .actions(new Split(ACME, DAY, 2, 1))
                    .order(0, HUNDRED);

            BacktestResult result =
                    withBeta(trial, "2024-03-05", "2024-03-06", "2024-03-07").run();

            assertThat(result.journal().entries(JournalEntry.Adjusted.class))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.epochNanos())
                            .isEqualTo(TradingSession.nyse("2024-03-06").close(0)));
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void aDayWithoutASessionMeansTheNextOne() {
            Trial trial = TradingSession.daily()
                    .day("2024-03-07", 50, 50, 50, 50)
                    .day("2024-03-08", 50, 50, 50, 50)
                    .day("2024-03-11", 25, 25, 25, 25)
                    .actions(new Split(ACME, LocalDate.of(2024, 3, 9), 2, 1))
                    .order(0, HUNDRED);

            assertBook(trial.run(), "{ACME=200}", "95000", "0");
        }
    }

    @Nested
    class WithLatency {
        /** With what is filled already counted in the new shares, 40 would be less than that. */
        @Test
        void aReplacementOfAnOrderThatIsFilledInPartIsRefused() {
            Trial trial = filledInParts(16, 1, 40).day("2024-03-06", 25, 25, 25, 25);
            trial.actions(new Split(ACME, DAY, 2, 1));

            assertThat(Trial.ends(trial.run()))
                    .extracting(line -> line.substring(line.indexOf(' ') + 1))
                    .containsExactly("CancelRejected it", "Replaced it");
        }

        @ParameterizedTest
        @ValueSource(ints = {40, 60})
        void aReplacementToWhatIsFilledMeanwhileEndsTheOrder(int quantity) {
            Trial trial = filledInParts(40, 2, quantity)
                    .day("2024-03-06", 50, 50, 50, 50)
                    .day("2024-03-07", 50, 50, 50, 50)
                    .day("2024-03-08", 25, 25, 25, 25);
            trial.actions(new Split(ACME, LocalDate.of(2024, 3, 8), 2, 1));

            BacktestResult result = trial.run();

            assertThat(result.orders().get(0).status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(result.fills())
                    .extracting(fill -> fill.lastQty().toString())
                    .containsExactly("30", "30");
        }

        /** Thirty shares a day of a hundred, and later a replacement. */
        private static Trial filledInParts(int hours, int slice, int quantity) {
            NewOrder limit = HUNDRED.atLimit(Price.of("50"))
                    .withTimeInForce(TimeInForce.GTC)
                    .withTag("it");
            return TradingSession.daily()
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofHours(hours)))
                            .fills(FillRules.DEFAULT.withVolumeShare(0.00003)))
                    .day("2024-03-04", 50, 50, 50, 50)
                    .day("2024-03-05", 50, 50, 50, 50)
                    .order(0, limit)
                    .decide(
                            slice,
                            context -> List.of(OrderIntent.replace(
                                            context.orders().find("it").orElseThrow())
                                    .withQuantity(Quantity.of(quantity))));
        }

        @Test
        void aReplacementUnderWayIsRefusedForItIsInTheOldShares() {
            NewOrder limit = OrderIntent.buy(ACME, 10)
                    .atLimit(Price.of("40"))
                    .withTimeInForce(TimeInForce.GTC)
                    .withTag("it");
            Trial trial = trial(25, new Split(ACME, DAY, 2, 1))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofHours(20))))
                    .order(0, limit);
            trial.day("2024-03-07", 25, 25, 25, 25);

            trial.decide(1, context -> {
                Order it = context.orders().find("it").orElseThrow();
                return List.of(
                        OrderIntent.replace(it).withLimit(Price.of("30")),
                        OrderIntent.replace(it).withLimit(Price.of("35")));
            });

            BacktestResult result = trial.run();

            assertThat(Trial.ends(result))
                    .filteredOn(line -> line.contains("CancelRejected it"))
                    .hasSize(2);
            assertThat(result.orders().get(0).request().terms().toString()).contains("price=20");
            assertThat(result.fills()).isEmpty();
        }
    }

    /** They are accepted when the order is sent that they belong to. */
    @Test
    void exitsOfAnOrderThatWaitsAreAcceptedInTheNewShares() {
        NewOrder first = HUNDRED.atLimit(Price.of("40")).withTimeInForce(TimeInForce.GTC);
        NewOrder second = HUNDRED.withTimeInForce(TimeInForce.GTC).withTrailingStopLoss(Price.of("4"));
        Trial trial = trial(25, new Split(ACME, DAY, 2, 1)).order(1, OrderIntent.oneTriggersOther(first, second));
        trial.day("2024-03-07", 20, 20, 20, 20).day("2024-03-08", 19, 19, 19, 19);

        BacktestResult result = trial.run();

        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(entry -> entry.event().getClass().getSimpleName() + " "
                        + entry.event().order().id().sequence() + " "
                        + entry.event().order().orderQty())
                .containsExactly(
                        "Accepted 1 100",
                        "Accepted 2 100",
                        "Replaced 1 200",
                        "Replaced 2 200",
                        "Filled 1 200",
                        "Accepted 3 200",
                        "Filled 2 200");
    }

    @Nested
    class Amounts {
        @Test
        void theQuantityThatIsLeftOfAnAmountIsScaled() {
            FillRules atClose = FillRules.DEFAULT.withAtDecisionClose(true).withVolumeShare(0.001);
            Trial trial = trial(25, new Split(ACME, DAY, 2, 1))
                    .with(backtest -> backtest.fills(atClose))
                    .order(1, OrderIntent.buyNotional(ACME, "60000"));

            BacktestResult result = trial.run();

            assertThat(result.fills())
                    .extracting(fill -> fill.lastQty() + " at " + fill.lastPx())
                    .containsExactly("1000 at 50.00000000", "400 at 25.00000000");
            assertThat(result.orders().get(0).cumQty()).hasToString("2400");
            assertBook(result, "{ACME=2400}", "40000", "0");
        }
    }

    @Nested
    class Modes {
        private final List<CorporateAction> actions =
                List.of(new Split(ACME, DAY, 2, 1), new Dividend(ACME, DAY.minusDays(1), amount("1.50")));

        private MarketData raw() {
            return TradingSession.daily()
                    .day("2024-03-04", 50, 52, 48, 50)
                    .day("2024-03-05", 48.5, 49, 48, 48.5)
                    .day("2024-03-06", 24.25, 25, 24, 24.25)
                    .data()
                    .withActions(actions);
        }

        @Test
        void splitAdjustedPricesAreDividedAndDividendsStayEventsInTheSharesOfTheEnd() {
            MarketData data = raw().adjusted(PriceMode.SPLIT_ADJUSTED);

            assertThat(data.mode()).isEqualTo(PriceMode.SPLIT_ADJUSTED);
            assertThat(data.series().get(0).close(0)).isEqualTo(25);
            assertThat(data.series().get(0).volume(0)).isEqualTo(2_000_000);
            assertThat(data.series().get(0).close(2)).isEqualTo(24.25);
            assertThat(data.actions()).containsExactly(new Dividend(ACME, DAY.minusDays(1), amount("0.750000000000")));
        }

        @Test
        void pricesOfTotalReturnHaveDividendsTakenOffAndNoEvents() {
            MarketData data = raw().adjusted(PriceMode.TOTAL_RETURN);

            assertThat(data.series().get(0).close(0)).isEqualTo(25 * (1 - 1.5 / 50));
            assertThat(data.series().get(0).close(1)).isEqualTo(24.25);
            assertThat(data.actions()).isEmpty();
        }

        @Test
        void allModesEarnTheSame() {
            BacktestResult raw = result(raw(), 100);
            BacktestResult split = result(raw().adjusted(PriceMode.SPLIT_ADJUSTED), 200);

            assertThat(raw.finalEquity()).isEqualByComparingTo("100000");
            assertThat(split.finalEquity()).isEqualByComparingTo("100000");
            assertThat(split.journal().hash()).isNotEqualTo(raw.journal().hash());
            assertThat(split.journal().entries(JournalEntry.Priced.class))
                    .extracting(JournalEntry.Priced::mode)
                    .containsExactly(PriceMode.SPLIT_ADJUSTED);
            assertThat(split.report().console())
                    .contains("prices adjusted for splits, their levels know later ones, 1 corporate action");
            assertThat(raw.report().console()).contains("prices raw, 2 corporate actions");
        }

        /** CRSP's factor of a day is 1 - sum of payments / price before: 0.8, where one after the other would be 0.81. */
        @Test
        void whatIsPaidOnOneDayComesOffThePriceTogether() {
            MarketData data = TradingSession.daily()
                    .day("2024-03-05", 100, 100, 100, 100)
                    .day("2024-03-06", 40, 40, 40, 40)
                    .data()
                    .withActions(List.of(
                            new Dividend(ACME, DAY, amount("5")),
                            new SpinOff(ACME, DAY, amount("2.50")),
                            new Dividend(ACME, DAY, amount("2.50")),
                            new Split(ACME, DAY, 2, 1)));

            BarColumns adjusted = data.adjusted(PriceMode.TOTAL_RETURN).series().get(0);

            assertThat(adjusted.close(0)).isEqualTo(40);
            assertThat(adjusted.close(1)).isEqualTo(40);
        }

        @Test
        void paymentsOfOneDayMustTogetherBeBelowThePrice() {
            MarketData data = TradingSession.daily()
                    .day("2024-03-05", 50, 52, 48, 50)
                    .day("2024-03-06", 50, 52, 48, 50)
                    .data()
                    .withActions(
                            List.of(new Dividend(ACME, DAY, amount("30")), new Dividend(ACME, DAY, amount("20.0"))));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data.adjusted(PriceMode.TOTAL_RETURN))
                    .withMessageContaining("which is 50, was 50.0 with Dividend[");
        }

        /** From the close of the day before the ex-date. */
        private static BacktestResult result(MarketData data, int shares) {
            return Backtest.of(Trial.deciding(0, OrderIntent.buy(ACME, shares)))
                    .fills(FillRules.DEFAULT.withAtDecisionClose(true))
                    .on(data)
                    .run();
        }

        @Test
        void adjustedPricesRefuseTheEventsThatAreInThem() {
            MarketData declared = TradingSession.daily()
                    .day("2024-03-04", 50, 52, 48, 50)
                    .data()
                    .declared(PriceMode.SPLIT_ADJUSTED);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> declared.withActions(actions))
                    .withMessageStartingWith(
                            "prices must not have in them what is also applied as an event, or it counts"
                                    + " twice: prices are SPLIT_ADJUSTED, was Split[");
            assertThat(declared.withActions(actions.subList(1, 2)).mode()).isEqualTo(PriceMode.SPLIT_ADJUSTED);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> raw().declared(PriceMode.TOTAL_RETURN))
                    .withMessageContaining("prices are TOTAL_RETURN");
        }

        @Test
        void aDividendAboveThePriceIsRefused() {
            MarketData data = TradingSession.daily()
                    .day("2024-03-05", 50, 52, 48, 50)
                    .day("2024-03-06", 50, 52, 48, 50)
                    .data()
                    .withActions(List.of(new Dividend(ACME, DAY, amount("50"))));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data.adjusted(PriceMode.TOTAL_RETURN))
                    .withMessageStartingWith("payment per share must be below the last price before it to be taken off"
                            + " prices, which is 50, was 50 with Dividend[");
        }

        @Test
        void actionsOfAnInstrumentThatIsNotThereAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> raw().withActions(List.of(new Split(BETA, DAY, 2, 1))))
                    .withMessage("instrument must be part of the run, known are [ACME], was BETA");
        }
    }

    @Nested
    class GivenTwice {
        private MarketData with(CorporateAction... actions) {
            MarketData data = TradingSession.daily()
                    .day("2024-03-05", 50, 52, 48, 50)
                    .day("2024-03-06", 50, 52, 48, 50)
                    .data();
            for (CorporateAction action : actions) {
                data = data.withActions(List.of(action));
            }
            return data;
        }

        @ParameterizedTest
        @MethodSource("io.strategysdk.backtest.execution.CorporateActionTests#repeated")
        void isRefused(CorporateAction first, CorporateAction second) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(first, second))
                    .withMessage("an instrument must have one split, one merger and one delisting a day, and no action"
                            + " twice, was " + first + " and " + second);
        }

        @Test
        void othersOfADayAreAddedUp() {
            List<CorporateAction> several = List.of(
                    new Split(ACME, DAY, 2, 1),
                    new StockDividend(ACME, DAY, 1, 10),
                    new Dividend(ACME, DAY, amount("0.50")),
                    new Dividend(ACME, DAY, amount("0.50"), DAY.plusDays(9)),
                    new Dividend(ACME, DAY, amount("2")),
                    new SpinOff(ACME, DAY, amount("2")),
                    new Delisting(ACME, DAY, false));

            assertThat(with(several.toArray(CorporateAction[]::new)).actions()).containsExactlyElementsOf(several);
        }
    }

    static Stream<Arguments> repeated() {
        return Stream.of(
                arguments(new Split(ACME, DAY, 2, 1), new Split(ACME, DAY, 2, 1)),
                arguments(new Split(ACME, DAY, 2, 1), new Split(ACME, DAY, 1, 20)),
                arguments(new CashMerger(ACME, DAY, amount("5")), new CashMerger(ACME, DAY, amount("6"))),
                arguments(new Delisting(ACME, DAY, false), new Delisting(ACME, DAY, true)),
                arguments(new StockDividend(ACME, DAY, 1, 4), new StockDividend(ACME, DAY, 1, 4)),
                arguments(new Dividend(ACME, DAY, amount("0.5")), new Dividend(ACME, DAY, amount("0.50"), DAY)),
                arguments(new SpinOff(ACME, DAY, amount("0.5")), new SpinOff(ACME, DAY, amount("0.50"))),
                arguments(new SymbolChange(ACME, DAY, BETA), new SymbolChange(ACME, DAY, BETA)));
    }
}
