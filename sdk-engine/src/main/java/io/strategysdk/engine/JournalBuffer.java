package io.strategysdk.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries, numbers and texts as compact bytes, with a running 128-bit hash over them: equal content, equal hash, on any
 * machine. Bytes are hashed in pairs of words of eight, late and many at once.
 *
 * <p>The sign of every number goes to its lowest bit, and zeros at its upper end are left out. An entry is a word and up
 * to eight numbers: the word has the lengths of all of them in its lower half, four bits each, and says in its upper half
 * what the entry is.
 */
final class JournalBuffer {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int CHUNK = 1 << 16;
    private static final int PAIR = 2 * Long.BYTES;
    private static final int LONGEST = 1 + Long.BYTES;
    private static final int PAYLOAD_BITS = 7;
    private static final int BYTE_SHIFT = 3;
    private static final int LENGTH_BITS = 4;
    private static final int LENGTHS = 8 * LENGTH_BITS;
    /** Room for a word and eight numbers; whatever its length, a number is written as eight bytes. */
    private static final int LONGEST_ENTRY = 9 * Long.BYTES;

    private final List<byte[]> chunks = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private byte[] chunk;
    private int at;
    private int hashed;
    /** Bytes of the chunks before this one, also of those that are not here any more. */
    private long filled;

    private long gone;
    /** How many of the bytes that are here have been given away. */
    private int given;

    private long h1 = 0x9E3779B97F4A7C15L;
    private long h2 = 0xC2B2AE3D27D4EB4FL;

    JournalBuffer() {
        chunk = new byte[1024];
    }

    /** An entry of at most four numbers; those that it does not have are 0. */
    void enter(int head, long a, long b, long c, long d) {
        int start = beginEntry();
        WORDS.set(chunk, start, (long) head << LENGTHS | field(0, a) | field(1, b) | field(2, c) | field(3, d));
    }

    /** An entry of eight numbers. */
    void enter(int head, long a, long b, long c, long d, long e, long f, long g, long h) {
        int start = beginEntry();
        long four = field(0, a) | field(1, b) | field(2, c) | field(3, d);
        long eight = four | field(4, e) | field(5, f) | field(6, g) | field(7, h);
        WORDS.set(chunk, start, (long) head << LENGTHS | eight);
    }

    private int beginEntry() {
        if (at + LONGEST_ENTRY > chunk.length) {
            nextChunk(0);
        }
        int start = at;
        at = start + Long.BYTES;
        return start;
    }

    /** Writes a number of an entry; its length, where the entry's word has it. */
    private long field(int number, long value) {
        long magnitude = magnitude(value);
        int length = (Long.SIZE + Byte.SIZE - 1 - Long.numberOfLeadingZeros(magnitude)) >> BYTE_SHIFT;
        WORDS.set(chunk, at, magnitude);
        at += length;
        return (long) length << (number * LENGTH_BITS);
    }

    private static long magnitude(long value) {
        return (value << 1) ^ (value >> (Long.SIZE - 1));
    }

    private static long value(long magnitude) {
        return (magnitude >>> 1) ^ -(magnitude & 1);
    }

    /**
     * A number in one to nine bytes: below it come as many zeros as bytes follow the first, and a one. Without a loop, as
     * lengths cannot be foreseen.
     */
    void put(long value) {
        if (at + LONGEST > chunk.length) {
            nextChunk(0);
        }
        long magnitude = magnitude(value);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(magnitude | 1);
        int length = (bits + PAYLOAD_BITS - 1) / PAYLOAD_BITS;
        if (length <= Long.BYTES) {
            WORDS.set(chunk, at, (magnitude << 1 | 1) << (length - 1));
            at += length;
        } else {
            chunk[at] = 0;
            WORDS.set(chunk, at + 1, magnitude);
            at += LONGEST;
        }
    }

    void putDouble(double value) {
        put(Double.doubleToLongBits(value));
    }

