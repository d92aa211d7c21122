package io.strategysdk.backtest.execution.reference;

import static io.strategysdk.backtest.execution.reference.Desk.MINUTE;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Times in force, arrivals, cancels and replacements, hours, and the share of the volume, by hand. */
class RefTimeTests {
    private static final long SECOND = 1_000_000_000L;

    private final Desk desk = new Desk(RefOptions.DEFAULT);

    @Nested
    class Day {
        @Test
        void expiresAtTheSessionsCloseAfterMatching() {
            desk.waitUntilMinute(3);
            desk.submit(
                    buy(1, 10).at(limit(90)).inForce(TimeInForce.DAY),
                    buy(2, 10).at(limit(99)).inForce(TimeInForce.DAY));

            assertThat(desk.flat(100)).isEmpty();
            assertThat(desk.bar(100, 100, 99, 99)).containsExactly(fill(2, 10, 99), expired(1, 10));
        }

        @Test
        void decidedAtACloseItIsForTheNextSession() {
            desk.waitUntilMinute(4);
            desk.flat(100);
            desk.submit(buy(1, 10).at(limit(90)).inForce(TimeInForce.DAY));
            desk.waitUntilMinute(103);

            assertThat(desk.flat(100)).isEmpty();
            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
        }

        @Test
        void decidedBeforeAnOpenItIsForThatSession() {
            desk.waitUntilMinute(99);
            desk.submit(buy(1, 10).at(limit(90)).inForce(TimeInForce.DAY));
            desk.waitUntilMinute(104);

            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
        }

        @Test
        void withoutItsSessionsLastBarItExpiresBeforeTheNextBarIsMatched() {
            desk.submit(buy(1, 10).at(limit(90)).inForce(TimeInForce.DAY));
            desk.waitUntilMinute(100);

            assertThat(desk.flat(80)).containsExactly(expired(1, 10));
        }

        @Test
        void aSliceWithoutBarsAtTheCloseExpiresItToo() {
            desk.waitUntilMinute(4);
            desk.submit(buy(1, 10).inForce(TimeInForce.DAY));

            assertThat(desk.nothing()).containsExactly(expired(1, 10));
        }

        @Test
        void aBarOverSeveralSessionsFillsItAtItsOpenOnly() {
            desk.submit(
                    buy(1, 10).at(limit(101)).inForce(TimeInForce.DAY),
                    buy(2, 10).at(limit(95)).inForce(TimeInForce.DAY));

            assertThat(desk.slice(desk.nextOf(2, 100, 105, 90, 102))).containsExactly(fill(1, 10, 100), expired(2, 10));
        }
    }

    @Nested
    class GoodTill {
        @Test
        void cancelledRestsOverSessions() {
            desk.submit(buy(1, 10).at(limit(90)));
            desk.waitUntilMinute(4);
            desk.flat(100);
            desk.waitUntilMinute(100);

            assertThat(desk.flat(90)).containsExactly(fill(1, 10, 90));
        }

        @Test
        void aDateExpiresAtThatSessionsClose() {
            desk.submit(buy(1, 10).at(limit(90)).untilTheClose(105 * MINUTE));
            desk.waitUntilMinute(4);

            assertThat(desk.flat(100)).isEmpty();
            desk.waitUntilMinute(104);
            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
        }

        @Test
        void anInstantAllowsBarsThatCloseByIt() {
            desk.submit(buy(1, 10).at(limit(95)).until(MINUTE));

            assertThat(desk.bar(100, 100, 95, 96)).containsExactly(fill(1, 10, 95));
        }

        @Test
        void anInstantExpiresBeforeTheMatchingOfTheFirstSliceAfterIt() {
            desk.submit(buy(1, 10).at(limit(95)).until(MINUTE));

            assertThat(desk.flat(100)).isEmpty();
            assertThat(desk.flat(95)).containsExactly(expired(1, 10));
        }

