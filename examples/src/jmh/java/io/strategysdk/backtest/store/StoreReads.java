package io.strategysdk.backtest.store;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Ways to a million minute bars, and streams over blocks of several sizes: CPU time of the working thread, system calls and
 * page faults included, best of some rounds, for files in the system's cache. The argument is an empty folder.
 */
public final class StoreReads {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 25;
    private static final int WIDTH = 7;
    private static final int STREAMED = 100;
    private static final long MINUTE = 60_000_000_000L;
    private static final Origin ORIGIN = new Origin("random walk", ZoneOffset.UTC, Instant.EPOCH);

    private StoreReads() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        BarColumns bars = walk(Instrument.equity("SYN"), ROWS);
        BarStore store = store(folder.resolve("one"), SegmentSizes.usual(), bars);
        StoredSeries series = store.series().get(0);
        Path segment = segment(folder.resolve("one"));
        Path csv = csv(folder, bars);
        long[][] columns = new long[WIDTH][ROWS];
        measure("copy of arrays", ROWS, () -> copy(columns));
        measure("store: read, check, columns", ROWS, () -> store.view().columns(series).size());
        measure("store: its check of prices and order", ROWS, () -> again(bars).size());
        measure("read into arrays, unchecked", ROWS, () -> read(segment, columns, false));
        measure("read into arrays, checksums", ROWS, () -> read(segment, columns, true));
        measure("map into arrays, unchecked", ROWS, () -> map(segment, columns, false));
        measure("map into arrays, checksums", ROWS, () -> map(segment, columns, true));
        measure("CSV", ROWS, () -> CsvBars.file(csv, bars.instrument()).read().bars().size());
        for (int blockRows : new int[] {256, 1024, 4096, 16384}) {
            SegmentSizes sizes = new SegmentSizes(blockRows, 1 << 20, new ByteCount());
            Path many = folder.resolve("many" + blockRows);
            for (int i = 0; i < STREAMED; i++) {
                store(many, sizes, walk(Instrument.equity("S" + i), ROWS / 10));
            }
            measure(
                    "stream of " + STREAMED + " series, blocks of " + blockRows,
                    STREAMED * ROWS / 10,
                    () -> stream(BarStore.in(many, sizes)));
        }
    }

    /** Something that takes time. */
    @FunctionalInterface
    private interface Work {
        double run() throws IOException;
    }

    private static void measure(String what, int rows, Work work) throws IOException {
        long best = Long.MAX_VALUE;
        double sum = 0;
        int rounds = rows > ROWS ? ROUNDS / 5 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sum += work.run();
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
        }
        System.out.printf("%-45s %7.2f ns/row  (%.3g)%n", what, (double) best / rows, sum);
    }

    private static double copy(long[][] columns) {
        double sum = 0;
        for (long[] column : columns) {
            sum += column.clone()[ROWS / 2];
        }
        return sum;
    }

    private static BarColumns again(BarColumns bars) {
        BarColumns.Builder builder =
                BarColumns.builder(bars.instrument(), bars.timeframe()).expect(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            builder.bar(
                    bars.openEpochNanos(i),
                    bars.epochNanos(i),
                    bars.open(i),
                    bars.high(i),
                    bars.low(i),
                    bars.close(i),
                    bars.volume(i));
        }
        return builder.build();
    }

    private static double read(Path file, long[][] columns, boolean areChecked) throws IOException {
        SegmentSizes sizes = SegmentSizes.usual();
        ByteBuffer buffer = SeriesReader.buffer(sizes, WIDTH);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(SegmentFormat.HEADER_BYTES);
            for (int row = 0; row < ROWS; row += sizes.blockRows()) {
                int rows = Math.min(sizes.blockRows(), ROWS - row);
                buffer.clear().limit(rows * WIDTH * Long.BYTES);
                while (buffer.hasRemaining()) {
                    channel.read(buffer);
                }
                take(buffer.flip(), columns, row, rows, areChecked);
            }
        }
        return columns[0][ROWS / 2];
    }

    private static double map(Path file, long[][] columns, boolean areChecked) throws IOException {
        SegmentSizes sizes = SegmentSizes.usual();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            for (int row = 0; row < ROWS; row += sizes.blockRows()) {
                int rows = Math.min(sizes.blockRows(), ROWS - row);
                int offset = SegmentFormat.HEADER_BYTES + row * WIDTH * Long.BYTES;
                ByteBuffer block = all.slice(offset, rows * WIDTH * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                take(block, columns, row, rows, areChecked);
            }
        }
        return columns[0][ROWS / 2];
    }

    private static void take(ByteBuffer block, long[][] columns, int row, int rows, boolean isChecked) {
        if (isChecked && SegmentFormat.check(block) == 0) {
            throw new IllegalStateException("no check is zero");
        }
        for (int c = 0; c < WIDTH; c++) {
            block.position(c * rows * Long.BYTES);
            block.asLongBuffer().get(columns[c], row, rows);
        }
    }

    private static double stream(BarStore store) {
        double sum = 0;
        try (BarStream bars = store.view().stream(Instant.MIN, Instant.MAX)) {
            while (bars.next()) {
                for (int i = 0; i < bars.size(); i++) {
                    sum += bars.open(i) + bars.high(i) + bars.low(i) + bars.close(i) + bars.volume(i);
                }
            }
        }
        return sum;
    }

    private static BarStore store(Path folder, SegmentSizes sizes, BarColumns bars) {
        BarStore store = BarStore.in(folder, sizes);
        try (StoreWriter writer = store.writer(ORIGIN)) {
            writer.add(bars, PriceMode.RAW);
        }
        return store;
    }

    private static Path segment(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static Path csv(Path folder, BarColumns bars) throws IOException {
        Path file = folder.resolve("SYN.csv");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.print("timestamp,open,high,low,close,volume\n");
            for (int i = 0; i < bars.size(); i++) {
                out.print(bars.openEpochNanos(i) / 1_000_000 + "," + bars.open(i) + ',' + bars.high(i) + ',' + bars.low(i)
                        + ',' + bars.close(i) + ',' + (long) bars.volume(i) + '\n');
            }
        }
        return file;
    }

    private static BarColumns walk(Instrument instrument, int rows) {
        SplittableRandom random = new SplittableRandom(instrument.symbol().charAt(instrument.symbol().length() - 1));
        BarColumns.Builder bars =
                BarColumns.builder(instrument, Timeframe.MINUTE).expect(rows);
        long first = Instant.parse("2014-01-02T14:30:00Z").toEpochMilli() * 1_000_000;
        long cents = 100_00;
        for (int i = 0; i < rows; i++) {
            long open = cents + random.nextInt(-1, 2);
            long close = Math.max(50_00, open + random.nextInt(-10, 11));
            cents = close;
            bars.bar(
                    first + MINUTE * i,
                    first + MINUTE * (i + 1),
                    open / 100.0,
                    (Math.max(open, close) + random.nextInt(5)) / 100.0,
                    (Math.min(open, close) - random.nextInt(5)) / 100.0,
                    close / 100.0,
                    100 + random.nextInt(1000));
        }
        return bars.build();
    }
}
