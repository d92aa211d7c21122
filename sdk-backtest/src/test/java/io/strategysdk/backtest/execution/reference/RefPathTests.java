package io.strategysdk.backtest.execution.reference;

import static io.strategysdk.backtest.execution.reference.Desk.activated;
import static io.strategysdk.backtest.execution.reference.Desk.ambiguous;
import static io.strategysdk.backtest.execution.reference.Desk.buy;
import static io.strategysdk.backtest.execution.reference.Desk.cancelled;
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

/** The order of things inside one bar, each path, and which fills depended on it, by hand. */
class RefPathTests {
    private final Desk desk = new Desk(RefOptions.DEFAULT);
    private final Desk highFirst = new Desk(RefOptions.DEFAULT.with(RefPath.OPEN_HIGH_LOW_CLOSE));
    private final Desk lowFirst = new Desk(RefOptions.DEFAULT.with(RefPath.OPEN_LOW_HIGH_CLOSE));
    private final Desk nearFirst = new Desk(RefOptions.DEFAULT.with(RefPath.NEAREST_EXTREME_FIRST));
    private final Desk stopFirst = new Desk(RefOptions.DEFAULT.with(RefPath.STOP_FIRST_ALWAYS));

    private static void holdTen(Desk desk) {
        desk.submit(buy(9, 10).withExit(2, stop(95)).withExit(3, limit(105)));
        desk.flat(100);
    }

    private static List<Long> filled(List<RefEvent> events) {
        return events.stream()
                .filter(RefEvent.Fill.class::isInstance)
                .map(RefEvent::order)
                .toList();
    }

    @Nested
    class OrderInsideOneBar {
        @Test
        void atTheOpenSellsComeBeforeBuysThenByAcceptance() {
            desk.submit(
                    buy(1, 10),
                    sell(2, 10),
                    buy(3, 10).at(limit(100)),
                    sell(4, 10).at(stop(101)));

            assertThat(filled(desk.flat(100))).containsExactly(2L, 4L, 1L, 3L);
        }

        @Test
        void theOpensOfAllInstrumentsComeTogether() {
            desk.submit(buy(1, 10), sell(2, 10).of(0, 1));

            assertThat(filled(desk.slice(desk.next(0, 100, 100, 100, 100, 10), desk.next(1, 50, 50, 50, 50, 10))))
                    .containsExactly(2L, 1L);
        }

        @Test
        void theOpenComesBeforeStopsAndThoseBeforeLimits() {
            desk.submit(
                    buy(1, 10).at(limit(95)),
                    sell(2, 10).at(stop(95)),
                    buy(3, 10).at(stop(105)),
                    buy(4, 10));

            assertThat(filled(desk.bar(100, 105, 95, 100))).containsExactly(4L, 2L, 3L, 1L);
        }

        @Test
        void aChildJustActivatedAtTheOpenComesWithTheOtherSells() {
            desk.submit(buy(1, 10).withExit(2, stop(101)), buy(3, 10));

            assertThat(filled(desk.flat(100))).containsExactly(1L, 2L, 3L);
        }
    }

    @Nested
    class StopFirstAlways {
        @Test
        void aStopComesFirstEvenWhereTheTargetWasPassedAtTheOpen() {
            holdTen(desk);
            holdTen(stopFirst);

            assertThat(desk.bar(106, 107, 94, 100)).containsExactly(fill(3, 10, 106), cancelled(2, 10));
            assertThat(stopFirst.bar(106, 107, 94, 100))
                    .containsExactly(triggered(2), ambiguous(2, 10, 95), cancelled(3, 10));
        }

        @Test
        void aTargetPassedAtTheOpenFillsThereWhereTheStopIsOutOfReach() {
            holdTen(stopFirst);

            assertThat(stopFirst.bar(106, 107, 96, 100)).containsExactly(fill(3, 10, 106), cancelled(2, 10));
        }

        @Test
        void itIsPessimisticInEverythingElse() {
            stopFirst.submit(buy(1, 10).at(limit(97)).withExit(2, stop(90)).withExit(3, limit(99)));

            assertThat(stopFirst.bar(100, 105, 94, 98))
                    .containsExactly(ambiguous(1, 10, 97), activated(2, 10), activated(3, 10));
        }
    }

    @Nested
    class Polylines {
        @Test
        void theHighFirstMeetsTheTarget() {
            holdTen(highFirst);

            assertThat(highFirst.bar(100, 106, 94, 100)).containsExactly(ambiguous(3, 10, 105), cancelled(2, 10));
        }

        @Test
        void theLowFirstMeetsTheStop() {
            holdTen(lowFirst);

            assertThat(lowFirst.bar(100, 106, 94, 100))
                    .containsExactly(triggered(2), ambiguous(2, 10, 95), cancelled(3, 10));
        }

