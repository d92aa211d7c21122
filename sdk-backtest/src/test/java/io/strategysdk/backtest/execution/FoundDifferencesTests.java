package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.IntrabarPath.OPEN_HIGH_LOW_CLOSE;
import static io.strategysdk.backtest.execution.IntrabarPath.OPEN_LOW_HIGH_CLOSE;
import static io.strategysdk.backtest.execution.IntrabarPath.STOP_FIRST_ALWAYS;
import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.BacktestResult;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where the market differed from the reference and was wrong: histories as small as they could be made. */
class FoundDifferencesTests {
    private static final NewOrder BUY = OrderIntent.buy(ACME, 10).withTimeInForce(TimeInForce.GTC);

    private static Trial trial(UnaryOperator<FillRules> rules) {
        return Trial.minutes()
                .with(backtest -> backtest.fills(rules.apply(FillRules.DEFAULT)))
                .bar(10, 10, 10, 10);
    }

    private static Trial ordering(UnaryOperator<FillRules> rules, OrderIntent... intents) {
        return trial(rules).order(0, intents);
    }

    private static Price price(String text) {
        return Price.of(text);
    }

    private static Trial replacing(Trial trial, int slice, UnaryOperator<OrderIntent.Replace> change) {
        return trial.decide(
                slice,
                context -> List.of(change.apply(
                        OrderIntent.replace(context.orders().find("entry").orElseThrow()))));
    }

    private static OrderStatus statusOf(Trial trial, long sequence) {
        return trial.told().stream()
                .map(OrderEvent::order)
                .filter(order -> order.id().equals(new OrderId("Decisions", sequence)))
                .reduce((before, last) -> last)
                .orElseThrow()
                .status();
    }

    @Nested
    class ThroughTheirPrice {
        private final UnaryOperator<FillRules> oneTick = rules -> rules.withTicksThrough(1);

        @Test
        void aLimitOnAPathIsNotFilledByTheWayBackFromATouch() {
            Trial trial = ordering(
                    oneTick.andThen(its -> its.withPath(OPEN_LOW_HIGH_CLOSE))::apply, BUY.atLimit(price("9.5")));

            assertThat(trial.bar(10, 10.5, 9.5, 10).fills()).isEmpty();
        }

        @Test
        void aTargetThatItsEntryHasPassedIsFilledAtThePriceOfTheEntry() {
            Trial trial = ordering(
                    rules -> rules.withTicksThrough(10).withPath(OPEN_HIGH_LOW_CLOSE),
                    BUY.atStop(price("10.5")).withTakeProfit(price("10.4")));

            assertThat(trial.bar(10, 11, 10, 10).fills()).containsExactly("1 BUY 10 @ 10.5", "1 SELL 10 @ 10.5");
        }

        @Test
        void anotherQuantityDoesNotMakeTheNextOpenTheFirst() {
            Trial trial = ordering(oneTick, BUY.atLimit(price("9.5")).withTag("entry"))
                    .bar(10, 10, 10, 10);

            assertThat(replacing(trial, 1, its -> its.withQuantity(Quantity.of(20)))
                            .bar(9.5, 9.5, 9.5, 9.5)
                            .fills())
                    .isEmpty();
        }

        @Test
        void aStopLimitThatWasTriggeredWithoutVolumeHasMetAPrice() {
            Trial trial = ordering(
                    rules -> rules.withTicksThrough(1).withVolumeShare(0.5),
                    BUY.atStopLimit(price("10.5"), price("11")));

            assertThat(trial.bar(ACME, 1, 10, 11, 10, 10, 0).bar(11, 11, 11, 11).fills())
                    .isEmpty();
        }

        @Test
        void anExitTrailsFromAPriceOfTheBar() {
            Trial trial = ordering(
                            rules -> rules.withTicksThrough(100),
                            BUY.atLimit(price("10.5")).withTrailingStopLoss(price("1")))
                    .bar(11, 11, 11, 11)
                    .bar(9.8, 10, 9.4, 9.45);

            assertThat(trial.fills()).containsExactly("2 BUY 10 @ 10");
        }
    }

    @Nested
    class OnAPath {
        @Test
        void aTrailFollowsFromTheOpenOn() {
            Trial trial = ordering(rules -> rules.withPath(OPEN_LOW_HIGH_CLOSE), BUY)
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sell(ACME, 10).atTrailingStop(price("0.5")));

            assertThat(trial.bar(11, 11, 10.5, 10.5).fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 10.5");
        }

