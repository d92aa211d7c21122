package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.OwnFeatures.Fragile;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What breaks in a realtime run takes down what depends on it, and nothing else. */
@Timeout(60)
final class RealtimeIsolationTests {
    @TempDir
    private Path folder;

    private static RealtimeEngine.Builder engine() {
        Bar[] rising = {bar(AAPL, 1, 10), bar(AAPL, 2, 11), bar(AAPL, 3, 12), bar(AAPL, 4, 13)};
        return RealtimeEngine.on(
                new ScriptedFeed(bars(rising)), List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen());
    }

    private static Script bound(Feature feature) {
        Script script = new Script();
        script.onStart = context -> context.feature(feature, AAPL);
        return script;
    }

    private static RunResult run(Strategy... strategies) {
        RealtimeEngine.Builder builder = engine().execution(new Venue());
        for (int i = 0; i < strategies.length; i++) {
            builder.strategy("s" + i, strategies[i], CAPITAL, RiskLimits.NONE);
        }
        return builder.build().run();
    }

    @Test
    void aKernelThatThrowsStopsTheStrategiesBoundToIt() {
        Script bound = bound(new Fragile(12));
        Script same = bound(new Fragile(12));
        Script other = bound(new Fragile(100));

        RunResult result = run(bound, other, same);

        StrategyFailure failure = result.strategies().get(0).failure().orElseThrow();
        assertThat(failure.epochNanos()).isEqualTo(START + 3 * MINUTE);
        assertThat(failure)
                .hasToString("s0 was stopped at 2024-01-02T15:03:00Z because"
                        + " the kernel of Fragile threw java.lang.ArithmeticException: close must be below 12.0");
        assertThat(bound.decisions).isEqualTo(2);
        assertThat(bound.calls).doesNotContain("stop");
        assertThat(same.decisions).isEqualTo(2);
        assertThat(other.decisions).isEqualTo(4);
        assertThat(other.calls).endsWith("stop");
        assertThat(result.strategies().get(1).failure()).isEmpty();
        assertThat(result.journal().entries(JournalEntry.Stopped.class)).hasSize(2);
    }

    @Test
    void aKernelThatThrowsStopsWhatIsComputedFromIt() {
        Script script = bound(Indicators.sma(1).of(new Fragile(11)));

        RunResult result = run(script);

        assertThat(result.strategies().get(0).failure().orElseThrow().callback())
                .isEqualTo("the kernel of Fragile");
        assertThat(script.decisions).isEqualTo(1);
        assertThat(result.bars()).isEqualTo(4);
    }

