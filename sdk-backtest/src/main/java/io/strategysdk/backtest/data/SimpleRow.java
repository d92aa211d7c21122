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
    private int at;

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
        int next = from;
        for (int column = 0; column < kinds.length; column++) {
            if (!field(kinds[column], text, next, limit)) {
                return FAILED;
            }
            next = at + 1;
            boolean last = column == kinds.length - 1;
            if (text[at] != separator || last) {
                return last && RowReader.isBar(values) ? afterLine(text, limit) : FAILED;
            }
        }
        return FAILED;
    }

    private int afterLine(byte[] text, int limit) {
        if (text[at] == '\r' && at < limit) {
            at++;
        }
        return text[at] == '\n' ? at + 1 : FAILED;
    }

    private boolean field(int kind, byte[] text, int from, int limit) {
        if (kind >= 0) {
            double value = decimal(text, from, limit);
            values[kind] = value;
            return value >= 0;
        }
        if (kind == TIME) {
            int end = from + timeLength;
            at = end < limit && text[end] == separator ? end : endOf(text, from);
            timeLength = at - from;
            time = times.parse(text, from, at);
            return time != TimeText.FAILED;
        }
        at = endOf(text, from);
        return text[at] != '"';
    }

    private int endOf(byte[] text, int from) {
        int end = from;
        while (text[end] != separator && text[end] != '\n' && text[end] != '\r' && text[end] != '"') {
            end++;
        }
        return end;
    }

    /** At most seven digits and a point within eight bytes; longer ones are looked at byte by byte. */
    private double decimal(byte[] text, int from, int limit) {
        long digits = AsciiDigits.values(AsciiDigits.load(text, from));
        int whole = Long.numberOfTrailingZeros(AsciiDigits.nonDigits(digits)) >>> 3;
        if (whole == 8) {
            return longDecimal(text, from);
        }
        if (text[from + whole] != '.') {
            at = from + whole;
            return whole == 0 ? FAILED : AsciiDigits.number(digits, whole);
        }
        long below = (1L << (whole * 8)) - 1;
        long joined = (digits & below) | ((digits >>> 8) & ~below);
        int all = Long.numberOfTrailingZeros(AsciiDigits.nonDigits(joined) | Long.MIN_VALUE) >>> 3;
        at = from + all + 1;
        if (text[at] >= '0' && text[at] <= '9') {
            return longDecimal(text, from);
        }
        return all == 0 || at > limit ? FAILED : AsciiDigits.number(joined, all) / POWERS_OF_TEN[all - whole];
    }

    private double longDecimal(byte[] text, int from) {
        int end = from;
        while ((text[end] >= '0' && text[end] <= '9') || text[end] == '.') {
            end++;
        }
        at = end;
        return DecimalText.parse(text, from, end);
    }
}
