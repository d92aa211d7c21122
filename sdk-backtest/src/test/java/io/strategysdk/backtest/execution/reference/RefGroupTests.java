package io.strategysdk.backtest.execution.reference;

import static io.strategysdk.backtest.execution.reference.Desk.MINUTE;
import static io.strategysdk.backtest.execution.reference.Desk.activated;
import static io.strategysdk.backtest.execution.reference.Desk.ambiguous;
import static io.strategysdk.backtest.execution.reference.Desk.buy;
import static io.strategysdk.backtest.execution.reference.Desk.cancelled;
import static io.strategysdk.backtest.execution.reference.Desk.expired;
import static io.strategysdk.backtest.execution.reference.Desk.fill;
import static io.strategysdk.backtest.execution.reference.Desk.limit;
import static io.strategysdk.backtest.execution.reference.Desk.sell;
import static io.strategysdk.backtest.execution.reference.Desk.stop;
import static io.strategysdk.backtest.execution.reference.Desk.stopLimit;
import static io.strategysdk.backtest.execution.reference.Desk.trail;
import static io.strategysdk.backtest.execution.reference.Desk.triggered;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Brackets, pairs, chains and reduce-only orders, by hand. */
class RefGroupTests {
    private final Desk desk = new Desk(RefOptions.DEFAULT);
    private final Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
    private final Desk worst = new Desk(RefOptions.DEFAULT.with(RefPath.ASSUME_WORST));

    /** The volume of a bar is ten times what may be filled in it. */
    @Nested
    class ChildrenThatNeedAll {
        private final Desk whole =
                new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")).onceAllIsFilled());
        private final RefOrder bracket = buy(1, 10).withExit(2, stop(95)).withExit(3, limit(105));

        @Test
        void doNotLiveForAPart() {
            whole.submit(bracket);

            assertThat(whole.bar(100, 106, 94, 100, 60)).containsExactly(fill(1, 6, 100));
            assertThat(whole.leavesQty(2)).isZero();
        }

        @Test
        void liveForAllFromTheFillThatMakesItWhole() {
            whole.submit(bracket);
            whole.bar(100, 100, 100, 100, 60);

            assertThat(whole.bar(101, 102, 96, 100, 1000))
                    .containsExactly(fill(1, 4, 101), activated(2, 10), activated(3, 10));
            assertThat(whole.bar(100, 100, 94, 94, 1000))
                    .containsExactly(triggered(2), fill(2, 10, 95), cancelled(3, 10));
        }

        @Test
        void endWithAParentThatEndsInPart() {
            whole.submit(bracket);
            whole.bar(100, 100, 100, 100, 60);
            whole.cancel(1);

            assertThat(whole.bar(94, 106, 94, 94, 1000))
                    .containsExactly(cancelled(1, 4), cancelled(2, 0), cancelled(3, 0));
            assertThat(whole.position()).isEqualTo(6);
        }

        @Test
        void trailFromThePriceOfTheLastPart() {
            whole.submit(buy(1, 10).withExit(2, trail(2)));
            whole.bar(100, 100, 100, 100, 60);
            whole.bar(110, 110, 110, 110, 40);

            assertThat(whole.bar(109, 109, 107, 109, 1000)).containsExactly(triggered(2), fill(2, 10, 108));
        }
    }

    @Nested
    class ParentFilledAtTheOpen {
        private final RefOrder bracket = buy(1, 10).withExit(2, stop(95)).withExit(3, limit(105));

        @Test
        void childrenLiveInThatBar() {
            desk.submit(bracket);

            assertThat(desk.bar(100, 104, 94, 96))
                    .containsExactly(
                            fill(1, 10, 100),
                            activated(2, 10),
                            activated(3, 10),
                            triggered(2),
                            fill(2, 10, 95),
                            cancelled(3, 10));
            assertThat(desk.position()).isZero();
        }

