package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.BacktestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Entries with exits: when they live, what they fill, and how they end. */
class BracketTests {
    private static final NewOrder PROTECTED =
            OrderIntent.buy(ACME, 10).withStopLoss(Price.of("9")).withTakeProfit(Price.of("12"));

    private static Trial opening(NewOrder entry) {
        return Trial.minutes().bar(10, 10, 10, 10).order(0, entry);
    }

    private static Trial with(Trial trial, UnaryOperator<FillRules> rules) {
        return trial.with(backtest -> backtest.fills(rules.apply(FillRules.DEFAULT)));
    }

    @Nested
    class FilledAtTheOpen {
        @Test
        void theStopLivesInTheSameBar() {
            assertThat(opening(PROTECTED).bar(10, 11, 8, 10).fills()).containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 9");
        }

        @Test
        void theTargetLivesInTheSameBar() {
            assertThat(opening(PROTECTED).bar(10, 13, 9.5, 10).fills())
                    .containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 12");
        }

        @Test
        void ofBothTheStopComesFirstAndThatIsDoubtful() {
            BacktestResult result = opening(PROTECTED).bar(10, 13, 8, 10).run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 9");
            assertThat(result.fillQuality().ambiguous()).isOne();
        }

        @Test
        void exitsWaitForTheNextBarWhereThatIsChosen() {
            Trial trial = with(opening(PROTECTED), rules -> rules.withExitsWaitForNextBar(true))
                    .bar(10, 13, 8, 10)
                    .bar(10, 10, 8.5, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 9");
        }

        @Test
        void aLevelThatTheOpenHasPassedFillsAtThatOpen() {
            assertThat(opening(PROTECTED).bar(8.5, 11, 8, 10).fills())
                    .containsExactly("1 BUY 10 @ 8.5", "1 SELL 10 @ 8.5");
        }
    }

    @Nested
    class FilledInside {
        private final NewOrder limit = PROTECTED.atLimit(Price.of("9.5"));

        @Test
        void theStopBelowALimitIsCertain() {
            assertThat(opening(limit).bar(10, 10, 8, 10).fills()).containsExactly("1 BUY 10 @ 9.5", "1 SELL 10 @ 9");
        }

        @Test
        void theTargetAboveALimitIsNotWhereOnlyTheHighReachesIt() {
            BacktestResult result = opening(limit).bar(10, 13, 9.5, 10).run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 9.5");
            assertThat(result.fillQuality().ambiguous()).isOne();
        }

        @Test
        void theTargetAboveALimitIsCertainWhereTheBarClosesThere() {
            assertThat(opening(limit).bar(10, 13, 9.5, 12.5).fills())
                    .containsExactly("1 BUY 10 @ 9.5", "1 SELL 10 @ 12");
        }

        @Test
        void theStopBelowAStopEntryIsNotWhereTheLowMayHaveComeBefore() {
            BacktestResult result = opening(PROTECTED.atStop(Price.of("11")))
                    .bar(10, 11.5, 8, 11)
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 11");
            assertThat(result.fillQuality().ambiguous()).isOne();
        }

        @Test
        void theStopBelowAStopEntryFillsWhereTheWorstIsAssumed() {
            Trial trial = with(opening(PROTECTED.atStop(Price.of("11"))), r -> r.withPath(IntrabarPath.ASSUME_WORST))
                    .bar(10, 11.5, 8, 11);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 11", "1 SELL 10 @ 9");
        }

        @Test
        void theTargetAboveAStopEntryIsCertain() {
            assertThat(opening(PROTECTED.atStop(Price.of("11")))
                            .bar(10, 12, 10, 11)
                            .fills())
                    .containsExactly("1 BUY 10 @ 11", "1 SELL 10 @ 12");
        }
    }

    @Nested
    class OnWalkedPaths {
        private Trial walking(IntrabarPath path, NewOrder entry) {
            return with(opening(entry), rules -> rules.withPath(path));
        }

        @Test
        void highFirstReachesTheTarget() {
            assertThat(walking(IntrabarPath.OPEN_HIGH_LOW_CLOSE, PROTECTED)
                            .bar(10, 13, 8, 10)
                            .fills())
                    .containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 12");
        }

        @Test
        void lowFirstReachesTheStop() {
            assertThat(walking(IntrabarPath.OPEN_LOW_HIGH_CLOSE, PROTECTED)
                            .bar(10, 13, 8, 10)
                            .fills())
                    .containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 9");
        }

        @Test
        void theNearerExtremeComesFirstAndTheHighWhereBothAreAsNear() {
            assertThat(walking(IntrabarPath.NEAREST_EXTREME_FIRST, PROTECTED)
                            .bar(10, 12, 7, 10)
                            .fills())
                    .contains("1 SELL 10 @ 12");
            assertThat(walking(IntrabarPath.NEAREST_EXTREME_FIRST, PROTECTED)
                            .bar(10, 13, 8, 10)
                            .fills())
                    .contains("1 SELL 10 @ 9");
            assertThat(walking(IntrabarPath.NEAREST_EXTREME_FIRST, PROTECTED)
                            .bar(10, 12, 8, 10)
                            .fills())
                    .contains("1 SELL 10 @ 12");
        }

