package io.strategysdk.backtest.data;

import java.util.Arrays;

/**
 * Parses rows of the common kind in one walk over their bytes: no spaces, quotes, signs or exponents, and true prices.
 * Gives up on any other row, which then is read the long way; both ways must agree.
 */
final class SimpleRow {
    /** Bytes behind the end of the text that may be looked at. */
    static final int LOOKAHEAD = 8;

    private static final int TIME = -1;
    private static final int IGNORED = -2;
    private static final int FAILED = -1;
    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};

    private final int[] kinds;
    private final TimeText times;
    private final byte separator;
    private int timeLength;

    long time;
    final double[] values = new double[5];

    /**
     * @param columns of which the time is one
     */
    SimpleRow(Columns columns, TimeText times, char separator) {
        this.times = times;
        this.separator = (byte) separator;
        kinds = new int[columns.count()];
        Arrays.fill(kinds, IGNORED);
        kinds[columns.timeIndex()] = TIME;
        for (int i = 0; i < RowReader.VALUES.length; i++) {
            int index = columns.index(RowReader.VALUES[i]);
            if (index != Columns.ABSENT) {
                kinds[index] = i;
            }
        }
    }

    /**
     * Parses one row.
     *
     * @param text ends with a line feed at the limit, and with {@link #LOOKAHEAD} bytes of anything behind it
     * @return the index behind its line feed; negative when the row is not simple
     */
    int parse(byte[] text, int from, int limit) {
        int[] columns = kinds;
        int last = columns.length - 1;
        int next = from;
        for (int column = 0; column <= last; column++) {
            int end = field(columns[column], text, next, limit);
            if (end < 0 || (column < last && text[end] != separator)) {
                return FAILED;
            }
            next = end + 1;
        }
        return RowReader.isBar(values) ? afterLine(text, next - 1, limit) : FAILED;
    }

    private static int afterLine(byte[] text, int end, int limit) {
        int lineFeed = text[end] == '\r' && end < limit ? end + 1 : end;
        return text[lineFeed] == '\n' ? lineFeed + 1 : FAILED;
    }

    /** Index behind the field; negative when it is not simple. Values go to fields: only the index is waited for. */
    private int field(int kind, byte[] text, int from, int limit) {
        if (kind >= 0) {
            return decimal(kind, text, from, limit);
        }
        if (kind == TIME) {
            return time(text, from, limit);
        }
        int end = endOf(text, from);
        return text[end] == '"' ? FAILED : end;
    }

    /** Times of one file mostly have one length. */
    private int time(byte[] text, int from, int limit) {
        int end = from + timeLength;
        if (end >= limit || text[end] != separator) {
            end = endOf(text, from);
            timeLength = end - from;
        }
        time = times.parse(text, from, end);
        return time == TimeText.FAILED ? FAILED : end;
    }

    private int endOf(byte[] text, int from) {
        int end = from;
        while (text[end] != separator && text[end] != '\n' && text[end] != '\r' && text[end] != '"') {
            end++;
        }
        return end;
    }

    /** At most seven digits and a point within eight bytes; longer ones are looked at byte by byte. */
    private int decimal(int slot, byte[] text, int from, int limit) {
        long digits = AsciiDigits.values(AsciiDigits.load(text, from));
        int whole = Long.numberOfTrailingZeros(AsciiDigits.nonDigits(digits)) >>> 3;
        if (whole == 8) {
            return longDecimal(slot, text, from);
        }
        int point = from + whole;
        if (text[point] != '.') {
            if (whole == 0) {
                return FAILED;
            }
            values[slot] = AsciiDigits.number(digits, whole);
            return point;
        }
        long below = (1L << (whole * 8)) - 1;
        long joined = (digits & below) | ((digits >>> 8) & ~below);
        int all = Long.numberOfTrailingZeros(AsciiDigits.nonDigits(joined) | Long.MIN_VALUE) >>> 3;
        int end = from + all + 1;
        if (text[end] >= '0' && text[end] <= '9') {
            return longDecimal(slot, text, from);
        }
        if (all == 0 || end > limit) {
            return FAILED;
        }
        values[slot] = AsciiDigits.number(joined, all) / POWERS_OF_TEN[all - whole];
        return end;
    }

    private int longDecimal(int slot, byte[] text, int from) {
        int end = from;
        while ((text[end] >= '0' && text[end] <= '9') || text[end] == '.') {
            end++;
        }
        double value = DecimalText.parse(text, from, end);
        values[slot] = value;
        return value >= 0 ? end : FAILED;
    }
}