        @Test
        void aTrailFollowsToThePriceAtWhichItsTargetFills() {
            Trial trial = ordering(
                            rules -> rules.withPath(OPEN_LOW_HIGH_CLOSE).withVolumeShare(0.5),
                            BUY.atLimit(price("9.5"))
                                    .withTrailingStopLoss(price("0.4"))
                                    .withTakeProfit(price("10")))
                    .bar(ACME, 1, 9.6, 9.6, 9.2, 9.5, 12)
                    .bar(9.8, 10.1, 9.8, 9.8)
                    .bar(ACME, 3, 9.7, 9.8, 9.5, 9.5, 8)
                    .bar(9.5, 9.5, 9, 9);

            assertThat(trial.fills())
                    .containsExactly("1 BUY 6 @ 9.5", "2 SELL 6 @ 10", "3 BUY 4 @ 9.5", "4 SELL 4 @ 9.5");
        }

        @Test
        void anExitThatWasFilledMayFillAgainWhenItsEntryHasBoughtMore() {
            Trial trial = ordering(
                            rules -> rules.withPath(OPEN_HIGH_LOW_CLOSE).withVolumeShare(0.5),
                            BUY.atLimit(price("10")).withTakeProfit(price("11")))
                    .bar(ACME, 1, 10, 10, 10, 10, 12)
                    .bar(10.5, 11, 9, 11);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 SELL 6 @ 11", "2 BUY 4 @ 10", "2 SELL 4 @ 11");
        }
    }

    @Nested
    class SecondsOfTheirFirst {
        private final NewOrder first = BUY.atLimit(price("9"));

        @Test
        void trailFromTheMarkOfTheStepInWhichTheyAreSent() {
            Trial trial = ordering(
                            rules -> rules,
                            OrderIntent.oneTriggersOther(
                                    first,
                                    OrderIntent.sell(ACME, 10)
                                            .atTrailingStop(price("0.5"))
                                            .withTimeInForce(TimeInForce.GTC)))
                    .bar(9.9, 9.9, 8.5, 8.6)
                    .bar(8.7, 8.8, 8.6, 8.7)
                    .bar(8.4, 8.4, 8.2, 8.2);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 9", "3 SELL 10 @ 8.3");
        }

        @Test
        void areNotFilledAtTheCloseThatTheirFirstWasDecidedOn() {
            Trial trial = ordering(
                            rules -> rules.withAtDecisionClose(true),
                            OrderIntent.oneTriggersOther(BUY, OrderIntent.sell(ACME, 10)))
                    .bar(11, 11, 11, 11);

            assertThat(trial.fills()).containsExactly("0 BUY 10 @ 10", "1 SELL 10 @ 11");
        }

