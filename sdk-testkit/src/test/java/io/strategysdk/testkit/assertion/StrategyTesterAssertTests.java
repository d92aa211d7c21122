package io.strategysdk.testkit.assertion;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.cancel;
import static io.strategysdk.api.order.OrderIntent.replace;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.testkit.assertion.Runs.ACME;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThatExceptionOfType;
import static io.strategysdk.testkit.assertion.StrategyAssertions.within;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.testkit.ScriptedStrategy;
import io.strategysdk.testkit.StrategyTester;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class StrategyTesterAssertTests {
    private final StrategyTester tester = Runs.tester();

    private void fails(ThrowingCallable assertion, String sentence) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .withMessage(sentence + "\n\n" + tester.story());
    }

    @Nested
    class OfTheLastStep {
        @Test
        void whatWasWantedIsComparedAsAWhole() {
            tester.next();

            assertThat(tester).wanted(buy(ACME, 100).withTag("entry"));
            fails(
                    () -> assertThat(tester).wanted(buy(ACME, 100)),
                    "intents of the last step must be\n  buy 100 ACME\nbut were\n  buy 100 ACME 'entry'");
            fails(
                    () -> assertThat(tester).wantedNothing(),
                    "intents of the last step must be\n  nothing\nbut were\n  buy 100 ACME 'entry'");
        }

        @Test
        void whatWasWantedMayBeSaidInWords() {
            tester.next(2);

            assertThat(tester).wanted("buy 1000000 ACME", "buy 10 ACME at limit 5.50 GTC");
            fails(() -> assertThat(tester).wanted("buy 10 ACME at limit 5.5 GTC"), """
                    intents of the last step must be
                      buy 10 ACME at limit 5.5 GTC
                    but were
                      buy 1000000 ACME
                      buy 10 ACME at limit 5.5 GTC""");
        }

        @Test
        void nothingWasWantedWhereNothingWas() {
            assertThat(tester.next(4)).wantedNothing();
            fails(
                    () -> assertThat(tester).wanted("sell 100 ACME"),
                    "intents of the last step must be\n  sell 100 ACME\nbut were\n  nothing");
        }

        @Test
        void ofACancelOrAReplacementTheIdCounts() {
            StrategyTester changing = StrategyTester.of(ScriptedStrategy.of(
                            context -> List.of(buy(ACME, 1).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC)),
                            context -> List.of(
                                    replace(context.orders().working().get(0)).withLimit(Price.of(8))),
                            context -> List.of(cancel(context.orders().working().get(0)))))
                    .bars("ACME 1d 2024-01-02: 10 10 10");

            changing.next(2);
            assertThat(changing)
                    .wanted(replace(changing.orders().get(0)).withLimit(Price.of("8")))
                    .wanted("replace scripted-1 by 1 at limit 8");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(changing)
                            .wanted(replace(changing.orders().get(0)).withLimit(Price.of("7"))));
            changing.next();
            Order order = changing.orders().get(0);
            Order other = new Order(
                    new OrderId("scripted", 2),
                    order.request(),
                    order.status(),
                    order.orderQty(),
                    order.cumQty(),
                    order.avgPx());
            assertThat(changing).wanted(cancel(order));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(changing).wanted(cancel(other)))
                    .withMessageStartingWith(
                            "intents of the last step must be\n  cancel scripted-2\nbut were\n  cancel scripted-1\n");
        }

        @Test
        void whatWasFilledIsComparedAsAWhole() {
            assertThat(tester.next()).filledNothing();
            tester.next();

            assertThat(tester).filled("buy 100 ACME at 10.00, fee 1.00");
            fails(
                    () -> assertThat(tester).filled("buy 100 ACME at 10"),
                    "fills of the last step must be\n  buy 100 ACME at 10\nbut were\n  buy 100 ACME at 10, fee 1");
            fails(
                    () -> assertThat(tester).filledNothing(),
                    "fills of the last step must be\n  nothing\nbut were\n  buy 100 ACME at 10, fee 1");
        }

        @Test
        void refusalsAreComparedByTheirReasons() {
            assertThat(tester.next(2)).wasRefusedNothing();
            tester.next();

            assertThat(tester).wasRefused(RejectReason.BUYING_POWER);
            fails(
                    () -> assertThat(tester).wasRefusedNothing(),
                    "refusals of the last step must be\n  nothing\nbut were\n  BUYING_POWER");
            fails(
                    () -> assertThat(tester).wasRefused(RejectReason.NO_PRICE),
                    "refusals of the last step must be\n  NO_PRICE\nbut were\n  BUYING_POWER");
        }

        @Test
        void refusedCancelsAreRefusalsToo() {
            List<Order> seen = new ArrayList<>();
            StrategyTester late = StrategyTester.of(ScriptedStrategy.of(
                            context -> List.of(buy(ACME, 1)),
                            context -> List.of(),
                            context -> List.of(cancel(seen.get(0)))))
                    .bars("ACME 1d 2024-01-02: 10 10");
            late.next(2);
            seen.addAll(late.orders());

            assertThat(late.closes(10, 10).run()).wasRefused(RejectReason.UNKNOWN_ORDER);
        }

        @Test
        void whatWasSeenIsComparedAsAWhole() {
            tester.next();
            MarketEvent bar = tester.lastStep().market().get(0);

            assertThat(tester).saw(bar);
            fails(
                    () -> assertThat(tester).saw(),
                    "events of the last step must be\n  nothing\n"
                            + "but were\n  2024-01-02T21:00:00Z ACME 10 10 10 10 vol 1000000");
        }

        @Test
        void featuresAreComparedToNineDigitsOrWithinATolerance() {
            StrategyTester crossing = StrategyTester.of(
                            new ScriptedStrategy().onStart(context -> context.feature(sma(3))))
                    .bars(Runs.BARS)
                    .next(4);

            assertThat(crossing).hasFeature("sma(3)", 11).hasFeature("sma(3)", 11.01, within(0.02));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(crossing).hasFeature("sma(3)", 11.00000003))
                    .withMessage("sma(3) must be 11, was 11.0\n\n" + crossing.story());
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(crossing).hasFeature("sma(3)", 11.03, within(0.02)))
                    .withMessage("sma(3) must be 11.03 within 0.02, was 11.0\n\n" + crossing.story());
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(crossing).hasFeature("sma(4)", 11))
                    .withMessage("feature must be one of [sma(3)], was 'sma(4)'\n\n" + crossing.story());
        }

        @Test
        void aFeatureThatIsUndefinedIsNaN() {
            StrategyTester early = StrategyTester.of(new ScriptedStrategy().onStart(context -> context.feature(sma(3))))
                    .bars(Runs.BARS)
                    .next();

            assertThat(early).hasFeature("sma(3)", Double.NaN);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(early).hasFeature("sma(3)", 10, within(100.0)))
                    .withMessageStartingWith("sma(3) must be 10 within 100, was NaN");
        }
    }

    @Nested
    class OfTheBooks {
        @Test
        void positionCashAndEquityAreExact() {
            assertThat(tester.next()).isFlat().hasCash("10000").hasEquity("10000.00");
            tester.next();

            assertThat(tester)
                    .isLong(100)
                    .isLong(Quantity.of("100"))
                    .holds("ACME", 100)
                    .holds("ACME", Quantity.of("100"))
                    .hasCash("8999")
                    .hasEquity("9999.00");
            fails(() -> assertThat(tester).isFlat(), "portfolio must be flat, was 100 ACME");
            fails(() -> assertThat(tester).isLong(99), "position in ACME must be 99, was 100");
            fails(() -> assertThat(tester).isShort(100), "position in ACME must be -100, was 100");
            fails(() -> assertThat(tester).holds("ACME", 0), "position in ACME must be 0, was 100");
            fails(() -> assertThat(tester).hasCash("8999.01"), "cash must be 8999.01, was 8999");
            fails(() -> assertThat(tester).hasEquity("10000"), "equity must be 10000, was 9999");
        }

        @Test
        void aShortPositionIsSaidAsAPositiveNumber() {
            StrategyTester shorting = StrategyTester.of(ScriptedStrategy.wanting(sell(ACME, 10)))
                    .account(AccountRules.margin())
                    .bars(Runs.BARS)
                    .next(2);

            assertThat(shorting).isShort(10).isShort(Quantity.of(10)).holds("ACME", -10);
        }

        @Test
        void anAmountIsADecimalNumber() {
            tester.next();

            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> assertThat(tester).hasCash("ten"))
                    .withMessage("cash must be a decimal number such as 1234.50, was 'ten'");
        }

        @Test
        void eachInstrumentOfSeveralIsNamed() {
            Instrument bond = Instrument.equity("BOND");
            StrategyTester two = StrategyTester.of(ScriptedStrategy.wanting(buy(bond, 3)))
                    .bars("ACME 1d 2024-01-02: 10 10\nBOND 1d 2024-01-02: 99 99")
                    .run();

            assertThat(two).holds("BOND", 3).holds("ACME", 0);
            assertThat(two).position("BOND").isLong(3);
            assertThat(two).portfolio().position(bond).isLong();
        }
    }

    @Nested
    class LeadOn {
        @Test
        void toPositionAndPortfolioWithTheStory() {
            tester.run();

            assertThat(tester).position().isFlat().hasRealizedPnl("100").hasFees("2");
            assertThat(tester).portfolio().isFlat().hasRealizedPnl("100.00");
            fails(
                    () -> assertThat(tester).position().hasRealizedPnl("101"),
                    "realized P&L of position in ACME must be 101, was 100");
            fails(() -> assertThat(tester).portfolio().hasFees("3"), "fees must be 3, was 2");
        }

        @Test
        void toEverythingThatTheRunHadWithTheStory() {
            tester.run();

            assertThat(tester)
                    .intents()
                    .containsExactly(
                            "buy 100 ACME 'entry'",
                            "buy 1000000 ACME",
                            "buy 10 ACME at limit 5.50 GTC",
                            "sell 100 ACME");
            assertThat(tester)
                    .fills()
                    .hasSize(2)
                    .contains("sell 100 ACME at 11, fee 1", "buy 100 ACME at 10, fee 1.00")
                    .first()
                    .isBuyOf(100);
            assertThat(tester).orders().first().isFilled().hasTag("entry");
            fails(() -> assertThat(tester).fills().isEmpty(), """
                    fills must be
                      nothing
                    but were
                      buy 100 ACME at 10, fee 1
                      sell 100 ACME at 11, fee 1""");
            fails(() -> assertThat(tester).fills().hasSize(1), """
                    number of fills must be 1, was 2:
                      buy 100 ACME at 10, fee 1
                      sell 100 ACME at 11, fee 1""");
            fails(() -> assertThat(tester).fills().contains("sell 1 ACME at 12"), """
                    fills must have 'sell 1 ACME at 12' among them, were
                      buy 100 ACME at 10, fee 1
                      sell 100 ACME at 11, fee 1""");
            fails(
                    () -> assertThat(tester).fills().contains("buy 100 ACME at 10, fee 1", "buy 100 ACME at 10, fee 1"),
                    """
                    fills must have 'buy 100 ACME at 10, fee 1' among them, were
                      buy 100 ACME at 10, fee 1
                      sell 100 ACME at 11, fee 1""");
            fails(() -> assertThat(tester).fills().element(2), """
                    number of fills must be above 2, was 2:
                      buy 100 ACME at 10, fee 1
                      sell 100 ACME at 11, fee 1""");
            fails(
                    () -> assertThat(tester).orders().first().isCancelled(),
                    "status of order scripted-1 must be CANCELLED, was FILLED");
            fails(() -> assertThat(tester).intents().last().isBuy(), "side of 'sell 100 ACME' must be BUY, was SELL");
        }

        @Test
        void toOneFillWithTheStepsAroundIt() {
            StrategyTester longRun = StrategyTester.of(ScriptedStrategy.wanting(buy(ACME, 1)))
                    .bars("ACME 1d 2024-01-02: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17")
                    .run();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(
                            () -> assertThat(longRun).fills().singleElement().hasPrice("2"))
                    .withMessageContaining("price of fill scripted-1-1 must be 2, was 1\n\n(steps 1 to 7 of 17)\n")
                    .withMessageContaining("filled scripted-1: buy 1 ACME at 1");
        }

        @Test
        void toNothingWhereThereIsNone() {
            tester.next();

            assertThat(tester).fills().isEmpty();
            fails(() -> assertThat(tester).fills().first(), "number of fills must be above 0, was 0:\n  nothing");
            fails(() -> assertThat(tester).fills().last(), "number of fills must be above 0, was 0:\n  nothing");
            fails(() -> assertThat(tester).fills().singleElement(), "number of fills must be 1, was 0:\n  nothing");
        }
    }

    @Test
    void aFailureOfTheStrategyIsNamed() {
        StrategyTester failing = StrategyTester.of(ScriptedStrategy.of(context -> {
                    throw new IllegalStateException("no plan");
                }))
                .bars(Runs.BARS);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(failing::run);

        assertThat(tester.run()).hasNotFailed();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(failing).hasNotFailed())
                .withMessage("strategy must not have failed, was java.lang.IllegalStateException: no plan\n\n"
                        + failing.story());
    }

    @Test
    void descriptionsStandBeforeTheSentenceAndGoAlong() {
        tester.next();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(tester).as("first day").isLong(1))
                .withMessageStartingWith("[first day] position in ACME must be 1, was 0\n\ntime (America/New_York)");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(tester).as("first day").fills().hasSize(3))
                .withMessageStartingWith("[first day] number of fills must be 3, was 0");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(tester)
                        .as("first %s", "day")
                        .intents()
                        .first()
                        .isSell())
                .withMessageStartingWith("[first day] side of 'buy 100 ACME 'entry'' must be SELL, was BUY");
    }

    @Test
    @SuppressWarnings("NullAway") // what nobody should do
    void noneIsAFailureAsElsewhere() {
        StrategyTester none = null;

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(none).wantedNothing())
                .withMessageContaining("Expecting actual not to be null");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(none).isFlat())
                .withMessageContaining("Expecting actual not to be null");
    }

    @Test
    void whatIsWantedInAnswerToAnOrderIsWantedToo() {
        StrategyTester answering = StrategyTester.of(ScriptedStrategy.of(
                                context -> List.of(buy(ACME, 1)), context -> List.<OrderIntent>of(buy(ACME, 3)))
                        .onOrder((event, context) -> {
                            if (event instanceof OrderEvent.Accepted) {
                                context.submit(buy(ACME, 2));
                            }
                        }))
                .bars("ACME 1d 2024-01-02: 10 10")
                .run();

        assertThat(answering).wanted(buy(ACME, 2), buy(ACME, 3));
    }
}
