package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.Bars;
import io.strategysdk.testkit.ScriptedBroker;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.market.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTests {
    private static final CommissionModel FEES = CommissionModel.perShare("0.01");

    @TempDir
    Path folder;

    /** Buys on every fifth bar and sells on every seventh. */
    private static Strategy trader() {
        return context -> {
            Instrument instrument = context.instruments().get(0);
            int bars = context.bars(instrument).size();
            if (bars % 5 == 0) {
                return List.of(OrderIntent.buy(instrument, 3));
            }
            return bars % 7 == 0 ? List.of(OrderIntent.close(instrument)) : List.of();
        };
    }

    private static BacktestResult backtest(MarketData data) {
        return Backtest.of(trader()).on(data).cash("50000.25").commission(FEES).run();
    }

    private Recording saved(Recording recording) {
        Path file = folder.resolve("run.recording");
        recording.writeTo(file);
        return Recording.read(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"walk", "splits", "halts", "clockChangesRoundTheClock"})
    void aBacktestThatIsRepeatedFromItsFileHasTheSameJournal(String name) {
        MarketData data = Objects.requireNonNull(DataSets.all().get(name));
        BacktestResult result = backtest(data);

        Recording recording = saved(Recording.of(result));

        assertThat(recording.journal().hash()).isEqualTo(result.journal().hash());
        assertThat(recording.backtest(trader()).commission(FEES).run().journal().hash())
                .isEqualTo(result.journal().hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"walk", "splits", "halts"})
    void aRunThatIsSteppedThroughFromItsFileHasTheSameJournal(String name) {
        BacktestResult result = backtest(Objects.requireNonNull(DataSets.all().get(name)));

        StrategyTester tester = saved(Recording.of(result)).tester(trader()).commission(FEES);
        Journal stepped = tester.end().journal();

        assertThat(stepped.entries(JournalEntry.Booked.class)).hasSizeGreaterThan(10);
        assertThat(stepped.firstDifference(result.journal())).isEmpty();
    }

    @Test
    void anotherStrategyRunsOverTheSameMarket() {
        Recording recording = saved(Recording.of(backtest(DataSets.walk())));

        BacktestResult other = recording
                .backtest(context -> context.position(context.instrument()).isFlat()
                        ? List.of(OrderIntent.buy(context.instrument(), 1))
                        : List.of())
                .run();

        assertThat(other.fills()).hasSize(1);
        assertThat(other.startCash()).isEqualByComparingTo("50000.25");
        assertThat(other.data().series().get(0).size())
                .isEqualTo(DataSets.walk().series().get(0).size());
    }

    @Test
    void paperTradingIsRecordedWhileItGoesOn() {
        MarketData data = DataSets.walk();
        Path file = folder.resolve("paper.recording");
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);
        RunResult paper;
        try (RunRecorder recorder = RunRecorder.to(file, data.calendar())) {
            paper = Backtest.of(trader())
                    .on(data)
                    .commission(FEES)
                    .paper(new ReplayFeed(data, clock))
                    .clock(clock)
                    .sliceTimeout(Duration.ofMinutes(1))
                    .onSlice(recorder)
                    .build()
                    .run();
            assertThat(file).doesNotExist();

            recorder.finish(paper);
        }

        Recording recording = Recording.read(file);

        assertThat(recording.slices()).isEqualTo(paper.times().length);
        assertThat(recording.journal().hash()).isEqualTo(paper.journal().hash());
        assertThat(recording.tester(trader()).commission(FEES).end().journal().hash())
                .isEqualTo(paper.journal().hash());
    }

    @Test
    void whatWasHeldBeforeTheRunIsHeldInItsReplay() {
        Instrument share = DataSets.SHARE;
        BacktestResult result = Backtest.of(trader())
                .on(DataSets.walk())
                .cash(5000)
                .holding(new OpenPosition(share, Quantity.of(30), Price.of("95.50")))
                .run();

        StrategyTester tester = saved(Recording.of(result)).tester(trader());

        assertThat(tester.end().journal().hash()).isEqualTo(result.journal().hash());
    }

    @Test
    void executionsAreReplayedAsTheyWereWhateverTheMarketWouldGive() {
        BacktestResult result = Backtest.of(trader())
                .on(DataSets.walk())
                .slippage(SlippageModel.fixed(40))
                .commission(FEES)
                .run();

        StrategyTester tester = saved(Recording.of(result))
                .tester(trader())
                .broker(ScriptedBroker.replaying(result.journal()))
                .run();

        assertThat(tester.fills()).hasSizeGreaterThan(20);
        assertThat(tester.fills())
                .extracting(Fill::lastPx, Fill::fee, Fill::epochNanos)
                .isEqualTo(result.fills().stream()
                        .map(fill -> tuple(fill.lastPx(), fill.fee(), fill.epochNanos()))
                        .toList());
        assertThat(tester.portfolio().exactEquity()).isEqualByComparingTo(result.finalEquity());
    }

    @Test
    void aRecordingThatIsNotFinishedLeavesNothing() throws IOException {
        Path file = folder.resolve("paper.recording");

        try (RunRecorder recorder = RunRecorder.to(file, TradingCalendars.nyse())) {
            recorder.onSlice(0, List.of(new Trade(Instrument.equity("ACME"), 0, 10, 1)));
        }

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void quotesAndTradesAreRecordedToo() {
        Instrument acme = Instrument.equity("ACME");
        long start = Clock.epochNanosOf(Instant.parse("2024-01-02T15:00:00Z"));
        List<MarketEvent> ticks = List.of(
                new Quote(acme, start, 9.99, 100, 10.01, 200),
                new Trade(acme, start + 1, 10.01, 7),
                new Quote(acme, start + 2, 10.01, 5, 10.02, 6));
        MarketData data = MarketData.of(TradingCalendars.nyse(), BarColumns.ticks(ticks));
        BacktestResult result = Backtest.of(trader()).on(data).run();

        MarketData read = saved(Recording.of(result)).data();

        assertThat(read.series().get(0).areTicks()).isTrue();
        assertThat(List.of(
                        read.series().get(0).events(0),
                        read.series().get(0).events(1),
                        read.series().get(0).events(2)))
                .containsExactly(ticks.subList(0, 1), ticks.subList(1, 2), ticks.subList(2, 3));
    }

    @Test
    void instrumentsComeBackWithAllThatDefinesThem() {
        Instrument odd = Instrument.crypto("ODD/USD", "0.005", "0.0001").withMaxOrderQty("12.5");
        MarketData data = MarketData.of(
                TradingCalendars.alwaysOpen(),
                Bars.parse(TradingCalendars.alwaysOpen(), "ODD/USD 1h 2024-01-02: 10 11 12 11 10", odd));

        Recording recording =
                saved(Recording.of(Backtest.of(context -> List.of()).on(data).run()));

        assertThat(recording.data().instruments()).containsExactly(odd);
        assertThat(recording.data().instruments().get(0).maxOrderQty()).isEqualTo(odd.maxOrderQty());
        assertThat(recording.calendar().name())
                .isEqualTo(TradingCalendars.alwaysOpen().name());
    }

    @Test
    void aFileThatIsCutIsRefused() throws IOException {
        Path file = folder.resolve("run.recording");
        Recording.of(backtest(DataSets.walk())).writeTo(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {0, 10, 25, 30, 200, whole.length / 2, whole.length - 9, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatExceptionOfType(SdkException.class)
                    .as("first %s of %s bytes", length, whole.length)
                    .isThrownBy(() -> Recording.read(file))
                    .withMessageStartingWith("recording file must ")
                    .withMessageContaining(file.toString());
        }
    }

    @Test
    void anotherCalendarIsRefused() {
        Path file = folder.resolve("run.recording");
        Recording.of(backtest(DataSets.walk())).writeTo(file);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.read(file, TradingCalendars.alwaysOpen()))
                .withMessageStartingWith("calendar must be the recorded one, XNYS, was ");
    }
}
