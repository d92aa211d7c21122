package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.Monitor.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Monitors that have acted, and what they measure once somebody has looked: 10,000 dollars, fills at the next open. */
final class MonitorRestartTests {
    private final List<Alert> alerts = new ArrayList<>();

    /** What the hand does, by the minute in which the strategy decides. */
    private final Map<Long, Runnable> hand = new HashMap<>();

    private KillSwitch killSwitch = new KillSwitch();
    private Venue venue = new Venue();

    private RunResult run(Monitor monitor, Map<Long, List<OrderIntent>> orders, double... prices) {
        return engine(monitor, orders, null, prices).run();
    }

    private Engine engine(
            Monitor monitor, Map<Long, List<OrderIntent>> orders, @Nullable Checkpoint from, double... prices) {
        venue = new Venue();
        Script script = new Script();
        script.decide = context -> {
            long minute = (context.clock().epochNanos() - Runs.START) / Runs.MINUTE;
            hand.getOrDefault(minute, () -> {}).run();
            return orders.getOrDefault(minute, List.of());
        };
        Engine.Builder builder = Runs.over(Runs.data(minutes(AAPL, prices)), venue)
                .killSwitch(killSwitch)
                .monitor(monitor)
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE);
        return (from == null ? builder : builder.resume(from)).build();
    }

    private List<Long> minutesOfAlerts() {
        return alerts.stream()
                .map(alert -> (alert.epochNanos() - Runs.START) / Runs.MINUTE)
                .toList();
    }

    /** 1,000 of 10,000 dollars are lost, and then 500 of 9,000. */
    @Test
    void aFurtherLossAfterAPauseWasEndedPausesAgain() {
        hand.put(5L, () -> killSwitch.resume("s"));

        RunResult result = run(
                Monitor.loss(0.05, Response.PAUSE_STRATEGY),
                Map.of(1L, List.of(buy(AAPL, 50))),
                100,
                100,
                80,
                80,
                80,
                80,
                71,
                71,
                70,
                70);

        assertThat(minutesOfAlerts()).containsExactly(4L, 10L);
        assertThat(alerts.get(1).figure()).isEqualTo(1 - 8_500 / 9_000.0);
        assertThat(Runs.acts(result))
                .containsExactly(
                        Safeguard.LOSS_ALERT,
                        Safeguard.PAUSED,
                        Safeguard.RESUMED,
                        Safeguard.LOSS_ALERT,
                        Safeguard.PAUSED);
    }

    @Test
    void aFurtherLossAfterAResetKillsAgain() {
        hand.put(5L, () -> killSwitch.reset());

        RunResult result = run(
                Monitor.loss(0.05, Response.KILL),
                Map.of(1L, List.of(buy(AAPL, 50)), 6L, List.of(buy(AAPL, 1)), 9L, List.of(sell(AAPL, 1))),
                100,
                100,
                80,
                80,
                80,
                80,
                70,
                70,
                70,
                70);

        assertThat(minutesOfAlerts()).containsExactly(4L, 8L);
        assertThat(Runs.acts(result))
                .containsExactly(
                        Safeguard.LOSS_ALERT,
                        Safeguard.KILL_SWITCH,
                        Safeguard.KILL_SWITCH_RESET,
                        Safeguard.LOSS_ALERT,
                        Safeguard.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("51");
    }

    @Test
    void aBadFillAfterAPauseWasEndedPausesAgain() {
        hand.put(3L, () -> killSwitch.resume("s"));

        RunResult result = run(
                Monitor.slippage(50, 1, Response.PAUSE_STRATEGY),
                Map.of(1L, List.of(buy(AAPL, 1)), 4L, List.of(buy(AAPL, 1))),
                100,
                101,
                102,
                103,
                105);

        assertThat(minutesOfAlerts()).containsExactly(2L, 5L);
        assertThat(Runs.acts(result)).endsWith(Safeguard.RESUMED, Safeguard.SLIPPAGE_ALERT, Safeguard.PAUSED);
    }

    @Test
    void fillsFromBeforeThePauseDoNotCountAfterIt() {
        hand.put(4L, () -> killSwitch.resume("s"));

        run(
                Monitor.slippage(50, 2, Response.PAUSE_STRATEGY),
                Map.of(
                        1L, List.of(buy(AAPL, 1)),
                        2L, List.of(buy(AAPL, 1)),
                        5L, List.of(buy(AAPL, 1)),
                        6L, List.of(buy(AAPL, 1))),
                100,
                101,
                103,
                104,
                105,
                107,
                109);

        assertThat(minutesOfAlerts()).containsExactly(3L, 7L);
    }

    /** The fill that the monitor speaks about is on the bar of minute 2. */
    @Test
    void whatAMonitorDoesIsDoneBeforeTheStrategyIsCalled() {
        List<Boolean> pulled = new ArrayList<>();
        List<Integer> resting = new ArrayList<>();
        for (long minute = 1; minute <= 3; minute++) {
            hand.put(minute, () -> {
                pulled.add(killSwitch.isPulled());
                resting.add(venue.resting.size());
            });
        }

        run(
                Monitor.slippage(50, 1, Response.KILL),
                Map.of(1L, List.of(buy(AAPL, 1), buy(AAPL, 1).atLimit(AAPL.price(50)))),
                100,
                101,
                101);

        assertThat(pulled).containsExactly(false, true, true);
        assertThat(resting).containsExactly(0, 0, 0);
    }

    /** Goes on from each minute with a switch that nobody has touched. */
    private void goesOnAsIfNothingHadHappened(Monitor monitor, Map<Long, List<OrderIntent>> orders, double... prices) {
        RunResult whole = run(monitor, orders, prices);
        for (int minute = 1; minute < prices.length; minute++) {
            killSwitch = new KillSwitch();
            Engine first = engine(monitor, orders, null, prices);
            first.runUntil(Instant.EPOCH.plusNanos(Runs.START + minute * Runs.MINUTE));
            Checkpoint checkpoint = first.checkpoint();
            killSwitch = new KillSwitch();

            RunResult resumed = engine(monitor, orders, checkpoint, prices).run();

            assertThat(resumed.journal().entries(JournalEntry.class))
                    .as("from minute %s", minute)
                    .isEqualTo(whole.journal().entries(JournalEntry.class));
            assertThat(resumed.warnings()).isEqualTo(whole.warnings());
        }
    }

    @Test
    void aKillHoldsOverACheckpointUntilItIsReset() {
        hand.put(7L, () -> killSwitch.reset());

        goesOnAsIfNothingHadHappened(
                Monitor.slippage(50, 1, Response.KILL),
                Map.of(
                        1L, List.of(buy(AAPL, 1), buy(AAPL, 1).atLimit(AAPL.price(50))),
                        4L, List.of(sell(AAPL, 1)),
                        7L, List.of(buy(AAPL, 2))),
                100,
                101,
                101,
                101,
                101,
                101,
                101,
                101,
                101,
                101);

        assertThat(killSwitch.isPulled()).isFalse();
    }

    @Test
    void aPauseHoldsOverACheckpointUntilItIsEnded() {
        hand.put(7L, () -> killSwitch.resume("s"));

        goesOnAsIfNothingHadHappened(
                Monitor.slippage(50, 1, Response.PAUSE_STRATEGY),
                Map.of(
                        1L, List.of(buy(AAPL, 1)),
                        4L, List.of(buy(AAPL, 1)),
                        7L, List.of(buy(AAPL, 2)),
                        10L, List.of(buy(AAPL, 3))),
                100,
                101,
                101,
                101,
                101,
                101,
                101,
                101,
                101,
                101,
                101);

        assertThat(killSwitch.state().paused()).isEmpty();
    }
}
