package io.strategysdk.backtest.execution.reference;

import static io.strategysdk.backtest.execution.reference.Desk.buy;
import static io.strategysdk.backtest.execution.reference.Desk.fill;
import static io.strategysdk.backtest.execution.reference.Desk.limit;
import static io.strategysdk.backtest.execution.reference.Desk.sell;
import static io.strategysdk.backtest.execution.reference.Desk.slipped;
import static io.strategysdk.backtest.execution.reference.Desk.stop;
import static io.strategysdk.backtest.execution.reference.Desk.stopLimit;
import static io.strategysdk.backtest.execution.reference.Desk.trail;
import static io.strategysdk.backtest.execution.reference.Desk.trailPercent;
import static io.strategysdk.backtest.execution.reference.Desk.triggered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rows of the table of fills on bars, by hand. */
class RefRowsTests {
    private static final RefSlippage TWO = (side, quantity, price, bar) -> 2;

    private final Desk desk = new Desk(RefOptions.DEFAULT);

    @Nested
    class Market {
        @Test
        void aMarketOrderFillsAtTheNextOpen() {
            desk.flat(90);
            desk.submit(buy(1, 10));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 100));
            assertThat(desk.position()).isEqualTo(10);
        }

        @Test
        void slippageIsAgainstTheTrader() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with(TWO, false));
            slippery.submit(buy(1, 10), sell(2, 10));

            assertThat(slippery.bar(100, 101, 99, 100))
                    .containsExactly(slipped(2, 10, 100, 98), slipped(1, 10, 100, 102));
        }

        @Test
        void slippageMayEndAtTheBarsRange() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with(TWO, true));
            slippery.submit(buy(1, 10), sell(2, 10));

            assertThat(slippery.bar(100, 101, 99, 100))
                    .containsExactly(slipped(2, 10, 100, 99), slipped(1, 10, 100, 101));
        }

        @Test
        void nothingFillsWhereThereIsNoBarAndTheNextBarFillsIt() {
            desk.submit(buy(1, 10));

            assertThat(desk.nothing()).isEmpty();
            assertThat(desk.slice(desk.next(1, 50, 50, 50, 50, 10))).isEmpty();
            assertThat(desk.flat(101)).containsExactly(fill(1, 10, 101));
        }

        @Test
        void atTheEndOfTheDataOrdersStayUnfilled() {
            desk.flat(100);
            desk.submit(buy(1, 10));

            assertThat(desk.leavesQty(1)).isEqualTo(10);
            assertThat(desk.position()).isZero();
        }
    }

    @Nested
    class Limit {
        @Test
        void aBuyLimitAboveTheOpenFillsAtTheOpen() {
            desk.submit(buy(1, 10).at(limit(101)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void aBuyLimitAtTheOpenFillsThere() {
            desk.submit(buy(1, 10).at(limit(100)));

            assertThat(desk.bar(100, 105, 100, 102)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void aBuyLimitInTheRangeFillsAtItsPrice() {
            desk.submit(buy(1, 10).at(limit(97)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 97));
        }

        @Test
        void aTouchIsEnough() {
            desk.submit(buy(1, 10).at(limit(95)), sell(2, 10).at(limit(105)));

            assertThat(desk.bar(100, 105, 95, 102)).extracting(RefEvent::order).containsExactly(1L, 2L);
        }

        @Test
        void aLimitOutOfReachRests() {
            desk.submit(buy(1, 10).at(limit(94)), sell(2, 10).at(limit(106)));

            assertThat(desk.bar(100, 105, 95, 102)).isEmpty();
            assertThat(desk.flat(94)).containsExactly(fill(1, 10, 94));
        }

        @Test
        void aSellLimitBelowTheOpenFillsAtTheOpen() {
            desk.submit(sell(1, 10).at(limit(99)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void aSellLimitInTheRangeFillsAtItsPrice() {
            desk.submit(sell(1, 10).at(limit(103)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 103));
        }

        @Test
        void aLimitNeverSlips() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with(TWO, false));
            slippery.submit(buy(1, 10).at(limit(100)), sell(2, 10).at(limit(103)));

            assertThat(slippery.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 100), fill(2, 10, 103));
        }
    }

    @Nested
    class Through {
        private final Desk through = new Desk(RefOptions.DEFAULT.through(2));

        @Test
        void aLimitMarketableAtItsFirstOpenFillsThere() {
            through.submit(buy(1, 10).at(limit(100)));

            assertThat(through.flat(100)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void aTouchIsNotEnough() {
            through.submit(buy(1, 10).at(limit(97)));

            assertThat(through.bar(100, 105, 96, 102)).isEmpty();
        }

        @Test
        void aPriceThatGoesThroughFillsAtTheLimit() {
            through.submit(buy(1, 10).at(limit(97)));

            assertThat(through.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 97));
        }

        @Test
        void aLaterOpenMustBeThroughToo() {
            through.submit(sell(1, 10).at(limit(110)));
            through.flat(100);

            assertThat(through.flat(111)).isEmpty();
            assertThat(through.flat(112)).containsExactly(fill(1, 10, 112));
        }

        @Test
        void aLimitPassedAtALaterOpenFillsAtItsPriceButInsideOfTheBar() {
            through.submit(buy(1, 10).at(limit(97)), buy(2, 10).at(limit(97)));
            through.flat(100);

            assertThat(through.bar(96, 96, 95, 95))
                    .extracting("priceBeforeSlippage")
                    .containsExactly(96L, 96L);
        }

        @Test
        void aStopLimitThatIsMarketableWhenTriggeredFillsThere() {
            through.submit(buy(1, 10).at(stopLimit(98, 100)));

            assertThat(through.flat(100)).containsExactly(triggered(1), fill(1, 10, 100));
        }

        @Test
        void aChildOfTheNextBarHasItsFirstOpenThere() {
            Desk later = new Desk(RefOptions.DEFAULT.through(2).with(RefChildren.NEXT_BAR));
            later.submit(buy(1, 10).withExit(2, limit(105)));
            later.flat(100);

            assertThat(later.flat(105)).containsExactly(fill(2, 10, 105));
        }

        @Test
        void aReplacedPriceHasItsFirstOpenAgain() {
            through.submit(buy(1, 10).at(limit(90)));
            through.flat(100);
            through.replace(1, 10, limit(100));

            assertThat(through.flat(100)).contains(fill(1, 10, 100));
        }
    }

    @Nested
    class Stop {
        @Test
        void aBuyStopBelowTheOpenFillsAtTheOpenWithSlippage() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with(TWO, false));
            slippery.submit(buy(1, 10).at(stop(98)));

            assertThat(slippery.bar(100, 105, 95, 102)).containsExactly(triggered(1), slipped(1, 10, 100, 102));
        }

        @Test
        void aBuyStopInTheRangeFillsAtItsLevelWithSlippage() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with(TWO, false));
            slippery.submit(buy(1, 10).at(stop(103)));

            assertThat(slippery.bar(100, 105, 95, 102)).containsExactly(triggered(1), slipped(1, 10, 103, 105));
        }

        @Test
        void equalityTriggers() {
            desk.submit(buy(1, 10).at(stop(105)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 105));
        }

        @Test
        void aSellStopAboveTheOpenFillsAtTheOpen() {
            desk.submit(sell(1, 10).at(stop(101)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 100));
        }

        @Test
        void aSellStopFillsAtItsLevel() {
            desk.submit(sell(1, 10).at(stop(95)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 95));
        }

        @Test
        void aStopOutOfReachRests() {
            desk.submit(buy(1, 10).at(stop(106)), sell(2, 10).at(stop(94)));

            assertThat(desk.bar(100, 105, 95, 102)).isEmpty();
        }
    }

    @Nested
    class StopLimit {
        @Test
        void triggeredAndGoodEnoughAtTheOpenFillsAtTheOpen() {
            desk.submit(buy(1, 10).at(stopLimit(98, 101)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 100));
        }

        @Test
        void triggeredAtTheOpenAndDearerThereFillsWhenTheLowComesDown() {
            desk.submit(buy(1, 10).at(stopLimit(98, 99)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 99));
        }

        @Test
        void triggeredAtTheOpenAndNeverGoodEnoughRestsAsALimit() {
            desk.submit(buy(1, 10).at(stopLimit(98, 94)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1));
            assertThat(desk.flat(93)).containsExactly(fill(1, 10, 93));
        }

        @Test
        void triggeredInsideWithItsLimitBeyondFillsAtTheStop() {
            desk.submit(buy(1, 10).at(stopLimit(103, 104)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 103));
        }

        @Test
        void triggeredInsideWithItsLimitAtTheStopFillsThere() {
            desk.submit(buy(1, 10).at(stopLimit(103, 103)));

            assertThat(desk.bar(100, 105, 95, 104)).containsExactly(triggered(1), fill(1, 10, 103));
        }

        @Test
        void triggeredInsideWithAWorseMarketFillsAtTheLimitIfTheCloseIsThatGood() {
            desk.submit(buy(1, 10).at(stopLimit(104, 102)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 102));
        }

        @Test
        void triggeredInsideWithAWorseMarketRestsIfTheCloseIsWorse() {
            desk.submit(buy(1, 10).at(stopLimit(104, 101)));

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(triggered(1));
            assertThat(desk.bar(103, 103, 101, 102)).containsExactly(fill(1, 10, 101));
        }

        @Test
        void aSellMirrors() {
            desk.submit(sell(1, 10).at(stopLimit(97, 96)), sell(2, 10).at(stopLimit(97, 103)));

            assertThat(desk.bar(100, 105, 95, 102))
                    .containsExactly(triggered(1), Desk.ambiguous(1, 10, 97), triggered(2));
        }

        @Test
        void itNeverSlips() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with(TWO, false));
            slippery.submit(buy(1, 10).at(stopLimit(98, 101)));

            assertThat(slippery.bar(100, 105, 95, 102)).containsExactly(triggered(1), fill(1, 10, 100));
        }
    }

    @Nested
    class TrailingStop {
        @Test
        void itsFirstLevelIsTakenFromTheMark() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));

            assertThat(desk.bar(98, 98, 95, 96)).containsExactly(triggered(1), fill(1, 10, 95));
        }

        @Test
        void itMovesWithTheHighAfterTheBarsTest() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));

            assertThat(desk.bar(100, 104, 99, 103)).isEmpty();
            assertThat(desk.bar(103, 103, 98, 98)).containsExactly(triggered(1), fill(1, 10, 99));
        }

        @Test
        void itDoesNotMoveBack() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));
            desk.bar(99, 99, 96, 97);

            assertThat(desk.bar(97, 97, 95, 95)).containsExactly(triggered(1), fill(1, 10, 95));
        }

        @Test
        void itMayMoveWithTheCloseOnly() {
            Desk byClose = new Desk(RefOptions.DEFAULT.with(RefTrailFrom.CLOSE));
            byClose.flat(100);
            byClose.submit(sell(1, 10).at(trail(5)));
            byClose.bar(100, 110, 99, 103);

            assertThat(byClose.bar(103, 103, 97, 98)).containsExactly(triggered(1), fill(1, 10, 98));
        }

        @Test
        void aBuyMirrors() {
            desk.flat(100);
            desk.submit(buy(1, 10).at(trail(5)));
            desk.bar(100, 101, 92, 93);

            assertThat(desk.bar(93, 98, 93, 98)).containsExactly(triggered(1), fill(1, 10, 97));
        }

        @Test
        void aGapOverItsLevelFillsAtTheOpen() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));

            assertThat(desk.bar(90, 95, 89, 92)).containsExactly(triggered(1), fill(1, 10, 90));
        }

        @Test
        void aPercentageIsTakenOfTheExtremeAndRoundedHalfEven() {
            desk.flat(1000);
            desk.submit(sell(1, 10).at(trailPercent("0.25")), sell(2, 10).at(trailPercent("0.35")));

            assertThat(desk.bar(1000, 1000, 990, 990))
                    .filteredOn(RefEvent.Fill.class::isInstance)
                    .extracting("priceBeforeSlippage")
                    .containsExactly(998L, 996L);
        }

        @Test
        void aLevelMovedPastTheCloseIsLeftToTheNextOpenAndThatFillIsAmbiguous() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));

            assertThat(desk.bar(100, 110, 99, 104)).isEmpty();
            assertThat(desk.bar(104, 106, 103, 105)).containsExactly(triggered(1), Desk.ambiguous(1, 10, 104));
        }

        @Test
        void aLevelMovedToTheCloseIsLeftToTheNextOpenToo() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));
            desk.bar(100, 110, 99, 105);

            assertThat(desk.flat(105)).containsExactly(triggered(1), Desk.ambiguous(1, 10, 105));
        }

        @Test
        void aLevelMovedPastTheCloseStaysWhereTheNextOpenIsBeyondIt() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));
            desk.bar(100, 110, 99, 104);

            assertThat(desk.bar(107, 108, 106, 106)).isEmpty();
            assertThat(desk.bar(106, 107, 105, 105)).containsExactly(triggered(1), fill(1, 10, 105));
        }

        @Test
        void withoutAMarkItStartsFromItsFirstOpen() {
            desk.submit(sell(1, 10).at(trail(5)));

            assertThat(desk.bar(100, 100, 94, 96)).containsExactly(triggered(1), fill(1, 10, 95));
        }

        @Test
        void aNewDistanceIsTakenFromTheExtremeSoFar() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));
            desk.bar(100, 110, 100, 110);
            desk.replace(1, 10, trail(20));

            assertThat(desk.bar(110, 110, 90, 90)).contains(fill(1, 10, 90));
        }
    }

    @Nested
    class Auctions {
        @Test
        void onOpenFillsAtTheOpenOfTheSessionsFirstBar() {
            desk.waitUntilMinute(50);
            desk.submit(buy(1, 10).inForce(TimeInForce.OPG));
            desk.waitUntilMinute(100);

            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void onCloseFillsAtTheCloseOfTheSessionsLastBar() {
            desk.submit(buy(1, 10).inForce(TimeInForce.CLS));
            desk.waitUntilMinute(3);

            assertThat(desk.flat(99)).isEmpty();
            assertThat(desk.bar(100, 105, 95, 102)).containsExactly(fill(1, 10, 102));
        }

        @Test
        void neitherSlips() {
            Desk slippery = new Desk(RefOptions.DEFAULT.with((side, quantity, price, bar) -> 2, false));
            slippery.submit(sell(1, 10).inForce(TimeInForce.CLS), buy(2, 10).inForce(TimeInForce.OPG));

            assertThat(slippery.flat(100)).containsExactly(fill(2, 10, 100));
            slippery.waitUntilMinute(4);
            assertThat(slippery.flat(99)).containsExactly(fill(1, 10, 99));
        }
    }

    @Test
    void aBarThatCannotBeIsRefused() {
        assertThatThrownBy(() -> desk.bar(100, 99, 95, 98)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.slice(desk.next(0, 1, 1, 1, 1, 1), desk.next(0, 1, 1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of(desk.leavesQty(9))).containsExactly(0L);
    }
}
