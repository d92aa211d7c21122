package io.strategysdk.testkit;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.api.order.OrderIntent.targetWeight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrategyTesterTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final Instrument BOND = Instrument.equity("BOND");

    /** Buys ten and is told of corporate actions. */
    private static final class Holder implements Strategy {
        private boolean begun;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> wanted = begun ? List.of() : List.of(buy(ACME, 10));
            begun = true;
            return wanted;
        }

        @Override
        public void onCorporateAction(CorporateAction action, Context context) {}
    }

    private static StrategyTester crossover() {
        return StrategyTester.of(new Crossover()).cash(10_000);
    }

    private static StrategyTester wanting(OrderIntent... intents) {
        return StrategyTester.of(ScriptedStrategy.wanting(intents)).cash(10_000);
    }

    private static List<String> closes(StrategyTester tester) {
        return tester.steps().stream()
                .flatMap(step -> step.market().stream())
                .map(event -> event.instrument() + " " + ((Bar) event).close())
                .toList();
    }

    private static List<String> prices(StrategyTester tester) {
        return tester.fills().stream()
                .map(fill -> fill.lastQty() + " at " + fill.lastPx())
                .toList();
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static MarketEvent quote(String time, double bid, double ask) {
        return new Quote(ACME, Clock.epochNanosOf(at(time)), bid, 1_000, ask, 1_000);
    }

    private static MarketEvent trade(String time, double price) {
        return new Trade(ACME, Clock.epochNanosOf(at(time)), price, 100);
    }

    @Nested
    class OfAStrategyFromBarToBar {
        @Test
        void whatIsDecidedOnABarIsFilledOnTheNext() {
            StrategyTester tester =
                    crossover().bars("ACME 1d 2024-01-02: 10 10 10 12").run();

            assertThat(tester.intents()).containsExactly(targetWeight(ACME, 1));
            assertThat(tester.fills()).isEmpty();

            tester.bars("12.50 13 12 12.80").run();

            assertThat(prices(tester)).containsExactly("800 at 12.50000000");
            assertThat(tester.position().quantity()).hasToString("800");
            assertThat(tester.portfolio().exactCash()).isEqualByComparingTo("0");
            assertThat(tester.portfolio().exactEquity()).isEqualByComparingTo("10240");
            assertThat(tester.orders()).singleElement().satisfies(order -> {
                assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
                assertThat(order.id()).hasToString("crossover-1");
            });
        }

        @Test
        void cashIs100000UnlessItIsGiven() {
            StrategyTester tester = StrategyTester.of(new Crossover())
                    .bars("ACME 1d 2024-01-02: 10")
                    .run();

            assertThat(tester.portfolio().exactCash()).isEqualByComparingTo("100000");
            assertThat(crossover()
                            .cash("1234.56")
                            .bars("ACME 1d 2024-01-02: 10")
                            .run()
                            .portfolio()
                            .exactCash())
                    .isEqualByComparingTo("1234.56");
        }

        @Test
        void cashIsADecimalNumber() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> crossover().cash("much"))
                    .withMessage("cash must be a decimal number such as 1234.50, was 'much'");
        }
    }

    @Nested
    class WhatLiesAhead {
        @Test
        void goOnWhereThoseBeforeThemEnd() {
            StrategyTester tester = crossover()
                    .bars("ACME 1d 2024-01-02: 10")
                    .bars("11\n-")
                    .closes(12, 13)
                    .run()
                    .bars("13 14 13 14 5")
                    .closes(15)
                    .run();

            assertThat(closes(tester))
                    .containsExactly("ACME 10.0", "ACME 11.0", "ACME 12.0", "ACME 13.0", "ACME 14.0", "ACME 15.0");
            assertThat(tester.steps())
                    .extracting(step -> LocalDate.ofInstant(
                                    step.time(), tester.calendar().zone())
                            .getDayOfMonth())
                    .containsExactly(2, 3, 5, 8, 9, 10);
            assertThat(((Bar) tester.lastStep().market().get(0)).open()).isEqualTo(14);
        }

        @Test
        void ofSeveralInstrumentsAreOneSliceInTheOrderOfTheRun() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy())
                    .instruments(BOND)
                    .bars("ACME 1d 2024-01-02: 10 - 12\nBOND 1d 2024-01-02: 99 98")
                    .run();

            assertThat(tester.instruments()).containsExactly(BOND, ACME);
            assertThat(closes(tester)).containsExactly("BOND 99.0", "ACME 10.0", "BOND 98.0", "ACME 12.0");
            assertThat(tester.steps()).hasSize(3);
            assertThatIllegalStateException()
                    .isThrownBy(tester::instrument)
                    .withMessage("a run must have one instrument to ask for it, had [BOND, ACME]");
            assertThatIllegalStateException().isThrownBy(tester::position);
            assertThat(tester.position("BOND").isFlat()).isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> tester.position("GOLD"));
        }

        @Test
        void withoutAHeaderGoOnWithTheInstrumentThatWasWrittenLast() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy())
                    .bars("ACME 1d 2024-01-02: 10\nBOND 1d 2024-01-02: 99")
                    .closes(98)
                    .bars("97")
                    .run();

            assertThat(closes(tester)).containsExactly("ACME 10.0", "BOND 99.0", "BOND 98.0", "BOND 97.0");
        }

        @Test
        void ofASymbolAloneGoOnWithItsOwnAfterStepsToo() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy())
                    .bars("ACME 1d 2024-01-02: 10\nBOND 1d 2024-01-02: 99")
                    .run()
                    .bars("ACME: 11\nBOND: 98")
                    .run();

            assertThat(closes(tester)).containsExactly("ACME 10.0", "BOND 99.0", "ACME 11.0", "BOND 98.0");
            assertThat(tester.steps()).hasSize(2);
        }

        @Test
        void mayHaveGapsAndAnInstrumentWithoutAny() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy())
                    .instruments(ACME, BOND)
                    .bars("ACME 1d 2024-01-02: 10 - - 12")
                    .run();

            assertThat(closes(tester)).containsExactly("ACME 10.0", "ACME 12.0");
            assertThat(tester.position("BOND").quantity().isZero()).isTrue();
        }

        @Test
        void inNumbersAreTheSame() {
            BarColumns columns = Bars.of(ACME, Timeframe.DAY, TradingCalendars.nyse(), LocalDate.of(2024, 1, 2))
                    .closes(10, 10, 10, 12)
                    .build();

            assertThat(crossover().bars(columns).run().steps())
                    .isEqualTo(crossover()
                            .bars("ACME 1d 2024-01-02: 10 10 10 12")
                            .run()
                            .steps());
        }

        @Test
        void ofDataBringTheirCalendarAndActions() {
            MarketData data = MarketData.of(
                            TradingCalendars.alwaysOpen(),
                            Bars.parse(TradingCalendars.alwaysOpen(), "ACME 1d 2024-01-05: 10 10 5 5"))
                    .withActions(List.of(new CorporateAction.Split(ACME, LocalDate.of(2024, 1, 7), 2, 1)));

            StrategyTester tester = StrategyTester.of(new Holder()).on(data).run();

            assertThat(tester.calendar()).isEqualTo(TradingCalendars.alwaysOpen());
            assertThat(tester.position().quantity()).hasToString("20");
            assertThat(tester.steps().get(2).actions()).containsExactlyElementsOf(data.actions());
        }

        @Test
        void mayBeBidAndAsk() {
            QuoteBar.SideBar bid = new QuoteBar.SideBar(9, 9, 9, 9, 100);
            QuoteBar.SideBar ask = new QuoteBar.SideBar(11, 11, 11, 11, 100);
            long open = Clock.epochNanosOf(at("2024-01-02T15:00:00Z"));
            long minute = Duration.ofMinutes(1).toNanos();

            StrategyTester tester = wanting(buy(ACME, 10))
                    .events(
                            new QuoteBar(ACME, Timeframe.MINUTE, open, open + minute, bid, ask),
                            new QuoteBar(ACME, Timeframe.MINUTE, open + minute, open + 2 * minute, bid, ask))
                    .run();

            assertThat(prices(tester)).containsExactly("10 at 11.00000000");
        }

        @Test
        void mayBeQuotesAndTrades() {
            StrategyTester tester = wanting(buy(ACME, 10))
                    .events(
                            quote("2024-01-02T15:00:00Z", 9.99, 10.01),
                            trade("2024-01-02T15:00:01Z", 10),
                            quote("2024-01-02T15:00:02Z", 10.01, 10.03))
                    .run();

            assertThat(tester.steps()).hasSize(3);
            assertThat(prices(tester)).hasSize(1).first().asString().startsWith("10 at 10.0");
        }

        @Test
        void mayBeTradesAlone() {
            StrategyTester tester = wanting(buy(ACME, 10))
                    .events(trade("2024-01-02T15:00:01Z", 10), trade("2024-01-02T15:00:02Z", 10.5))
                    .run();

            assertThat(prices(tester)).containsExactly("10 at 10.50000000");
        }

        @Test
        void ofAnotherKindThanTheFirstAreRefused() {
            StrategyTester tester = crossover().bars("ACME 1d 2024-01-02: 10");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.events(quote("2024-01-03T15:00:00Z", 9, 10)))
                    .withMessage("the market of a run must be of one kind and length, here bars of 1d, was quotes and"
                            + " trades (ACME)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.bars("10\nACME 1m 2024-01-04: 10"))
                    .withMessage("the market of a run must be of one kind and length, here bars of 1d, was bars of 1m"
                            + " (ACME) (line 2 of the bars: 'ACME 1m 2024-01-04: 10')");
        }

        @Test
        void closeOneAfterTheOther() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy()).bars("ACME 1d 2024-01-02: 10 11");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.bars("# once more\nACME 1d 2024-01-03: 12"))
                    .withMessage("a bar must close after the bar of its instrument before it, 2024-01-03T21:00:00Z, was"
                            + " ACME 12 12 12 12 vol 1000000 of 2024-01-03T21:00:00Z (line 2 of the bars: 'ACME 1d"
                            + " 2024-01-03: 12')");
            assertThat(closes(tester.bars("BOND 1d 2024-01-03: 12").run()))
                    .containsExactly("ACME 10.0", "ACME 11.0", "BOND 12.0");
        }

        @Test
        void ofOneMomentAreAllowedWhereTheyAreTicks() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy())
                    .events(quote("2024-01-03T15:00:00Z", 9, 10), trade("2024-01-03T15:00:00Z", 10))
                    .run();

            assertThat(tester.lastStep().market()).hasSize(2);
        }

        @Test
        void mayStandInAFile(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("bars.txt");
            Files.writeString(file, "ACME 1d 2024-01-02\n10 11 9 10\n# näher\n12\n");

            StrategyTester tester = crossover().bars(file).bars("13").run();

            assertThat(closes(tester)).containsExactly("ACME 10.0", "ACME 12.0", "ACME 13.0");
        }

        @Test
        void inAFileThatIsWrongNameTheFile(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("bars.txt");
            Files.writeString(file, "ACME 1d 2024-01-02\nmany\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> crossover().bars(file))
                    .withMessage("a price or volume must be a number, was 'many' (line 2 of %s: 'many')", file);
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> crossover().bars(folder.resolve("none.txt")))
                    .withMessageStartingWith("bars file must be readable: " + folder.resolve("none.txt"));
        }

        @Test
        void inTextThatIsWrongNameTheLine() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> crossover().bars("ACME 1d 2024-01-02: 10\nmany"))
                    .withMessage("a price or volume must be a number, was 'many' (line 2 of the bars: 'many')");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> crossover().bars("10 11 9 10"))
                    .withMessageStartingWith("bars must begin with symbol, timeframe and first date");
            assertThatIllegalStateException()
                    .isThrownBy(() -> crossover().closes(1))
                    .withMessage("closes must go on from bars that were given in text, there are none");
        }

        @Test
        void lieAheadOfWhatHasBeenRun() {
            StrategyTester tester =
                    crossover().bars("ACME 1d 2024-01-02: 10 10").run();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.bars("ACME 1d 2024-01-03: 11"))
                    .withMessage(
                            "bars, quotes and trades must lie ahead of 2024-01-03T21:00:00Z, was ACME 11 11 11 11 vol"
                                    + " 1000000 of 2024-01-03T21:00:00Z (line 1 of the bars: 'ACME 1d 2024-01-03: 11')");
            assertThat(closes(tester.bars("ACME 1d 2024-01-04: 12").run())).endsWith("ACME 12.0");
        }

        @Test
        void areOfInstrumentsThatTheRunBeganWith() {
            StrategyTester tester = crossover().bars("ACME 1d 2024-01-02: 10").run();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.bars("BOND 1d 2024-01-03: 99"))
                    .withMessage(
                            "instrument must be one of those that the run began with, [ACME], was BOND (line 1 of the bars:"
                                    + " 'BOND 1d 2024-01-03: 99')");
        }
    }

    @Nested
    class WhatIsGiven {
        @Test
        void isGivenBeforeTheFirstStepOnly() {
            StrategyTester tester =
                    crossover().bars("ACME 1d 2024-01-02: 10 11").next();

            List.<Runnable>of(
                            () -> tester.cash(1),
                            () -> tester.cash("1"),
                            () -> tester.calendar(TradingCalendars.alwaysOpen()),
                            () -> tester.instruments(BOND),
                            () -> tester.commission(CommissionModel.perOrder("1")),
                            () -> tester.slippage(SlippageModel.fixed(1)),
                            () -> tester.latency(LatencyModel.fixed(Duration.ofSeconds(1))),
                            () -> tester.fills(FillRules.DEFAULT),
                            () -> tester.seed(2),
                            () -> tester.account(AccountRules.margin()),
                            () -> tester.limits(RiskLimits.NONE),
                            () -> tester.broker(ScriptedBroker.silent()),
                            () -> tester.actions(new CorporateAction.Split(ACME, LocalDate.of(2024, 1, 3), 2, 1)),
                            () -> tester.with(builder -> builder))
                    .forEach(late -> assertThatIllegalStateException()
                            .isThrownBy(late::run)
                            .withMessage("what is given must be said before the first step"));
        }

        @Test
        void ofCalendarsComesBeforeTheFirstBars() {
            StrategyTester tester = crossover().bars("ACME 1d 2024-01-02: 10");

            assertThatIllegalStateException()
                    .isThrownBy(() -> tester.calendar(TradingCalendars.alwaysOpen()))
                    .withMessage("the calendar must be said before the first bars");
            assertThat(tester.calendar(TradingCalendars.nyse()).run().steps())
                    .as("the same one again")
                    .hasSize(1);
        }

        @Test
        void maySayWhatTheMarketCosts() {
            StrategyTester tester = wanting(buy(ACME, 100))
                    .commission(CommissionModel.perOrder("1.50"))
                    .slippage(SlippageModel.fixed(100))
                    .bars("ACME 1d 2024-01-02: 10 10")
                    .run();

            assertThat(prices(tester)).containsExactly("100 at 10.10000000");
            assertThat(tester.fills().get(0).fee()).isEqualByComparingTo("1.50");
            assertThat(tester.portfolio().exactCash()).isEqualByComparingTo("8988.50");
        }

        @Test
        void mayBeLatencyThatMissesTheNextBar() {
            StrategyTester tester = wanting(buy(ACME, 100))
                    .latency(LatencyModel.fixed(Duration.ofSeconds(90)))
                    .bars("ACME 1m 2024-01-02 10:00: 10 11 12 13")
                    .run();

            assertThat(prices(tester)).containsExactly("100 at 12.00000000");
        }

        @Test
        void mayBeHowBarsFill() {
            StrategyTester tester = wanting(buy(ACME, 100))
                    .fills(FillRules.DEFAULT.withVolumeShare(0.1))
                    .bars("ACME 1d 2024-01-02: 10\n10 10 10 10 500\n10 10 10 10 500")
                    .run();

            assertThat(prices(tester)).containsExactly("50 at 10.00000000");
        }

        @Test
        void mayBeLimitsAndAnAccount() {
            StrategyTester limited = wanting(buy(ACME, 100))
                    .limits(RiskLimits.NONE.withMaxOrderQty(50))
                    .bars("ACME 1d 2024-01-02: 10 10")
                    .run();
            StrategyTester shorting = wanting(sell(ACME, 100))
                    .account(AccountRules.margin())
                    .bars("ACME 1d 2024-01-02: 10 10")
                    .run();

            assertThat(limited.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.QUANTITY_LIMIT);
            assertThat(shorting.position().quantity()).hasToString("-100");
        }

        @Test
        void mayBeWhatIssuersDo() {
            StrategyTester tester = StrategyTester.of(new Holder())
                    .cash(10_000)
                    .actions(new CorporateAction.Split(ACME, LocalDate.of(2024, 1, 4), 3, 1))
                    .bars("ACME 1d 2024-01-02: 30 30 10")
                    .run();

            assertThat(tester.position().quantity()).hasToString("30");
            assertThat(tester.lastStep().actions()).hasSize(1);
            assertThat(tester.portfolio().exactEquity()).isEqualByComparingTo("10000");
        }

        @Test
        void mayBeAnythingElseThatARunTakes() {
            StrategyTester tester = wanting()
                    .with(builder -> builder.warning("first"))
                    .with(builder -> builder.warning("second"))
                    .bars("ACME 1d 2024-01-02: 10");

            assertThat(tester.end().warnings()).contains("first", "second");
        }

        @Test
        void mustHaveSomethingToRun() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> crossover().next())
                    .withMessage("a step needs bars that lie ahead, there are none left");
            assertThatIllegalStateException()
                    .isThrownBy(() -> crossover().end())
                    .withMessage("a run needs bars, quotes or trades to begin with, there are none");
            assertThatIllegalStateException()
                    .isThrownBy(() -> crossover().lastStep())
                    .withMessage("a step must have been run, none has");
            assertThatIllegalStateException()
                    .isThrownBy(() -> crossover().portfolio())
                    .withMessage("a step must have been run, none has");
        }
    }

    @Nested
    class Stepping {
        private final StrategyTester tester = crossover().bars("ACME 1d 2024-01-02: 10 10 10 12 13 12 9 8");

        @Test
        void goesSliceBySlice() {
            assertThat(closes(tester.next())).containsExactly("ACME 10.0");
            assertThat(closes(tester.next(3))).hasSize(4).endsWith("ACME 12.0");
            assertThat(closes(tester.run())).hasSize(8);
        }

        @Test
        void goesNoFurtherThanTheBars() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> tester.next(9))
                    .withMessage("a step needs bars that lie ahead, there are none left");
            assertThat(tester.steps()).hasSize(8);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.next(0))
                    .withMessage("number of slices must be positive, was 0");
        }

        @Test
        void goesToTheCloseOfASession() {
            assertThat(tester.until(LocalDate.of(2024, 1, 4)).steps()).hasSize(3);
            assertThat(tester.until(LocalDate.of(2024, 1, 4)).steps()).hasSize(3);
            assertThat(tester.until(LocalDate.of(2024, 1, 9)).steps()).hasSize(6);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.until(LocalDate.of(2024, 1, 6)))
                    .withMessage("a date to run to must have a session (calendar XNYS), was 2024-01-06");
        }

        @Test
        void goesToTheNextIntent() {
            assertThat(tester.untilIntent().lastStep().intents()).containsExactly(targetWeight(ACME, 1));
            assertThat(tester.steps()).hasSize(4);
            assertThat(tester.untilIntent().lastStep().intents()).containsExactly(OrderIntent.close(ACME));
            assertThat(tester.untilIntent().steps()).hasSize(8);
        }

        @Test
        void toTheNextIntentStopsAtOneOfATimerToo() {
            ScriptedStrategy early = ScriptedStrategy.of(
                            context -> List.of(), context -> List.of(), context -> List.of(buy(ACME, 1)))
                    .onStart(context -> context.timer(Schedule.beforeClose(Duration.ofHours(1))));
            StrategyTester timed = StrategyTester.of(early).bars("ACME 1d 2024-01-02: 10 11 12 13");

            timed.next().untilIntent();

            assertThat(timed.intents()).containsExactly(buy(ACME, 1));
            assertThat(closes(timed)).containsExactly("ACME 10.0", "ACME 11.0");
        }

        @Test
        void toTheNextIntentStopsAtOneThatIsSubmitted() {
            StrategyTester answering = StrategyTester.of(ScriptedStrategy.wanting(buy(ACME, 1))
                            .onOrder((event, context) -> {
                                if (event instanceof OrderEvent.Filled filled
                                        && filled.fill().lastQty().toDouble() == 1) {
                                    context.submit(buy(ACME, 2));
                                }
                            }))
                    .bars("ACME 1d 2024-01-02: 10 10 10 10");

            answering.untilIntent().untilIntent();

            assertThat(answering.lastStep().submitted()).containsExactly(buy(ACME, 2));
            assertThat(answering.steps()).hasSize(2);
        }

        @Test
        void letsTimePassForTimers() {
            List<Instant> fired = new ArrayList<>();
            ScriptedStrategy strategy = ScriptedStrategy.of(context -> List.of(), context -> {
                        fired.add(context.clock().instant());
                        return List.of();
                    })
                    .onStart(context -> context.timer(Schedule.afterOpen(Duration.ofMinutes(90))));
            StrategyTester timed = StrategyTester.of(strategy)
                    .bars("ACME 1m 2024-01-02 10:00: 10")
                    .next();

            timed.passTimeTo(at("2024-01-02T15:59:59Z"));
            assertThat(fired).isEmpty();
            timed.passTimeTo(at("2024-01-02T16:00:00Z"));

            assertThat(fired).containsExactly(at("2024-01-02T16:00:00Z"));
            assertThat(timed.lastStep().timers()).hasSize(1);
            assertThat(timed.lastStep().market()).isEmpty();
            assertThat(timed.story()).contains("timer ");
        }

        @Test
        void letsTimePassForwardOnly() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> tester.passTimeTo(at("2024-01-02T22:00:00Z")))
                    .withMessage("time must not pass before the first step");

            tester.cash(5).next();

            assertThatIllegalStateException()
                    .isThrownBy(() -> tester.passTimeTo(at("2024-01-03T21:00:00Z")))
                    .withMessage("time must not pass over what lies ahead, 2024-01-03T21:00:00Z is not before"
                            + " 2024-01-03T21:00:00Z");
            tester.passTimeTo(at("2024-01-03T12:00:00Z"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tester.passTimeTo(at("2024-01-03T11:00:00Z")))
                    .withMessage("time must go forward from 2024-01-03T12:00:00Z, was to pass to 2024-01-03T11:00:00Z");
        }

        @Test
        void hasNoBarsInTimeThatHasPassed() {
            StrategyTester minutes =
                    crossover().bars("ACME 1m 2024-01-02 10:00: 10").next().passTimeTo(at("2024-01-02T15:30:00Z"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> minutes.closes(11))
                    .withMessageStartingWith(
                            "bars, quotes and trades must lie ahead of 2024-01-02T15:30:00Z, was ACME 10 11 10 11");
        }

        @Test
        void endsTheRunWithWhatLiesAhead() {
            List<String> stopped = new ArrayList<>();
            StrategyTester ending = StrategyTester.of(
                            ScriptedStrategy.wanting(buy(ACME, 1)).onStop(context -> stopped.add("stopped")))
                    .bars("ACME 1d 2024-01-02: 10 10");

            RunResult result = ending.end();

            assertThat(stopped).containsExactly("stopped");
            assertThat(result.strategies().get(0).positions()).hasSize(1);
            assertThat(result.journal().strategies()).containsExactly("scripted");
            assertThat(ending.end()).isSameAs(result);
            assertThat(stopped).hasSize(1);
            ending.closes(11);
            assertThatIllegalStateException().isThrownBy(ending::next).withMessageContaining("is over");
        }
    }

    @Nested
    class Steps {
        @Test
        void haveWhatTheStrategySawAndWanted() {
            StrategyTester tester = crossover().bars("ACME 1d 2024-01-02: 10 10 10 12 13");

            tester.run();

            Step decided = tester.steps().get(3);
            assertThat(decided.time()).isEqualTo(at("2024-01-05T21:00:00Z"));
            assertThat(decided.market())
                    .singleElement()
                    .satisfies(bar -> assertThat(((Bar) bar).close()).isEqualTo(12));
            assertThat(decided.features()).containsExactly(Map.entry("sma(2)", 11.0), Map.entry("sma(3)", 32 / 3.0));
            assertThat(decided.intents()).containsExactly(targetWeight(ACME, 1));
            assertThat(decided.decided()).isTrue();
            assertThat(decided.orders()).isEmpty();
            Step filled = tester.lastStep();
            assertThat(filled.orders())
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Accepted", "Filled");
            assertThat(filled.positions())
                    .extracting(PositionEvent::change)
                    .containsExactly(PositionEvent.Change.OPENED);
            assertThat(filled.intents()).isEmpty();
        }

        @Test
        void haveFeaturesThatAreNotReadyAsNaN() {
            Step first = crossover().bars("ACME 1d 2024-01-02: 10").run().lastStep();

            assertThat(first.features().get("sma(3)")).isNaN();
        }

        @Test
        void nameTheInstrumentOfAFeatureInARunOfSeveral() {
            List<FeatureHandle> handles = new ArrayList<>();
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy()
                            .onStart(context ->
                                    context.instruments().forEach(one -> handles.add(context.feature(sma(2), one)))))
                    .bars("ACME 1d 2024-01-02: 10 11\nBOND 1d 2024-01-02: 99 98")
                    .run();

            assertThat(tester.lastStep().features())
                    .containsExactly(Map.entry("sma(2) of ACME", 10.5), Map.entry("sma(2) of BOND", 98.5));
        }

        @Test
        void nameTheTimeframeOfAFeatureThatIsNotTheRuns() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy()
                            .onStart(context ->
                                    context.feature(sma(1), context.bars(context.instrument(), Timeframe.minutes(2)))))
                    .bars("ACME 1m 2024-01-02 10:00: 10 11 12 13")
                    .run();

            assertThat(tester.lastStep().features()).containsExactly(Map.entry("sma(1) of ACME 2m", 13.0));
        }

        @Test
        void doNotChangeAfterwards() {
            StrategyTester tester =
                    crossover().bars("ACME 1d 2024-01-02: 10 10 10 12 13").next(4);
            Step step = tester.lastStep();
            List<Step> steps = tester.steps();

            tester.run();

            assertThat(step.features()).containsEntry("sma(2)", 11.0);
            assertThat(steps).hasSize(4).isEqualTo(tester.steps().subList(0, 4));
        }

        @Test
        void areToldAsATable() {
            StrategyTester tester = crossover()
                    .bars("ACME 1d 2024-01-02: 10 10 10 12\n12.50 13 12 12.80")
                    .run();

            assertThat(tester.story()).isEqualTo("""
                    time (America/New_York) | market                           | sma(2) | sma(3)    | told                                                                         | wants
                    2024-01-02 16:00:00     | ACME 10 10 10 10 vol 1000000     | NaN    | NaN       |                                                                              |
                    2024-01-03 16:00:00     | ACME 10 10 10 10 vol 1000000     | 10     | NaN       |                                                                              |
                    2024-01-04 16:00:00     | ACME 10 10 10 10 vol 1000000     | 10     | 10        |                                                                              |
                    2024-01-05 16:00:00     | ACME 10 12 10 12 vol 1000000     | 11     | 10.666667 |                                                                              | target 100 % ACME
                    2024-01-08 16:00:00     | ACME 12.5 13 12 12.8 vol 1000000 | 12.4   | 11.6      | accepted crossover-1: buy 833 ACME; filled crossover-1: buy 800 ACME at 12.5 |
                    """);
            assertThat(tester).hasToString("test of crossover\n" + tester.story());
        }

        @Test
        void areToldInPartWhenThereAreMany() {
            StrategyTester tester = StrategyTester.of(new ScriptedStrategy())
                    .bars("ACME 1d 2024-01-02: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20")
                    .run();

            assertThat(tester.story())
                    .startsWith("(the last 10 of 20 steps)\n")
                    .doesNotContain("ACME 9 10")
                    .contains("ACME 10 11", "ACME 19 20");
            assertThat(tester.story(tester.steps().get(9).time()))
                    .startsWith("(steps 6 to 15 of 20)\n")
                    .doesNotContain("ACME 4 5 ", "ACME 15 16")
                    .contains("ACME 5 6 ", "ACME 14 15");
        }
    }

    @Nested
    class AStrategyThatFails {
        private final StrategyTester tester = StrategyTester.of(
                        ScriptedStrategy.of(context -> List.of(buy(ACME, 1)), context -> {
                            throw new IllegalStateException("no plan");
                        }))
                .bars("ACME 1d 2024-01-02: 10 10 10");

        @Test
        void failsTheTestWhereItHappens() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(tester::run)
                    .withMessageStartingWith("scripted must not throw, generateOrders threw"
                            + " java.lang.IllegalStateException: no plan\ntime (America/New_York)")
                    .withMessageContaining("buy 1 ACME")
                    .withCauseInstanceOf(IllegalStateException.class);
            assertThat(tester.steps()).hasSize(2);
            assertThat(tester.failure()).get().asString().contains("no plan");
        }

        @Test
        void isLeftOutWhenTheRunGoesOn() {
            assertThatExceptionOfType(AssertionError.class).isThrownBy(tester::run);

            RunResult result = tester.end();

            assertThat(tester.steps()).hasSize(2);
            assertThat(result.strategies().get(0).failure()).isPresent();
            assertThat(result.times()).hasSize(3);
        }

        @Test
        void inItsLastCallbackFailsTheEnd() {
            StrategyTester stopping = StrategyTester.of(new ScriptedStrategy().onStop(context -> {
                        throw new IllegalArgumentException("cannot stop");
                    }))
                    .bars("ACME 1d 2024-01-02: 10");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(stopping::end)
                    .withMessageContaining("onStop threw java.lang.IllegalArgumentException: cannot stop");
            assertThat(stopping.end().strategies()).hasSize(1);
        }

        @Test
        void inItsFirstCallbackFailsTheFirstStep() {
            StrategyTester starting = StrategyTester.of(new ScriptedStrategy().onStart(context -> {
                        throw new IllegalArgumentException("cannot start");
                    }))
                    .bars("ACME 1d 2024-01-02: 10");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(starting::next)
                    .withMessageContaining("onStart threw java.lang.IllegalArgumentException: cannot start");
        }

        @Test
        void byAnAnswerThatCannotBeIsToldOfAsWell() {
            StrategyTester noList =
                    StrategyTester.of(ScriptedStrategy.of(context -> null)).bars("ACME 1d 2024-01-02: 10");
            List<OrderIntent> holed = new ArrayList<>();
            holed.add(null);
            StrategyTester noIntent =
                    StrategyTester.of(ScriptedStrategy.of(context -> holed)).bars("ACME 1d 2024-01-02: 10");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(noList::run)
                    .withMessageContaining("generateOrders must return a list, was null");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(noIntent::run)
                    .withMessageContaining("generateOrders must return a list without null, one intent was null");
        }

        /** The close; its kernel cannot take 12. */
        private record Brittle() implements Feature {
            @Override
            public String name() {
                return "brittle";
            }

            @Override
            public List<Input> inputs() {
                return List.of(Input.close());
            }

            @Override
            public int warmUp() {
                return 0;
            }

            @Override
            public Kernel newKernel() {
                return (Kernel.Stateless) inputs -> {
                    if (inputs.get(0) == 12) {
                        throw new ArithmeticException("too much");
                    }
                    return inputs.get(0);
                };
            }
        }

        @Test
        void byTheKernelOfAFeatureIsToldOfAtTheEnd() {
            StrategyTester broken = StrategyTester.of(
                            new ScriptedStrategy().onStart(context -> context.feature(new Brittle())))
                    .bars("ACME 1d 2024-01-02: 10 11 12 13")
                    .run();

            assertThat(broken.failure()).isEmpty();
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(broken::end)
                    .withMessageStartingWith("scripted was stopped at 2024-01-04T21:00:00Z because")
                    .withMessageContaining("brittle")
                    .withMessageContaining("ACME 10 11 10 11")
                    .withCauseInstanceOf(ArithmeticException.class);
            assertThat(broken.end().strategies()).hasSize(1);
        }

        @Test
        void byWhatItBindsIsToldOfAtTheLatestAtTheEnd() {
            StrategyTester unstudied = StrategyTester.of(new Crossover())
                    .with(builder -> builder.studied("crossover", List.of(sma(2))))
                    .bars("ACME 1d 2024-01-02: 10 11");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(unstudied::end)
                    .withMessageContaining("sma(3)");
        }
    }

    @Nested
    class Lists {
        @Test
        void ofTheRunHaveEverything() {
            StrategyTester tester = StrategyTester.of(ScriptedStrategy.of(
                            context -> List.of(buy(ACME, 10).withTag("one"), buy(ACME, 1_000_000)),
                            context -> List.of(sell(ACME, 4)
                                    .atLimit(Price.of("20"))
                                    .withTimeInForce(TimeInForce.GTC)
                                    .withTag("two")),
                            context -> List.of(OrderIntent.cancelAll(ACME))))
                    .cash(1_000)
                    .bars("ACME 1d 2024-01-02: 10 10 10 10")
                    .run();

            assertThat(tester.intents()).hasSize(4);
            assertThat(tester.orders())
                    .extracting(order -> order.tag() + " " + order.status())
                    .containsExactlyInAnyOrder("one FILLED", " REJECTED", "two CANCELLED");
            assertThat(tester.fills()).extracting(Fill::execId).hasSize(1);
            assertThat(tester.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.BUYING_POWER);
            assertThat(tester.orderEvents())
                    .extracting(OrderEvent::order)
                    .extracting(Order::status)
                    .contains(OrderStatus.REJECTED, OrderStatus.SUBMITTED, OrderStatus.FILLED, OrderStatus.CANCELLED);
        }
    }

    @Test
    void theContextIsThatOfTheEngine() {
        List<String> seen = new ArrayList<>();
        StrategyTester tester = StrategyTester.of(
                        new ScriptedStrategy().onMarket((event, context) -> seen.add(told(context))))
                .seed(7)
                .bars("ACME 1d 2024-01-02: 10 11")
                .run();

        assertThat(seen)
                .containsExactly(
                        "2024-01-02T21:00:00Z XNYS ACME 1 false true 0 100000.0 true",
                        "2024-01-03T21:00:00Z XNYS ACME 2 false true 0 100000.0 true");
        assertThat(tester.end().journal().entries(JournalEntry.Intended.class)).isEmpty();
    }

    @Test
    void aDateThatHasPassedIsNoneToRunTo() {
        StrategyTester tester = crossover().bars("ACME 1d 2024-01-02: 10 11 12").until(LocalDate.of(2024, 1, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tester.until(LocalDate.of(2024, 1, 2)))
                .withMessage("a date to run to must not have passed, it is 2024-01-03T21:00:00Z, was 2024-01-02");
        assertThat(tester.until(LocalDate.of(2024, 1, 3)).now()).contains(at("2024-01-03T21:00:00Z"));
    }

    @Test
    void decidesFromAMomentOnWithItsFeaturesWarm() {
        StrategyTester tester = StrategyTester.of("late", new Crossover())
                .from(at("2024-01-05T12:00:00Z"))
                .bars("ACME 1d 2024-01-02: 10 11 12 13 14")
                .run();

        assertThat(tester.steps().stream().filter(Step::decided).map(Step::time))
                .containsExactly(at("2024-01-05T21:00:00Z"), at("2024-01-08T21:00:00Z"));
        assertThat(tester.lastStep().features())
                .isNotEmpty()
                .allSatisfy((name, value) -> assertThat(value).isFinite());
        RunResult result = tester.end();
        assertThat(result.journal().strategies()).containsExactly("late");
        assertThat(result.from()).contains(at("2024-01-05T12:00:00Z"));
        assertThat(result.times()).hasSize(2);
    }

    @Test
    void aStrategyObjectIsTestedOnce() {
        Crossover strategy = new Crossover();
        StrategyTester.of(strategy).bars("ACME 1d 2024-01-02: 10").run();
        StrategyTester second = StrategyTester.of(strategy).bars("ACME 1d 2024-01-02: 10");

        assertThatIllegalStateException()
                .isThrownBy(second::next)
                .withMessage("a strategy object must serve one run, was started before: " + Crossover.class.getName());
    }

    @Test
    void theJournalSaysWhatThePricesOfTheDataAre() {
        MarketData data = MarketData.of(
                        TradingCalendars.nyse(), Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 10 11"))
                .declared(PriceMode.TOTAL_RETURN);

        assertThat(StrategyTester.of(new Crossover()).on(data).end().journal().entries(JournalEntry.Priced.class))
                .extracting(JournalEntry.Priced::mode)
                .containsExactly(PriceMode.TOTAL_RETURN);
    }

    private static String told(Context context) {
        Instrument one = context.instrument("ACME");
        return context.clock().instant() + " " + context.calendar().name() + " " + context.instrument() + " "
                + context.bars(one).size() + " " + context.isRestored() + " "
                + context.position(one).isFlat() + " "
                + context.orders().working().size() + " "
                + context.portfolio().cash() + " " + context.quote(one).isEmpty();
    }
}
