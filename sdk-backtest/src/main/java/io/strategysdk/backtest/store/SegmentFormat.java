package io.strategysdk.backtest.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Bytes of a segment file, all little-endian: a header of 64, blocks of equally many rows (the last may have fewer),
 * and an index
 * with 24 for each block. A block has its columns one after the other, 8 bytes a row. The index has a block's first and
 * last time and its check, which is its CRC-32C and its CRC-32 in one.
 *
 * <pre>
 *  0  magic, BARSTORE in ASCII       32  rows
 *  8  schema version, int            40  rows of a block, int
 * 12  columns, int                   44  nothing, int
 * 16  series, start of its SHA-256   48  check of the index
 * 24  number of the segment          56  check of the 56 bytes before
 * </pre>
 */
final class SegmentFormat {
    static final int SCHEMA = 1;
    static final long MAGIC = 0x45524F5453524142L;
    static final int HEADER_BYTES = 64;
    static final int ENTRY_BYTES = 24;
    /** Of any segment, however many quotes and trades its last instant has. */
    static final int MOST_ROWS = 1 << 21;

    private SegmentFormat() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static long indexOffset(int rows, int width) {
        return HEADER_BYTES + (long) rows * width * Long.BYTES;
    }

    static ByteBuffer header(int width, long series, long number, int rows, int blockRows, ByteBuffer index) {
        ByteBuffer header = buffer(HEADER_BYTES);
        header.putLong(MAGIC).putInt(SCHEMA).putInt(width);
        header.putLong(series).putLong(number).putLong(rows);
        header.putInt(blockRows).putInt(0);
        header.putLong(check(index));
        return header.putLong(check(header.duplicate().flip())).flip();
    }

    /** Of what remains in a buffer, which is left as it is. */
    static long check(ByteBuffer bytes) {
        CRC32C castagnoli = new CRC32C();
        castagnoli.update(bytes.duplicate());
        CRC32 ieee = new CRC32();
        ieee.update(bytes.duplicate());
        return castagnoli.getValue() << 32 | ieee.getValue();
    }

    /** Of what remains in buffers, which are left as they are. */
    static String sha256(ByteBuffer... parts) {
        MessageDigest digest = digest();
        for (ByteBuffer part : parts) {
            digest.update(part.duplicate());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM must have SHA-256", e);
        }
    }
}
