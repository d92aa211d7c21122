package io.strategysdk.backtest.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows into as many segments as they need, never an instant into two. */
final class SegmentSequence implements AutoCloseable {
    private final SeriesFolder folder;
    private final SegmentNumbers numbers;
    private final List<Segment> finished = new ArrayList<>();
    private @Nullable SegmentWriter writer;

    SegmentSequence(SeriesFolder folder, SegmentNumbers numbers) {
        this.folder = folder;
        this.numbers = numbers;
    }

    void add(Rows rows, int start, int end) {
        int next = start;
        while (next < end) {
            SegmentWriter open = writerFor(rows.time(next));
            int room = folder.sizes().fullRows() - open.rows();
            int until = room > 0 ? Math.min(end, next + room) : Math.min(end, rows.instantEnd(next));
            open.add(rows, next, until);
            next = until;
        }
    }

    /** Adds what a cursor goes through. */
    void addAll(RowCursor cursor) {
        try (cursor) {
            while (cursor.next()) {
                add(cursor.rows, cursor.start, cursor.end);
            }
        }
    }

    private SegmentWriter writerFor(long time) {
        SegmentWriter open = writer;
        if (open != null && open.rows() >= folder.sizes().fullRows() && time > open.last()) {
            finished.add(open.finish());
            open = null;
        }
        if (open == null) {
            open = folder.create(numbers.take());
            writer = open;
        }
        return open;
    }

    /** What it wrote, all of it on the disk. */
    List<Segment> finish() {
        SegmentWriter open = writer;
        if (open != null) {
            finished.add(open.finish());
            writer = null;
        }
        return List.copyOf(finished);
    }

    @Override
    public void close() {
        SegmentWriter open = writer;
        if (open != null) {
            open.close();
            writer = null;
        }
    }
}
