package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.backtest.store.BarStream;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.Revision;
import io.strategysdk.backtest.store.StoreView;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.config.DataSettings.Content;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes historical data into Parquet files of one folder, a file for each series, named as {@link StoredSeries#fileName}
 * says and ending in {@code .parquet}. A file that is there is replaced, in one moment, once the new one is whole and on the
 * disk; a process that ends before leaves the old one. Whatever the length of a range, row groups of 131,072 rows are held.
 *
 * <p>Columns of bars: {@code open_time}, {@code close_time} (INT64, TIMESTAMP in UTC nanoseconds), {@code open},
 * {@code high}, {@code low}, {@code close}, {@code volume} (DOUBLE). Of bid/ask bars the prices are {@code bid_open} to
 * {@code bid_close}, {@code bid_size}, and the same of {@code ask_}. Of quotes and trades: {@code time}, {@code kind}
 * ({@code quote} or {@code trade}), and {@code bid}, {@code bid_size}, {@code ask}, {@code ask_size} of a quote or
 * {@code price}, {@code size} of a trade. What a file is, is among its key-value metadata:
 * {@code strategysdk.schema} and {@code .series} (instrument, timeframe, price mode), {@code .source}, {@code .source_zone},
 * {@code .arrived}, {@code .revision}, {@code .zone} of the times, {@code .first}, {@code .last}, {@code .checksum}.
 */
public final class ParquetExport {
    private final Path folder;
    private final int groupRows;
    private ProgressListener progress = ProgressListener.NONE;

    private ParquetExport(Path folder, int groupRows) {
        this.folder = Objects.requireNonNull(folder);
        this.groupRows = groupRows;
    }

    /** Into a folder, which the first file makes. */
    public static ParquetExport to(Path folder) {
        return new ParquetExport(folder, FileWriter.GROUP_ROWS);
    }

    /** For tests, which have few rows. */
    static ParquetExport to(Path folder, int groupRows) {
        return new ParquetExport(folder, groupRows);
    }

    /**
     * Sets who is told of rows as they are written, from this thread; each file counts from 0. The total is that of the
     * series, also when a range is written. Returns this export.
     */
    public ParquetExport onProgress(ProgressListener value) {
        progress = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Writes what the series of a view have in [from, to), one after the other; a series without a row there gets no file,
     * and loses the one of an earlier export.
     *
     * @return the files, in the order of the view
     * @throws SdkException when the store cannot be read or a file not be written; earlier ones are complete
     */
    public List<ParquetFile> write(StoreView view, Instant from, Instant to) {
        List<ParquetFile> files = new ArrayList<>();
        for (StoredSeries series : view.series()) {
            Revision revision = view.revision(series);
            FileFacts facts = new FileFacts(series, revision.origin(), revision.number());
            StoreView only = view.only(series::equals);
            write(facts, revision.rows(), rows -> push(only, series, from, to, rows))
                    .ifPresent(files::add);
        }
        return List.copyOf(files);
    }

    /**
     * Writes columns.
     *
     * @param mode what the prices are
     * @param origin where they came from
     * @throws SdkException when the file cannot be written
     */
    public ParquetFile write(BarColumns columns, PriceMode mode, Origin origin) {
        StoredSeries series = StoredSeries.of(columns, mode);
        return write(new FileFacts(series, origin, 0), columns.size(), rows -> push(columns, rows))
                .orElseThrow();
    }

    /** Fills a file. */
    @FunctionalInterface
    private interface Filling {
        void of(FileRows rows);
    }

    private Optional<ParquetFile> write(FileFacts facts, long expected, Filling filling) {
        Path file = folder.resolve(facts.series().fileName() + ".parquet");
        try {
            WholeFile.createFolder(folder);
        } catch (IOException e) {
            throw new SdkException("folder must be writable: " + folder + " (" + e + ")", e);
        }
        try (FileRows rows = new FileRows(file, facts, groupRows, progress, expected)) {
            filling.of(rows);
            if (rows.finish()) {
                return Optional.of(ParquetFile.open(file));
            }
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new SdkException("Parquet file of an earlier export must be removable: " + file + " (" + e + ")", e);
        }
        return Optional.empty();
    }

    private static void push(StoreView view, StoredSeries series, Instant from, Instant to, FileRows rows) {
        if (series.content() == Content.BARS) {
            view.source().bars(series.instrument(), series.timeframe(), from, to, rows);
        } else if (series.content() == Content.TICKS) {
            view.source().ticks(series.instrument(), from, to, rows);
        } else {
            pushSides(view, from, to, rows);
        }
    }

    private static void pushSides(StoreView view, Instant from, Instant to, FileRows rows) {
        try (BarStream stream = view.stream(from, to)) {
            while (stream.next()) {
                rows.times(stream.openEpochNanos(0), stream.epochNanos());
                side(rows, 2, stream.bids());
                side(rows, 7, stream.asks());
                rows.add();
            }
        }
    }

    private static void side(FileRows rows, int first, BarStream.Side side) {
        rows.numbers(first, side.open(0), side.high(0), side.low(0), side.close(0), side.size(0));
    }

    private static void push(BarColumns columns, FileRows rows) {
        for (int row = 0; row < columns.size(); row++) {
            if (columns.areTicks()) {
                columns.events(row).forEach(event -> push(event, rows));
            } else {
                rows.times(columns.openEpochNanos(row), columns.epochNanos(row));
                side(rows, 2, columns.isQuoted() ? columns.bids() : columns, row);
                if (columns.isQuoted()) {
                    side(rows, 7, columns.asks(), row);
                }
                rows.add();
            }
        }
    }

    private static void side(FileRows rows, int first, BarColumns side, int row) {
        rows.numbers(first, side.open(row), side.high(row), side.low(row), side.close(row), side.volume(row));
    }

    private static void push(MarketEvent event, DataSource.TickSink rows) {
        if (event instanceof Quote quote) {
            rows.quote(quote.epochNanos(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        } else if (event instanceof Trade trade) {
            rows.trade(trade.epochNanos(), trade.price(), trade.size());
        }
    }
}
