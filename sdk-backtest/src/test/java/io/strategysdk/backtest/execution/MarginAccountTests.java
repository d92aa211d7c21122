package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short sales, debt, margin calls and what they cost. 1,000 of cash, unless said else. */
class MarginAccountTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");

    private static Trial at(double price, AccountRules rules) {
        return Trial.minutes()
                .bar(price, price, price, price)
                .with(backtest -> backtest.cash(1000).account(rules));
    }

    private static Trial at(double price) {
        return at(price, AccountRules.margin());
    }

    private static List<RejectReason> refusals(Trial trial) {
        return trial.told().stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason())
                .toList();
    }

    @Nested
    class InitialMargin {
        @Test
        void twiceTheEquityCanBeBought() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 200)).bar(10, 10, 10, 10);

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 200 @ 10");
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("-1000");
        }

        @Test
        void aShareMoreIsRefused() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 201)).bar(10, 10, 10, 10);

            assertThat(trial.fills()).isEmpty();
            assertThat(trial.told())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            OrderEvent.Rejected.class,
                            rejected -> assertThat(rejected.text())
                                    .isEqualTo(
                                            "initial margin of positions and open orders 1005.00 must not exceed equity"
                                                    + " after fees 1000.00 (ACME, order Decisions-1)"));
        }

        @Test
        void asMuchCanBeSoldShort() {
            Trial trial = at(10).order(0, OrderIntent.sell(ACME, 200)).bar(10, 10, 10, 10);

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("1 SELL 200 @ 10");
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("3000");
            assertThat(result.finalEquity()).isEqualByComparingTo("1000");
        }

        @Test
        void openOrdersCountAsFarAsTheyMayBringAPosition() {
            Trial trial = at(10).order(
                            0,
                            OrderIntent.buy(ACME, 150).atLimit(Price.of("9")),
                            OrderIntent.sell(ACME, 150).atLimit(Price.of("11")),
                            OrderIntent.buy(ACME, 60).atLimit(Price.of("9")))
                    .bar(10, 10, 10, 10);

            trial.run();

            assertThat(refusals(trial)).containsExactly(RejectReason.BUYING_POWER);
        }

        @Test
        void exitsPassWhateverTheEquity() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 200))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sell(ACME, 200))
                    .bar(6, 6, 6, 6);

            assertThat(trial.fills()).containsExactly("1 BUY 200 @ 10", "2 SELL 200 @ 6");
        }

        @Test
        void aFlipThroughZeroIsAFillThatNeedsMarginForWhatItOpens() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 100))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sell(ACME, 301), OrderIntent.sell(ACME, 300))
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 100 @ 10", "2 SELL 300 @ 10");
            assertThat(refusals(trial)).containsExactly(RejectReason.BUYING_POWER);
        }

        @Test
        void whatTheFillDoesNotCarryIsRejectedWhole() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 200)).bar(11, 11, 11, 11);

            assertThat(trial.fills()).isEmpty();
            assertThat(refusals(trial)).containsExactly(RejectReason.BUYING_POWER);
        }

        @Test
        void orCutToFitWhereThatIsChosen() {
            Trial trial = at(10, AccountRules.margin().withReducedFills())
                    .order(0, OrderIntent.buy(ACME, 200))
                    .bar(12.5, 12.5, 12.5, 12.5);

            assertThat(trial.fills()).containsExactly("1 BUY 160 @ 12.5");
        }

        @ParameterizedTest
        @MethodSource("accountsThatCut")
        void fillOrKillIsNeverCut(AccountRules account) {
            Trial trial = at(10, account)
                    .order(0, OrderIntent.buy(ACME, 100).withTimeInForce(TimeInForce.FOK))
                    .bar(50, 50, 50, 50);

            assertThat(trial.fills()).isEmpty();
            assertThat(refusals(trial)).containsExactly(RejectReason.BUYING_POWER);
        }

        static Stream<AccountRules> accountsThatCut() {
            return Stream.of(
                    AccountRules.margin().withReducedFills(),
                    AccountRules.cash().withCheckAtFillOnly().withReducedFills());
        }

        @Test
        void aWeightMayBeNegative() {
            Trial trial = at(10).order(0, OrderIntent.targetWeight(ACME, -0.5)).bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 SELL 50 @ 10");
        }

        @Test
        void anInstrumentMayHaveMarginsOfItsOwn() {
            Trial trial = at(10, AccountRules.margin().withMargin(ACME, "1", "0.5"))
                    .order(0, OrderIntent.buy(ACME, 101), OrderIntent.buy(ACME, 100))
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 100 @ 10");
        }

        @Test
        void buyingPowerIsWhatIsLeftOverTheInitialMargin() {
            double[] power = new double[2];
            Trial trial = at(10).decide(0, context -> {
                        power[0] = context.portfolio().buyingPower();
                        return List.of(OrderIntent.buy(ACME, 50));
                    })
                    .bar(10, 10, 10, 10)
                    .decide(1, context -> {
                        power[1] = context.portfolio().buyingPower();
                        return List.of();
                    });

            trial.run();

            assertThat(power).containsExactly(2000, 1500);
        }
    }

    @Nested
    class Exits {
        @Test
        void reduceOnlyOrdersAreCutToThePosition() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 50))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sell(ACME, 80).withReduceOnly())
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 50 @ 10", "2 SELL 50 @ 10");
        }

        @Test
        void reduceOnlyOrdersByAmountAreCutToThePosition() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 50))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sellNotional(ACME, "800").withReduceOnly())
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 50 @ 10", "2 SELL 50 @ 10");
        }

        @Test
        void reduceOnlyOrdersNeedSomethingToReduce() {
            Trial trial =
                    at(10).order(0, OrderIntent.sell(ACME, 80).withReduceOnly()).bar(10, 10, 10, 10);

            assertThat(trial.fills()).isEmpty();
            assertThat(refusals(trial)).containsExactly(RejectReason.NOTHING_TO_REDUCE);
        }

        @Test
        void exitsOfABracketDoNotOpenTheOtherSideWhenThePositionIsGone() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 50).withStopLoss(Price.of("9")))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sell(ACME, 50))
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 8, 8);

            assertThat(trial.fills()).containsExactly("1 BUY 50 @ 10", "2 SELL 50 @ 10");
            assertThat(refusals(trial)).containsExactly(RejectReason.NOTHING_TO_REDUCE);
        }

        @Test
        void shortsHaveBracketsToo() {
            Trial trial = at(10).order(
                            0,
                            OrderIntent.sell(ACME, 50)
                                    .withStopLoss(Price.of("11"))
                                    .withTakeProfit(Price.of("8")))
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 9, 10);

            assertThat(trial.fills()).containsExactly("1 SELL 50 @ 10", "2 BUY 50 @ 11");
        }
    }

    @Nested
    class MarginCalls {
        private Trial falling(AccountRules rules) {
            return at(10, rules)
                    .order(0, OrderIntent.buy(ACME, 190))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.buy(ACME, 10).atLimit(Price.of("5")).withTimeInForce(TimeInForce.GTC))
                    .bar(6.3, 6.3, 6.3, 6.3)
                    .bar(6.2, 6.2, 6.2, 6.2);
        }

        @Test
        void closeAtTheNextOpenAndCancelEntries() {
            Trial trial = falling(AccountRules.margin());

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 190 @ 10", "3 SELL 190 @ 6.2");
            assertThat(Trial.ends(result)).containsExactly("2 Cancelled");
            assertThat(result.journal().entries(JournalEntry.MarginCalled.class))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.equity()).isEqualByComparingTo("297");
                        assertThat(call.required()).isEqualByComparingTo("299.25");
                    });
            assertThat(result.warnings())
                    .contains("Margin call of strategy Decisions: equity 297.00 was below the maintenance margin"
                            + " 299.25.");
        }

        @Test
        void closeAtTheMarkWhereThatIsChosen() {
            Trial trial = falling(AccountRules.margin().withLiquidation(AccountRules.Liquidation.AT_MARK));

            assertThat(trial.fills()).containsExactly("1 BUY 190 @ 10", "2 SELL 190 @ 6.3");
        }

        @Test
        void leaveDebtStanding() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 200))
                    .bar(10, 10, 10, 10)
                    .bar(6, 6, 6, 6)
                    .bar(4, 4, 4, 4);

            BacktestResult result = trial.run();

            assertThat(result.finalEquity()).isEqualByComparingTo("-200");
        }

        @Test
        void closeTheLargestRequirementFirstAndOnlyAsManyAsNeeded() {
            Trial trial = Trial.minutes()
                    .bar(ACME, 0, 10, 10, 10, 10, 1000)
                    .bar(OTHER, 0, 10, 10, 10, 10, 1000)
                    .with(backtest -> backtest.cash(1000).account(AccountRules.margin()))
                    .order(0, OrderIntent.buy(ACME, 60), OrderIntent.buy(OTHER, 140))
                    .bar(ACME, 1, 10, 10, 10, 10, 1000)
                    .bar(OTHER, 1, 10, 10, 10, 10, 1000)
                    .bar(ACME, 2, 6.6, 6.6, 6.6, 6.6, 1000)
                    .bar(OTHER, 2, 6.6, 6.6, 6.6, 6.6, 1000)
                    .bar(ACME, 3, 6.6, 6.6, 6.6, 6.6, 1000)
                    .bar(OTHER, 3, 6.6, 6.6, 6.6, 6.6, 1000);

            assertThat(trial.fills()).containsExactly("1 BUY 60 @ 10", "1 BUY 140 @ 10", "3 SELL 140 @ 6.6");
        }

        /** One that closes more than is held opens the other side. */
        @Test
        void cancelWhatIsNoExitOfAPositionThatStays() {
            Trial trial = Trial.minutes()
                    .bar(ACME, 0, 10, 10, 10, 10, 1000)
                    .bar(OTHER, 0, 10, 10, 10, 10, 1000)
                    .with(backtest -> backtest.cash(1000).account(AccountRules.margin()))
                    .order(0, OrderIntent.buy(ACME, 60), OrderIntent.buy(OTHER, 140))
                    .bar(ACME, 1, 10, 10, 10, 10, 1000)
                    .bar(OTHER, 1, 10, 10, 10, 10, 1000)
                    .order(
                            1,
                            OrderIntent.sell(ACME, 30).atLimit(Price.of("20")).withTag("exit"),
                            OrderIntent.sell(ACME, 80).atLimit(Price.of("20")).withTag("flip"))
                    .bar(ACME, 2, 6.6, 6.6, 6.6, 6.6, 1000)
                    .bar(OTHER, 2, 6.6, 6.6, 6.6, 6.6, 1000)
                    .bar(ACME, 3, 6.6, 6.6, 6.6, 6.6, 1000)
                    .bar(OTHER, 3, 6.6, 6.6, 6.6, 6.6, 1000);

            BacktestResult result = trial.run();

            assertThat(Trial.ends(result)).containsExactly("2 Cancelled flip");
            assertThat(Trial.describe(result)).last().isEqualTo("3 SELL 140 @ 6.6");
        }

        @Test
        void coverShortsThatRose() {
            Trial trial = at(10).order(0, OrderIntent.sell(ACME, 200))
                    .bar(10, 10, 10, 10)
                    .bar(13, 13, 13, 13)
                    .bar(13, 13, 13, 13);

            assertThat(trial.fills()).containsExactly("1 SELL 200 @ 10", "3 BUY 200 @ 13");
        }
    }

    @Nested
    class Nights {
        private static final long DAY = 86_400_000_000_000L;

        /** Daily bars around the clock. */
        private Trial days(AccountRules rules, OrderIntent order) {
            Trial trial = Trial.in(TradingCalendars.alwaysOpen(), Timeframe.DAY)
                    .with(backtest -> backtest.cash(1000).account(rules))
                    .order(0, order);
            long start = Trial.closeOf(-1);
            for (int day = 0; day < 4; day++) {
                trial.barAt(start + day * DAY, start + (day + 1) * DAY, 10, 10, 10, 10);
            }
            return trial;
        }

        @Test
        void borrowedSharesCostTheirRateForEachNight() {
            BacktestResult result = days(AccountRules.margin().withBorrowRate("0.36"), OrderIntent.sell(ACME, 100))
                    .run();

            assertThat(result.journal().entries(JournalEntry.Charged.class))
                    .hasSize(2)
                    .allSatisfy(charged -> {
                        assertThat(charged.amount()).isEqualByComparingTo("1");
                        assertThat(charged.instrument()).contains(ACME);
                    });
            assertThat(result.finalEquity()).isEqualByComparingTo("998");
        }

        @Test
        void debtCostsInterest() {
            BacktestResult result = days(AccountRules.margin().withInterestRate("0.36"), OrderIntent.buy(ACME, 200))
                    .run();

            assertThat(result.journal().entries(JournalEntry.Charged.class))
                    .extracting(JournalEntry.Charged::amount)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(new BigDecimal("1"), new BigDecimal("1.001"));
        }

        @Test
        void weekendsHaveThreeNights() {
            Trial trial = Trial.in(TradingCalendars.nyse(), Timeframe.DAY)
                    .with(backtest ->
                            backtest.cash(1000).account(AccountRules.margin().withBorrowRate(ACME, "0.36")))
                    .order(0, OrderIntent.sell(ACME, 100));
            var calendar = TradingCalendars.nyse();
            for (String date : List.of("2024-02-29", "2024-03-01", "2024-03-04")) {
                var session = calendar.session(LocalDate.parse(date)).orElseThrow();
                trial.barAt(session.openNanos(), session.closeNanos(), 10, 10, 10, 10);
            }

            assertThat(trial.run().journal().entries(JournalEntry.Charged.class))
                    .extracting(JournalEntry.Charged::amount)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(new BigDecimal("3"));
        }
    }

    @Test
    void limitsHoldForShortsToo() {
        Trial trial = at(10).with(backtest -> backtest.limits(RiskLimits.NONE.withMaxPositionWeight(0.5)))
                .order(0, OrderIntent.sell(ACME, 51), OrderIntent.sell(ACME, 50))
                .bar(10, 10, 10, 10);

        assertThat(trial.fills()).containsExactly("1 SELL 50 @ 10");
        assertThat(refusals(trial)).containsExactly(RejectReason.POSITION_LIMIT);
    }

    @Test
    void leverageCountsBothSides() {
        Trial trial = at(10).with(backtest -> backtest.limits(RiskLimits.NONE.withMaxLeverage(1)))
                .order(0, OrderIntent.sell(ACME, 101), OrderIntent.sell(ACME, 100))
                .bar(10, 10, 10, 10);

        assertThat(trial.fills()).containsExactly("1 SELL 100 @ 10");
        assertThat(refusals(trial)).containsExactly(RejectReason.LEVERAGE_LIMIT);
    }

    @Test
    void rulesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountRules.margin().withMargin("0.2", "0.3"))
                .withMessage("maintenance margin must not exceed the initial margin 0.2, was 0.3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountRules.margin().withMargin("0", "0"))
                .withMessage("initial margin must be above 0 and at most 1 with up to 6 decimals, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountRules.cash().withBorrowRate("0.1"))
                .withMessage("a cash account must not have borrowing, use a margin account");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountRules.margin().withInterestRate("x"))
                .withMessage("interest rate must be a decimal number such as 0.25, was 'x'");
    }

    @Test
    void rulesSayWhatTheyAre() {
        assertThat(AccountRules.cash().describe()).isEqualTo("cash");
        assertThat(AccountRules.cash().withCheckAtFillOnly().withReducedFills().describe())
                .isEqualTo("cash, checked at the fill, fills cut to fit");
        assertThat(AccountRules.margin()
                        .withMargin(ACME, "1", "0.3")
                        .withBorrowRate("0.02")
                        .withInterestRate("0.05")
                        .withLiquidation(AccountRules.Liquidation.AT_MARK)
                        .describe())
                .isEqualTo("margin of 50 % and 25 %, ACME 100 % and 30 %, borrow 0.02 a year, interest 0.05, closed at"
                        + " the mark");
    }
}
