package io.strategysdk.backtest.store;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.backtest.internal.RangeTimes;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.config.DataSettings.Content;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * The only writer of a store until it is closed. Used from one thread. Each {@code add} is done whole or not at all,
 * whatever happens to the process or the machine: when it has returned, its rows are on the disk, and before, no reader
 * sees any of them.
 *
 * <p>Rows behind the last stored one are added. Where the source tells the past differently, between the first and the last
 * row that it gave, the result says what changed, and history becomes a new {@link Revision}; older ones stay readable.
 */
public final class StoreWriter implements AutoCloseable {
    private final Path folder;
    private final SegmentSizes sizes;
    private final Origin origin;
    private final WriterLock lock;
    private ChangePolicy policy = ChangePolicy.REVISE;
    private ProgressListener progress = ProgressListener.NONE;
    private boolean isClosed;

    StoreWriter(Path folder, SegmentSizes sizes, Origin origin, WriterLock lock) {
        this.folder = folder;
        this.sizes = sizes;
        this.origin = origin;
        this.lock = lock;
    }

    /** Sets what happens when the past changes; REVISE unless set. Returns this writer. */
    public StoreWriter onChange(ChangePolicy value) {
        policy = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Sets who is told of rows as they come in, from this thread; each {@code add} counts from 0. Where a source does not
     * say how many rows it has, their total is estimated from how much of the range is done. Returns this writer.
     */
    public StoreWriter onProgress(ProgressListener value) {
        progress = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Stores bars, bid/ask bars, or quotes and trades.
     *
     * @param mode what the prices are
     * @throws io.strategysdk.api.SdkException when history changed and must not, or the files cannot be written; nothing
     *     is stored then
     * @throws IllegalArgumentException when quotes and trades are not raw, or the series had rows from later than this
     *     writer's origin says
     * @throws IllegalStateException when closed
     */
    public AddResult add(BarColumns bars, PriceMode mode) {
        StoredSeries series = StoredSeries.of(bars, mode);
        return add(series, batch -> batch.addAll(bars), 0, 0);
    }

    /**
     * Stores what a source has in [from, to). Rows that are stored before the first or behind the last row that it gives
     * are left as they are. Takes no more memory for long ranges than for short ones.
     *
     * @param series what to ask for: bars or ticks, as sources have no bid/ask bars
     * @param from first moment of a close, inclusive
     * @param to first moment after the last close, exclusive
     * @throws io.strategysdk.api.SdkException when the source fails or gives wrong rows, history changed and must not, or
     *     the files cannot be written; nothing is stored then
     * @throws IllegalArgumentException when the series is of bid/ask bars, or had rows from later than this writer's
     *     origin says
     * @throws IllegalStateException when closed
     */
    public AddResult add(DataSource source, StoredSeries series, Instant from, Instant to) {
        if (series.content() == Content.QUOTE_BARS) {
            throw new IllegalArgumentException(
                    "bid/ask bars must be given as columns, a source has bars of one side (" + series + ")");
        }
        long first = RangeTimes.nanos(from);
        long end = RangeTimes.nanos(to);
        return add(
                series,
                batch -> {
                    if (series.content() == Content.TICKS) {
                        source.ticks(series.instrument(), from, to, batch.ticks());
                    } else {
                        source.bars(series.instrument(), series.timeframe(), from, to, batch.bars());
                    }
                },
                first,
                end);
    }

    /**
     * Deletes files of a series that no revision has: many small files that were added one by one become a larger one in
     * time, and the small ones stay until then. A view that was made before they did can no longer be read.
     *
     * @return how many bytes the files had
     * @throws IllegalArgumentException when there is no such series
     * @throws IllegalStateException when closed
     * @throws io.strategysdk.api.SdkException when a manifest cannot be read or a file not be deleted
     */
    public long removeUnused(StoredSeries series) {
        requireOpen();
        SeriesFolder files = SeriesFolder.of(folder, series, sizes);
        return files.manifest()
                .map(files::removeUnused)
                .orElseThrow(
                        () -> new IllegalArgumentException("store must have the series " + series + ": " + folder));
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("writer must be open, was closed: " + folder);
        }
    }

    /** Fills batches with rows. */
    @FunctionalInterface
    private interface Filling {
        void of(RowBatch batch);
    }

    private AddResult add(StoredSeries series, Filling filling, long from, long to) {
        requireOpen();
        SeriesFolder files = SeriesFolder.of(folder, series, sizes);
        requireLater(files);
        AddProgress told = new AddProgress(progress);
        try (SeriesUpdate update = new SeriesUpdate(files, policy)) {
            RowBatch batch = new RowBatch(series, update, told, from, to);
            filling.of(batch);
            batch.finish();
            AddResult result = update.commit(origin);
            told.finish();
            return result;
        }
    }

    private void requireLater(SeriesFolder files) {
        files.manifest().map(Manifest::newest).ifPresent(newest -> {
            if (origin.arrived().isBefore(newest.origin().arrived())) {
                throw new IllegalArgumentException("rows must not arrive before those of revision " + newest.number()
                        + ", " + newest.origin().arrived() + ", was " + origin.arrived() + " (" + files.series + ")");
            }
        });
    }

    /** Lets the next writer in. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            lock.close();
        }
    }
}