        @Test
        void theNearerExtremeComesFirst() {
            holdTen(nearFirst);

            assertThat(filled(nearFirst.bar(101, 107, 94, 100))).containsExactly(3L);
        }

        @Test
        void theNearerLowComesFirst() {
            holdTen(nearFirst);

            assertThat(filled(nearFirst.bar(99, 106, 94, 100))).containsExactly(2L);
        }

        @Test
        void ofTwoEquallyNearTheHighComesFirst() {
            holdTen(nearFirst);

            assertThat(filled(nearFirst.bar(100, 106, 94, 100))).containsExactly(3L);
        }

        @Test
        void ordersFillInTheOrderOfTheirLevels() {
            lowFirst.submit(
                    buy(1, 10).at(limit(96)),
                    buy(2, 10).at(limit(98)),
                    buy(3, 10).at(stop(104)),
                    sell(4, 10).at(limit(102)));

            assertThat(filled(lowFirst.bar(100, 105, 95, 100))).containsExactly(2L, 1L, 4L, 3L);
        }

        @Test
        void atOneLevelStopsComeBeforeLimits() {
            lowFirst.submit(buy(1, 10).at(limit(97)), sell(2, 10).at(stop(97)));

            assertThat(filled(lowFirst.bar(100, 105, 95, 100))).containsExactly(2L, 1L);
        }

        @Test
        void aFreshChildMeetsTheRestOfThePath() {
            lowFirst.submit(buy(1, 10).at(limit(97)).withExit(2, stop(90)).withExit(3, limit(105)));
            highFirst.submit(buy(1, 10).at(limit(97)).withExit(2, stop(90)).withExit(3, limit(105)));

            assertThat(filled(lowFirst.bar(100, 106, 96, 103))).containsExactly(1L, 3L);
            assertThat(filled(highFirst.bar(100, 106, 96, 103))).containsExactly(1L);
        }

        @Test
        void aFreshChildThatIsPassedAtTheEntryFillsThere() {
            lowFirst.submit(buy(1, 10).at(stop(103)).withExit(2, stop(104)));

            assertThat(lowFirst.bar(100, 106, 96, 105))
                    .containsExactly(triggered(1), fill(1, 10, 103), activated(2, 10), triggered(2), fill(2, 10, 103));
        }

        @Test
        void aFreshTargetThatIsPassedAtTheEntryNeedsNoThrough() {
            Desk through = new Desk(
                    RefOptions.DEFAULT.with(RefPath.OPEN_LOW_HIGH_CLOSE).through(2));
            through.submit(buy(1, 10).at(stop(103)).withExit(2, limit(102)));

            assertThat(through.bar(100, 106, 96, 105)).contains(fill(1, 10, 103), fill(2, 10, 103));
        }

        @Test
        void aTrailStartsThePathAtTheOpen() {
            lowFirst.flat(100);
            lowFirst.submit(sell(1, 10).at(trail(5)));

            assertThat(lowFirst.bar(110, 112, 104, 110)).containsExactly(triggered(1), ambiguous(1, 10, 105));
        }

        @Test
        void aTrailFollowsThePath() {
            highFirst.flat(100);
            highFirst.submit(sell(1, 10).at(trail(5)));

            assertThat(highFirst.bar(100, 110, 99, 104)).containsExactly(triggered(1), ambiguous(1, 10, 105));
        }

        @Test
        void aTrailIsMetOnTheWayToTheClose() {
            lowFirst.flat(100);
            lowFirst.submit(sell(1, 10).at(trail(5)));

            assertThat(lowFirst.bar(100, 110, 96, 107)).isEmpty();
            assertThat(lowFirst.bar(107, 120, 106, 114)).containsExactly(triggered(1), ambiguous(1, 10, 115));
        }

        @Test
        void aTrailFromTheCloseStaysInsideTheBar() {
            Desk byClose = new Desk(
                    RefOptions.DEFAULT.with(RefPath.OPEN_HIGH_LOW_CLOSE).with(RefTrailFrom.CLOSE));
            byClose.flat(100);
            byClose.submit(sell(1, 10).at(trail(5)));

            assertThat(byClose.bar(100, 110, 96, 104)).isEmpty();
            assertThat(byClose.bar(104, 104, 99, 100)).containsExactly(triggered(1), fill(1, 10, 99));
        }

