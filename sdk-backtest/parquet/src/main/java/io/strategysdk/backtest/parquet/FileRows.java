package io.strategysdk.backtest.parquet;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.internal.Stopwatch;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes rows for a file, which is begun with the first, and tells how many there are. */
final class FileRows implements DataSource.BarSink, DataSource.TickSink, AutoCloseable {
    private final Path file;
    private final FileFacts facts;
    private final int groupRows;
    private final ProgressListener progress;
    private final long expected;
    private final Stopwatch stopwatch = Stopwatch.started();
    private @Nullable FileWriter writer;
    private long rows;

    FileRows(Path file, FileFacts facts, int groupRows, ProgressListener progress, long expected) {
        this.file = file;
        this.facts = facts;
        this.groupRows = groupRows;
        this.progress = progress;
        this.expected = expected;
    }

    private FileWriter writer() {
        FileWriter open = writer;
        if (open == null) {
            open = FileWriter.create(file, facts, groupRows);
            writer = open;
        }
        return open;
    }

    private long[] row() {
        return writer().row;
    }

    void times(long open, long close) {
        row()[0] = open;
        row()[1] = close;
    }

    void numbers(int first, double... values) {
        for (int i = 0; i < values.length; i++) {
            row()[first + i] = Double.doubleToRawLongBits(values[i]);
        }
    }

    void add() {
        writer().add();
        if (++rows % groupRows == 0) {
            tell(Math.max(rows, expected));
        }
    }

    private void tell(long total) {
        progress.onProgress(new ProgressListener.Progress(rows, total, Duration.ofNanos(stopwatch.nanos())));
    }

    @Override
    public void bar(
            long openEpochNanos, long epochNanos, double open, double high, double low, double close, double volume) {
        times(openEpochNanos, epochNanos);
        numbers(2, open, high, low, close, volume);
        add();
    }

    @Override
    public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {
        tick(epochNanos, FileLayout.QUOTE);
        numbers(FileLayout.FIRST_OF_QUOTE, bid, bidSize, ask, askSize);
        numbers(FileLayout.FIRST_OF_TRADE, 0, 0);
        add();
    }

    @Override
    public void trade(long epochNanos, double price, double size) {
        tick(epochNanos, FileLayout.TRADE);
        numbers(FileLayout.FIRST_OF_QUOTE, 0, 0, 0, 0);
        numbers(FileLayout.FIRST_OF_TRADE, price, size);
        add();
    }

    private void tick(long time, long kind) {
        row()[0] = time;
        row()[FileLayout.KIND] = kind;
    }

    /** Puts the file onto the disk under its name; false when there was no row, and so is no file. */
    boolean finish() {
        FileWriter open = writer;
        if (open != null) {
            open.finish();
        }
        tell(rows);
        return open != null;
    }

    @Override
    public void close() {
        FileWriter open = writer;
        if (open != null) {
            open.close();
        }
    }
}