        @Test
        void ofStopAndTargetThatAreBothReachableTheStopComesFirst() {
            desk.submit(bracket);

            assertThat(desk.bar(100, 106, 94, 106))
                    .contains(ambiguous(2, 10, 95))
                    .contains(fill(1, 10, 100));
            assertThat(desk.position()).isZero();
        }

        @Test
        void theTargetFillsAtItsPrice() {
            desk.submit(bracket);

            assertThat(desk.bar(100, 106, 96, 101)).contains(fill(3, 10, 105), cancelled(2, 10));
        }

        @Test
        void childrenMayLiveFromTheNextBar() {
            Desk later = new Desk(RefOptions.DEFAULT.with(RefChildren.NEXT_BAR));
            later.submit(bracket);

            assertThat(later.bar(100, 106, 94, 100))
                    .containsExactly(fill(1, 10, 100), activated(2, 10), activated(3, 10));
            assertThat(later.bar(100, 100, 95, 95)).contains(fill(2, 10, 95));
        }

        /** The target has sold the first three; of the other seven the market was at 100 when they were bought. */
        @Test
        void aTrailThatHasSomethingToFillAgainHasSeenThePriceOfThatEntry() {
            thin.submit(buy(1, 10).at(limit(100)).withExit(2, trail(5)).withExit(3, limit(104)));
            thin.bar(98, 98, 98, 98, 30);
            thin.bar(103, 104, 103, 103, 1000);
            thin.bar(101, 101, 97, 97, 1000);

            assertThat(thin.bar(95, 95, 95, 95, 1000)).contains(triggered(2), fill(2, 7, 95));
        }

        @Test
        void aStopPassedAtThatOpenFillsThere() {
            desk.submit(bracket);

            assertThat(desk.bar(94, 96, 93, 95)).contains(fill(1, 10, 94), fill(2, 10, 94));
        }

        @Test
        void aTargetPassedAtThatOpenFillsThere() {
            desk.submit(bracket);

            assertThat(desk.bar(107, 108, 90, 95)).contains(fill(1, 10, 107), fill(3, 10, 107), cancelled(2, 10));
        }

        @Test
        void aTrailOfTheNextBarDoesNotMoveWithThisOne() {
            Desk later = new Desk(RefOptions.DEFAULT.with(RefChildren.NEXT_BAR));
            later.submit(buy(1, 10).withExit(2, trail(5)));
            later.bar(100, 110, 99, 110);

            assertThat(later.bar(100, 100, 96, 96)).isEmpty();
            assertThat(later.flat(95)).contains(fill(2, 10, 95));
        }

        @Test
        void aTrailStartsFromTheEntryAndMovesWithTheBar() {
            desk.flat(200);
            desk.submit(buy(1, 10).withExit(2, trail(5)));
            desk.bar(100, 108, 97, 105);

            assertThat(desk.bar(105, 105, 102, 102)).contains(fill(2, 10, 103));
        }

        @Test
        void aShortMirrors() {
            desk.submit(sell(1, 10).withExit(2, stop(105)).withExit(3, limit(95)));

            assertThat(desk.bar(100, 106, 94, 100)).contains(ambiguous(2, 10, 105), cancelled(3, 10));
        }
    }

    @Nested
    class ParentFilledInside {
        @Test
        void aStopBeyondTheEntryWhereThePriceHadStillToGoIsCertain() {
            desk.submit(buy(1, 10).at(limit(97)).withExit(2, stop(95)).withExit(3, limit(110)));

            assertThat(desk.bar(100, 105, 94, 99)).contains(fill(1, 10, 97), fill(2, 10, 95), cancelled(3, 10));
        }

        @Test
        void aTargetBetweenEntryAndCloseIsCertain() {
            desk.submit(buy(1, 10).at(limit(97)).withExit(2, stop(90)).withExit(3, limit(99)));

            assertThat(desk.bar(100, 100, 94, 99)).contains(fill(1, 10, 97), fill(3, 10, 99));
        }

