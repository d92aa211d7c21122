package io.strategysdk.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of what must be told from everything else (FIPS 180-4). */
final class Sha256 {
    private static final int CHUNK = 1 << 12;

    private Sha256() {}

    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Of the bits of the first numbers of a column. */
    static String hex(double[] column, int rows) {
        MessageDigest digest = digest();
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        DoubleBuffer numbers = bytes.asDoubleBuffer();
        for (int row = 0; row < rows; row += CHUNK) {
            int count = Math.min(CHUNK, rows - row);
            numbers.clear().put(column, row, count);
            digest.update(bytes.clear().limit(count * Double.BYTES));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java platform must have SHA-256", e);
        }
    }
}