    @Test
    void ordersOfAStrategyWhoseKernelThrewAreMatchedByTheSliceAndThenCancelled() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 1)),
                context -> List.of(
                        OrderIntent.buy(AAPL, 1),
                        OrderIntent.buy(AAPL, 1).atLimit(Price.of(5)).withTimeInForce(TimeInForce.GTC)));
        script.onStart = context -> context.feature(new Fragile(12), AAPL);

        RunResult result = run(script);

        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("2");
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(entry -> entry.event().getClass().getSimpleName() + " "
                        + entry.event().order().id())
                .containsExactly(
                        "Accepted s0-1",
                        "Filled s0-1",
                        "Accepted s0-2",
                        "Accepted s0-3",
                        "Filled s0-2",
                        "Cancelled s0-3");
    }

    /** A market that breaks down while it matches. */
    private static RealtimeEngine.Builder inABrokenMarket(Script script) {
        return engine().execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public void match(Slice slice) {
                        throw new IllegalStateException("the market must match, it broke down");
                    }
                })
                .strategy("s", script, CAPITAL, RiskLimits.NONE);
    }

    @Test
    void anExecutionThatCannotCancelForAStoppedStrategyHarmsNoOther() {
        Script broken = Script.of(
                context -> List.of(
                        OrderIntent.buy(AAPL, 1).atLimit(Price.of(5)).withTimeInForce(TimeInForce.GTC),
                        OrderIntent.buy(AAPL, 2).atLimit(Price.of(5)).withTimeInForce(TimeInForce.GTC)),
                context -> {
                    throw new IllegalStateException("broken");
                });
        Script other = new Script();

        RunResult result = engine().execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public void cancel(WorkingOrder order) {
                        throw new IllegalStateException("the market must cancel, it broke down");
                    }
                })
                .strategy("s", broken, CAPITAL, RiskLimits.NONE)
                .strategy("t", other, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(other.decisions).isEqualTo(4);
        assertThat(result.warnings())
                .containsExactly(
                        "Strategy s was stopped, and its order s-2 was not cancelled, it may still be executed:"
                                + " java.lang.IllegalStateException: the market must cancel, it broke down",
                        "Strategy s was stopped, and its order s-1 was not cancelled, it may still be executed:"
                                + " java.lang.IllegalStateException: the market must cancel, it broke down");
    }

    @Test
    void aStrategyThatInterruptsItsThreadEndsNoRun() {
        Script restless = new Script();
        restless.onStart = context -> Thread.currentThread().interrupt();
        restless.decide = context -> {
            Thread.currentThread().interrupt();
            return List.of();
        };
        restless.onStop = context -> Thread.currentThread().interrupt();
        Script other = new Script();

        RunResult result = run(restless, other);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(other.decisions).isEqualTo(4);
        assertThat(result.bars()).isEqualTo(4);
        assertThat(result.warnings())
                .containsExactly("The run's thread was interrupted while strategies were called: the run went on."
                        + " RealtimeEngine.stop ends it.");
    }

    @Test
    void anInterruptFromOutsideStopsTheRunAndLeavesItsJournal() throws InterruptedException {
        Path file = folder.resolve("interrupted.journal");
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Script script = Script.of(context -> {
            decided.countDown();
            return List.of(OrderIntent.buy(AAPL, 1));
        });
        ScriptedFeed endless =
                new ScriptedFeed(listener -> {
                    listener.onEvent(bar(AAPL, 1, 10));
                    over.await();
                }) {
                    @Override
                    public void close() {
                        over.countDown();
                        super.close();
                    }
                };
        RealtimeEngine engine = RealtimeEngine.on(
                        endless, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .journal(file)
                .strategy(script, CAPITAL)
                .build();
        boolean[] interrupted = new boolean[1];
        List<Throwable> errors = new ArrayList<>();
        Thread runner = new Thread(() -> {
            try {
                engine.run();
            } catch (RuntimeException e) {
                errors.add(e);
            }
            interrupted[0] = Thread.currentThread().isInterrupted();
        });

        runner.start();
        decided.await();
        while (runner.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        runner.interrupt();
        runner.join();

        assertThat(errors).isEmpty();
        assertThat(interrupted[0]).isTrue();
        assertThat(script.calls).endsWith("stop");
        assertThat(Journal.read(file).entries(JournalEntry.Intended.class)).hasSize(1);
    }

    @Test
    void whatEscapesTheRunLeavesTheJournalBehind() {
        Path file = folder.resolve("broken.journal");
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        RealtimeEngine engine = inABrokenMarket(script).journal(file).build();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(engine::run)
                .withMessage("the market must match, it broke down");

        assertThat(script.calls).endsWith("stop");
        assertThat(Journal.read(file).entries(JournalEntry.Reported.class)).hasSize(1);
    }

    @Test
    void whatGoesWrongWhileTheJournalIsSavedDoesNotHideTheCause() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        RealtimeEngine engine = inABrokenMarket(script).journal(folder).build();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(engine::run)
                .satisfies(error ->
                        assertThat(error.getSuppressed()).singleElement().isInstanceOf(SdkException.class));
    }

    @Test
    void aRunThatNeverBeganLeavesAnEarlierJournalAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("yesterday.journal"), "yesterday");
        ScriptedFeed feed = new ScriptedFeed(bars()) {
            @Override
            public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
                throw new SdkException("the feed must be there, it was not");
            }
        };
        RealtimeEngine engine = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .journal(file)
                .strategy(new Script(), CAPITAL)
                .build();

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(engine::run)
                .withMessage("the feed must be there, it was not");
        assertThat(file).hasContent("yesterday");
    }
}
