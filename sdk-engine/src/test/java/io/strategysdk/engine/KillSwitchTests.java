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
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Trading that is stopped from outside: the hand moves while the strategy decides. */
final class KillSwitchTests {
    private final KillSwitch killSwitch = new KillSwitch();
    private final Script script = new Script();
    private final Venue venue = new Venue();

    /** Buys 5 on the first bar, leaves a limit on the second, and then does what is said. */
    private RunResult run(IntConsumer hand, OrderIntent... later) {
        script.decide = context -> {
            hand.accept(script.decisions);
            if (script.decisions == 1) {
                return List.of(buy(AAPL, 5));
            }
            if (script.decisions == 2) {
                return List.of(buy(AAPL, 1).atLimit(AAPL.price(50)));
            }
            return script.decisions - 3 < later.length ? List.of(later[script.decisions - 3]) : List.of();
        };
        return Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 100, 100, 100, 100)), venue)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    private List<RejectReason> refusals() {
        return script.orderEvents.stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason())
                .toList();
    }

    private static List<Safeguard> acts(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class).stream()
                .map(JournalEntry.Safeguarded::what)
                .toList();
    }

    @Test
    void cancelsAllAndRefusesAllExitsToo() {
        RunResult result = run(
                step -> {
                    if (step >= 3) {
                        killSwitch.pull();
                    }
                },
                buy(AAPL, 1),
                sell(AAPL, 1),
                close(AAPL));

        assertThat(refusals())
                .containsExactly(RejectReason.KILL_SWITCH, RejectReason.KILL_SWITCH, RejectReason.KILL_SWITCH);
        assertThat(venue.resting).isEmpty();
        assertThat(acts(result)).containsExactly(Safeguard.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("5");
    }

    @Test
    void cancelsAgainWhatAVenueHasRefusedToCancel() {
        run(step -> {
            if (step == 3) {
                venue.refusesCancels = true;
                killSwitch.pull();
            }
            if (step == 5) {
                assertThat(venue.resting).isNotEmpty();
                venue.refusesCancels = false;
            }
        });

        assertThat(venue.resting).isEmpty();
    }

    @Test
    void flattensWhereThatIsAskedForAlsoLater() {
        RunResult result = run(step -> {
            if (step == 3) {
                killSwitch.pull();
            } else if (step >= 4) {
                killSwitch.pullAndFlatten();
            }
        });

        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertThat(acts(result)).containsExactly(Safeguard.KILL_SWITCH);
    }

    @Test
    void letsOrdersLeaveAgainOnceItIsReset() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pull();
                    } else if (step == 4) {
                        killSwitch.reset();
                    }
                },
                buy(AAPL, 1),
                buy(AAPL, 2));

        assertThat(refusals()).containsExactly(RejectReason.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("7");
        assertThat(acts(result)).containsExactly(Safeguard.KILL_SWITCH, Safeguard.KILL_SWITCH_RESET);
    }

    /** A venue that cancels nothing leaves something to replace. */
    @Test
    void refusesReplacements() {
        venue.refusesCancels = true;
        script.onOrder = (event, context) -> {
            if (event instanceof OrderEvent.Accepted && script.decisions == 2) {
                killSwitch.pull();
                context.submit(OrderIntent.replace(event.order()).withLimit(AAPL.price(60)));
            }
        };
        run(step -> {});

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .extracting(event -> ((OrderEvent.CancelRejected) event).reason())
                .filteredOn(reason -> reason != RejectReason.BROKER)
                .containsExactly(RejectReason.KILL_SWITCH);
    }

    @Test
    void pausesOneStrategysEntriesAndLetsItsExitsGo() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pause("s");
                    } else if (step == 5) {
                        killSwitch.resume("s");
                    }
                },
                buy(AAPL, 1),
                sell(AAPL, 2),
                buy(AAPL, 4));

        assertThat(refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
        assertThat(venue.resting).isEmpty();
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("7");
        assertThat(acts(result)).containsExactly(Safeguard.PAUSED, Safeguard.RESUMED);
    }
}