        @Test
        void anInstantInsideABarAllowsItsOpenOnly() {
            desk.submit(
                    buy(1, 10).at(limit(95)).until(30 * SECOND),
                    buy(2, 10).at(limit(100)).until(30 * SECOND));

            assertThat(desk.bar(100, 100, 90, 95)).containsExactly(fill(2, 10, 100), expired(1, 10));
        }
    }

    @Nested
    class Immediate {
        @Test
        void whatDoesNotFillAtTheFirstOpenIsCancelled() {
            desk.submit(
                    buy(1, 10).at(limit(99)).inForce(TimeInForce.IOC),
                    buy(2, 10).at(stop(101)).inForce(TimeInForce.FOK),
                    buy(3, 10).at(limit(101)).inForce(TimeInForce.FOK),
                    buy(4, 10).at(stopLimit(99, 98)).inForce(TimeInForce.IOC),
                    buy(5, 10).at(stop(100)).inForce(TimeInForce.IOC));

            assertThat(desk.bar(100, 105, 95, 100))
                    .containsExactly(
                            fill(3, 10, 100),
                            triggered(4),
                            triggered(5),
                            fill(5, 10, 100),
                            cancelled(1, 10),
                            cancelled(2, 10),
                            cancelled(4, 10));
        }

        @Test
        void orCancelFillsInPart() {
            Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
            thin.submit(buy(1, 10).inForce(TimeInForce.IOC));

            assertThat(thin.bar(100, 100, 100, 100, 60)).containsExactly(fill(1, 6, 100), cancelled(1, 4));
        }

        @Test
        void orKillFillsWholeOrNotAtAll() {
            Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
            thin.submit(buy(1, 10).inForce(TimeInForce.FOK), buy(2, 6).inForce(TimeInForce.FOK));

            assertThat(thin.bar(100, 100, 100, 100, 60)).containsExactly(fill(2, 6, 100), cancelled(1, 10));
        }

        @Test
        void theFirstOpenIsTheFirstThatItMayMeet() {
            desk.waitUntilMinute(50);
            desk.submit(buy(1, 10).inForce(TimeInForce.IOC));

            assertThat(desk.flat(90)).isEmpty();
            desk.waitUntilMinute(100);
            assertThat(desk.flat(100)).containsExactly(fill(1, 10, 100));
        }
    }

    @Nested
    class OnOpen {
        @Test
        void aLimitThatTheOpenDoesNotMeetExpires() {
            desk.submit(buy(1, 10).at(limit(99)).inForce(TimeInForce.OPG));

            assertThat(desk.bar(100, 100, 90, 95)).isEmpty();
            desk.waitUntilMinute(4);
            assertThat(desk.flat(95)).containsExactly(expired(1, 10));
        }

        @Test
        void withoutTheSessionsFirstBarItExpires() {
            desk.submit(buy(1, 10).inForce(TimeInForce.OPG));
            desk.waitUntilMinute(1);

            assertThat(desk.flat(100)).isEmpty();
            desk.waitUntilMinute(4);

            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
        }

        @Test
        void withoutAnyBarItExpiresAtTheSessionsClose() {
            desk.submit(buy(1, 10).inForce(TimeInForce.OPG));
            desk.waitUntilMinute(3);

            assertThat(desk.nothing()).isEmpty();
            assertThat(desk.nothing()).containsExactly(expired(1, 10));
        }

        @Test
        void decidedInASessionItIsForTheNext() {
            desk.flat(100);
            desk.submit(buy(1, 10).inForce(TimeInForce.OPG));

            assertThat(desk.flat(100)).isEmpty();
            desk.waitUntilMinute(100);
            assertThat(desk.flat(101)).containsExactly(fill(1, 10, 101));
        }

        @Test
        void arrivingTooLateForItsAuctionItExpires() {
            desk.submitAsItIs(buy(1, 10).inForce(TimeInForce.OPG).decided(0, 2 * SECOND));

            assertThat(desk.flat(100)).isEmpty();
            desk.waitUntilMinute(4);
            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
        }
    }

