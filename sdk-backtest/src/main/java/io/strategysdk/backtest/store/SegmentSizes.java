package io.strategysdk.backtest.store;

/**
 * How rows are cut, and how much of them was read.
 *
 * @param blockRows rows of a block, which is read and checked as a whole
 * @param fullRows with so many a segment is full: the next instant begins another one
 * @param read counts bytes
 */
record SegmentSizes(int blockRows, int fullRows, ByteCount read) {
    /** Of bars a block has 57 KB and a full segment 59 MB. */
    static SegmentSizes usual() {
        return new SegmentSizes(1 << 10, 1 << 20, new ByteCount());
    }

    int blocks(int rows) {
        return (rows + blockRows - 1) / blockRows;
    }

    int blockBytes(int width) {
        return blockRows * width * Long.BYTES;
    }

    long blockOffset(int block, int width) {
        return SegmentFormat.HEADER_BYTES + (long) block * blockBytes(width);
    }

    long fileBytes(int rows, int width) {
        return SegmentFormat.indexOffset(rows, width) + (long) blocks(rows) * SegmentFormat.ENTRY_BYTES;
    }
}
