package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.Slice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed or an execution does wrong, and what becomes of the run. */
@Timeout(60)
final class RealtimeFeedFaultsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private static RealtimeEngine.Builder on(TradingCalendar calendar, List<Instrument> instruments, Bar... bars) {
        return RealtimeEngine.on(new ScriptedFeed(bars(bars)), instruments, Timeframe.MINUTE, calendar)
                .execution(new Venue())
                .sliceTimeout(Duration.ofSeconds(30));
    }

    private static Bar closingAt(Instrument instrument, String moment) {
        long close = Clock.epochNanosOf(Instant.parse(moment));
        return new Bar(instrument, Timeframe.MINUTE, close - MINUTE, close, 10, 10, 10, 10, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-06-01T15:00:00Z", "2090-01-01T00:00:00Z", "2200-01-01T00:00:00Z"})
    void aBarFromTheFutureIsDroppedAndHoldsNothingUp(String moment) {
        Script script = new Script();
        RealtimeEngine engine = on(
                        TradingCalendars.alwaysOpen(),
                        List.of(AAPL),
                        bar(AAPL, 1, 10),
                        closingAt(AAPL, moment),
                        bar(AAPL, 2, 11),
                        bar(AAPL, 3, 12))
                .clock(RealtimeClock.accelerated(Clock.instantOf(START + 3 * MINUTE), 1))
                .strategy(script, CAPITAL)
                .build();

        RunResult result = engine.run();

        assertThat(result.times()).containsExactly(START + MINUTE, START + 2 * MINUTE, START + 3 * MINUTE);
        assertThat(engine.malformedBars()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBarFromBeforeTheCalendarIsDroppedAndEndsNothing(boolean keepsHours) {
        RealtimeClock clock = RealtimeClock.accelerated(Clock.instantOf(START + 3 * MINUTE), 1);
        RealtimeEngine engine = on(
                        NYSE,
                        List.of(AAPL, MSFT),
                        closingAt(AAPL, "1970-01-01T00:01:00Z"),
                        bar(AAPL, 1, 10),
                        closingAt(MSFT, "1970-01-01T00:01:00Z"),
                        bar(AAPL, 2, 11),
                        bar(AAPL, 3, 12))
                .clock(keepsHours ? clock.marketHours(NYSE) : clock)
                .strategy(Script.of(context -> List.of(OrderIntent.buy(MSFT, 1), OrderIntent.buy(AAPL, 1))), CAPITAL)
                .build();

        RunResult result = engine.run();

        assertThat(result.times()).containsExactly(START + MINUTE, START + 2 * MINUTE, START + 3 * MINUTE);
        assertThat(engine.malformedBars()).isEqualTo(2);
    }

    @Test
    void aBarThatAnotherOneTakesThePlaceOfIsCounted() {
        RealtimeEngine engine = on(
                        TradingCalendars.alwaysOpen(),
                        List.of(AAPL, MSFT),
                        bar(AAPL, 1, 10),
                        bar(AAPL, 1, 11),
                        bar(MSFT, 1, 20))
                .strategy(new Script(), CAPITAL)
                .build();

        RunResult result = engine.run();

        long notDelivered = engine.lateBars() + engine.ignoredBars() + engine.malformedBars();
        assertThat(result.bars() + notDelivered).isEqualTo(3);
    }

    @Test
    void barsOfWeeksReachARunThatKeepsMarketHours() {
        List<TradingCalendar.Session> week =
                NYSE.sessions(LocalDate.parse("2024-07-08"), LocalDate.parse("2024-07-12"));
        long open = week.get(0).openNanos();
        long close = week.get(4).closeNanos();
        ScriptedFeed feed = new ScriptedFeed(bars(new Bar(AAPL, Timeframe.WEEK, open, close, 10, 10, 10, 10, 100)));

        RunResult result = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.WEEK, NYSE)
                .execution(new Venue())
                .clock(RealtimeClock.accelerated(Instant.parse("2024-07-15T14:00:00Z"), 1)
                        .marketHours(NYSE))
                .strategy(new Script(), CAPITAL)
                .build()
                .run();

        assertThat(result.times()).containsExactly(close);
    }

    @Test
    void aSliceTimeoutThatCannotBeCountedIsRefused() {
        RealtimeEngine.Builder builder = on(TradingCalendars.alwaysOpen(), List.of(AAPL), bar(AAPL, 1, 10));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.sliceTimeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessage("slice timeout must be positive and at most PT8784H, was PT2562047788015215H30M7S");
    }

    @Test
    void whatBreaksAfterTheLastSliceLeavesTheJournalBehind(@TempDir Path folder) {
        Path file = folder.resolve("broken.journal");
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        RealtimeEngine engine = on(TradingCalendars.alwaysOpen(), List.of(AAPL), bar(AAPL, 1, 10))
                .execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public void takeReports() {
                        if (script.decisions > 0) {
                            throw new IllegalStateException("reports must be taken, they were not");
                        }
                    }
                })
                .journal(file)
                .strategy(script, CAPITAL)
                .build();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(engine::run)
                .withMessage("reports must be taken, they were not");

        assertThat(script.calls).endsWith("stop").containsOnlyOnce("stop");
        assertThat(Journal.read(file).entries(JournalEntry.Reported.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatBreaksWhileStrategiesAreToldOfTheEndLeavesTheJournalBehind(boolean breaksBefore, @TempDir Path folder) {
        Path file = folder.resolve("broken.journal");
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        RealtimeEngine engine = on(TradingCalendars.alwaysOpen(), List.of(AAPL), bar(AAPL, 1, 10), bar(AAPL, 2, 10))
                .execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public List<String> warnings() {
                        throw new IllegalStateException("warnings must be told, they were not");
                    }

                    @Override
                    public void match(Slice slice) {
                        if (breaksBefore) {
                            throw new IllegalArgumentException("the market broke down");
                        }
                        super.match(slice);
                    }
                })
                .journal(file)
                .strategy(script, CAPITAL)
                .build();

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(engine::run);

        assertThat(script.calls).endsWith("stop").containsOnlyOnce("stop");
        assertThat(Journal.read(file).entries(JournalEntry.Intended.class)).hasSize(1);
    }

    @Test
    void aCalendarOfAnotherTimeThanTheClocksHoldsNothingUp() {
        LocalDate day = LocalDate.parse("2024-01-02");
        TradingCalendar past = TradingCalendars.define("PAST", ZoneOffset.UTC)
                .hours(LocalTime.of(8, 0), LocalTime.of(20, 0))
                .range(day, day.plusDays(2))
                .build();

        RunResult result = on(past, List.of(AAPL), bar(AAPL, 1, 10), bar(AAPL, 2, 10))
                .strategy(new Script(), CAPITAL)
                .build()
                .run();

        assertThat(result.bars()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e9, 1e12, 1e15})
    void aReplayIsAsFastAsOneLikes(double speed) {
        RunResult result = on(NYSE, List.of(AAPL), bar(AAPL, 1, 10), bar(AAPL, 2, 10))
                .clock(RealtimeClock.accelerated(Clock.instantOf(START), speed))
                .strategy(new Script(), CAPITAL)
                .build()
                .run();

        assertThat(result.bars()).isEqualTo(2);
    }

    @Test
    void metricsOfASecondRunAreItsOwn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Runnable run = () -> on(TradingCalendars.alwaysOpen(), List.of(AAPL), bar(AAPL, 1, 10), bar(AAPL, 2, 10))
                .metrics(registry)
                .strategy(new Script(), CAPITAL)
                .build()
                .run();
        run.run();
        double[] size = new double[2];
        Script script = new Script();
        script.decide = context -> {
            size[script.decisions - 1] =
                    registry.get("strategysdk.journal.bytes").gauge().value();
            return List.of(OrderIntent.buy(AAPL, 1));
        };
        on(TradingCalendars.alwaysOpen(), List.of(AAPL), bar(AAPL, 1, 10), bar(AAPL, 2, 10))
                .metrics(registry)
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(size[1]).isGreaterThan(size[0]);
    }
}