        @Test
        void aStopLimitFillsWhenThePathComesBackToItsLimit() {
            highFirst.submit(buy(1, 10).at(stopLimit(104, 102)));
            lowFirst.submit(buy(1, 10).at(stopLimit(104, 102)));

            assertThat(highFirst.bar(100, 105, 95, 103)).containsExactly(triggered(1), fill(1, 10, 102));
            assertThat(lowFirst.bar(100, 105, 95, 103)).containsExactly(triggered(1));
        }

        @Test
        void afterAStopLimitThatCameBackOnlyTheCloseWasCertain() {
            highFirst.submit(buy(1, 10).at(stopLimit(104, 102)).withExit(2, stop(100)));

            assertThat(highFirst.bar(101, 106, 99, 103)).contains(ambiguous(1, 10, 102), ambiguous(2, 10, 100));
        }

        @Test
        void aLimitThatMustBePassedFillsAtItsPriceWhereThePathHasPassedIt() {
            Desk through = new Desk(
                    RefOptions.DEFAULT.with(RefPath.OPEN_LOW_HIGH_CLOSE).through(2));
            through.submit(
                    buy(1, 10).at(limit(97)),
                    buy(2, 10).at(limit(96)),
                    buy(3, 10).at(limit(98)));

            assertThat(through.bar(100, 100, 95, 100)).containsExactly(ambiguous(3, 10, 98), ambiguous(1, 10, 97));
        }

        @Test
        void theShareOfTheVolumeEndsTheWalk() {
            Desk thin = new Desk(
                    RefOptions.DEFAULT.with(RefPath.OPEN_LOW_HIGH_CLOSE).atMost(new BigDecimal("0.1")));
            thin.submit(buy(1, 10).at(limit(96)), buy(2, 10).at(limit(98)));

            assertThat(filled(thin.bar(100, 105, 95, 100, 100))).containsExactly(2L);
            assertThat(thin.leavesQty(1)).isEqualTo(10);
        }

        @Test
        void twoThatCancelOneAnotherFillWhereThePathMeetsOne() {
            lowFirst.submitOneCancelsOther(buy(1, 10).at(limit(95)), buy(2, 10).at(stop(105)));
            highFirst.submitOneCancelsOther(buy(1, 10).at(limit(95)), buy(2, 10).at(stop(105)));

            assertThat(filled(lowFirst.bar(100, 105, 95, 100))).containsExactly(1L);
            assertThat(filled(highFirst.bar(100, 105, 95, 100))).containsExactly(2L);
        }
    }

    @Nested
    class Ambiguous {
        @Test
        void isNoFillOfALoneOrder() {
            desk.submit(buy(1, 10).at(limit(95)));

            assertThat(desk.bar(100, 105, 95, 100)).containsExactly(fill(1, 10, 95));
        }

        @Test
        void isAFillInsideWithAnotherOrderReachable() {
            desk.submit(buy(1, 10).at(limit(95)), buy(2, 10).at(limit(96)));

            assertThat(desk.bar(100, 105, 95, 100)).containsExactly(ambiguous(1, 10, 95), ambiguous(2, 10, 96));
        }

        @Test
        void isNoFillAtTheOpen() {
            desk.submit(buy(1, 10), buy(2, 10).at(limit(96)));

            assertThat(desk.bar(100, 105, 95, 100)).containsExactly(fill(1, 10, 100), fill(2, 10, 96));
        }

        @Test
        void isNothingForTheOrdersOfOthers() {
            desk.submit(buy(1, 10).at(limit(95)), buy(2, 10).of(1, 0).at(limit(96)));

            assertThat(desk.bar(100, 105, 95, 100)).containsExactly(fill(1, 10, 95), fill(2, 10, 96));
        }

        @Test
        void isATrailThatTheHighMayHaveMovedFirst() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));

            assertThat(desk.bar(100, 103, 94, 96)).containsExactly(triggered(1), ambiguous(1, 10, 95));
        }

        @Test
        void isAFillBesideATrailThatMoved() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)), buy(2, 10).at(limit(98)));

            assertThat(desk.bar(100, 103, 97, 101)).containsExactly(ambiguous(2, 10, 98));
        }

        @Test
        void isNoFillAtTheClose() {
            desk.waitUntilMinute(4);
            desk.submit(buy(1, 10).at(limit(95)), sell(2, 10).inForce(TimeInForce.CLS));

            assertThat(desk.bar(100, 105, 95, 100)).containsExactly(fill(1, 10, 95), fill(2, 10, 100));
        }

        @Test
        void isAnExitOfWhichTheOtherWasAlsoCertain() {
            desk.submit(buy(1, 10).at(limit(97)).withExit(2, stop(95)).withExit(3, limit(99)));

            assertThat(desk.bar(100, 105, 94, 100)).contains(fill(1, 10, 97), ambiguous(2, 10, 95), cancelled(3, 10));
        }
    }
}
