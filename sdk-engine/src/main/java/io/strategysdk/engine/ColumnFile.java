package io.strategysdk.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A column in a file: little-endian, and checked as a whole.
 *
 * <pre>
 *  0  "SDKCOL01"
 *  8  key, 64 hexadecimal digits
 * 72  number of values
 * 80  values, 8 bytes each
 *     check of all before it: CRC-32C in the lower half, CRC-32 in the upper
 * </pre>
 */
final class ColumnFile {
    private static final String MAGIC = "SDKCOL01";
    private static final int HEADER = 80;
    private static final int CHUNK = 1 << 13;

    private ColumnFile() {}

    /** Bytes of a file. */
    static long size(int rows) {
        return HEADER + (long) Double.BYTES * rows + Long.BYTES;
    }

    static void write(String key, double[] column, OutputStream out) throws IOException {
        Check check = new Check();
        byte[] header = header(key, column.length);
        check.update(header, header.length);
        out.write(header);
        byte[] chunk = new byte[CHUNK * Double.BYTES];
        DoubleBuffer values =
                ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        for (int row = 0; row < column.length; row += CHUNK) {
            int count = Math.min(CHUNK, column.length - row);
            values.clear().put(column, row, count);
            check.update(chunk, count * Double.BYTES);
            out.write(chunk, 0, count * Double.BYTES);
        }
        out.write(buffer(Long.BYTES).putLong(check.value()).array());
    }

    /** Whether the file had the column, to the last bit; what has been filled in is rubbish where it had not. */
    static boolean read(Path file, String key, double[] column) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Check check = new Check();
            byte[] expected = header(key, column.length);
            byte[] header = in.readNBytes(HEADER);
            if (!Arrays.equals(header, expected)) {
                return false;
            }
            check.update(header, HEADER);
            return values(in, column, check) && isEnd(in, check);
        }
    }

    private static boolean values(InputStream in, double[] column, Check check) throws IOException {
        byte[] chunk = new byte[CHUNK * Double.BYTES];
        DoubleBuffer values =
                ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        for (int row = 0; row < column.length; row += CHUNK) {
            int count = Math.min(CHUNK, column.length - row);
            if (in.readNBytes(chunk, 0, count * Double.BYTES) < count * Double.BYTES) {
                return false;
            }
            check.update(chunk, count * Double.BYTES);
            values.clear().get(column, row, count);
        }
        return true;
    }

    private static boolean isEnd(InputStream in, Check check) throws IOException {
        byte[] end = in.readNBytes(Long.BYTES + 1);
        return end.length == Long.BYTES
                && ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getLong() == check.value();
    }

    private static byte[] header(String key, int rows) {
        return buffer(HEADER)
                .put((MAGIC + key).getBytes(StandardCharsets.US_ASCII))
                .putLong(rows)
                .array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Two sums of 32 bits; the processor computes both. */
    private static final class Check {
        private final CRC32C low = new CRC32C();
        private final CRC32 high = new CRC32();

        void update(byte[] bytes, int count) {
            low.update(bytes, 0, count);
            high.update(bytes, 0, count);
        }

        long value() {
            return high.getValue() << 32 | low.getValue();
        }
    }
}