    @Nested
    class OnClose {
        @Test
        void aLimitFillsAtTheCloseIfThatIsGoodEnough() {
            desk.waitUntilMinute(4);
            desk.submit(
                    buy(1, 10).at(limit(95)).inForce(TimeInForce.CLS),
                    buy(2, 10).at(limit(94)).inForce(TimeInForce.CLS));

            assertThat(desk.bar(100, 100, 90, 95)).containsExactly(fill(1, 10, 95), expired(2, 10));
        }

        @Test
        void withoutTheSessionsLastBarItExpires() {
            desk.submit(buy(1, 10).inForce(TimeInForce.CLS));
            desk.flat(100);
            desk.waitUntilMinute(100);

            assertThat(desk.flat(100)).containsExactly(expired(1, 10));
        }

        @Test
        void decidedAtTheCloseItIsForTheNext() {
            desk.waitUntilMinute(4);
            desk.flat(100);
            desk.submit(buy(1, 10).inForce(TimeInForce.CLS));
            desk.waitUntilMinute(104);

            assertThat(desk.bar(100, 100, 90, 95)).containsExactly(fill(1, 10, 95));
        }

        @Test
        void theyFillByAcceptance() {
            desk.waitUntilMinute(4);
            desk.submit(buy(1, 10).inForce(TimeInForce.CLS), sell(2, 10).inForce(TimeInForce.CLS));

            assertThat(desk.flat(100)).containsExactly(fill(1, 10, 100), fill(2, 10, 100));
        }
    }

    @Nested
    class Arrival {
        @Test
        void aBarFillsWhatArrivedWithinOnePercentOfItsDuration() {
            desk.submitAsItIs(buy(1, 10).decided(0, 600_000_000L));
            desk.submitAsItIs(buy(2, 10).decided(0, 600_000_001L));

            assertThat(desk.flat(100)).containsExactly(fill(1, 10, 100));
            assertThat(desk.flat(101)).containsExactly(fill(2, 10, 101));
        }

        @Test
        void theToleranceIsOneSecondAtMost() {
            desk.submitAsItIs(buy(1, 10).decided(0, SECOND));
            desk.submitAsItIs(buy(2, 10).decided(0, SECOND + 1));

            assertThat(desk.slice(desk.nextOf(1, 100, 100, 100, 100))).containsExactly(fill(1, 10, 100));
        }

        @Test
        void aBarThatOpenedBeforeTheDecisionFillsNothing() {
            RefBar wide = desk.next(0, 100, 100, 100, 100, 10);
            desk.submitAsItIs(buy(1, 10).decided(MINUTE - 1, MINUTE - 1));

            assertThat(desk.slice(wide)).isEmpty();
        }

        @Test
        void aTrailDoesNotMoveBeforeItHasArrived() {
            desk.flat(100);
            desk.submitAsItIs(sell(1, 10).at(trail(5)).decided(MINUTE, 2 * MINUTE));
            desk.bar(100, 110, 90, 100);

            assertThat(desk.bar(100, 100, 95, 96)).contains(fill(1, 10, 95));
        }
    }

    @Nested
    class Requests {
        @Test
        void aCancelActsBeforeTheNextBarIsMatched() {
            desk.submit(buy(1, 10));
            desk.cancel(1);

            assertThat(desk.flat(100)).containsExactly(cancelled(1, 10));
        }

        @Test
        void aCancelThatArrivesAfterTheOpenIsTooLateForTheBar() {
            desk.submit(buy(1, 10).at(limit(95)));
            desk.cancel(1, SECOND);

            assertThat(desk.bar(100, 100, 95, 95)).containsExactly(fill(1, 10, 95));
            assertThat(desk.flat(95)).containsExactly(new RefEvent.TooLate(1));
        }