        @Test
        void exitsGoOnWithTheRestOfThePath() {
            NewOrder entry = PROTECTED.atLimit(Price.of("9.5"));

            assertThat(walking(IntrabarPath.OPEN_LOW_HIGH_CLOSE, entry)
                            .bar(10, 13, 9.2, 10)
                            .fills())
                    .containsExactly("1 BUY 10 @ 9.5", "1 SELL 10 @ 12");
            assertThat(walking(IntrabarPath.OPEN_HIGH_LOW_CLOSE, entry)
                            .bar(10, 13, 9.2, 10)
                            .fills())
                    .containsExactly("1 BUY 10 @ 9.5");
        }

        @Test
        void trailsFollowThePath() {
            NewOrder entry = OrderIntent.buy(ACME, 10).withTrailingStopLoss(Price.of("1"));

            assertThat(walking(IntrabarPath.OPEN_HIGH_LOW_CLOSE, entry)
                            .bar(10, 13, 9.5, 10)
                            .fills())
                    .containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 12");
            assertThat(walking(IntrabarPath.OPEN_LOW_HIGH_CLOSE, entry)
                            .bar(10, 13, 9.5, 12.5)
                            .fills())
                    .containsExactly("1 BUY 10 @ 10");
        }
    }

    @Test
    void stopsAlwaysComeFirstEvenWhereTheOpenHasPassedTheTarget() {
        assertThat(passingTheTarget().fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 12.5");
        assertThat(with(passingTheTarget(), rules -> rules.withPath(IntrabarPath.STOP_FIRST_ALWAYS))
                        .fills())
                .containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 9");
    }

    /** Bought inside of the bar, whose close is beyond the target, and whose low may have come after the entry. */
    @Test
    void theStopComesFirstInTheBarOfTheEntryTooWhicheverWasGivenFirst() {
        NewOrder entry = OrderIntent.buy(ACME, 10).atLimit(Price.of(10));
        NewOrder stopFirst = entry.withStopLoss(Price.of(9)).withTakeProfit(Price.of(12));
        NewOrder targetFirst = entry.withTakeProfit(Price.of(12)).withStopLoss(Price.of(9));

        for (NewOrder order : List.of(stopFirst, targetFirst)) {
            Trial trial = Trial.minutes().bar(11, 11, 11, 11).order(0, order).bar(11, 13, 8, 12.5);

            assertThat(with(trial, rules -> rules.withPath(IntrabarPath.STOP_FIRST_ALWAYS))
                            .fills())
                    .containsExactly("1 BUY 10 @ 10", "1 SELL 10 @ 9");
        }
    }

    private static Trial passingTheTarget() {
        return opening(PROTECTED).bar(10, 10, 10, 10).bar(12.5, 13, 8, 10);
    }

    @Test
    void theExitThatIsLeftIsCancelled() {
        Trial trial = opening(PROTECTED).bar(10, 11, 8, 10);

        trial.run();

        assertThat(trial.told())
                .filteredOn(OrderEvent.Cancelled.class::isInstance)
                .extracting(event -> event.order().id().sequence())
                .containsExactly(2L);
    }

    @Test
    void exitsOutliveTheDayOfTheirEntry() {
        Trial trial = opening(PROTECTED).bar(10, 10, 10, 10);

        trial.run();

        assertThat(trial.told())
                .filteredOn(event -> event.order().id().sequence() > 1)
                .extracting(event -> event.order().request().timeInForce())
                .containsOnly(TimeInForce.GTC);
    }

    @Test
    void exitsAreFoundByTheirEntry() {
        List<Order> exits = new ArrayList<>();
        Trial trial = opening(PROTECTED.withTag("entry"))
                .decide(0, context -> List.of(PROTECTED.withTag("entry")))
                .bar(10, 10, 10, 10)
                .decide(1, context -> {
                    exits.addAll(context.orders().exits(new OrderId("Decisions", 1)));
                    return List.of(OrderIntent.replace(exits.get(1)).withStop(Price.of("9.9")));
                })
                .bar(10, 10, 9.9, 10);

        assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 9.9");
        assertThat(exits).hasSize(2).allMatch(exit -> exit.request().handling().reduceOnly());
    }

    @Test
    void bothExitsCanBeMovedInACashAccount() {
        Trial trial = opening(PROTECTED)
                .bar(10, 10, 10, 10)
                .decide(
                        1,
                        context -> context.orders().exits(new OrderId("Decisions", 1)).stream()
                                .<OrderIntent>map(exit -> exit.price().isPresent()
                                        ? OrderIntent.replace(exit).withLimit(Price.of(11))
                                        : OrderIntent.replace(exit).withStop(Price.of("9.5")))
                                .toList())
                .bar(10, 11, 10, 10);

        assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 11");
        assertThat(trial.told())
                .filteredOn(OrderEvent.Replaced.class::isInstance)
                .extracting(event -> event.order().id().sequence())
                .containsExactly(2L, 3L);
    }

    @Test
    void exitsOfAnEntryThatIsCancelledUnfilledAreCancelledToo() {
        Trial trial = opening(PROTECTED.atLimit(Price.of("9.5")))
                .decide(
                        1,
                        context -> List.of(
                                OrderIntent.cancel(context.orders().working().get(0))))
                .bar(10, 10, 10, 10)
                .bar(10, 10, 8, 10);

        assertThat(trial.fills()).isEmpty();
        assertThat(trial.told())
                .filteredOn(OrderEvent.Cancelled.class::isInstance)
                .extracting(event -> event.order().id().sequence())
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void exitsOfAnEntryThatExpiresUnfilledAreCancelled() {
        Trial trial = opening(PROTECTED.atLimit(Price.of("9.5")).withTimeInForce(TimeInForce.IOC))
                .bar(10, 10, 9, 10);

        assertThat(trial.fills()).isEmpty();
        assertThat(trial.told())
                .filteredOn(OrderEvent.Cancelled.class::isInstance)
                .extracting(event -> event.order().id().sequence())
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void exitsOfARefusedEntryNeverWere() {
        Trial trial = opening(OrderIntent.buy(ACME, 1_000_000).withStopLoss(Price.of("9")))
                .bar(10, 10, 8, 10);

        assertThat(trial.fills()).isEmpty();
        assertThat(trial.told())
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderEvent.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.BUYING_POWER));
    }

    @Test
    void whatExitsHoldCannotBeSoldTwice() {
        Trial trial = opening(PROTECTED)
                .bar(10, 10, 10, 10)
                .order(1, OrderIntent.sell(ACME, 1))
                .bar(10, 10, 10, 10);

        assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10");
        assertThat(trial.told())
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.SHORT_NOT_ALLOWED));
    }

