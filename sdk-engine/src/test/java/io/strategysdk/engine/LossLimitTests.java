package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Losses at which the engine acts: 50 shares of 100 dollars are held of 10,000 dollars of equity. */
final class LossLimitTests {
    private static final LossLimits NONE = LossLimits.NONE;
    private static final LossLimits DAILY = NONE.withMaxDailyLoss(0.1);

    private final Script script = new Script();
    private final Venue venue = new Venue();

    private RunResult run(LossLimits own, LossLimits account, Map<Integer, OrderIntent> orders, double... prices) {
        script.decide = context -> {
            OrderIntent intent = orders.get(script.decisions);
            return intent == null ? List.of() : List.of(intent);
        };
        return Runs.over(Runs.data(minutes(AAPL, prices)), venue)
                .accountLosses(account)
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(own))
                .build()
                .run();
    }

    @Nested
    final class DailyLoss {
        @Test
        void tripsOnTheSecondMarkInARowAndRefusesEntriesOnly() {
            RunResult result = run(
                    DAILY,
                    NONE,
                    Map.of(1, buy(AAPL, 50), 4, buy(AAPL, 1), 5, buy(AAPL, 1), 6, close(AAPL)),
                    100,
                    100,
                    100,
                    79,
                    79,
                    79,
                    79);

            assertThat(Runs.timedActs(result)).containsExactly(5L, Safeguard.DAILY_LOSS);
            assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
            assertThat(result.strategies().get(0).positions()).isEmpty();
        }

        /** Nothing that is held has moved, so the mark does not confirm itself. */
        @Test
        void tripsOnTheMarkAfterTheOneAtWhichAllWasSold() {
            RunResult result = run(DAILY, NONE, Map.of(1, buy(AAPL, 50), 3, close(AAPL)), 100, 100, 100, 79, 79, 79);

            assertThat(Runs.timedActs(result)).containsExactly(5L, Safeguard.DAILY_LOSS);
        }

        @Test
        void doesNotTripAtTheLimitItself() {
            assertThat(Runs.timedActs(run(DAILY, NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 80, 80, 80)))
                    .isEmpty();
            assertThat(Runs.timedActs(
                            new LossLimitTests().run(DAILY, NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 79.99, 79.99)))
                    .isNotEmpty();
        }

        @Test
        void doesNotTripOnOneBadPrint() {
            assertThat(Runs.timedActs(run(DAILY, NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 1, 100, 1, 100)))
                    .isEmpty();
        }

        /** A venue that refuses a cancel is asked again, as long as entries are held back. */
        @Test
        void cancelsAgainWhatAVenueHasRefusedToCancel() {
            script.decide = context -> {
                venue.refusesCancels = script.decisions < 7;
                return switch (script.decisions) {
                    case 1 -> List.of(buy(AAPL, 50));
                    case 2 -> List.of(buy(AAPL, 10).atLimit(AAPL.price(70)));
                    default -> List.of();
                };
            };
            RunResult result = Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 79, 79, 79, 79, 79, 60, 60)), venue)
                    .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(DAILY))
                    .build()
                    .run();

            assertThat(venue.resting).isEmpty();
            assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("50");
        }

        @Test
        void cancelsEntriesThatRestAndLeavesExits() {
            run(
                    DAILY,
                    NONE,
                    Map.of(
                            1,
                            buy(AAPL, 50),
                            2,
                            buy(AAPL, 1).atLimit(AAPL.price(1)),
                            3,
                            sell(AAPL, 50).atLimit(AAPL.price(200))),
                    100,
                    100,
                    100,
                    79,
                    79,
                    79);

            assertThat(venue.resting)
                    .singleElement()
                    .satisfies(order -> assertThat(order.sign()).isNegative());
        }

        /** A bar at 77 comes right after it has tripped. */
        @Test
        void cancelsEntriesThatRestBeforeTheNextBar() {
            RunResult result = run(
                    DAILY,
                    NONE,
                    Map.of(1, buy(AAPL, 50), 2, buy(AAPL, 10).atLimit(AAPL.price(78))),
                    100,
                    100,
                    100,
                    79,
                    79,
                    77,
                    77);

            assertThat(Runs.timedActs(result)).containsExactly(5L, Safeguard.DAILY_LOSS);
            assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("50");
        }

        @Test
        void holdsForTheAccountToo() {
            RunResult result = run(NONE, DAILY, Map.of(1, buy(AAPL, 50), 5, buy(AAPL, 1)), 100, 100, 100, 79, 79, 79);

            assertThat(result.journal().entries(JournalEntry.Safeguarded.class))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.strategy()).isEmpty();
                        assertThat(entry.figure()).isEqualTo(8950);
                        assertThat(entry.limit()).isEqualTo(9000);
                    });
            assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
        }
    }

    @Test
    void aLossLimitSurvivesACheckpoint() {
        MarketData data = Runs.data(minutes(AAPL, 100, 100, 79, 79, 79, 79, 79));
        RiskLimits limits = RiskLimits.NONE.withLosses(DAILY).withMaxOrdersPerMinute(5);
        Engine first = Runs.over(data, venue)
                .strategy("s", Script.of(context -> List.of(buy(AAPL, 50))), CAPITAL, limits)
                .build();
        first.runUntil(Instant.EPOCH.plusNanos(Runs.START + 4 * Runs.MINUTE));
        script.decide = context -> List.of(buy(AAPL, 1));

        RunResult result = Runs.over(data, new Venue())
                .strategy("s", script, CAPITAL, limits)
                .resume(first.checkpoint())
                .build()
                .run();

        assertThat(Runs.timedActs(result)).containsExactly(4L, Safeguard.DAILY_LOSS);
        assertThat(script.refusals()).isNotEmpty().containsOnly(RejectReason.LOSS_LIMIT);
    }

    @Test
    void drawdownIsMeasuredFromTheHighestEquity() {
        LossLimits limits = NONE.withMaxDrawdown(0.1);

        assertThat(Runs.timedActs(run(limits, NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 200, 200, 170, 170)))
                .isEmpty();
        assertThat(Runs.timedActs(
                        new LossLimitTests().run(limits, NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 200, 200, 169, 169)))
                .containsExactly(6L, Safeguard.DRAWDOWN);
    }

    @Test
    void oneBadPrintUpwardsIsNoHighestEquity() {
        LossLimits limits = NONE.withMaxDrawdown(0.1);

        assertThat(Runs.timedActs(
                        run(limits, limits, Map.of(1, buy(AAPL, 50)), 100, 100, 100, 200, 100, 100, 300, 100, 100)))
                .isEmpty();
        assertThat(Runs.timedActs(new LossLimitTests()
                        .run(limits, NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 200, 120, 100, 97, 97)))
                .containsExactly(7L, Safeguard.DRAWDOWN);
    }

    @Nested
    final class StopLoss {
        @Test
        void closesEverythingAndRefusesEntriesToTheEnd() {
            RunResult result = run(
                    NONE.withStopLoss(0.1),
                    NONE,
                    Map.of(1, buy(AAPL, 50), 6, buy(AAPL, 1)),
                    100,
                    100,
                    100,
                    80,
                    80,
                    80,
                    200);

            assertThat(Runs.timedActs(result)).containsExactly(5L, Safeguard.STOP_LOSS);
            assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("9000");
            assertThat(result.strategies().get(0).positions()).isEmpty();
        }

        @Test
        void closesEverythingAlsoWhileAnotherLimitHoldsEntriesBackAlready() {
            RunResult result = run(
                    NONE.withStopLoss(0.2),
                    DAILY,
                    Map.of(1, buy(AAPL, 50), 7, buy(AAPL, 1)),
                    100,
                    100,
                    79,
                    79,
                    50,
                    50,
                    40,
                    40);

            assertThat(Runs.timedActs(result)).containsExactly(4L, Safeguard.DAILY_LOSS, 6L, Safeguard.STOP_LOSS);
            assertThat(result.strategies().get(0).positions()).isEmpty();
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("7000");
            assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(RejectReason.LOSS_LIMIT);
                assertThat(rejected.text()).startsWith("entries must not leave after a stop-loss");
            });
            assertThat(result.warnings())
                    .containsExactly(
                            "The limit of the daily loss of the account was reached: equity 8950, limit 9000.",
                            "The limit of the stop-loss of strategy s was reached: equity 7500, limit 8000.");
        }

        @Test
        void ofTheAccountClosesEverythingAlsoWhileAStrategysOwnLimitHoldsEntriesBack() {
            RunResult result =
                    run(DAILY, NONE.withStopLoss(0.2), Map.of(1, buy(AAPL, 50)), 100, 100, 79, 79, 50, 50, 40, 40);

            assertThat(Runs.timedActs(result)).containsExactly(4L, Safeguard.DAILY_LOSS, 6L, Safeguard.STOP_LOSS);
            assertThat(result.strategies().get(0).positions()).isEmpty();
        }

        @Test
        void ofAPositionClosesItAtTheNextOpen() {
            RunResult result =
                    run(NONE.withPositionStopLoss(0.05), NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 95.01, 95, 94, 100);

            assertThat(Runs.timedActs(result)).containsExactly(4L, Safeguard.POSITION_STOP_LOSS);
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("9700");
        }

        @Test
        void isNotCancelledByTheStrategy() {
            venue.slow = true;
            script.onOrder = (event, context) -> {
                if (event instanceof OrderEvent.Accepted
                        && event.order().request().tag().equals("position stop-loss")) {
                    context.submit(OrderIntent.cancel(event.order()));
                    context.submit(OrderIntent.cancelAll(AAPL));
                }
            };
            RunResult result =
                    run(NONE.withPositionStopLoss(0.05), NONE, Map.of(1, buy(AAPL, 50)), 100, 100, 94, 94, 94);

            assertThat(result.strategies().get(0).positions()).isEmpty();
            assertThat(script.orderEvents)
                    .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                    .extracting(event -> ((OrderEvent.CancelRejected) event).reason())
                    .containsExactly(RejectReason.LOSS_LIMIT);
        }
    }
}
