package io.strategysdk.backtest.store;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a range, a block at a time. Only segments and blocks of the range are touched. */
final class RowCursor implements AutoCloseable {
    private final SeriesFolder folder;
    private final List<Segment> segments;
    private final long from;
    private final long upTo;
    private final ByteBuffer buffer;
    private @Nullable SegmentReader reader;
    private int nextSegment;
    private int nextBlock;

    /** The current block; what is outside of start and end is not part of the range. */
    final Rows rows;

    int start;
    int end;

    /**
     * Stands before the first row.
     *
     * @param upTo last moment, inclusive
     * @param buffer for blocks; may be shared by cursors of one thread
     */
    RowCursor(SeriesFolder folder, List<Segment> segments, long from, long upTo, ByteBuffer buffer) {
        this.folder = folder;
        this.segments = from > upTo
                ? List.of()
                : segments.stream().filter(segment -> segment.meets(from, upTo)).toList();
        this.from = from;
        this.upTo = upTo;
        this.buffer = buffer;
        rows = new Rows(folder.width(), folder.sizes().blockRows());
    }

    /** Goes to the next block with rows; false behind the last. */
    boolean next() {
        while (true) {
            SegmentReader open = reader;
            if (open == null) {
                if (nextSegment == segments.size()) {
                    return false;
                }
                open = folder.open(segments.get(nextSegment++));
                reader = open;
                nextBlock = open.blockAtOrAfter(from);
            }
            if (nextBlock == open.blocks() || open.firstTime(nextBlock) > upTo) {
                close();
                continue;
            }
            open.readBlock(nextBlock++, buffer, rows);
            start = rows.atOrAfter(from);
            end = upTo == Long.MAX_VALUE ? rows.size : rows.atOrAfter(upTo + 1);
            if (start < end) {
                return true;
            }
        }
    }

    /** How many rows it goes through in all; reads the blocks at both ends. */
    int count() {
        long rowsInAll = 0;
        for (Segment segment : segments) {
            if (segment.first() >= from && segment.last() <= upTo) {
                rowsInAll += segment.rows();
            } else {
                try (SegmentReader open = folder.open(segment)) {
                    int end = upTo == Long.MAX_VALUE ? segment.rows() : open.rowAtOrAfter(upTo + 1, buffer, rows);
                    rowsInAll += end - open.rowAtOrAfter(from, buffer, rows);
                }
            }
        }
        return Math.toIntExact(rowsInAll);
    }

    @Override
    public void close() {
        SegmentReader open = reader;
        if (open != null) {
            open.close();
            reader = null;
        }
    }
}