        @Test
        void aTargetThatMayHaveBeenPassedBeforeTheEntryWaitsAndTheEntryIsAmbiguous() {
            desk.submit(buy(1, 10).at(limit(97)).withExit(2, stop(90)).withExit(3, limit(99)));

            assertThat(desk.bar(100, 105, 94, 98))
                    .containsExactly(ambiguous(1, 10, 97), activated(2, 10), activated(3, 10));
            assertThat(desk.flat(99)).contains(fill(3, 10, 99));
        }

        @Test
        void aTargetBeyondAStopEntryIsCertainAndAnUncertainStopWaits() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, stop(98)).withExit(3, limit(107)));

            assertThat(desk.bar(100, 108, 96, 105))
                    .contains(ambiguous(1, 10, 103), ambiguous(3, 10, 107), cancelled(2, 10));
        }

        @Test
        void assumingTheWorstAnUncertainStopFills() {
            worst.submit(buy(1, 10).at(stop(103)).withExit(2, stop(98)).withExit(3, limit(107)));

            assertThat(worst.bar(100, 108, 96, 105))
                    .contains(ambiguous(1, 10, 103), ambiguous(2, 10, 98), cancelled(3, 10));
        }

        @Test
        void assumingTheWorstAnUncertainTargetStillWaits() {
            worst.submit(buy(1, 10).at(limit(97)).withExit(2, stop(90)).withExit(3, limit(99)));
            worst.bar(100, 105, 94, 98);

            assertThat(worst.leavesQty(3)).isEqualTo(10);
        }

        @Test
        void aStopBetweenAStopEntryAndTheCloseIsCertain() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, stop(98)));

            assertThat(desk.bar(100, 104, 96, 97)).contains(fill(1, 10, 103), fill(2, 10, 98));
        }

        @Test
        void aStopPassedAtTheEntryFillsAtTheEntry() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, stop(104)));

            assertThat(desk.bar(100, 108, 96, 105)).contains(fill(1, 10, 103), fill(2, 10, 103));
        }

        @Test
        void aStopAtTheEntryFillsThere() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, stop(103)));

            assertThat(desk.bar(100, 108, 96, 105)).contains(fill(1, 10, 103), fill(2, 10, 103));
        }

        @Test
        void aStopAtTheCloseIsCertain() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, stop(98)));

            assertThat(desk.bar(100, 104, 96, 98)).contains(fill(1, 10, 103), fill(2, 10, 98));
        }

        @Test
        void aTargetPassedAtTheEntryFillsAtTheEntry() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, limit(102)));

            assertThat(desk.bar(100, 108, 96, 100)).contains(fill(1, 10, 103), fill(2, 10, 103));
        }

        @Test
        void aTrailThatIsCertainButMayHaveMovedFirstIsAmbiguous() {
            desk.submit(buy(1, 10).at(limit(97)).withExit(2, trail(5)));

            assertThat(desk.bar(100, 110, 91, 98)).contains(ambiguous(1, 10, 97), ambiguous(2, 10, 92));
        }

        @Test
        void afterAStopLimitThatCameBackOnlyTheCloseIsCertain() {
            desk.submit(
                    buy(1, 10).at(stopLimit(104, 102)).withExit(2, stop(100)).withExit(3, limit(105)));

            assertThat(desk.bar(101, 106, 99, 101))
                    .containsExactly(triggered(1), ambiguous(1, 10, 102), activated(2, 10), activated(3, 10));
        }

        @Test
        void aTrailForgetsTheHighThatMayHaveComeBeforeTheEntry() {
            desk.submit(buy(1, 10).at(limit(97)).withExit(2, trail(5)));
            desk.bar(100, 110, 96, 98);

            assertThat(desk.bar(98, 98, 92, 92)).contains(fill(2, 10, 93));
        }

        @Test
        void aTrailMovesWithTheHighThatMustHaveComeAfterTheEntry() {
            desk.submit(buy(1, 10).at(stop(103)).withExit(2, trail(5)));

            assertThat(desk.bar(100, 110, 100, 108)).contains(ambiguous(1, 10, 103));
            assertThat(desk.bar(108, 108, 104, 104)).contains(fill(2, 10, 105));
        }
    }

    @Nested
    class ChildrenFollow {
        @Test
        void whatTheirParentHasFilled() {
            thin.submit(buy(1, 10).withExit(2, stop(95)).withExit(3, limit(105)));
            thin.bar(100, 100, 100, 100, 60);

            assertThat(thin.leavesQty(2)).isEqualTo(6);
            thin.bar(100, 100, 100, 100, 1000);
            assertThat(thin.leavesQty(2)).isEqualTo(10);
            assertThat(thin.leavesQty(3)).isEqualTo(10);
        }

        @Test
        void andAPartlyFilledTargetReducesTheStop() {
            thin.submit(buy(1, 10).withExit(2, stop(95)).withExit(3, limit(105)));
            thin.flat(100);
            thin.bar(105, 105, 105, 105, 40);

            assertThat(thin.leavesQty(2)).isEqualTo(6);
            assertThat(thin.bar(95, 95, 95, 95, 1000)).contains(fill(2, 6, 95), cancelled(3, 6));
        }

        @Test
        void andAStopOnceTriggeredSellsWhatTheParentStillBuys() {
            thin.submit(buy(1, 10).at(limit(100)).withExit(2, stop(95)));
            thin.bar(100, 100, 100, 100, 60);
            thin.bar(101, 101, 101, 101, 1000);
            thin.slice(thin.next(1, 50, 50, 50, 50, 10));

            assertThat(thin.bar(94, 94, 94, 94, 100)).containsExactly(triggered(2), fill(2, 6, 94), fill(1, 4, 94));
            assertThat(thin.flat(93)).containsExactly(fill(2, 4, 93));
            assertThat(thin.position()).isZero();
        }

        @Test
        void butAStopThatFoundNothingToSellHasEnded() {
            thin.submit(buy(1, 10).at(limit(100)).withExit(2, stop(95)));
            thin.bar(100, 100, 100, 100, 60);
            thin.submit(sell(4, 6));
            thin.flat(101);

            assertThat(thin.flat(94)).containsExactly(triggered(2), cancelled(2, 6), fill(1, 4, 94));
            assertThat(thin.position()).isEqualTo(4);
        }

        @Test
        void andEndWithAParentThatNeverFilled() {
            desk.submit(buy(1, 10).at(limit(90)).withExit(2, stop(80)));
            desk.cancel(1);

            assertThat(desk.flat(100)).containsExactly(cancelled(1, 10), cancelled(2, 0));
        }

        @Test
        void andStayWithAParentThatExpiredPartlyFilled() {
            thin.waitUntilMinute(4);
            thin.submit(buy(1, 10).inForce(TimeInForce.DAY).withExit(2, stop(95)));
            thin.bar(100, 100, 100, 100, 60);
            thin.waitUntilMinute(100);

            assertThat(thin.flat(95)).contains(fill(2, 6, 95));
        }

        @Test
        void andOutliveTheDayOfTheirParent() {
            desk.submit(buy(1, 10).inForce(TimeInForce.DAY).withExit(2, stop(95)));
            desk.flat(100);
            desk.waitUntilMinute(100);

            assertThat(desk.flat(95)).contains(fill(2, 10, 95));
        }

        @Test
        void andACancelledTargetLeavesTheStopAlone() {
            desk.submit(buy(1, 10).withExit(2, stop(95)).withExit(3, limit(105)));
            desk.flat(100);
            desk.cancel(3);

            assertThat(desk.flat(106)).containsExactly(cancelled(3, 10));
            assertThat(desk.leavesQty(2)).isEqualTo(10);
        }

        @Test
        void aParentFilledAtTheCloseFromTheNextBar() {
            desk.waitUntilMinute(4);
            desk.submit(buy(1, 10).inForce(TimeInForce.CLS).withExit(2, stop(99)));

            assertThat(desk.bar(100, 105, 90, 98)).containsExactly(fill(1, 10, 98), activated(2, 10));
            desk.waitUntilMinute(100);
            assertThat(desk.flat(97)).containsExactly(triggered(2), fill(2, 10, 97));
        }

        @Test
        void andSellNothingThatTheStrategyHasSoldItself() {
            desk.submit(buy(1, 10).withExit(2, stop(95)));
            desk.flat(100);
            desk.submit(sell(4, 7));
            desk.flat(100);

            assertThat(desk.flat(95)).containsExactly(triggered(2), cancelled(2, 7), fill(2, 3, 95));
        }
    }

    @Nested
    class OneCancelsOther {
        @Test
        void aWholeFillCancelsTheOther() {
            desk.submitOneCancelsOther(buy(1, 10).at(limit(95)), buy(2, 10).at(stop(105)));

            assertThat(desk.bar(100, 104, 95, 100)).containsExactly(fill(1, 10, 95), cancelled(2, 10));
        }

        @Test
        void ofTwoReachableEntriesTheStopComesFirst() {
            desk.submitOneCancelsOther(buy(1, 10).at(limit(95)), buy(2, 10).at(stop(105)));

            assertThat(desk.bar(100, 105, 95, 100))
                    .containsExactly(triggered(2), ambiguous(2, 10, 105), cancelled(1, 10));
        }

        @Test
        void aPartialFillReducesTheOtherByAsMuch() {
            thin.submitOneCancelsOther(buy(1, 10).at(limit(95)), buy(2, 10).at(stop(105)));
            thin.bar(100, 100, 95, 100, 40);

            assertThat(thin.leavesQty(1)).isEqualTo(6);
            assertThat(thin.leavesQty(2)).isEqualTo(6);
        }

        @Test
        void aSmallerOtherIsCancelledFirst() {
            desk.submitOneCancelsOther(buy(1, 10).at(limit(95)), buy(2, 15).at(stop(105)));
            desk.bar(100, 100, 95, 100);

            assertThat(desk.leavesQty(2)).isEqualTo(5);
        }

        @Test
        void theEndOfOneLeavesTheOtherAlone() {
            desk.waitUntilMinute(4);
            desk.submitOneCancelsOther(
                    buy(1, 10).at(limit(95)).inForce(TimeInForce.DAY),
                    buy(2, 10).at(stop(105)));

            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
            assertThat(desk.leavesQty(2)).isEqualTo(10);
        }
    }

    @Nested
    class OneTriggersOther {
        @Test
        void theSecondWorksFromTheBarAfterTheFirstIsFilledWhole() {
            desk.submitOneTriggersOther(buy(1, 10), sell(2, 10).at(limit(105)));

            assertThat(desk.bar(100, 106, 99, 100)).containsExactly(fill(1, 10, 100), activated(2, 10));
            assertThat(desk.flat(105)).containsExactly(fill(2, 10, 105));
        }

        @Test
        void aPartOfTheFirstIsNotEnough() {
            thin.submitOneTriggersOther(buy(1, 10), sell(2, 10));
            thin.bar(100, 100, 100, 100, 60);

            assertThat(thin.bar(100, 100, 100, 100, 30)).containsExactly(fill(1, 3, 100));
            assertThat(thin.bar(100, 100, 100, 100, 30)).containsExactly(fill(1, 1, 100), activated(2, 10));
        }

        @Test
        void theSecondEndsWithAFirstThatEndsPartlyFilled() {
            thin.submitOneTriggersOther(buy(1, 10), sell(2, 10));
            thin.bar(100, 100, 100, 100, 60);
            thin.cancel(1);

            assertThat(thin.flat(100)).containsExactly(cancelled(1, 4), cancelled(2, 10));
        }

        @Test
        void theSecondEndsWithAFirstThatEndsUnfilled() {
            desk.submitOneTriggersOther(buy(1, 10).at(limit(90)), sell(2, 10));
            desk.cancel(1);

            assertThat(desk.flat(100)).containsExactly(cancelled(1, 10), cancelled(2, 10));
        }

        @Test
        void theDayOfTheSecondBeginsWhenItIsSent() {
            desk.waitUntilMinute(4);
            desk.submitOneTriggersOther(buy(1, 10), sell(2, 10).at(limit(105)).inForce(TimeInForce.DAY));
            desk.flat(100);
            desk.waitUntilMinute(104);

            assertThat(desk.flat(100)).containsExactly(expired(2, 10));
        }

        @Test
        void theSecondMayBeAnotherInstrumentAndTrailsFromItsMark() {
            desk.slice(desk.next(0, 100, 100, 100, 100, 10), desk.next(1, 50, 50, 50, 50, 10));
            desk.submitOneTriggersOther(buy(1, 10), sell(2, 10).of(0, 1).at(trail(5)));
            desk.slice(desk.next(0, 100, 100, 100, 100, 10), desk.next(1, 50, 60, 40, 52, 10));

            assertThat(desk.slice(desk.next(1, 52, 52, 47, 48, 10))).containsExactly(triggered(2), fill(2, 10, 47));
        }

        @Test
        void theSecondTakesItsOwnTimeToArrive() {
            RefOrder slow = sell(2, 10).decided(0, 30_000_000_000L);
            RefMarket market = new RefMarket(RefOptions.DEFAULT, List.of(new RefInstrument(0, 1, 1, true)), List.of());
            market.submitOneTriggersOther(buy(1, 10), slow);
            market.slice(List.of(bar(0)));

            assertThat(market.slice(List.of(bar(1)))).isEmpty();
            assertThat(market.slice(List.of(bar(2)))).containsExactly(fill(2, 10, 100));
        }

        private RefBar bar(long minute) {
            return new RefBar(
                    0, minute * MINUTE, (minute + 1) * MINUTE, 100, 100, 100, 100, 10, false, false, false, 0);
        }
    }

    @Nested
    class ReduceOnly {
        @Test
        void sellsNoMoreThanIsHeld() {
            desk.submit(buy(1, 6));
            desk.flat(100);
            desk.submit(sell(2, 10).reducing());

            assertThat(desk.flat(100)).containsExactly(cancelled(2, 4), fill(2, 6, 100));
        }

        @Test
        void isCancelledWhereItWouldFillAndThereIsNothingToReduce() {
            desk.submit(sell(2, 10).at(limit(105)).reducing());

            assertThat(desk.flat(100)).isEmpty();
            assertThat(desk.flat(105)).containsExactly(cancelled(2, 10));
        }

        @Test
        void looksAtItsOwnStrategyOnly() {
            desk.submit(buy(1, 10).of(1, 0));
            desk.flat(100);
            desk.submit(sell(2, 10).of(2, 0).reducing());

            assertThat(desk.flat(100)).containsExactly(cancelled(2, 10));
            assertThat(desk.position(1, 0)).isEqualTo(10);
        }

        @Test
        void buysBackNoMoreThanIsShort() {
            desk.submit(sell(1, 6));
            desk.flat(100);
            desk.submit(buy(2, 10).reducing());

            assertThat(desk.flat(100)).contains(fill(2, 6, 100));
        }

        @Test
        void orKillIsCutToo() {
            desk.submit(buy(1, 6));
            desk.flat(100);
            desk.submit(sell(2, 10).reducing().inForce(TimeInForce.FOK));

            assertThat(desk.flat(100)).containsExactly(cancelled(2, 4), fill(2, 6, 100));
            assertThat(desk.position()).isZero();
        }

        @Test
        void whatTheVolumeLeavesForTheNextBarIsNotCutYet() {
            Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
            thin.submit(buy(1, 6));
            thin.bar(100, 100, 100, 100, 100);
            thin.submit(sell(2, 10).reducing());

            assertThat(thin.bar(100, 100, 100, 100, 40)).containsExactly(fill(2, 4, 100));
            assertThat(thin.bar(100, 100, 100, 100, 40)).containsExactly(cancelled(2, 4), fill(2, 2, 100));
        }
    }
}