    @Test
    void closingCancelsExits() {
        Trial trial = opening(PROTECTED)
                .bar(10, 10, 10, 10)
                .order(1, OrderIntent.close(ACME))
                .bar(10, 13, 8, 10);

        assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 10");
    }

    @Nested
    class InParts {
        private Trial inParts(NewOrder entry) {
            return with(
                    Trial.minutes().bar(ACME, 0, 10, 10, 10, 10, 60).order(0, entry),
                    rules -> rules.withVolumeShare(0.1));
        }

        @Test
        void exitsAreForWhatIsFilled() {
            Trial trial = inParts(PROTECTED)
                    .bar(ACME, 1, 10, 10, 10, 10, 60)
                    .bar(ACME, 2, 8, 8, 8, 8, 1000)
                    .bar(ACME, 3, 8, 8, 8, 8, 1000);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 SELL 6 @ 8", "2 BUY 4 @ 8", "2 SELL 4 @ 8");
        }

        @Test
        void whatAnEntryFillsInsideOfABarItsExitsMayNotFillInThatBar() {
            Trial trial = inParts(PROTECTED.atLimit(Price.of("10")).withTimeInForce(TimeInForce.GTC))
                    .bar(ACME, 1, 10.5, 10.5, 10, 10.5, 60)
                    .bar(ACME, 2, 10.5, 13, 10, 10.5, 1000)
                    .bar(ACME, 3, 11, 13, 11, 11, 1000);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 BUY 4 @ 10", "2 SELL 6 @ 12", "3 SELL 4 @ 12");
        }

        @Test
        void whatOneExitFillsTheOtherLoses() {
            Trial trial = inParts(PROTECTED)
                    .bar(ACME, 1, 10, 10, 10, 10, 1000)
                    .bar(ACME, 2, 12, 12, 12, 12, 60)
                    .bar(ACME, 3, 8, 8, 8, 8, 1000);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 6 @ 12", "3 SELL 4 @ 8");
        }

        @Test
        void aTriggeredStopGoesOnAtTheFollowingOpens() {
            Trial trial = inParts(PROTECTED)
                    .bar(ACME, 1, 10, 10, 10, 10, 1000)
                    .bar(ACME, 2, 9.5, 9.5, 8.5, 9.5, 60)
                    .bar(ACME, 3, 11, 11, 11, 11, 1000);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 6 @ 9", "3 SELL 4 @ 11");
        }

        @Test
        void anEntryThatEndsInPartsLeavesExitsForWhatItFilled() {
            Trial trial = inParts(PROTECTED)
                    .bar(ACME, 1, 10, 10, 10, 10, 60)
                    .decide(
                            1,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().working().get(0))))
                    .bar(ACME, 2, 8, 8, 8, 8, 1000);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "2 SELL 6 @ 8");
            assertThat(trial.told())
                    .filteredOn(OrderEvent.Replaced.class::isInstance)
                    .extracting(event -> event.order().orderQty())
                    .containsOnly(Quantity.of(6));
        }
    }
}
