package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a strategy waits for in vain is said once, in every mode. */
final class WarningsTests {
    private static final String NO_ACTIONS =
            "Strategy s has onCorporateAction, which is never called:" + " the run was given no corporate actions.";
    private static final String NO_QUOTES =
            "Strategy s asks for quotes of AAPL, of which the run has none: context.quote is always empty.";

    /** Waits for splits. */
    private static final class Patient implements Strategy {
        @Override
        public void onCorporateAction(CorporateAction action, Context context) {
            throw new AssertionError("never called");
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    private static Script quoted() {
        Script script = new Script();
        script.onMarket = context -> assertThat(context.quote(AAPL)).isEmpty();
        return script;
    }

    private static RunResult backtest(Strategy strategy) {
        return over(data(minutes(AAPL, 10, 11, 12)), new Venue())
                .strategy("s", strategy, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    private static RealtimeEngine.Builder live(Strategy strategy) {
        return RealtimeEngine.on(
                        new ScriptedFeed(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 11))),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("s", strategy, CAPITAL, RiskLimits.NONE);
    }

    @Test
    void aCallbackThatIsNeverCalledIsWarnedOf() {
        assertThat(backtest(new Patient()).warnings()).containsExactly(NO_ACTIONS);
        assertThat(live(new Patient()).build().run().warnings()).containsExactly(NO_ACTIONS);
        assertThat(backtest(new Script()).warnings()).isEmpty();
    }

    @Test
    void aStrategyThatAsksForQuotesIsWarnedOnce() {
        assertThat(backtest(quoted()).warnings()).containsExactly(NO_QUOTES);
        assertThat(live(quoted()).build().run().warnings()).containsExactly(NO_QUOTES);
    }

    @Test
    void eventsThatAreNotDeliveredAreCountedAndEachKindIsWarnedOfOnce() {
        Quote quote = new Quote(AAPL, START, 9, 1, 11, 1);
        Trade trade = new Trade(AAPL, START, 10, 1);
        Script script = new Script();
        RealtimeEngine engine = RealtimeEngine.on(
                        new ScriptedFeed(listener -> {
                            listener.onEvent(quote);
                            listener.onEvent(bar(AAPL, 1, 10));
                            listener.onEvent(quote);
                            listener.onEvent(trade);
                            listener.onEnd();
                        }),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build();

        RunResult result = engine.run();

        assertThat(engine.undeliveredEvents()).isEqualTo(3);
        assertThat(script.decisions).isEqualTo(1);
        assertThat(result.warnings())
                .containsExactly(
                        "The feed sends events of the kind Quote, which this run was not started for: they are counted.",
                        "The feed sends events of the kind Trade, which this run was not started for: they are counted.");
    }

    @Test
    void whatTheApplicationKnowsIsPartOfTheResult() {
        RunResult result =
                live(new Patient()).warning("The feed is delayed.").build().run();

        assertThat(result.warnings()).containsExactly("The feed is delayed.", NO_ACTIONS);
    }

    @Test
    void aRealtimeRunLogsThemAndABacktestLeavesThemToItsResult() {
        assertThat(errorsOf(() -> live(new Patient())
                        .warning("The feed is delayed.")
                        .build()
                        .run()))
                .hasLineCount(2)
                .contains("WARN", "The feed is delayed.", NO_ACTIONS);
        assertThat(errorsOf(() -> backtest(new Patient()))).isEmpty();
    }

    /** What is written to standard error meanwhile, where the tests' logger writes. */
    private static String errorsOf(Runnable run) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
