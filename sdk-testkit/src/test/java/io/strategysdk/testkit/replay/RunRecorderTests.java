package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.Bars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTests {
    @TempDir
    Path folder;

    /** What came of a paper run that did nothing. */
    private static RunResult idle() {
        MarketData data = MarketData.of(
                TradingCalendars.nyse(), Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 10 11"));
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);
        return Backtest.of(context -> List.of())
                .on(data)
                .paper(new ReplayFeed(data, clock))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .build()
                .run();
    }

    /** More than any buffer holds, and hard to compress. */
    private static List<MarketEvent> manyTrades() {
        Instrument acme = Instrument.equity("ACME");
        return new Random(5)
                .doubles(50_000, 1, 100)
                .<MarketEvent>mapToObj(price -> new Trade(acme, 0, price, price / 3))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aFileWhereItsFolderHasToBeIsNamedWhenItBegins() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        Path file = taken.resolve("run.recording");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> RunRecorder.to(file, TradingCalendars.nyse()))
                .withMessageStartingWith("recording file must be writable: " + file + " (java.nio.file.");
    }

    /** An interrupt closes the file that its thread writes to. */
    @Test
    void aRecordingThatLacksASliceIsNotFinished() throws IOException {
        Path file = folder.resolve("run.recording");
        RunResult result = idle();

        try (RunRecorder recorder = RunRecorder.to(file, TradingCalendars.nyse())) {
            Thread.currentThread().interrupt();
            try {
                assertThatExceptionOfType(SdkException.class)
                        .isThrownBy(() -> recorder.onSlice(0, manyTrades()))
                        .withMessage("recording file must be writable: " + file
                                + " (java.nio.channels.ClosedByInterruptException)");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> recorder.finish(result))
                    .withMessage("recording file must have every slice, one could not be written: " + file);
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void aPlaceThatIsTakenByAFolderIsNamedAndLeftAsItWas() throws IOException {
        Path file = Files.createDirectory(folder.resolve("run.recording"));
        Path inside = Files.createFile(file.resolve("mine"));
        RunResult result = idle();

        try (RunRecorder recorder = RunRecorder.to(file, TradingCalendars.nyse())) {
            for (long time : result.times()) {
                recorder.onSlice(time, List.of(new Trade(Instrument.equity("ACME"), time, 10, 1)));
            }
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> recorder.finish(result))
                    .withMessageStartingWith("recording file must be writable: " + file + " (java.nio.file.");
        }

        assertThat(files()).containsExactly(file);
        assertThat(inside).exists();
    }
}