    /** A text, by its UTF-8 bytes. */
    void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        put(bytes);
    }

    /** Bytes, as they are. */
    void put(byte[] bytes) {
        if (at + bytes.length > chunk.length) {
            nextChunk(bytes.length);
        }
        System.arraycopy(bytes, 0, chunk, at, bytes.length);
        at += bytes.length;
    }

    /** A text that says more than the decision, an error's or a refusal's: it may differ between Java versions. */
    void putUnhashed(String text) {
        int room = LONGEST + text.length() * 4;
        if (at + room > chunk.length) {
            nextChunk(room);
        }
        hashAll();
        put(text);
        hashed = at;
    }

    /** An enum by its name, so that its order may change. */
    void put(Enum<?> value) {
        put(value.name());
    }

    /** Leaves less than a pair of words. */
    private void hashPairs() {
        byte[] bytes = chunk;
        int end = at - PAIR;
        long a = h1;
        long b = h2;
        int pair = hashed;
        for (; pair <= end; pair += PAIR) {
            a = firstHalf(a, b, (long) WORDS.get(bytes, pair));
            b = secondHalf(a, b, (long) WORDS.get(bytes, pair + Long.BYTES));
        }
        h1 = a;
        h2 = b;
        hashed = pair;
    }

    /** A word is scrambled before it meets the hash, so that one word's multiplications need not wait for another's. */
    private static long firstHalf(long h1, long h2, long word) {
        return Long.rotateLeft(h1 ^ Long.rotateLeft(word * 0xBF58476D1CE4E5B9L, 31) * 0x94D049BB133111EBL, 27) * 5 + h2;
    }

    private static long secondHalf(long h1, long h2, long word) {
        return Long.rotateLeft(h2 ^ Long.rotateLeft(word * 0x94D049BB133111EBL, 33) * 0xBF58476D1CE4E5B9L, 37) * 5 + h1;
    }

    /** The rest is a pair, too, whose last byte says how many are left. */
    private void hashAll() {
        hashPairs();
        int left = at - hashed;
        byte[] rest = new byte[PAIR];
        System.arraycopy(chunk, hashed, rest, 0, left);
        rest[PAIR - 1] = (byte) left;
        h1 = firstHalf(h1, h2, (long) WORDS.get(rest, 0));
        h2 = secondHalf(h1, h2, (long) WORDS.get(rest, Long.BYTES));
        hashed = at;
    }

    /** What does not fill a pair goes on to the next chunk, so that the hash does not depend on where chunks end. */
    private void nextChunk(int room) {
        hashPairs();
        int left = at - hashed;
        byte[] next = new byte[Math.max(Math.min(CHUNK, chunk.length * 2), room + PAIR)];
        System.arraycopy(chunk, hashed, next, 0, left);
        chunks.add(chunk);
        lengths.add(hashed);
        filled += hashed;
        chunk = next;
        at = left;
        hashed = 0;
    }

    long length() {
        return filled + at;
    }

    /** Of everything so far; more may follow. */
    String hash() {
        hashPairs();
        int before = hashed;
        long before1 = h1;
        long before2 = h2;
        hashAll();
        long sum = h1 + h2;
        String hash = hex(mixed(sum)) + hex(mixed(sum + h2));
        hashed = before;
        h1 = before1;
        h2 = before2;
        return hash;
    }

    private static long mixed(long h) {
        long m = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
        m = (m ^ m >>> 33) * 0xC4CEB9FE1A85EC53L;
        return m ^ m >>> 33;
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** Writes everything from an offset on. */
    void writeTo(OutputStream out, long from) throws IOException {
        long start = 0;
        for (int i = 0; i <= chunks.size(); i++) {
            byte[] bytes = i < chunks.size() ? chunks.get(i) : chunk;
            int length = i < chunks.size() ? lengths.get(i) : at;
            if (start + length > from) {
                int skip = (int) Math.max(0, from - start);
                out.write(bytes, skip, length - skip);
            }
            start += length;
        }
    }

    byte[] toBytes() {
        byte[] all = new byte[Math.toIntExact(length() - gone)];
        int to = 0;
        for (int i = 0; i <= chunks.size(); i++) {
            byte[] bytes = i < chunks.size() ? chunks.get(i) : chunk;
            int length = i < chunks.size() ? lengths.get(i) : at;
            System.arraycopy(bytes, 0, all, to, length);
            to += length;
        }
        return all;
    }

    /** What was written from a length on; it must not have been given away. */
    byte[] since(long from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes, from - gone);
        } catch (IOException e) {
            throw new UncheckedIOException("memory must be writable, was not", e);
        }
        return bytes.toByteArray();
    }

    /** Gives away what was written since this was asked last: it is not kept here any more, only hashed. */
    byte[] take() {
        byte[] all = toBytes();
        byte[] taken = Arrays.copyOfRange(all, given, all.length);
        hashPairs();
        byte[] tail = Arrays.copyOfRange(chunk, hashed, at);
        filled += hashed;
        gone = filled;
        chunks.clear();
        lengths.clear();
        continueFrom(tail);
        return taken;
    }

    private void continueFrom(byte[] tail) {
        chunk = Arrays.copyOf(tail, 1024);
        at = tail.length;
        given = at;
        hashed = 0;
    }

    /** What has been given away and is not hashed yet; with {@link #hashState} it is enough to go on. */
    byte[] tail() {
        hashPairs();
        return Arrays.copyOfRange(chunk, hashed, at);
    }

    /** Goes on after all has been given away, from what {@link #tail} and {@link #hashState} said then. */
    static JournalBuffer goOn(byte[] tail, long[] hashState) {
        JournalBuffer buffer = new JournalBuffer();
        buffer.h1 = hashState[0];
        buffer.h2 = hashState[1];
        buffer.filled = hashState[2];
        buffer.gone = hashState[2];
        buffer.continueFrom(tail);
        return buffer;
    }

    /** Both halves of the hash and how many bytes are in it. */
    long[] hashState() {
        hashPairs();
        return new long[] {h1, h2, filled + hashed};
    }

    /** Bytes that are only read. */
    static JournalBuffer of(byte[] bytes) {
        JournalBuffer buffer = new JournalBuffer();
        buffer.chunk = bytes;
        buffer.at = bytes.length;
        return buffer;
    }

    /** Goes on from saved bytes and hash. */
    static JournalBuffer resume(byte[] bytes, long[] hashState) {
        JournalBuffer buffer = new JournalBuffer();
        buffer.chunk = bytes.clone();
        buffer.at = bytes.length;
        buffer.h1 = hashState[0];
        buffer.h2 = hashState[1];
        buffer.hashed = Math.toIntExact(hashState[2]);
        buffer.nextChunk(CHUNK);
        return buffer;
    }

    /** Reads what a buffer wrote. */
    static final class Reader {
        private final byte[] bytes;
        private int at;
        private long lengths;

        Reader(byte[] bytes, int from) {
            this.bytes = bytes;
            this.at = from;
        }

        boolean hasMore() {
            return at < bytes.length;
        }

        /** Whether a number comes next. */
        boolean nextIs(long value) {
            int before = at;
            boolean is = hasMore() && get() == value;
            at = before;
            return is;
        }

        /** Head of the next entry, whose numbers follow. */
        int head() {
            long word = word(at, Long.BYTES);
            at += Long.BYTES;
            lengths = word;
            return (int) (word >> LENGTHS);
        }

        /** Next number of the entry. */
        long field() {
            int length = (int) lengths & ((1 << LENGTH_BITS) - 1);
            lengths >>>= LENGTH_BITS;
            long magnitude = word(at, length);
            at += length;
            return value(magnitude);
        }

        long get() {
            byte first = bytes[at];
            long magnitude;
            if (first == 0) {
                magnitude = word(at + 1, Long.BYTES);
                at += LONGEST;
            } else {
                int length = Integer.numberOfTrailingZeros(first) + 1;
                magnitude = word(at, length) >>> length;
                at += length;
            }
            return value(magnitude);
        }

        private long word(int from, int length) {
            long word = 0;
            for (int i = length - 1; i >= 0; i--) {
                word = word << Byte.SIZE | (bytes[from + i] & 0xFF);
            }
            return word;
        }

        int getInt() {
            return Math.toIntExact(get());
        }

        /** How many follow, each of a byte at least: memory is not asked for what cannot be there. */
        int getCount() {
            int count = getInt();
            if (count > bytes.length - at) {
                throw new IllegalStateException(
                        count + " numbers must follow, there are " + (bytes.length - at) + " bytes");
            }
            return count;
        }

        double getDouble() {
            return Double.longBitsToDouble(get());
        }

        byte[] rest() {
            return getBytes(bytes.length - at);
        }

        byte[] getBytes(int length) {
            byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
            at += length;
            return copy;
        }

        String getText() {
            int length = getInt();
            String text = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }
    }
}
