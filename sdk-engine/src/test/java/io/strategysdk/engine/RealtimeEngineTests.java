package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RealtimeEngineTests {
    private static final Instrument GOOG = Instrument.equity("GOOG");

    private static RealtimeEngine.Builder on(ScriptedFeed.Source source, Instrument... instruments) {
        return RealtimeEngine.on(
                        new ScriptedFeed(source), List.of(instruments), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue());
    }

    /** Closes of the bars of each step. */
    private static final class Watcher implements Strategy {
        final List<String> steps = new ArrayList<>();
        private final StringBuilder step = new StringBuilder();

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            step.append(event.instrument())
                    .append(' ')
                    .append(((Bar) event).close())
                    .append(' ');
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            steps.add(step.toString().strip());
            step.setLength(0);
            return List.of();
        }
    }

    private static Watcher watch(RealtimeEngine.Builder builder) {
        Watcher watcher = new Watcher();
        builder.strategy(watcher, CAPITAL).build().run();
        return watcher;
    }

    @Test
    void aSliceClosesWhenEveryInstrumentHasItsBar() {
        Watcher watcher =
                watch(on(bars(bar(MSFT, 1, 20), bar(AAPL, 1, 10), bar(AAPL, 2, 11), bar(MSFT, 2, 21)), AAPL, MSFT)
                        .sliceTimeout(Duration.ofSeconds(30)));

        assertThat(watcher.steps).containsExactly("AAPL 10.0 MSFT 20.0", "AAPL 11.0 MSFT 21.0");
    }

    @Test
    void aSliceIsClosedByALaterBar() {
        Watcher watcher = watch(on(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 11), bar(MSFT, 2, 21)), AAPL, MSFT)
                .sliceTimeout(Duration.ofSeconds(30)));

        assertThat(watcher.steps).containsExactly("AAPL 10.0", "AAPL 11.0 MSFT 21.0");
    }

    @Test
    void aFeatureOfOneSeriesTwiceMovesWithIt() {
        Script script = new Script();
        script.onStart = context -> context.feature(SeriesTests.spread(), AAPL, AAPL);

        on(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 11)), AAPL)
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(script.decisions).isEqualTo(2);
    }

    @Test
    void aSliceIsClosedByTheTimeout() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        Script script = new Script();
        script.onMarket = context -> seen.countDown();
        AtomicBoolean inTime = new AtomicBoolean();
        on(
                        listener -> {
                            listener.onEvent(bar(AAPL, 1, 10));
                            inTime.set(seen.await(20, TimeUnit.SECONDS));
                            listener.onEnd();
                        },
                        AAPL,
                        MSFT)
                .sliceTimeout(Duration.ofMillis(50))
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(inTime).isTrue();
    }

    @Test
    void otherEventsDoNotPutTheTimeoutOff() {
        CountDownLatch seen = new CountDownLatch(1);
        Script script = new Script();
        script.onMarket = context -> seen.countDown();
        AtomicBoolean inTime = new AtomicBoolean();
        on(
                        listener -> {
                            listener.onEvent(bar(AAPL, 1, 10));
                            for (int i = 0; i < 150 && !inTime.get(); i++) {
                                listener.onEvent(bar(GOOG, 1, 1));
                                inTime.set(seen.await(20, TimeUnit.MILLISECONDS));
                            }
                            listener.onEnd();
                        },
                        AAPL,
                        MSFT)
                .sliceTimeout(Duration.ofMillis(300))
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(inTime).isTrue();
    }

    @Test
    void aLateBarJoinsTheNextSliceAndIsCounted() {
        RealtimeEngine.Builder builder = on(
                        bars(
                                bar(AAPL, 1, 10),
                                bar(AAPL, 2, 11),
                                bar(MSFT, 1, 20),
                                bar(AAPL, 3, 12),
                                bar(AAPL, 4, 13),
                                bar(MSFT, 4, 23)),
                        AAPL,
                        MSFT)
                .sliceTimeout(Duration.ofSeconds(30));
        Watcher watcher = new Watcher();
        RealtimeEngine engine = builder.strategy(watcher, CAPITAL).build();
        RunResult result = engine.run();

        assertThat(engine.lateBars()).isEqualTo(1);
        assertThat(watcher.steps)
                .containsExactly("AAPL 10.0", "AAPL 11.0 MSFT 20.0", "AAPL 12.0", "AAPL 13.0 MSFT 23.0");
        assertThat(result.times())
                .containsExactly(START + MINUTE, START + 2 * MINUTE, START + 3 * MINUTE, START + 4 * MINUTE);
    }

    @Test
    void failure12ABarThatComesTwiceDoesNotPutItsInstrumentBehind() {
        Watcher watcher = watch(on(
                        bars(
                                bar(MSFT, 1, 20),
                                bar(AAPL, 1, 10),
                                bar(AAPL, 1, 10),
                                bar(MSFT, 2, 21),
                                bar(AAPL, 2, 11),
                                bar(MSFT, 3, 22),
                                bar(AAPL, 3, 12)),
                        AAPL,
                        MSFT)
                .sliceTimeout(Duration.ofSeconds(30)));

        assertThat(watcher.steps).containsExactly("AAPL 10.0 MSFT 20.0", "AAPL 11.0 MSFT 21.0", "AAPL 12.0 MSFT 22.0");
    }

    @Test
    void failure12ABarThatComesTwiceAloneIsSeenOnce() {
        Watcher watcher = watch(on(bars(bar(AAPL, 1, 10), bar(AAPL, 1, 10), bar(AAPL, 2, 11), bar(AAPL, 2, 11)), AAPL));

        assertThat(watcher.steps).containsExactly("AAPL 10.0", "AAPL 11.0");
    }

    @Test
    void strangersAreIgnoredAndCounted() {
        Bar longer = new Bar(AAPL, Timeframe.minutes(5), START, START + 5 * MINUTE, 1, 1, 1, 1, 1);
        Watcher watcher = new Watcher();
        RealtimeEngine engine = on(bars(bar(GOOG, 1, 1), longer, bar(AAPL, 1, 10)), AAPL)
                .strategy(watcher, CAPITAL)
                .build();
        engine.run();

        assertThat(engine.ignoredBars()).isEqualTo(2);
        assertThat(watcher.steps).containsExactly("AAPL 10.0");
    }

    @Test
    void aFullQueueMakesTheFeedWaitAndLosesNothing() {
        CountDownLatch waited = new CountDownLatch(1);
        Script slow = new Script();
        Watcher watcher = new Watcher();
        RealtimeEngine[] engine = new RealtimeEngine[1];
        slow.onMarket = context -> {
            while (engine[0].waits() == 0) {
                Thread.onSpinWait();
            }
            waited.countDown();
        };
        Bar[] many = new Bar[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = bar(AAPL, i + 1, 10 + i);
        }
        engine[0] = on(bars(many), AAPL)
                .queueCapacity(2)
                .strategy("slow", slow, CAPITAL, RiskLimits.NONE)
                .strategy("watcher", watcher, CAPITAL, RiskLimits.NONE)
                .build();

        RunResult result = engine[0].run();

        assertThat(waited.getCount()).isZero();
        assertThat(engine[0].waits()).isPositive();
        assertThat(watcher.steps).hasSize(50).endsWith("AAPL 59.0");
        assertThat(result.bars()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void stopFromAnotherThreadEndsTheRunAlsoWhenTheFeedIsWaiting(int capacity) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Script script = new Script();
        script.onMarket = context -> running.countDown();
        RealtimeEngine engine = on(
                        listener -> {
                            for (int i = 1; i < 2_000_000; i++) {
                                listener.onEvent(bar(AAPL, i, 10));
                                if (Thread.interrupted()) {
                                    return;
                                }
                            }
                        },
                        AAPL)
                .queueCapacity(capacity)
                .strategy(script, CAPITAL)
                .build();
        List<Throwable> errors = new ArrayList<>();
        Thread stopper = new Thread(() -> {
            try {
                running.await();
                engine.stop();
            } catch (Throwable e) {
                errors.add(e);
            }
        });
        stopper.start();

        RunResult result = engine.run();
        stopper.join();

        assertThat(errors).isEmpty();
        assertThat(result.bars()).isLessThan(1_999_999);
        assertThat(script.calls).endsWith("stop");
    }

    @Test
    void stopBeforeTheFirstBarIsARunWithoutSlices() {
        RealtimeEngine[] engine = new RealtimeEngine[1];
        engine[0] = on(listener -> engine[0].stop(), AAPL)
                .strategy(new Script(), CAPITAL)
                .build();

        RunResult result = engine[0].run();

        assertThat(result.times()).isEmpty();
        assertThat(result.strategies().get(0).equity()).isEqualByComparingTo(CAPITAL);
        assertThatIllegalStateException()
                .isThrownBy(engine[0]::run)
                .withMessage("an engine must run once, this one has");
    }

    @Test
    void stopWakesARunThatWaitsForTheMarketToOpen() throws InterruptedException {
        RealtimeClock night = RealtimeClock.accelerated(Instant.parse("2024-07-03T02:00:00Z"), 1)
                .marketHours(TradingCalendars.nyse());
        ScriptedFeed feed = new ScriptedFeed(bars(bar(AAPL, 1, 10)));
        Script script = new Script();
        RealtimeEngine engine = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new Venue())
                .clock(night)
                .strategy(script, CAPITAL)
                .build();
        Thread runner = Thread.currentThread();
        Thread stopper = new Thread(() -> {
            while (runner.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            engine.stop();
        });
        stopper.start();

        RunResult result = engine.run();
        stopper.join();

        assertThat(result.times()).isEmpty();
        assertThat(script.calls).containsExactly("start", "stop");
        assertThat(feed.started).isFalse();
        assertThat(feed.closed).isTrue();
    }

    @Test
    void anEngineThatWasStoppedBeforeItRunsStartsNoFeed() {
        ScriptedFeed feed = new ScriptedFeed(bars(bar(AAPL, 1, 10)));
        RealtimeEngine engine = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy(new Script(), CAPITAL)
                .build();

        engine.stop();

        assertThat(engine.run().times()).isEmpty();
        assertThat(feed.started).isFalse();
        assertThat(feed.closed).isTrue();
    }

    /** Trades on averages of one or two instruments. */
    private static final class Trader implements Strategy {
        private List<FeatureHandle> averages = List.of();
        private List<Instrument> instruments = List.of();

        @Override
        public void onStart(Context context) {
            instruments = context.instruments();
            averages = instruments.stream()
                    .map(instrument -> context.feature(Indicators.ema(4).of(Indicators.sma(3)), instrument))
                    .toList();
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            for (int i = 0; i < instruments.size(); i++) {
                Instrument instrument = instruments.get(i);
                boolean up =
                        context.position(instrument).mark() > averages.get(i).value();
                intents.add(OrderIntent.targetQuantity(instrument, up ? 20 + i : 0));
            }
            return intents;
        }
    }

    /** Failure 14: indicators and trades differ by whether bars come as a column or one by one. */
    @Test
    void failure14LiveIsTheSameJournalAsTheBacktestOverTheSameBars(@TempDir Path directory) {
        for (BarColumns[] columns : new BarColumns[][] {
            {walk(AAPL, 500, 3, true)},
            {walk(AAPL, 500, 3, false), walk(MSFT, 500, 4, false)},
            {walk(AAPL, 500, 3, true), walk(MSFT, 500, 4, true)}
        }) {
            MarketData data = data(columns);
            RunResult backtest = over(data, new Venue())
                    .strategy("s", new Trader(), CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();
            Bar[] bars = new Bar[data.tape.rows];
            for (int row = 0; row < bars.length; row++) {
                bars[row] = data.tape.bar(row);
            }
            Path file = directory.resolve("live.journal");

            RunResult live = on(bars(bars), data.instruments().toArray(Instrument[]::new))
                    .sliceTimeout(Duration.ofSeconds(30))
                    .history(16)
                    .journal(file)
                    .strategy("s", new Trader(), CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(backtest.journal().entries(JournalEntry.Booked.class)).hasSizeGreaterThan(10);
            assertThat(live.journal().firstDifference(backtest.journal())).isEmpty();
            assertThat(live.journal().hash()).isEqualTo(backtest.journal().hash());
            assertThat(live.equity()).isEqualTo(backtest.equity());
            assertThat(live.times()).isEqualTo(backtest.times());
            assertThat(Journal.read(file).hash()).isEqualTo(live.journal().hash());
        }
    }
}
