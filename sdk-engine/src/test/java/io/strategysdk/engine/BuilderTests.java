package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine is what its builder said when it was built, and runs once. */
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

    @Test
    void aStrategyObjectServesOneRun() {
        Script script = new Script();
        MarketData data = data(walk(AAPL, 3, 1, false));
        over(data, new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        Engine again = over(data, new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build();

        assertThatIllegalStateException()
                .isThrownBy(again::run)
                .withMessage("a strategy object must serve one run, was started before: " + Script.class.getName());
    }

    @Test
    void theSameObjectCannotTakeTwoSeats() {
        Script script = new Script();
        Engine engine = over(data(walk(AAPL, 3, 1, false)), new Venue())
                .strategy("a", script, CAPITAL, RiskLimits.NONE)
                .strategy("b", script, CAPITAL, RiskLimits.NONE)
                .build();

        assertThatIllegalStateException().isThrownBy(engine::run);
    }

    @Test
    void anEngineRunsOnceAndOnlyWithAStrategyAndPlainNames() {
        MarketData data = data(walk(AAPL, 3, 1, false));
        Engine engine = over(data, new Venue())
                .strategy("s", new Script(), CAPITAL, RiskLimits.NONE)
                .build();
        engine.run();

        assertThatIllegalStateException()
                .isThrownBy(engine::run)
                .withMessage("an engine must run once, this one has finished");
        assertThatIllegalStateException()
                .isThrownBy(() -> over(data, new Venue()).build())
                .withMessage("a run must have at least one strategy");
        Engine.Builder builder = over(data, new Venue()).strategy("s", new Script(), CAPITAL, RiskLimits.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.strategy("s", new Script(), CAPITAL, RiskLimits.NONE))
                .withMessage("strategy names of a run must differ, was twice 's'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.strategy("a b", new Script(), CAPITAL, RiskLimits.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.strategy("t", new Script(), BigDecimal.ZERO, RiskLimits.NONE))
                .withMessage("capital must be positive, was 0 (t)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "100000000000"})
    void capitalThatCannotBeCountedIsRefused(String capital) {
        Engine.Builder builder = over(data(walk(AAPL, 10, 1, false)), new Venue())
                .strategy("t", new Script(), new BigDecimal(capital), RiskLimits.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("capital must have at most 8 decimals and fit 64 bits with them, was " + capital + " (t)");
    }

    private static final class Lambdas {
        static Strategy patient() {
            return context -> List.of();
        }
    }

    @Test
    void lambdasAreNamedByTheClassTheyAreWrittenIn() {
        assertThat(Seats.nameOf(Lambdas.patient().getClass())).isEqualTo("BuilderTests");
    }
}
