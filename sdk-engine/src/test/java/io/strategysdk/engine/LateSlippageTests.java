package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.cancelAll;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.Monitor.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slippage of what a broker executes after it has said that an order is over. */
final class LateSlippageTests {
    private final FakeBroker broker = new FakeBroker();
    private final List<Alert> alerts = new ArrayList<>();

    /** Decided at 10; the last mark is 11 when the executions come. */
    private void run(Script script) {
        broker.fillsNothing = true;
        BrokerRuns.over(
                        broker,
                        new ScriptedFeed(bars(
                                bar(AAPL, 1, 10),
                                bar(AAPL, 2, 10),
                                bar(AAPL, 3, 11),
                                bar(AAPL, 4, 11),
                                bar(AAPL, 5, 11))))
                .label("7a")
                .monitor(Monitor.slippage(100, 1, Response.ALERT))
                .onAlert(alerts::add)
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    @Test
    void isMeasuredFromTheDecisionAlsoAfterTheCancel() {
        run(Script.of(
                context -> List.of(buy(AAPL, 5)),
                context -> List.of(cancelAll(AAPL)),
                context ->
                        BrokerRuns.report(broker, BrokerRuns.fill("x", BrokerRuns.id(1), Side.BUY, "5", "11", "0"))));

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.figure()).isCloseTo(1_000, within(1e-9)));
    }

    @Test
    void isMeasuredFromTheDecisionAlsoOfWhatIsMoreThanWasLeft() {
        run(Script.of(
                context -> List.of(buy(AAPL, 5)),
                context -> BrokerRuns.report(broker, BrokerRuns.fill("x", BrokerRuns.id(1), Side.BUY, "5", "10", "0")),
                context ->
                        BrokerRuns.report(broker, BrokerRuns.fill("y", BrokerRuns.id(1), Side.BUY, "2", "11", "0"))));

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.figure()).isCloseTo(1_000, within(1e-9)));
    }
}
