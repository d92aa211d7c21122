package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Writes one segment from its first row to its last; it has its name once it is whole and on the disk. */
final class SegmentWriter implements AutoCloseable {
    private final Path file;
    private final WholeFile.Draft draft;
    private final long series;
    private final long number;
    private final SegmentSizes sizes;
    private final Rows block;
    private final ByteBuffer bytes;
    private final FileChannel channel;
    private ByteBuffer index = SegmentFormat.buffer(SegmentFormat.ENTRY_BYTES * 16);
    private int rows;
    private long first;
    private long last;

    private SegmentWriter(Path file, long series, long number, int width, SegmentSizes sizes) throws IOException {
        this.file = file;
        this.series = series;
        this.number = number;
        this.sizes = sizes;
        block = new Rows(width, sizes.blockRows());
        bytes = SeriesReader.buffer(sizes, width);
        draft = WholeFile.Draft.of(file);
        channel = draft.channel();
        channel.position(SegmentFormat.HEADER_BYTES);
    }

    static SegmentWriter create(Path file, long series, long number, int width, SegmentSizes sizes) {
        try {
            return new SegmentWriter(file, series, number, width, sizes);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    int rows() {
        return rows;
    }

    long last() {
        return last;
    }

    void add(Rows from, int start, int end) {
        if (rows == 0) {
            first = from.time(start);
        }
        if (end - start > SegmentFormat.MOST_ROWS - rows) {
            throw new SdkException("an instant must have at most " + SegmentFormat.MOST_ROWS / 2
                    + " quotes and trades, had more at " + last + " ns (" + file + ")");
        }
        int next = start;
        while (next < end) {
            int taken = Math.min(end - next, sizes.blockRows() - block.size);
            block.addAll(from, next, next + taken);
            next += taken;
            if (block.size == sizes.blockRows()) {
                writeBlock();
            }
        }
        rows += end - start;
        last = from.time(end - 1);
    }

    private void writeBlock() {
        bytes.clear().limit(block.size * block.width() * Long.BYTES);
        for (long[] column : block.columns) {
            bytes.asLongBuffer().put(column, 0, block.size);
            bytes.position(bytes.position() + block.size * Long.BYTES);
        }
        bytes.flip();
        if (index.remaining() < SegmentFormat.ENTRY_BYTES) {
            index = SegmentFormat.buffer(2 * index.capacity()).put(index.flip());
        }
        index.putLong(block.time(0)).putLong(block.time(block.size - 1)).putLong(SegmentFormat.check(bytes));
        try {
            WholeFile.write(channel, bytes);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        block.size = 0;
    }

    /** Puts it onto the disk under its name. */
    Segment finish() {
        if (block.size > 0) {
            writeBlock();
        }
        index.flip();
        ByteBuffer header = SegmentFormat.header(block.width(), series, number, rows, sizes.blockRows(), index);
        String checksum = SegmentFormat.sha256(header, index);
        try {
            WholeFile.write(channel, index);
            channel.position(0);
            WholeFile.write(channel, header);
            draft.publishDurably();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return new Segment(number, rows, first, last, checksum);
    }

    /** Removes what is not finished. */
    @Override
    public void close() {
        try {
            draft.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static SdkException unwritable(Path file, IOException e) {
        return new SdkException("segment file must be writable: " + file + " (" + e + ")", e);
    }
}
