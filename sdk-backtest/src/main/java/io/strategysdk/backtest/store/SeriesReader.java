package io.strategysdk.backtest.store;

import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.data.DataSource.TickSink;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** One series at one revision. Immutable: later revisions change nothing that it reads. */
final class SeriesReader {
    final SeriesFolder folder;
    final Revision revision;
    private final List<Segment> segments;
    private final long last;

    private SeriesReader(SeriesFolder folder, Manifest newest, int number) {
        this.folder = folder;
        revision = newest.revisions().get(number - 1);
        last = Clock.epochNanosOf(revision.last());
        segments = folder.manifestHolding(newest, number).segments();
    }

    /** The newest revision; nothing where there is none. */
    static Optional<SeriesReader> newest(SeriesFolder folder) {
        return folder.manifest()
                .map(manifest ->
                        new SeriesReader(folder, manifest, manifest.newest().number()));
    }

    /**
     * A revision by its number.
     *
     * @throws IllegalArgumentException when there is none
     */
    static SeriesReader at(SeriesFolder folder, Manifest newest, int number) {
        if (number < 1 || number > newest.newest().number()) {
            throw new IllegalArgumentException("revision must be from 1 to "
                    + newest.newest().number() + ", was " + number + " (" + folder.series + ")");
        }
        return new SeriesReader(folder, newest, number);
    }

    StoredSeries series() {
        return folder.series;
    }

    /** Room for one block; may be shared by readers of one thread. */
    static ByteBuffer buffer(SegmentSizes sizes, int width) {
        return ByteBuffer.allocateDirect(sizes.blockBytes(width)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer buffer() {
        return buffer(folder.sizes(), folder.width());
    }

    /** Rows up to and with a time. */
    RowCursor rows(long from, long upTo, ByteBuffer buffer) {
        return new RowCursor(folder, segments, from, Math.min(upTo, last), buffer);
    }

    BarColumns columns(long from, long upTo) {
        try (RowCursor rows = rows(from, upTo, buffer())) {
            ColumnAssembly columns = ColumnAssembly.of(series(), rows.count());
            while (rows.next()) {
                columns.add(rows.rows, rows.start, rows.end);
            }
            return columns.build();
        }
    }

    void push(long from, long upTo, BarSink sink) {
        try (RowCursor cursor = rows(from, upTo, buffer())) {
            while (cursor.next()) {
                Rows rows = cursor.rows;
                for (int row = cursor.start; row < cursor.end; row++) {
                    sink.bar(
                            rows.columns[Shape.OPEN_TIME][row],
                            rows.time(row),
                            rows.number(2, row),
                            rows.number(3, row),
                            rows.number(4, row),
                            rows.number(5, row),
                            rows.number(6, row));
                }
            }
        }
    }

    void push(long from, long upTo, TickSink sink) {
        try (RowCursor cursor = rows(from, upTo, buffer())) {
            while (cursor.next()) {
                Rows rows = cursor.rows;
                for (int row = cursor.start; row < cursor.end; row++) {
                    if (rows.columns[Shape.KIND][row] == Shape.QUOTE) {
                        sink.quote(
                                rows.time(row),
                                rows.number(2, row),
                                rows.number(3, row),
                                rows.number(4, row),
                                rows.number(5, row));
                    } else {
                        sink.trade(rows.time(row), rows.number(2, row), rows.number(3, row));
                    }
                }
            }
        }
    }
}
