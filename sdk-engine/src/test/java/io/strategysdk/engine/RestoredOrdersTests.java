package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that a checkpoint finds half way. */
final class RestoredOrdersTests {
    private static Engine.Builder engine(Script script, long perBar, double... prices) {
        Venue venue = new Venue();
        venue.perBar = perBar;
        return over(data(minutes(AAPL, prices)), venue).strategy("s", script, CAPITAL, RiskLimits.NONE);
    }

    private static Script buyingOnce(OrderIntent intent) {
        Script script = new Script();
        script.decide =
                context -> context.clock().epochNanos() == Runs.START + Runs.MINUTE ? List.of(intent) : List.of();
        return script;
    }

    @Test
    void fillsAreCountedOnOverARestart() {
        OrderIntent buy = OrderIntent.buy(AAPL, 50);
        double[] prices = {10, 11, 12, 13, 14, 15, 16, 17};
        Script whole = buyingOnce(buy);
        engine(whole, 13, prices).build().run();
        assertThat(whole.orderEvents)
                .filteredOn(OrderEvent.Filled.class::isInstance)
                .extracting(event -> ((OrderEvent.Filled) event).fill().execId())
                .containsExactly("s-1-1", "s-1-2", "s-1-3", "s-1-4");

        Script before = buyingOnce(buy);
        Engine running = engine(before, 13, prices).build();
        while (running.step()) {
            Script after = buyingOnce(buy);
            engine(after, 13, prices).resume(running.checkpoint()).build().run();

            assertThat(after.orderEvents)
                    .as("after %s", running.checkpoint())
                    .isEqualTo(whole.orderEvents.subList(before.orderEvents.size(), whole.orderEvents.size()));
        }
    }

    @Test
    void anOrderThatMayBeCutIsCutAfterARestart() {
        OrderIntent all = OrderIntent.targetWeight(AAPL, 1);
        Engine running = engine(buyingOnce(all), Long.MAX_VALUE, 100, 110, 110).build();
        running.step();
        Script script = buyingOnce(all);

        RunResult resumed = engine(script, Long.MAX_VALUE, 100, 110, 110)
                .resume(running.checkpoint())
                .build()
                .run();

        assertThat(resumed.strategies().get(0).positions()).containsEntry(AAPL, Quantity.of(90));
        assertThat(script.orderEvents).noneMatch(OrderEvent.Rejected.class::isInstance);
    }
}
