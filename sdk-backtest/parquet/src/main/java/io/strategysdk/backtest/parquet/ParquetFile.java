package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.internal.RangeTimes;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.config.DataSettings.Content;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file that {@link ParquetExport} wrote: the rows of one series, to the bit as they were, and what they are. It
 * knows what it says of itself; rows are read each time anew, on the calling thread, and only row groups of 131,072 rows
 * are ever held.
 *
 * <p>Files of others are read by {@link ParquetColumns}.
 */
public final class ParquetFile {
    private static final long EARLIEST = Long.MIN_VALUE;
    private static final long LATEST = Long.MAX_VALUE;
    /** Room that is taken before a row is read, lest a damaged file takes all that there is. */
    private static final long MOST_EXPECTED = 1 << 20;

    private final Path path;
    private final FileFacts facts;
    private final FileLayout layout;
    private final String checksum;
    private final long rows;

    private ParquetFile(Path path, FileFacts facts, String checksum, long rows) {
        this.path = path;
        this.facts = facts;
        this.checksum = checksum;
        this.rows = rows;
        layout = FileLayout.of(facts.series().content());
    }

    /**
     * Reads what a file says of itself, and no row.
     *
     * @throws SdkException when it cannot be read, is no such file, of a later schema, or its columns are others
     */
    public static ParquetFile open(Path path) {
        try (FileBlocks file = FileBlocks.open(path)) {
            Map<String, String> texts = file.texts();
            if (!FileFacts.areIn(texts)) {
                throw new SdkException(
                        "file must have been written by this SDK, was not; ParquetColumns reads others: " + path);
            }
            FileFacts facts = FileFacts.of(texts);
            FileLayout layout = FileLayout.of(facts.series().content());
            if (!file.schema().getFields().equals(layout.schema.getFields())) {
                throw new SdkException("columns must be " + layout.schema.getFields() + ", were "
                        + file.schema().getFields() + ": " + path);
            }
            return new ParquetFile(path, facts, FileFacts.checksum(texts), file.rows());
        } catch (IllegalArgumentException e) {
            throw new SdkException(e.getMessage() + " (" + path + ")", e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whose rows it has. */
    public StoredSeries series() {
        return facts.series();
    }

    /** Where its rows came from, and when. */
    public Origin origin() {
        return facts.origin();
    }

    /** Revision of the store from which it was written; 0 when it was from none. */
    public int revision() {
        return facts.revision();
    }

    /** How many rows it has. */
    public long rows() {
        return rows;
    }

    /**
     * SHA-256 of its rows, whatever compression made of them: row by row, of each column 8 bytes, the lowest first: times
     * as UTC nanoseconds since 1970, numbers by their bits, 0 for a quote and 1 for a trade, 0 where nothing is.
     */
    public String checksum() {
        return checksum;
    }

    /**
     * All of it as columns.
     *
     * @throws SdkException when it cannot be read, or is not as it was written
     */
    public BarColumns columns() {
        return switch (series().content()) {
            case BARS -> bars();
            case QUOTE_BARS -> quoteBars();
            case TICKS, TRADES -> ticks();
        };
    }

    private BarColumns.Builder builder() {
        return BarColumns.builder(series().instrument(), series().timeframe())
                .expect((int) Math.min(rows, MOST_EXPECTED));
    }

    private BarColumns bars() {
        BarColumns.Builder bars = builder();
        read(EARLIEST, LATEST, (file, row) -> push(file, row, 2, bars));
        return bars.build();
    }

    private BarColumns quoteBars() {
        BarColumns.Builder bids = builder();
        BarColumns.Builder asks = builder();
        read(EARLIEST, LATEST, (file, row) -> {
            push(file, row, 2, bids);
            push(file, row, 7, asks);
        });
        return BarColumns.quoted(bids.build(), asks.build());
    }

    private BarColumns ticks() {
        Instrument instrument = series().instrument();
        List<MarketEvent> events = new ArrayList<>();
        read(
                EARLIEST,
                LATEST,
                (file, row) -> push(file, row, new DataSource.TickSink() {
                    @Override
                    public void quote(long time, double bid, double bidSize, double ask, double askSize) {
                        events.add(new Quote(instrument, time, bid, bidSize, ask, askSize));
                    }

                    @Override
                    public void trade(long time, double price, double size) {
                        events.add(new Trade(instrument, time, price, size));
                    }
                }));
        return BarColumns.ticks(events);
    }

    /**
     * Its rows as a source of bars, or of quotes and trades, in little memory: what
     * {@link io.strategysdk.backtest.store.StoreWriter#add} takes. A source has no bid/ask bars; {@link #columns} has.
     *
     * <p>Who asks for everything learns in the end, by an {@link SdkException}, when the checksum is another one; of a
     * range the checksums of its pages are checked.
     */
    public DataSource source() {
        return new Source();
    }

    /** Takes rows of a block. */
    @FunctionalInterface
    private interface RowSink {
        void row(FileBlocks file, int row);
    }

    private void read(long from, long upTo, RowSink sink) {
        try (FileBlocks file = FileBlocks.open(path)) {
            List<ColumnReading> columns = new ArrayList<>();
            for (int c = 0; c < layout.width(); c++) {
                columns.add(ColumnReading.of(layout, c));
            }
            file.read(columns, group -> RowRange.mayMeet(group, layout.name(layout.order()), from, upTo));
            RowHash hash = new RowHash();
            long[] row = new long[layout.width()];
            while (file.next()) {
                for (int r = 0; r < file.size(); r++) {
                    copy(file, r, row);
                    hash.add(row);
                    long time = row[layout.order()];
                    if (time >= from && time <= upTo) {
                        sink.row(file, r);
                    }
                }
            }
            requireSame(file, hash);
        } catch (IllegalArgumentException e) {
            throw new SdkException("file must have sound rows: " + e.getMessage() + " (" + path + ")", e);
        }
    }

    private void copy(FileBlocks file, int r, long[] row) {
        for (int c = 0; c < row.length; c++) {
            row[c] = file.bits(c, r);
        }
        if (layout == FileLayout.TICKS) {
            requireParts(file, r, row);
        }
    }

    /** A quote has its four numbers and a trade its two, and no others. */
    private void requireParts(FileBlocks file, int r, long[] row) {
        for (int c = FileLayout.FIRST_OF_QUOTE; c < row.length; c++) {
            if (file.isMissing(c, r) == layout.has(row, c)) {
                String kind = row[FileLayout.KIND] == FileLayout.QUOTE ? FileLayout.QUOTE_TEXT : FileLayout.TRADE_TEXT;
                throw file.wrong(
                        c, r, layout.has(row, c) ? "must be there in a " + kind : "must be empty in a " + kind);
            }
        }
    }

    private void requireSame(FileBlocks file, RowHash hash) {
        String found = hash.hex();
        if (!file.hasSkipped() && !found.equals(checksum)) {
            throw new SdkException(
                    "rows must have the checksum " + checksum + " that the file says, have " + found + ": " + path);
        }
    }

    private static double number(FileBlocks file, int column, int row) {
        return Double.longBitsToDouble(file.bits(column, row));
    }

    private static void push(FileBlocks file, int row, int first, DataSource.BarSink to) {
        to.bar(
                file.bits(0, row),
                file.bits(1, row),
                number(file, first, row),
                number(file, first + 1, row),
                number(file, first + 2, row),
                number(file, first + 3, row),
                number(file, first + 4, row));
    }

    private static void push(FileBlocks file, int row, DataSource.TickSink to) {
        long time = file.bits(0, row);
        if (file.bits(FileLayout.KIND, row) == FileLayout.QUOTE) {
            int first = FileLayout.FIRST_OF_QUOTE;
            to.quote(
                    time,
                    number(file, first, row),
                    number(file, first + 1, row),
                    number(file, first + 2, row),
                    number(file, first + 3, row));
        } else {
            int first = FileLayout.FIRST_OF_TRADE;
            to.trade(time, number(file, first, row), number(file, first + 1, row));
        }
    }

    /** Such as {@code AAPL 1m RAW BARS, 98280 rows (aapl.parquet)}. */
    @Override
    public String toString() {
        return series() + ", " + rows + " rows (" + path.getFileName() + ")";
    }

    private final class Source implements DataSource {
        @Override
        public List<Instrument> instruments() {
            return List.of(series().instrument());
        }

        private void require(Instrument instrument, boolean isRight, String asked) {
            if (!instrument.equals(series().instrument()) || !isRight) {
                throw new IllegalArgumentException(
                        "file must have " + asked + " of " + instrument + ", has " + ParquetFile.this);
            }
        }

        @Override
        public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
            boolean isRight =
                    series().content() == Content.BARS && series().timeframe().equals(timeframe);
            require(instrument, isRight, "bars of " + timeframe);
            read(RangeTimes.nanos(from), RangeTimes.upTo(to), (file, row) -> push(file, row, 2, sink));
        }

        @Override
        public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
            require(instrument, series().content() == Content.TICKS, "quotes and trades");
            read(RangeTimes.nanos(from), RangeTimes.upTo(to), (file, row) -> push(file, row, sink));
        }
    }
}
