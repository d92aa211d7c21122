package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.math.BigDecimal;
import java.util.List;

/** Runs of a strategy called calm, and perhaps others, whose orders go to a broker. */
final class BrokerRuns {
    static final ScriptedFeed.Source FIVE_BARS =
            bars(bar(AAPL, 1, 10), bar(AAPL, 2, 10), bar(AAPL, 3, 10), bar(AAPL, 4, 10), bar(AAPL, 5, 10));

    private BrokerRuns() {}

    /** What the broker calls an order of calm in a run labelled 7a. */
    static OrderId id(int sequence) {
        return new OrderId("calm.7a", sequence);
    }

    static Fill fill(String execId, OrderId order, Side side, String quantity, String price, String fee) {
        return new Fill(execId, order, AAPL, side, Quantity.of(quantity), Price.of(price), new BigDecimal(fee), 0);
    }

    /** The broker reports these, and the strategy that it happens in orders nothing. */
    static List<OrderIntent> report(FakeBroker broker, Fill... fills) {
        for (Fill fill : fills) {
            broker.listener().onFill(fill);
        }
        return List.of();
    }

    static RealtimeEngine.Builder over(FakeBroker broker, ScriptedFeed feed) {
        return RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new BrokerExecution(broker));
    }

    /** Over five bars, labelled 7a; the first script is calm. */
    static RunResult run(FakeBroker broker, Script... scripts) {
        RealtimeEngine.Builder engine =
                over(broker, new ScriptedFeed(FIVE_BARS)).label("7a");
        for (int i = 0; i < scripts.length; i++) {
            engine.strategy(i == 0 ? "calm" : "other" + i, scripts[i], CAPITAL, RiskLimits.NONE);
        }
        return engine.build().run();
    }

    /** What calm has come to, which has not failed. */
    static StrategyResult calm(RunResult result) {
        StrategyResult calm = result.strategies().get(0);
        assertThat(calm.failure()).isEmpty();
        return calm;
    }

    /** Every event of an order that the journal has. */
    static List<OrderEvent> reported(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .toList();
    }
}
