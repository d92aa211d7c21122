package io.strategysdk.backtest.data;

import java.util.Arrays;

/**
 * Parses rows of the common kind in one walk over their bytes: no spaces, quotes, signs or exponents, and true prices.
 * Gives up on any other row, which then is read the long way; both ways must agree.
 */
final class SimpleRow {
    /** Bytes behind the end of the text that may be looked at. */
    static final int LOOKAHEAD = 16;

    private static final int TIME = -1;
    private static final int IGNORED = -2;
    private static final int FAILED = -1;

    private final int[] kinds;
    private final TimeText times;
    private final byte separator;
    private final PriceRange range;
    private int timeLength;

    /**
     * @param columns of which the time is one
     */
    SimpleRow(Columns columns, TimeText times, char separator, PriceRange range) {
        this.times = times;
        this.separator = (byte) separator;
        this.range = range;
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
     * Parses one row into a row of raw bars, of which it leaves anything when the row is not simple.
     *
     * @param text ends with a line feed at the limit, and with {@link #LOOKAHEAD} bytes of anything behind it
     * @return the index behind its line feed; negative when the row is not simple
     */
    int parse(byte[] text, int from, int limit, RawBars.Block into, int row) {
        int[] columns = kinds;
        int last = columns.length - 1;
        double[] values = into.values;
        int first = row * RawBars.VALUES;
        int next = from;
        for (int column = 0; column <= last; column++) {
            int kind = columns[column];
            int end;
            if (kind >= 0) {
                end = decimal(text, next, values, first + kind);
            } else {
                end = kind == TIME ? time(text, next, limit, into.times, row) : ignored(text, next);
            }
            if (end < 0 || (column < last && text[end] != separator)) {
                return FAILED;
            }
            next = end + 1;
        }
        return isBar(values, first) ? afterLine(text, next - 1, limit) : FAILED;
    }

    /** Of values that are finite and not negative. */
    private boolean isBar(double[] values, int first) {
        double open = values[first + RawBars.OPEN];
        double high = values[first + RawBars.HIGH];
        double low = values[first + RawBars.LOW];
        double close = values[first + RawBars.CLOSE];
        return range.holds(low, high) && low <= open && open <= high && low <= close && close <= high;
    }

    private static int afterLine(byte[] text, int end, int limit) {
        int lineFeed = text[end] == '\r' && end < limit ? end + 1 : end;
        return text[lineFeed] == '\n' ? lineFeed + 1 : FAILED;
    }

    /** Times of one file mostly have one length. */
    private int time(byte[] text, int from, int limit, long[] into, int row) {
        int end = from + timeLength;
        if (end >= limit || text[end] != separator) {
            end = endOf(text, from);
            timeLength = end - from;
        }
        long time = times.parse(text, from, end);
        into[row] = time;
        return time == TimeText.FAILED ? FAILED : end;
    }

    private int ignored(byte[] text, int from) {
        int end = endOf(text, from);
        return text[end] == '"' ? FAILED : end;
    }

    private int endOf(byte[] text, int from) {
        int end = from;
        while (text[end] != separator && text[end] != '\n' && text[end] != '\r' && text[end] != '"') {
            end++;
        }
        return end;
    }

    /** The end is found before the value: the next field waits for nothing else. */
    private static int decimal(byte[] text, int from, double[] into, int at) {
        long word = AsciiDigits.load(text, from);
        int length = AsciiDigits.decimalLength(word);
        if (length == Long.BYTES) {
            return longDecimal(word, text, from, into, at);
        }
        double value = DecimalText.parse(word, length);
        into[at] = value;
        return value >= 0 ? from + length : FAILED;
    }

    private static int longDecimal(long first, byte[] text, int from, double[] into, int at) {
        long second = AsciiDigits.load(text, from + Long.BYTES);
        int rest = AsciiDigits.decimalLength(second);
        int end = from + Long.BYTES + rest;
        double value;
        if (rest < Long.BYTES) {
            value = DecimalText.parse(first, second, rest);
        } else {
            end = endOfDecimal(text, end);
            value = DecimalText.parse(text, from, end);
        }
        into[at] = value;
        return value >= 0 && value <= Double.MAX_VALUE ? end : FAILED;
    }

    private static int endOfDecimal(byte[] text, int from) {
        int end = from;
        while ((text[end] >= '0' && text[end] <= '9') || text[end] == '.') {
            end++;
        }
        return end;
    }
}