        @Test
        void theToleranceIsNotForCancels() {
            desk.submit(buy(1, 10).at(limit(95)));
            desk.cancel(1, 1);

            assertThat(desk.bar(100, 100, 95, 95)).containsExactly(fill(1, 10, 95));
        }

        @Test
        void aCancelNeverOvertakesItsOrder() {
            desk.submitAsItIs(buy(1, 10).decided(0, 90 * SECOND));
            desk.cancel(1, SECOND);

            assertThat(desk.flat(100)).isEmpty();
            assertThat(desk.flat(100)).isEmpty();
            assertThat(desk.leavesQty(1)).isEqualTo(10);
            assertThat(desk.flat(100)).containsExactly(cancelled(1, 10));
        }

        @Test
        void aCancelActsInASliceWithoutABar() {
            desk.submit(buy(1, 10));
            desk.cancel(1, 10 * SECOND);

            assertThat(desk.nothing()).containsExactly(cancelled(1, 10));
        }

        @Test
        void aReplacementChangesPriceAndQuantity() {
            desk.submit(buy(1, 10).at(limit(90)));
            desk.replace(1, 15, limit(95));

            assertThat(desk.bar(100, 100, 90, 90)).containsExactly(new RefEvent.Replaced(1), fill(1, 15, 95));
        }

        @Test
        void aReplacementKeepsWhatIsFilled() {
            Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
            thin.submit(buy(1, 10).at(limit(100)));
            thin.bar(100, 100, 100, 100, 40);
            thin.replace(1, 6, limit(100));

            assertThat(thin.bar(100, 100, 100, 100, 1000)).containsExactly(new RefEvent.Replaced(1), fill(1, 2, 100));
        }

        @Test
        void aReplacementToWhatIsFilledMeanwhileEndsTheOrder() {
            Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
            thin.submit(buy(1, 10).at(limit(100)));
            thin.bar(100, 100, 100, 100, 40);
            thin.replace(1, 3, limit(100));
            thin.flat(100);

            assertThat(thin.leavesQty(1)).isZero();
        }

        @Test
        void aReplacementOnItsWayLeavesTheOldTermsAtWork() {
            desk.submit(buy(1, 10).at(limit(95)));
            desk.replace(1, 10, limit(90), SECOND);

            assertThat(desk.bar(100, 100, 90, 90)).containsExactly(fill(1, 10, 95));
        }
    }

    @Nested
    class DecisionClose {
        private final Desk eager = new Desk(RefOptions.DEFAULT.atDecisionClose());

        @Test
        void aMarketOrderFillsAtTheCloseItWasDecidedOn() {
            eager.bar(100, 105, 95, 102);

            assertThat(eager.submit(buy(1, 10))).containsExactly(fill(1, 10, 102));
            assertThat(eager.flat(100)).isEmpty();
        }

