package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One segment file that is read block by block, each of which is checked. Nothing is taken for granted: sizes are compared
 * with the manifest and the file before anything is allocated.
 */
final class SegmentReader implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final Segment segment;
    private final int width;
    private final ByteBuffer index;
    private final SegmentSizes sizes;

    private SegmentReader(Path file, FileChannel channel, Segment segment, long series, int width, SegmentSizes sizes)
            throws IOException {
        this.file = file;
        this.channel = channel;
        this.segment = segment;
        this.width = width;
        this.sizes = sizes;
        requireEqual("size", 0, sizes.fileBytes(segment.rows(), width), channel.size());
        ByteBuffer header = read(0, SegmentFormat.buffer(SegmentFormat.HEADER_BYTES));
        requireEqual("magic", 0, SegmentFormat.MAGIC, header.getLong(0));
        requireEqual("schema version", 8, SegmentFormat.SCHEMA, header.getInt(8));
        requireEqual("columns", 12, width, header.getInt(12));
        requireEqual("series", 16, series, header.getLong(16));
        requireEqual("number", 24, segment.number(), header.getLong(24));
        requireEqual("rows", 32, segment.rows(), header.getLong(32));
        requireEqual("rows of a block", 40, sizes.blockRows(), header.getInt(40));
        long offset = SegmentFormat.indexOffset(segment.rows(), width);
        index = read(offset, SegmentFormat.buffer(sizes.blocks(segment.rows()) * SegmentFormat.ENTRY_BYTES));
        requireCheck("index", offset, header.getLong(48), index);
        requireCheck("header", 0, header.getLong(56), header.duplicate().limit(56));
        requireEqual("first time", offset, segment.first(), firstTime(0));
        requireEqual("last time", offset, segment.last(), lastTime(blocks() - 1));
        String checksum = SegmentFormat.sha256(header, index);
        if (!checksum.equals(segment.checksum())) {
            throw new SdkException("segment file must be the one that its manifest names: " + file
                    + ", checksum of header and index expected " + segment.checksum() + ", was " + checksum);
        }
    }

    static SegmentReader open(Path file, Segment segment, long series, int width, SegmentSizes sizes) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new SegmentReader(file, channel, segment, series, width, sizes);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    int blocks() {
        return sizes.blocks(segment.rows());
    }

    long firstTime(int block) {
        return index.getLong(block * SegmentFormat.ENTRY_BYTES);
    }

    private long lastTime(int block) {
        return index.getLong(block * SegmentFormat.ENTRY_BYTES + Long.BYTES);
    }

    /** First block that ends at or after a time; the number of blocks when there is none. */
    int blockAtOrAfter(long time) {
        int low = 0;
        int high = blocks();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lastTime(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** First row at or after a time; the number of rows when there is none. */
    int rowAtOrAfter(long time, ByteBuffer buffer, Rows rows) {
        if (time <= segment.first()) {
            return 0;
        }
        int block = blockAtOrAfter(time);
        if (block == blocks()) {
            return segment.rows();
        }
        if (time <= firstTime(block)) {
            return block * sizes.blockRows();
        }
        readBlock(block, buffer, rows);
        return block * sizes.blockRows() + rows.atOrAfter(time);
    }

    /** Reads a block in place of what the rows had. */
    void readBlock(int block, ByteBuffer buffer, Rows rows) {
        int size = Math.min(sizes.blockRows(), segment.rows() - block * sizes.blockRows());
        long offset = sizes.blockOffset(block, width);
        try {
            read(offset, buffer.clear().limit(size * width * Long.BYTES));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        requireCheck(
                "block " + block, offset, index.getLong(block * SegmentFormat.ENTRY_BYTES + 2 * Long.BYTES), buffer);
        for (int c = 0; c < width; c++) {
            buffer.position(c * size * Long.BYTES);
            buffer.asLongBuffer().get(rows.columns[c], 0, size);
        }
        rows.size = size;
    }

    /** Fills what remains of a buffer and turns to its beginning. */
    private ByteBuffer read(long offset, ByteBuffer into) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new IOException("ends at offset " + at + ", expected " + into.remaining() + " bytes more");
            }
            at += read;
        }
        sizes.read().add(at - offset);
        return into.flip();
    }

    private void requireEqual(String what, long offset, long expected, long actual) {
        if (expected != actual) {
            throw new SdkException("segment file must be the one that its manifest names: " + file + ", " + what
                    + " at offset " + offset + " expected " + expected + ", was " + actual);
        }
    }

    private void requireCheck(String what, long offset, long expected, ByteBuffer bytes) {
        long actual = SegmentFormat.check(bytes);
        if (expected != actual) {
            throw new SdkException("segment file must be as it was written: " + file + ", check of the " + what
                    + " at offset " + offset + " expected " + Long.toHexString(expected) + ", was "
                    + Long.toHexString(actual));
        }
    }

    private static SdkException unreadable(Path file, IOException e) {
        return new SdkException("segment file must be readable: " + file + " (" + e + ")", e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
