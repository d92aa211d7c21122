package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.live;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteppedRunTests {
    private static Instant minute(int minute) {
        return Clock.instantOf(START).plus(Duration.ofMinutes(minute));
    }

    private static SteppedRun run(Strategy strategy, Instrument... instruments) {
        return described(strategy, instruments).stepped();
    }

    private static RealtimeEngine.Builder described(Strategy strategy, Instrument... instruments) {
        ScriptedFeed neverStarted = new ScriptedFeed(listener -> {
            throw new AssertionError("the feed of a stepped run must not be started");
        });
        return RealtimeEngine.on(neverStarted, List.of(instruments), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("stepped", strategy, CAPITAL, RiskLimits.NONE);
    }

    /** Holds the first instrument while its mean rises, and sends orders that rest. */
    private static final class Trader implements Strategy {
        private FeatureHandle mean;
        private Instrument traded;

        @Override
        public void onStart(Context context) {
            traded = context.instruments().get(0);
            mean = context.feature(Indicators.sma(7), traded);
            context.timer(Schedule.afterOpen(Duration.ofMinutes(15 * 60 + 20)));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            double close = context.bars(traded).close(0);
            if (mean.value() > mean.ago(1)) {
                return List.of(
                        OrderIntent.buy(traded, 3), OrderIntent.buy(traded, 1).atLimit(traded.price(close * 0.99)));
            }
            return context.position(traded).isFlat() ? List.of() : List.of(OrderIntent.close(traded));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hasTheJournalOfABacktestOverTheSameBars(long seed) {
        MarketData data = Runs.data(walk(AAPL, 300, seed, true), walk(MSFT, 300, seed + 100, true));
        RunResult backtest = over(data, new Venue())
                .strategy("stepped", new Trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        SteppedRun run = live(data)
                .execution(new Venue())
                .strategy("stepped", new Trader(), CAPITAL, RiskLimits.NONE)
                .stepped();
        slices(data).forEach(run::slice);
        RunResult stepped = run.finish();

        assertThat(stepped.journal().entries(JournalEntry.Booked.class)).hasSizeGreaterThan(10);
        assertThat(stepped.journal().firstDifference(backtest.journal())).isEmpty();
        assertThat(stepped.journal().hash()).isEqualTo(backtest.journal().hash());
        assertThat(stepped.equity()).containsExactly(backtest.equity());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30})
    void decidesFromAMomentOnAsABacktestDoes(long secondsAfterABar) {
        MarketData data = Runs.data(walk(AAPL, 300, 1, true), walk(MSFT, 300, 2, true));
        Instant from = Clock.instantOf(data.sliceTimes()[100]).plusSeconds(secondsAfterABar);
        RunResult backtest = over(data, new Venue())
                .strategy("stepped", new Trader(), CAPITAL, RiskLimits.NONE)
                .from(from)
                .build()
                .run();

        SteppedRun run = live(data)
                .execution(new Venue())
                .strategy("stepped", new Trader(), CAPITAL, RiskLimits.NONE)
                .from(from)
                .seed(7)
                .stepped();
        slices(data).forEach(run::slice);
        RunResult stepped = run.finish();

        assertThat(stepped.journal().firstDifference(backtest.journal())).isEmpty();
        assertThat(stepped.times()).containsExactly(backtest.times());
        assertThat(stepped.times()[0]).isGreaterThanOrEqualTo(Clock.epochNanosOf(from));
        assertThat(stepped.equity()).containsExactly(backtest.equity());
        assertThat(stepped.from()).isEqualTo(backtest.from()).contains(from);
        assertThat(stepped.seed()).isEqualTo(7);
        assertThat(backtest.seed()).isEqualTo(1);
    }

    @Test
    void hasTheJournalOfABacktestOverAdjustedPrices() {
        MarketData data = Runs.data(walk(AAPL, 50, 1, true)).declared(PriceMode.SPLIT_ADJUSTED);
        RunResult backtest = over(data, new Venue())
                .strategy("stepped", new Trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        SteppedRun run = live(data)
                .execution(new Venue())
                .strategy("stepped", new Trader(), CAPITAL, RiskLimits.NONE)
                .prices(PriceMode.SPLIT_ADJUSTED)
                .stepped();
        slices(data).forEach(run::slice);

        assertThat(run.finish().journal().hash()).isEqualTo(backtest.journal().hash());
    }

    @Test
    void measuresRawPricesForItsUniversesOnly() {
        RealtimeEngine.Builder run = described(context -> List.of(), AAPL)
                .universe(UniverseDefinition.all("cheap").where(UniverseFilter.atLeast(Measure.price(), "5")))
                .prices(PriceMode.SPLIT_ADJUSTED);

        assertThatIllegalArgumentException()
                .isThrownBy(run::stepped)
                .withMessageContaining("prices must be raw where a universe measures them");
    }

    @Test
    void refusesActionsThatItsPricesHaveInThem() {
        CorporateAction split = new CorporateAction.Split(AAPL, LocalDate.of(2024, 7, 2), 2, 1);
        RealtimeEngine.Builder run = described(context -> List.of(), AAPL)
                .corporateActions(List.of(split))
                .prices(PriceMode.SPLIT_ADJUSTED);

        assertThatIllegalArgumentException()
                .isThrownBy(run::stepped)
                .withMessageContaining("prices must not have in them what is also applied as an event");
    }

    private static List<List<MarketEvent>> slices(MarketData data) {
        List<List<MarketEvent>> slices = new ArrayList<>();
        for (long time : data.sliceTimes()) {
            List<MarketEvent> slice = new ArrayList<>();
            for (BarColumns series : data.series()) {
                for (int row = 0; row < series.size(); row++) {
                    if (series.epochNanos(row) == time) {
                        slice.addAll(series.events(row));
                    }
                }
            }
            slices.add(slice);
        }
        return slices;
    }

    @Test
    void runsInTheThreadThatGivesTheSlices() {
        List<Thread> threads = new ArrayList<>();
        Script script = new Script();
        script.onMarket = context -> threads.add(Thread.currentThread());

        run(script, AAPL).slice(bar(AAPL, 1, 10));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void isOverQuotesAndTradesAsWell() {
        List<String> seen = new ArrayList<>();
        Script script = new Script();
        script.onMarket = context -> seen.add(
                context.quote(AAPL).orElseThrow().bid() + " " + context.clock().instant());
        SteppedRun run = RealtimeEngine.onTicks(
                        new ScriptedFeed(listener -> {}), List.of(AAPL), TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("stepped", script, CAPITAL, RiskLimits.NONE)
                .stepped();

        run.slice(new Quote(AAPL, START, 9.99, 100, 10.01, 100), new Trade(AAPL, START, 10, 5));

        assertThat(seen).containsExactly("9.99 2024-01-02T15:00:00Z", "9.99 2024-01-02T15:00:00Z");
    }

    @Test
    void timersFireBeforeTheSliceThatComesAfterThem() {
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.afterOpen(Duration.ofMinutes(15 * 60 + 2)));
        SteppedRun run = run(script, AAPL);
        run.slice(bar(AAPL, 1, 10));

        run.slice(bar(AAPL, 5, 11));

        assertThat(script.calls).containsSubsequence("market AAPL", "timer", "generate", "market AAPL", "generate");
    }

    @Test
    void timersFireWithoutDataWhenTimeIsSaidToPass() {
        List<Instant> fired = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            context.timer(Schedule.afterOpen(Duration.ofMinutes(15 * 60 + 2)));
            context.timer(Schedule.afterOpen(Duration.ofMinutes(15 * 60 + 4)));
        };
        script.onTimer = context -> fired.add(context.clock().instant());
        SteppedRun run = run(script, AAPL);
        run.slice(bar(AAPL, 1, 10));

        run.passTimeTo(minute(3));

        assertThat(fired).containsExactly(minute(2));
        assertThat(run.now()).contains(minute(2));
        run.passTimeTo(minute(4));
        assertThat(fired).containsExactly(minute(2), minute(4));
    }

    @Test
    void closesItsExecutionOnce() {
        int[] closed = new int[1];
        SteppedRun run = described(new Script(), AAPL)
                .execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public void close() {
                        closed[0]++;
                    }
                })
                .stepped();
        run.slice(bar(AAPL, 1, 10));

        run.finish();
        run.close();

        assertThat(closed).containsExactly(1);
    }

    @Test
    void showsEachSliceBeforeTheStrategiesSeeIt() {
        Script script = new Script();
        List<String> shown = new ArrayList<>();
        SteppedRun run = described(script, AAPL, MSFT)
                .onSlice((time, events) -> shown.add(Clock.instantOf(time) + " " + events.size() + " "
                        + script.calls.stream()
                                .filter(call -> call.startsWith("market"))
                                .count()))
                .stepped();

        run.slice(bar(MSFT, 1, 10));
        run.slice(bar(AAPL, 2, 11), bar(MSFT, 2, 11));

        assertThat(shown).containsExactly("2024-01-02T15:01:00Z 1 0", "2024-01-02T15:02:00Z 2 1");
    }

    @Test
    void whoThrowsWhenItIsShownASliceIsShownNoMore() {
        Script script = new Script();
        int[] shown = new int[1];
        SteppedRun run = described(script, AAPL)
                .onSlice((time, events) -> {
                    shown[0]++;
                    throw new IllegalStateException("disk full");
                })
                .stepped();

        run.slice(bar(AAPL, 1, 10));
        run.slice(bar(AAPL, 2, 10));

        assertThat(shown).containsExactly(1);
        assertThat(script.decisions).isEqualTo(2);
        assertThat(run.finish().warnings())
                .contains("Whoever is shown slices must not throw, it is shown no more:"
                        + " java.lang.IllegalStateException: disk full");
    }

    @Nested
    class Refuses {
        private final Script script = new Script();
        private final SteppedRun run = run(script, AAPL, MSFT);

        private void refused(String message, MarketEvent... events) {
            List<String> before = List.copyOf(script.calls);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run.slice(events))
                    .withMessageStartingWith(message);

            assertThat(script.calls).isEqualTo(before);
            run.slice(bar(AAPL, 9, 10), bar(MSFT, 9, 10));
            assertThat(script.calls).hasSizeGreaterThan(before.size());
        }

        @Test
        void noEvent() {
            refused("a slice must have at least one event");
        }

        @Test
        void timeThatDoesNotGoForward() {
            run.slice(bar(AAPL, 2, 10));

            refused(
                    "time must go forward from 2024-01-02T15:02:00Z, was a slice of 2024-01-02T15:02:00Z",
                    bar(MSFT, 2, 10));
        }

        @Test
        void twoMoments() {
            refused(
                    "events of a slice must be of one moment, were of 2024-01-02T15:01:00Z and 2024-01-02T15:02:00Z",
                    bar(AAPL, 1, 10),
                    bar(MSFT, 2, 10));
        }

        @Test
        void twoBarsOfAnInstrument() {
            refused("a slice must have one bar of an instrument, had two (AAPL)", bar(AAPL, 1, 10), bar(AAPL, 1, 11));
        }

        @Test
        void anInstrumentThatTheRunDoesNotHave() {
            refused("instrument must be one of [AAPL, MSFT], was GOOG", bar(Instrument.equity("GOOG"), 1, 10));
        }

        @Test
        void anotherKindOfEvent() {
            refused("events must be what the run is over, bars of 1m, was Trade", new Trade(AAPL, START, 10, 5));
        }

        @Test
        void numbersThatCannotBeRight() {
            refused("prices must be positive and finite, were low -1.0 and high -1.0", bar(AAPL, 1, -1));
        }
    }

    @Test
    void needsASliceBeforeTimePassesOrTheRunEnds() {
        SteppedRun run = run(new Script(), AAPL);

        assertThatIllegalStateException()
                .isThrownBy(() -> run.passTimeTo(minute(1)))
                .withMessage("time must not pass before the first slice");
        assertThatIllegalStateException()
                .isThrownBy(run::finish)
                .withMessage("a run must have had a slice to have a result");
    }

    @Test
    void doesNotGoOnAfterItsEnd() {
        SteppedRun run = run(new Script(), AAPL);
        run.slice(bar(AAPL, 1, 10));
        run.finish();

        assertThatIllegalStateException()
                .isThrownBy(() -> run.slice(bar(AAPL, 2, 10)))
                .withMessage("a run must be under way to go on, this one is over");
    }

    @Test
    void doesNotGoOnAfterAFailureOfItsExecution() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        SteppedRun run = described(script, AAPL)
                .execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public void match(io.strategysdk.engine.execution.Slice slice) {
                        throw new IllegalStateException("venue is gone");
                    }
                })
                .stepped();
        run.slice(bar(AAPL, 1, 10));

        assertThatThrownBy(() -> run.slice(bar(AAPL, 2, 10))).hasMessage("venue is gone");
        assertThatIllegalStateException()
                .isThrownBy(() -> run.slice(bar(AAPL, 3, 10)))
                .withMessage("a run must be under way to go on, this one has failed");
        assertThat(script.calls).endsWith("stop");
    }
}
