package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine is what its builder said when it was built. */
final class BuilderTests {
    @Test
    @Timeout(30)
    void whatABuilderIsToldLaterDoesNotChangeItsEngine() {
        Engine.Builder builder =
                over(data(minutes(AAPL, 1, 2, 3)), new Venue()).strategy("s", new Script(), CAPITAL, RiskLimits.NONE);
        Engine engine = builder.build();

        builder.from(Clock.instantOf(Long.MAX_VALUE))
                .clock(HistoricalClock.speed(1e-3))
                .resume(new Checkpoint(new byte[] {1}))
                .progress(progress -> {
                    throw new IllegalStateException("must not be told");
                });

        assertThat(engine.run().equity()).hasSize(3);
    }

    @Test
    void anEngineWithoutExecutionIsNotBuilt() {
        Engine.Builder historical =
                Engine.over(data(minutes(AAPL, 1, 2, 3))).strategy("s", new Script(), CAPITAL, RiskLimits.NONE);
        RealtimeEngine.Builder realtime = RealtimeEngine.on(
                new ScriptedFeed(ScriptedFeed.bars(ScriptedFeed.bar(AAPL, 1, 10))),
                List.of(AAPL),
                Timeframe.MINUTE,
                TradingCalendars.alwaysOpen());

        assertThatIllegalStateException()
                .isThrownBy(historical::build)
                .withMessage("a run must have an execution, give it with execution(...)");
        assertThatIllegalStateException()
                .isThrownBy(realtime::build)
                .withMessage("a run must have an execution, give it with execution(...)");
    }

    @Test
    @Timeout(30)
    void whatABuilderIsToldLaterDoesNotChangeItsRealtimeEngine(@TempDir Path folder) {
        ScriptedFeed feed = new ScriptedFeed(ScriptedFeed.bars(ScriptedFeed.bar(AAPL, 1, 10)));
        RealtimeEngine.Builder builder = RealtimeEngine.on(
                        feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("s", new Script(), CAPITAL, RiskLimits.NONE);
        RealtimeEngine engine = builder.build();

        builder.strategy("other", new Script(), CAPITAL, RiskLimits.NONE)
                .warning("late")
                .journal(folder.resolve("late.journal"))
                .sliceTimeout(Duration.ofDays(1));

        RunResult result = engine.run();
        assertThat(result.strategies()).hasSize(1);
        assertThat(result.warnings()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
