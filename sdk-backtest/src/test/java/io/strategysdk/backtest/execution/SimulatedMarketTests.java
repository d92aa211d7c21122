package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.BacktestResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules of the simulated market that are about more than one order or more than one bar. */
class SimulatedMarketTests {

    private static Trial flatBars(int count) {
        Trial trial = Trial.minutes();
        for (int i = 0; i < count; i++) {
            trial.bar(10, 10, 10, 10);
        }
        return trial;
    }

    private static Price price(String text) {
        return Price.of(text);
    }

    @Nested
    class ExpiryInsideOfABar {
        private final long inside = Trial.closeOf(0) + 30_000_000_000L;

        @Test
        void endsAStopWithTheBarThatItLiesInside() {
            BacktestResult result = flatBars(3)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1)
                                    .atStop(price("12"))
                                    .withExpiry(Clock.instantOf(inside))
                                    .withTag("stop"),
                            OrderIntent.buy(ACME, 1)
                                    .atLimit(price("8"))
                                    .withExpiry(Clock.instantOf(inside))
                                    .withTag("limit"))
                    .run();

            assertThat(Trial.ends(result)).containsExactlyInAnyOrder("1 Expired stop", "1 Expired limit");
        }

        @Test
        void endsAnOrderThatArrivesAfterTheOpenWithThatBar() {
            BacktestResult result = flatBars(3)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1)
                                    .atLimit(price("8"))
                                    .withExpiry(Clock.instantOf(inside))
                                    .withTag("late"))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(10))))
                    .run();

            assertThat(Trial.ends(result)).containsExactly("1 Expired late");
        }

        @Test
        void leavesTheOpenButNothingElseOfTheBar() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 8, 10)
                    .bar(10, 12, 8, 10)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1).withExpiry(Clock.instantOf(inside)),
                            OrderIntent.buy(ACME, 2).atLimit(price("9")).withExpiry(Clock.instantOf(inside)),
                            OrderIntent.buy(ACME, 3).atStop(price("11")).withExpiry(Clock.instantOf(inside)))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 10");
            assertThat(Trial.ends(result)).containsExactly("1 Expired", "1 Expired");
        }
    }

    @Nested
    class RequestsUnderWay {
        private Trial resting(Duration latency) {
            return flatBars(8)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 1)
                                    .atLimit(price("8"))
                                    .withTimeInForce(TimeInForce.GTC)
                                    .withTag("resting"))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(latency)));
        }

        private static List<OrderIntent> cancel(Context context) {
            return context.orders().find("resting").map(OrderIntent::cancel).stream()
                    .map(OrderIntent.class::cast)
                    .toList();
        }

        @Test
        void cancellingAgainInEveryBarDoesNotPutOffTheFirstCancel() {
            Trial trial = resting(Duration.ofSeconds(90));
            for (int slice = 2; slice < 8; slice++) {
                trial.decide(slice, RequestsUnderWay::cancel);
            }

            assertThat(Trial.ends(trial.run())).containsExactly("5 Cancelled resting");
        }

        @Test
        void aReplacementAfterACancelDoesNotStopTheStrategy() {
            BacktestResult result = resting(Duration.ofSeconds(1))
                    .decide(2, context -> {
                        Order order = context.orders().find("resting").orElseThrow();
                        return List.of(
                                OrderIntent.cancel(order),
                                OrderIntent.replace(order).withLimit(price("9")));
                    })
                    .run();

            assertThat(result.failures()).isEmpty();
            assertThat(Trial.ends(result)).endsWith("4 Cancelled resting");
        }

        @Test
        void aReplacedOrderIsNoLongerPending() {
            Trial trial = resting(Duration.ofSeconds(1))
                    .decide(
                            2,
                            context -> List.of(OrderIntent.replace(
                                            context.orders().find("resting").orElseThrow())
                                    .withLimit(price("9"))));

            trial.run();

            Optional<Order> replaced = trial.told().stream()
                    .filter(OrderEvent.Replaced.class::isInstance)
                    .map(OrderEvent::order)
                    .findFirst();
            assertThat(replaced.orElseThrow().status()).isEqualTo(OrderStatus.SUBMITTED);
        }

        @Test
        void theLastOfSeveralReplacementsWins() {
            BacktestResult result = resting(Duration.ofSeconds(30))
                    .decide(
                            2,
                            context -> List.of(
                                    OrderIntent.replace(context.orders()
                                                    .find("resting")
                                                    .orElseThrow())
                                            .withLimit(price("7")),
                                    OrderIntent.replace(context.orders()
                                                    .find("resting")
                                                    .orElseThrow())
                                            .withLimit(price("10"))))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("6 BUY 1 @ 10");
        }
    }

    @Test
    void anAmountTooSmallForALotDoesNotDelayTheOrderBehindIt() {
        BacktestResult result = flatBars(3)
                .order(0, OrderIntent.buyNotional(ACME, "5"), OrderIntent.buy(ACME, 1))
                .run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 10");
        assertThat(Trial.ends(result)).containsExactly("1 Rejected");
    }

    @Test
    void aFillAtTheCloseComesAfterWhatFillsInsideOfTheBar() {
        TradingSession day = TradingSession.nyse("2024-03-05");

        BacktestResult result = day.trial()
                .barAt(day.close(-2), day.close(-1), 10, 10, 10, 10)
                .barAt(day.close(-1), day.close(0), 10, 10, 8, 10)
                .order(
                        0,
                        OrderIntent.buy(ACME, 10).onClose().withTag("close"),
                        OrderIntent.buy(ACME, 10).atLimit(price("9")).withTag("inside"))
                .with(backtest -> backtest.cash(190))
                .run();

        assertThat(result.fills()).extracting(fill -> fill.lastPx().toDouble()).containsExactly(9.0, 10.0);
    }
}
