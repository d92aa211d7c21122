package io.strategysdk.benchmarks;

import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.engine.BarColumns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A file of a million minute bars, in the file system's cache, to checked columns: time per row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(W1.BARS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class CsvLoad {
    /** How the file writes its times. */
    public enum Times {
        /** Such as 2020-01-01T00:00:00Z. */
        ISO,
        /** Milliseconds since 1970. */
        MILLIS
    }

    /** Which file. */
    @Param
    public Times times;

    private Path file;

    /** Writes the file. */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("bars", ".csv");
        BarColumns bars = SyntheticBars.minutes(W1.BARS);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.print("timestamp,open,high,low,close,volume\n");
            for (int i = 0; i < bars.size(); i++) {
                Instant open = Instant.ofEpochSecond(0, bars.openEpochNanos(i));
                out.print((times == Times.ISO ? open.toString() : Long.toString(open.toEpochMilli())) + ','
                        + bars.open(i) + ',' + bars.high(i) + ',' + bars.low(i) + ',' + bars.close(i) + ','
                        + (long) bars.volume(i) + '\n');
            }
        }
        if (load().rows() != W1.BARS) {
            throw new IllegalStateException("every row must be read");
        }
    }

    /** Removes the file. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Reads and checks it. */
    @Benchmark
    public LoadedBars load() {
        return CsvBars.file(file, SyntheticBars.SYN).read();
    }
}