        @Test
        void otherOrdersWaitForTheNextBar() {
            eager.bar(100, 105, 95, 102);

            assertThat(eager.submit(buy(1, 10).at(limit(103)), buy(2, 10).inForce(TimeInForce.CLS)))
                    .isEmpty();
            assertThat(eager.flat(100)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void withLatencyItWaitsForTheNextBar() {
            eager.flat(102);

            assertThat(eager.submitAsItIs(buy(1, 10).decided(MINUTE, MINUTE + 1)))
                    .isEmpty();
            assertThat(eager.flat(100)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void withoutABarAtTheDecisionItWaitsForTheNextBar() {
            eager.flat(102);
            eager.nothing();

            assertThat(eager.submit(buy(1, 10))).isEmpty();
            assertThat(eager.flat(100)).containsExactly(fill(1, 10, 100));
        }

        @Test
        void childrenLiveFromTheNextBar() {
            eager.bar(100, 105, 95, 102);
            eager.submit(buy(1, 10).withExit(2, stop(101)));

            assertThat(eager.bar(103, 103, 101, 101)).containsExactly(triggered(2), fill(2, 10, 101));
        }
    }

    @Nested
    class Hours {
        @Test
        void barsOutsideOfRegularHoursFillExtendedHoursOrdersOnly() {
            desk.waitUntilMinute(50);
            desk.submit(buy(1, 10), buy(2, 10).extended());

            assertThat(desk.flat(100)).containsExactly(fill(2, 10, 100));
            desk.waitUntilMinute(101);
            assertThat(desk.flat(101)).containsExactly(fill(1, 10, 101));
        }

        @Test
        void barsOutsideOfRegularHoursDoNotMoveOtherTrails() {
            desk.flat(100);
            desk.submit(sell(1, 10).at(trail(5)));
            desk.waitUntilMinute(50);
            desk.bar(100, 120, 80, 100);
            desk.waitUntilMinute(100);

            assertThat(desk.bar(100, 100, 95, 96)).contains(fill(1, 10, 95));
        }
    }

    @Nested
    class VolumeShare {
        private final Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));

        @Test
        void isTakenInOrderOfAcceptanceAndTheRestGoesOnAtTheNextBar() {
            thin.submit(buy(1, 8), buy(2, 8).of(1, 0));

            assertThat(thin.bar(100, 100, 100, 100, 100)).containsExactly(fill(1, 8, 100), fill(2, 2, 100));
            assertThat(thin.bar(101, 101, 101, 101, 100)).containsExactly(fill(2, 6, 101));
        }

        @Test
        void ofNoVolumeIsNothing() {
            thin.submit(buy(1, 8));

            assertThat(thin.bar(100, 100, 100, 100, 0)).isEmpty();
            assertThat(thin.bar(100, 100, 100, 100, 100)).containsExactly(fill(1, 8, 100));
        }

        @Test
        void doesNotApplyWhereVolumeIsUnknown() {
            Desk unknown = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")), false);
            unknown.submit(buy(1, 8));

            assertThat(unknown.bar(100, 100, 100, 100, 0)).containsExactly(fill(1, 8, 100));
        }

        @Test
        void isRoundedDownToTheLot() {
            thin.submit(buy(1, 30).of(0, 1));

            assertThat(thin.slice(thin.next(1, 50, 50, 50, 50, 199))).containsExactly(fill(1, 10, 50));
        }

        @Test
        void leavesARestOfATriggeredStopToTheFollowingOpens() {
            thin.submit(sell(1, 15).at(stop(95)));

            assertThat(thin.bar(100, 100, 90, 94, 100)).containsExactly(triggered(1), fill(1, 10, 95));
            assertThat(thin.bar(99, 99, 99, 99, 100)).containsExactly(fill(1, 5, 99));
        }

        @Test
        void triggersAStopEvenWhereItFillsNothing() {
            thin.submit(sell(1, 15).at(stop(95)));

            assertThat(thin.bar(100, 100, 90, 94, 0)).containsExactly(triggered(1));
            assertThat(thin.bar(99, 99, 99, 99, 1000)).containsExactly(fill(1, 15, 99));
        }

        @Test
        void leavesARestOfALimitAtItsPrice() {
            thin.submit(buy(1, 15).at(limit(95)));

            assertThat(thin.bar(100, 100, 90, 94, 100)).containsExactly(fill(1, 10, 95));
            assertThat(thin.bar(96, 96, 95, 95, 100)).containsExactly(fill(1, 5, 95));
        }

        @Test
        void isSharedByBothSides() {
            thin.submit(buy(1, 8), sell(2, 8));

            assertThat(thin.bar(100, 100, 100, 100, 100)).containsExactly(fill(2, 8, 100), fill(1, 2, 100));
        }

        @Test
        void leavesNothingOfAnAuctionOrder() {
            thin.submit(buy(1, 15).inForce(TimeInForce.OPG));

            assertThat(thin.bar(100, 100, 100, 100, 100)).containsExactly(fill(1, 10, 100));
            thin.waitUntilMinute(4);
            assertThat(thin.flat(100)).containsExactly(expired(1, 5));
        }
    }
}
