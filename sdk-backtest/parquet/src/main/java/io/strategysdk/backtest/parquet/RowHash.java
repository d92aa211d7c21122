package io.strategysdk.backtest.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of rows, whatever a file made of them: row by row, of each column 8 bytes, the lowest first: times as UTC
 * nanoseconds since 1970, numbers by their bits, 0 for a quote and 1 for a trade, 0 for what is not there.
 */
final class RowHash {
    private static final int BYTES = 1 << 16;

    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);

    void add(long[] row) {
        if (buffer.remaining() < row.length * Long.BYTES) {
            drain();
        }
        for (long value : row) {
            buffer.putLong(value);
        }
    }

    private void drain() {
        digest.update(buffer.flip());
        buffer.clear();
    }

    /** Of all rows so far; begins anew. */
    String hex() {
        drain();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JVM has SHA-256", e);
        }
    }
}
