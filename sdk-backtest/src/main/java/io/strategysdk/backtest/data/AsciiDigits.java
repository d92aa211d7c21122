package io.strategysdk.backtest.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight ASCII bytes at a time in a long, the first byte lowest: no branch per byte, so none to mispredict. */
final class AsciiDigits {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long ABOVE_NINE_IN_ASCII = 0x4646464646464646L;
    private static final long FROM_POINT_IN_ASCII = 0x5252525252525252L;
    private static final long POINTS = 0x1010101010101010L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private AsciiDigits() {}

    /** The eight bytes from an index on. */
    static long load(byte[] text, int from) {
        return (long) LONGS.get(text, from);
    }

    /** Each digit as its value, everything else as 10 or more. */
    static long values(long ascii) {
        return ascii ^ ZEROS;
    }

    /** High bit of the lowest byte that is no digit; bits above it mean nothing. */
    static long nonDigits(long values) {
        return ((values + ABOVE_NINE) | values) & HIGH_BITS;
    }

    /** How many bytes, from the lowest on, are digits, points or slashes; 8 when all are. */
    static int decimalLength(long ascii) {
        long others = (~(ascii + FROM_POINT_IN_ASCII) | (ascii + ABOVE_NINE_IN_ASCII)) & HIGH_BITS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The lowest bytes, 1 to 8, moved up until the last of them is the highest; zeros below. */
    static long last(long values, int count) {
        return values << (64 - 8 * count);
    }

    /** One bit for each point or slash between digits. */
    static long points(long values) {
        return values & POINTS;
    }

    /** Whether there is no slash and not a second point. */
    static boolean hasAtMostOnePoint(long values, long points) {
        return ((points & (points - 1)) | (values & (points >>> 4))) == 0;
    }

    /** The digits around a point closed up, the last byte stays the highest. */
    static long withoutPoint(long values, long point) {
        long before = (point >>> 4) - 1;
        long behind = -(point << 4);
        return ((values & before) << 8) | (values & behind);
    }

    /**
     * The number that the lowest bytes spell.
     *
     * @param values digits as their values
     * @param count how many of them, 1 to 8
     */
    static int number(long values, int count) {
        return number(last(values, count));
    }

    /** The number that eight digits spell. */
    static int number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long low = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long high = ((pairs >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (int) ((low + high) >>> 32);
    }
}
