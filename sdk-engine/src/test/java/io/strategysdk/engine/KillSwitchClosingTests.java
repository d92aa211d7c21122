package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What the engine closes by itself where there is a kill switch: five shares of 100 dollars are held. */
final class KillSwitchClosingTests {
    private final KillSwitch killSwitch = new KillSwitch();
    private final Script script = new Script();
    private final Venue venue = new Venue();

    /** Buys 5 on the first bar, and then what is said on the second; the hand moves while the strategy decides. */
    private RunResult run(IntConsumer hand, List<OrderIntent> second, BarColumns... bars) {
        return run(AccountRules.cash(), LossLimits.NONE, hand, List.of(buy(AAPL, 5)), second, bars);
    }

    private RunResult run(
            AccountRules account,
            LossLimits losses,
            IntConsumer hand,
            List<OrderIntent> first,
            List<OrderIntent> second,
            BarColumns... bars) {
        script.decide = context -> {
            hand.accept(script.decisions);
            return script.decisions == 1 ? first : script.decisions == 2 ? second : List.of();
        };
        return Runs.over(Runs.data(bars), venue)
                .account(account)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(losses))
                .build()
                .run();
    }

    private List<OrderEvent> acceptedSales() {
        return script.orderEvents.stream()
                .filter(OrderEvent.Accepted.class::isInstance)
                .filter(event -> event.order().request().side() == Side.SELL)
                .toList();
    }

    @Test
    void ordersInInstrumentsThatAreNotHeldAreCancelledToo() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pullAndFlatten();
                    }
                },
                List.of(buy(MSFT, 1).atLimit(MSFT.price(50))),
                minutes(AAPL, 100, 100, 100, 100, 100),
                minutes(MSFT, 100, 100, 100, 100, 100));

        assertThat(venue.resting).isEmpty();
        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    @Test
    void whatAVenueBringsInThatRefusedToCancelIsClosedToo() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        venue.refusesCancels = true;
                        killSwitch.pullAndFlatten();
                    }
                },
                List.of(buy(AAPL, 10).atLimit(AAPL.price(90))),
                minutes(AAPL, 100, 100, 100, 100, 90, 90, 90));

        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("10000");
        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertThat(acceptedSales()).hasSize(2);
    }

    @Test
    void aClosingOrderThatIsFilledInPartsIsLeftToItself() {
        venue.perBar = AAPL.quantity(2).units();

        RunResult result = run(
                step -> {
                    if (step == 5) {
                        killSwitch.pullAndFlatten();
                    }
                },
                List.of(),
                minutes(AAPL, 100, 100, 100, 100, 100, 100, 100, 100, 100));

        assertThat(acceptedSales()).hasSize(1);
        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    @Test
    void aPullThatLeavesPositionsAloneCancelsAClosingOrder() {
        venue.perBar = AAPL.quantity(2).units();

        RunResult result = run(
                step -> {
                    if (step == 5) {
                        killSwitch.pullAndFlatten();
                    } else if (step == 6) {
                        killSwitch.reset();
                        killSwitch.pull();
                    }
                },
                List.of(),
                minutes(AAPL, 100, 100, 100, 100, 100, 100, 100, 100, 100));

        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("3");
        assertThat(venue.resting).isEmpty();
    }

    @Test
    void aStopLossClosesNothingWhileOrdersAreHeldAndClosesAfterwards() {
        RunResult result = run(
                AccountRules.cash(),
                LossLimits.NONE.withPositionStopLoss(0.05),
                this::pullsForThreeSteps,
                List.of(buy(AAPL, 5)),
                List.of(),
                minutes(AAPL, 100, 100, 100, 90, 90, 90, 90, 90));

        assertThat(Runs.acts(result))
                .containsExactly(Safeguard.KILL_SWITCH, Safeguard.KILL_SWITCH_RESET, Safeguard.POSITION_STOP_LOSS);
        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    private void pullsForThreeSteps(int step) {
        if (step == 3) {
            killSwitch.pull();
        } else if (step == 6) {
            killSwitch.reset();
        }
    }

    /** 190 shares need a quarter of their value, 2,850 dollars at 60, where equity is 2,400. */
    @Test
    void aMarginCallClosesNothingWhileOrdersAreHeldAndClosesAfterwards() {
        RunResult result = run(
                AccountRules.margin(),
                LossLimits.NONE,
                this::pullsForThreeSteps,
                List.of(buy(AAPL, 190)),
                List.of(),
                minutes(AAPL, 100, 100, 100, 60, 60, 60, 60, 60));

        assertThat(result.journal().entries(JournalEntry.MarginCalled.class))
                .singleElement()
                .satisfies(call -> assertThat((call.epochNanos() - Runs.START) / Runs.MINUTE)
                        .isEqualTo(7));
        assertThat(acceptedSales()).hasSize(1);
    }

    /** In the first slice after it. */
    @Test
    void aPositionOfACheckpointIsClosedWhereThatWasAskedForMeanwhile() {
        MarketData data = Runs.data(minutes(AAPL, 100, 100, 100, 100, 100, 100));
        Engine first = Runs.over(data, venue)
                .strategy("s", Script.of(context -> List.of(buy(AAPL, 5))), CAPITAL, RiskLimits.NONE)
                .build();
        first.runUntil(Instant.EPOCH.plusNanos(Runs.START + 3 * Runs.MINUTE));
        killSwitch.pullAndFlatten();

        RunResult result = Runs.over(data, new Venue())
                .killSwitch(killSwitch)
                .strategy("s", new Script(), CAPITAL, RiskLimits.NONE)
                .resume(first.checkpoint())
                .build()
                .run();

        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertThat(result.journal().entries(JournalEntry.Booked.class))
                .last()
                .satisfies(sale -> assertThat(sale.epochNanos()).isEqualTo(Runs.START + 4 * Runs.MINUTE));
    }

    /** What it came after is cancelled, and what comes after it leaves. */
    @Test
    void aPullThatIsTakenBackBetweenTwoOrdersOfOneTargetIsLookedAtBetweenThem() {
        script.decide = context ->
                script.decisions == 1 ? List.of(OrderIntent.targetWeights(Map.of(AAPL, 0.2, MSFT, 0.3))) : List.of();

        RunResult result = Runs.over(Runs.data(minutes(AAPL, 100, 100, 100), minutes(MSFT, 100, 100, 100)), venue)
                .execution(new DelegatingExecution(venue) {
                    @Override
                    public void submit(WorkingOrder order) {
                        super.submit(order);
                        if (order.sequence() == 1) {
                            killSwitch.pull();
                            killSwitch.reset();
                        }
                    }
                })
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH, Safeguard.KILL_SWITCH_RESET);
        assertThat(result.strategies().get(0).positions()).containsOnlyKeys(MSFT);
    }
}