        @Test
        void areSentByNumberWhicheverFirstWasFilledBefore() {
            NewOrder stop = BUY.atStop(price("11"));
            Trial trial = ordering(
                            rules -> rules.withVolumeShare(0.5),
                            OrderIntent.oneTriggersOther(first, OrderIntent.buy(ACME, 8)),
                            OrderIntent.oneTriggersOther(
                                    stop, OrderIntent.buy(ACME, 6).withTimeInForce(TimeInForce.GTC)))
                    .bar(10, 11, 9, 10)
                    .bar(ACME, 2, 10, 10, 10, 10, 20)
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills())
                    .containsExactly("1 BUY 10 @ 11", "1 BUY 10 @ 9", "2 BUY 8 @ 10", "2 BUY 2 @ 10", "3 BUY 4 @ 10");
        }
    }

    @Nested
    class Exits {
        private final NewOrder limit = BUY.atLimit(price("9")).withTag("entry");

        @Test
        void growWithTheirEntry() {
            Trial trial = ordering(rules -> rules, limit.withStopLoss(price("8")));

            assertThat(replacing(trial.bar(10, 10, 10, 10), 1, its -> its.withQuantity(Quantity.of(15)))
                            .bar(9, 9, 9, 9)
                            .bar(8, 8, 8, 8)
                            .fills())
                    .containsExactly("2 BUY 15 @ 9", "3 SELL 15 @ 8");
        }

        @Test
        void endWithAnEntryThatWasMadeSmaller() {
            Trial trial =
                    ordering(rules -> rules, limit.withStopLoss(price("8"))).bar(10, 10, 10, 10);

            assertThat(replacing(trial, 1, its -> its.withQuantity(Quantity.of(5)))
                            .bar(9, 9, 9, 9)
                            .bar(8, 8, 8, 8)
                            .fills())
                    .containsExactly("2 BUY 5 @ 9", "3 SELL 5 @ 8");
            assertThat(statusOf(trial, 2)).isEqualTo(OrderStatus.FILLED);
        }

        @Test
        void endWithAnEntryThatARivalHasMadeSmaller() {
            Trial trial = ordering(
                    rules -> rules,
                    OrderIntent.oneCancelsOther(
                            limit.withStopLoss(price("8")),
                            OrderIntent.buy(ACME, 4).atLimit(price("9.5")).withTimeInForce(TimeInForce.GTC)));

            assertThat(trial.bar(9.5, 9.5, 9.5, 9.5)
                            .bar(9, 9, 9, 9)
                            .bar(8, 8, 8, 8)
                            .fills())
                    .containsExactly("1 BUY 4 @ 9.5", "2 BUY 6 @ 9", "3 SELL 6 @ 8");
            assertThat(statusOf(trial, 2)).isEqualTo(OrderStatus.FILLED);
        }

        @Test
        void ofNothingAreNotTriggered() {
            Trial trial = ordering(
                            rules -> rules.withVolumeShare(0.5),
                            BUY.atLimit(price("10")).withStopLoss(price("9")).withTakeProfit(price("12")))
                    .bar(ACME, 1, 10, 10, 10, 10, 12)
                    .bar(12, 12, 12, 12)
                    .bar(ACME, 3, 8.9, 8.9, 8.9, 8.9, 0)
                    .bar(9.5, 9.5, 9.5, 9.5)
                    .bar(9.6, 9.6, 9.6, 9.6);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 SELL 6 @ 12", "4 BUY 4 @ 9.5");
        }

        @Test
        void ofNothingDoNotBecomeLimitsAtAnOpen() {
            Trial trial = ordering(
                            rules -> rules.withVolumeShare(0.5),
                            BUY.atLimit(price("10"))
                                    .withStopLoss(price("9"), price("9.2"))
                                    .withTakeProfit(price("12")))
                    .bar(ACME, 1, 10, 10, 10, 10, 12)
                    .bar(12, 12, 12, 12)
                    .bar(ACME, 3, 8.9, 8.9, 8.9, 8.9, 0)
                    .bar(9.5, 9.5, 9.5, 9.5);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 SELL 6 @ 12", "4 BUY 4 @ 9.5");
        }

        @Test
        void waitForTheNextBarWithEveryPartOfTheirEntry() {
            Trial trial = ordering(
                            rules -> rules.withVolumeShare(0.5).withExitsWaitForNextBar(true),
                            BUY.withStopLoss(price("9.5")))
                    .bar(ACME, 1, 10, 10, 10, 10, 12)
                    .bar(9, 9, 9, 9)
                    .bar(8, 8, 8, 8);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 SELL 6 @ 9", "2 BUY 4 @ 9", "3 SELL 4 @ 8");
        }

        @Test
        void thatWereThereBeforeTheirEntryBoughtMoreAreFilledAtTheirOwnPrice() {
            Trial trial = ordering(
                            rules -> rules.withVolumeShare(0.5).withTicksThrough(40),
                            BUY.atStopLimit(price("9.8"), price("10.2")).withTakeProfit(price("9.6")))
                    .bar(ACME, 1, 9.8, 9.8, 9.8, 9.8, 2)
                    .bar(9.9, 10, 9.7, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 1 @ 9.8", "2 BUY 9 @ 10", "2 SELL 10 @ 9.7");
        }

        @Test
        void thatAreStopLimitsBeyondTheirStopDoNotSellAtIt() {
            Trial trial =
                    ordering(rules -> rules, BUY.atStop(price("10.5")).withStopLoss(price("10.8"), price("10.8")));

            assertThat(trial.bar(10, 11, 10, 10.5).bar(10.9, 10.9, 10.9, 10.9).fills())
                    .containsExactly("1 BUY 10 @ 10.5", "2 SELL 10 @ 10.9");
        }

        @Test
        void thatAreStopLimitsAreTriggeredWhereThatIsCertain() {
            Trial trial = ordering(rules -> rules, BUY.atLimit(price("9.5")).withStopLoss(price("9.2"), price("9.3")));

            assertThat(trial.bar(10, 10, 9, 9.1).bar(9.4, 9.4, 9.4, 9.4).fills())
                    .containsExactly("1 BUY 10 @ 9.5", "2 SELL 10 @ 9.4");
        }
    }

    @Nested
    class WhereStopsAlwaysComeFirst {
        @Test
        void ordersThatOnlyHaveTheOpenDoNotWaitForThem() {
            Trial trial = ordering(
                    rules -> rules.withPath(STOP_FIRST_ALWAYS),
                    OrderIntent.oneCancelsOther(
                            BUY.atLimit(price("10.2")).withExpiry(Clock.instantOf(Trial.closeOf(1) - 1)),
                            BUY.atStop(price("10.5"))));

            assertThat(trial.bar(10, 11, 10, 10).fills()).containsExactly("1 BUY 10 @ 10");
        }

        @Test
        void targetsThatHaveWaitedFillSellsFirst() {
            NewOrder sell = OrderIntent.sell(ACME, 10).withTimeInForce(TimeInForce.GTC);
            Trial trial = ordering(rules -> rules.withPath(STOP_FIRST_ALWAYS), OrderIntent.buy(ACME, 20))
                    .bar(10, 10, 10, 10)
                    .order(
                            1,
                            OrderIntent.oneCancelsOther(
                                    BUY.atLimit(price("10.2")), BUY.atStopLimit(price("10.5"), price("9"))),
                            OrderIntent.oneCancelsOther(
                                    sell.atLimit(price("9.8")), sell.atStopLimit(price("9.5"), price("11"))));

            assertThat(trial.bar(10, 11, 9.4, 10).fills())
                    .containsExactly("1 BUY 20 @ 10", "2 SELL 10 @ 10", "2 BUY 10 @ 10");
        }

        @Test
        void aTargetThatHasWaitedFillsAtItsOpenAndItsExitsLiveInThatBar() {
            NewOrder target = BUY.atLimit(price("10.2")).withStopLoss(price("9.5"));
            NewOrder stop = BUY.atStopLimit(price("10.5"), price("9"));
            Trial trial =
                    ordering(rules -> rules.withPath(STOP_FIRST_ALWAYS), OrderIntent.oneCancelsOther(target, stop));

            assertThat(trial.bar(10, 11, 9.2, 9.7).fills()).containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 9.5");
        }
    }

    @Nested
    class AtTheCloseOfTheDecision {
        private static FillRules half(FillRules rules) {
            return rules.withAtDecisionClose(true).withVolumeShare(0.5);
        }

        @Test
        void allOrdersShareTheVolume() {
            Trial trial = trial(AtTheCloseOfTheDecision::half)
                    .bar(ACME, 1, 10, 10, 10, 10, 24)
                    .order(1, BUY, BUY);

            assertThat(trial.bar(11, 11, 11, 11).fills())
                    .containsExactly("1 BUY 10 @ 10", "1 BUY 2 @ 10", "2 BUY 8 @ 11");
        }

        @Test
        void whatTheBarHasFilledBeforeIsGone() {
            Trial trial = ordering(AtTheCloseOfTheDecision::half, BUY.atLimit(price("10")))
                    .bar(ACME, 1, 10.5, 10.5, 10, 10, 24)
                    .order(1, BUY);

            assertThat(trial.bar(11, 11, 11, 11).fills())
                    .containsExactly("1 BUY 10 @ 10", "1 BUY 2 @ 10", "2 BUY 8 @ 11");
        }

        @Test
        void anImmediateOrderIsOverWithIt() {
            Trial trial = trial(AtTheCloseOfTheDecision::half)
                    .bar(ACME, 1, 10, 10, 10, 10, 12)
                    .order(1, BUY.withTimeInForce(TimeInForce.IOC));

            assertThat(trial.bar(11, 11, 11, 11).fills()).containsExactly("1 BUY 6 @ 10");
        }

        @Test
        void withoutAFillNoExitComesToLife() {
            Trial trial = trial(AtTheCloseOfTheDecision::half)
                    .bar(ACME, 1, 10, 10, 10, 10, 0)
                    .order(1, BUY.withTrailingStopLoss(price("1")));

            assertThat(trial.bar(12, 12, 11, 11.5).fills()).containsExactly("2 BUY 10 @ 12", "2 SELL 10 @ 11");
        }

        @Test
        void outsideOfTheSessionOnlyOrdersForExtendedHoursFill() {
            TradingSession friday = TradingSession.nyse("2024-03-08");
            Trial trial = friday.trial()
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withAtDecisionClose(true)))
                    .barAt(friday.open(-1), friday.open(0), 10, 10, 10, 10)
                    .barAt(friday.open(0), friday.open(1), 11, 11, 11, 11)
                    .order(0, BUY, BUY.withExtendedHours());

            assertThat(TradingSession.events(trial.run()))
                    .containsExactly("2024-03-08T14:30:00Z Filled at 10", "2024-03-08T14:31:00Z Filled at 11");
        }
    }

    @Nested
    class Doubtful {
        private static int ambiguous(Trial trial) {
            BacktestResult result = trial.run();
            return result.fillQuality().ambiguous();
        }

        @Test
        void isAnEntryWhoseTrailTheBarMovedToWhereItMayHaveBeenMet() {
            Trial trial = ordering(rules -> rules, BUY.atLimit(price("9")).withTrailingStopLoss(price("2")));

            assertThat(ambiguous(trial.bar(10, 11.5, 8.9, 11))).isOne();
        }

        @Test
        void isTheFillOfATrailThatAnOpenHadDecidedWithoutVolume() {
            Trial trial = ordering(rules -> rules.withVolumeShare(1), BUY)
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.sell(ACME, 10).atTrailingStop(price("1")))
                    .bar(10, 12, 10, 10.5)
                    .bar(ACME, 3, 10.5, 10.5, 10.5, 10.5, 0)
                    .bar(10.4, 10.4, 10.4, 10.4);

            assertThat(ambiguous(trial)).isOne();
        }

        @Test
        void isTheStopThatOvertookATargetWhichTheOpenHadPassed() {
            Trial trial = ordering(
                    rules -> rules.withPath(STOP_FIRST_ALWAYS).withTicksThrough(100),
                    BUY.withStopLoss(price("9")).withTakeProfit(price("9.9")));

            assertThat(ambiguous(trial.bar(10, 10, 9, 9))).isOne();
        }
    }

    @Nested
    class ExitsThatWaitForTheFullFill {
        /** Four of ten are filled at the next open; the third bar would fill either exit. */
        private Trial entering(OrderIntent... intents) {
            return ordering(rules -> rules.withVolumeShare(0.5).withExitsWaitForFullFill(true), intents)
                    .bar(ACME, 1, 10, 10, 10, 10, 8);
        }

        @Test
        void endWithAnEntryThatIsCancelledInPart() {
            Trial trial = entering(BUY.withStopLoss(price("9")).withTag("entry"))
                    .decide(
                            1,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().find("entry").orElseThrow())))
                    .bar(10, 10, 8, 8);

            assertThat(trial.fills()).containsExactly("1 BUY 4 @ 10");
            assertThat(statusOf(trial, 2)).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void endWithAnEntryWhoseRestItsRivalHasTaken() {
            NewOrder entry = BUY.atLimit(price("10")).withStopLoss(price("9"));
            NewOrder rival = BUY.atStop(price("11"));
            Trial trial = entering(OrderIntent.oneCancelsOther(entry, rival)).bar(11, 11, 11, 11);

            assertThat(trial.fills()).containsExactly("1 BUY 4 @ 10", "2 BUY 6 @ 11");
            assertThat(statusOf(trial, 1)).isEqualTo(OrderStatus.CANCELLED);
            assertThat(statusOf(trial, 2)).isEqualTo(OrderStatus.CANCELLED);
        }
    }

    @Nested
    class BidAndAsk {
        /** The ask goes up to its close, the bid comes back from its high. */
        private Trial rising(NewOrder order) {
            return Trial.minutes()
                    .quotes(side(9.9, 9.9, 9.9, 9.9), side(10, 10, 10, 10))
                    .order(0, order)
                    .quotes(side(9.9, 10.9, 9.9, 10.4), side(10, 11, 10, 11));
        }

        private static QuoteBar.SideBar side(double open, double high, double low, double close) {
            return new QuoteBar.SideBar(open, high, low, close, 100);
        }

        @Test
        void anExitIsMetOnTheWayToTheExtremeThatItsEntrysSideClosesAt() {
            Trial trial = rising(BUY.atStop(price("10.5")).withTakeProfit(price("10.9")));

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10.5", "1 SELL 10 @ 10.9");
        }

        @Test
        void aTrailOfAnExitFollowsToThatExtreme() {
            Trial trial = rising(BUY.atStop(price("10.5")).withTrailingStopLoss(price("1")))
                    .quotes(side(10.4, 10.4, 9.8, 9.8), side(10.5, 10.5, 9.9, 9.9));

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10.5", "2 SELL 10 @ 9.9");
        }
    }

    @Test
    void aShareOfTheVolumeIsTakenExactly() {
        Trial trial = ordering(rules -> rules.withVolumeShare(0.29), OrderIntent.buy(ACME, 50));

        assertThat(trial.bar(ACME, 1, 10, 10, 10, 10, 100).fills()).containsExactly("1 BUY 29 @ 10");
    }
}
