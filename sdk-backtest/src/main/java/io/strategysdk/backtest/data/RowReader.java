package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns rows into raw bars. A good row takes the short way; anything odd is read again, slowly, to say what it is. */
final class RowReader {
    /** In the order of the values of a raw bar. */
    static final CsvColumn[] VALUES = {CsvColumn.OPEN, CsvColumn.HIGH, CsvColumn.LOW, CsvColumn.CLOSE, CsvColumn.VOLUME
    };

    private final Columns columns;
    private final TimeFormat format;
    private final TimeText times;
    private final Problems problems;
    private final RawBars bars;
    private final int count;
    private final int time;
    private final int timeOfDay;
    private final int open;
    private final int high;
    private final int low;
    private final int close;
    private final int volume;
    private final PriceRange range;
    private byte[] joined = new byte[64];
    private long rows;

    RowReader(Columns columns, TimeFormat format, Problems problems, RawBars bars, PriceRange range) {
        this.columns = columns;
        this.format = format;
        this.times = new TimeText(format);
        this.problems = problems;
        this.bars = bars;
        this.range = range;
        count = columns.count();
        time = columns.timeIndex();
        timeOfDay = columns.timeOfDayIndex();
        open = columns.index(CsvColumn.OPEN);
        high = columns.index(CsvColumn.HIGH);
        low = columns.index(CsvColumn.LOW);
        close = columns.index(CsvColumn.CLOSE);
        volume = columns.index(CsvColumn.VOLUME);
    }

    /** The format of a row's time; null when it is none. */
    static @Nullable TimeFormat formatOf(Rows row, Columns columns) {
        int time = columns.timeIndex();
        int timeOfDay = columns.timeOfDayIndex();
        if (row.fields <= Math.max(time, timeOfDay)) {
            return null;
        }
        if (timeOfDay == Columns.ABSENT) {
            return TimeText.formatOf(row.bytes, row.trimmedStart(time), row.trimmedEnd(time));
        }
        byte[] text = new byte[row.ends[time] - row.starts[time] + row.ends[timeOfDay] - row.starts[timeOfDay] + 1];
        return TimeText.formatOf(text, 0, join(row, time, timeOfDay, text));
    }

    long rows() {
        return rows;
    }

    /** Reads the current row and all that follow. */
    void readAll(Rows rows) throws IOException {
        read(rows);
        while (rows.next()) {
            read(rows);
        }
    }

    /** The same, with simple rows taken the shortest way. */
    void readAll(PlainRows rows, char separator) throws IOException {
        SimpleRow simple = new SimpleRow(columns, times, separator, range);
        do {
            read(rows);
            if (timeOfDay == Columns.ABSENT) {
                this.rows += rows.addSimple(simple, bars);
            }
        } while (rows.next());
    }

    private void read(Rows row) {
        if (!readFast(row) && !row.isBlank()) {
            readSlowly(row);
        }
    }

    private boolean readFast(Rows row) {
        if (row.fields != count) {
            return false;
        }
        byte[] bytes = row.bytes;
        int[] starts = row.starts;
        int[] ends = row.ends;
        long at = timeOfDay == Columns.ABSENT ? times.parse(bytes, starts[time], ends[time]) : joinedTime(row);
        double o = DecimalText.parse(bytes, starts[open], ends[open]);
        double h = DecimalText.parse(bytes, starts[high], ends[high]);
        double l = DecimalText.parse(bytes, starts[low], ends[low]);
        double c = DecimalText.parse(bytes, starts[close], ends[close]);
        double v = volume == Columns.ABSENT ? 0 : DecimalText.parse(bytes, starts[volume], ends[volume]);
        if (at == TimeText.FAILED || !isBar(o, h, l, c, v)) {
            return false;
        }
        bars.add(at, o, h, l, c, v + 0.0, row.line);
        rows++;
        return true;
    }

    private boolean isBar(double[] values) {
        return isBar(values[0], values[1], values[2], values[3], values[4]);
    }

    private boolean isBar(double o, double h, double l, double c, double v) {
        return range.holds(l, h) && l <= o && o <= h && l <= c && c <= h && v >= 0 && v <= Double.MAX_VALUE;
    }

    private void readSlowly(Rows row) {
        rows++;
        if (row.fields != count) {
            if (row.hasNul()) {
                throw notText(row);
            }
            bad(row, ": row must have " + count + " columns as the first line has, was " + row.fields);
            return;
        }
        long at = timeOf(row);
        double[] values = new double[VALUES.length];
        boolean good = at != TimeText.FAILED;
        for (int i = 0; i < VALUES.length; i++) {
            int index = columns.index(VALUES[i]);
            values[i] = index == Columns.ABSENT ? 0 : number(row, index);
            good &= !Double.isNaN(values[i]);
        }
        if (good && (isBar(values) || isClamped(row, values))) {
            bars.add(at, values[0], values[1], values[2], values[3], values[4], row.line);
        }
    }

    private long timeOf(Rows row) {
        long at;
        if (timeOfDay == Columns.ABSENT) {
            at = times.parse(row.bytes, row.trimmedStart(time), row.trimmedEnd(time));
        } else {
            at = joinedTime(row);
        }
        if (at == TimeText.FAILED) {
            if (row.hasNul()) {
                throw notText(row);
            }
            String value = timeOfDay == Columns.ABSENT ? row.shown(time) : row.shown(time) + " " + row.shown(timeOfDay);
            bad(
                    row,
                    " column " + columns.timeName() + ": must be " + format.description
                            + " of the years 1900 to 2199, was '" + value + "'");
        }
        return at;
    }

    private long joinedTime(Rows row) {
        int most = row.ends[time] - row.starts[time] + row.ends[timeOfDay] - row.starts[timeOfDay] + 1;
        if (most > joined.length) {
            joined = new byte[most * 2];
        }
        return times.parse(joined, 0, join(row, time, timeOfDay, joined));
    }

    /** Date, a space and the time of day; the length of the three. */
    private static int join(Rows row, int date, int timeOfDay, byte[] into) {
        int dateStart = row.trimmedStart(date);
        int dateLength = row.trimmedEnd(date) - dateStart;
        int timeStart = row.trimmedStart(timeOfDay);
        int timeLength = row.trimmedEnd(timeOfDay) - timeStart;
        System.arraycopy(row.bytes, dateStart, into, 0, dateLength);
        into[dateLength] = ' ';
        System.arraycopy(row.bytes, timeStart, into, dateLength + 1, timeLength);
        return dateLength + 1 + timeLength;
    }

    /** The number, NaN when a problem was noted. Which numbers are too large or not positive is said per column. */
    private double number(Rows row, int index) {
        int start = row.trimmedStart(index);
        int end = row.trimmedEnd(index);
        double value = DecimalText.parse(row.bytes, start, end);
        String rule = ruleBroken(value, index, start == end);
        if (rule == null) {
            return value + 0.0;
        }
        if (row.hasNul()) {
            throw notText(row);
        }
        bad(row, " column '" + columns.name(index) + "': " + rule + ", was '" + row.shown(index) + "'");
        return Double.NaN;
    }

    private @Nullable String ruleBroken(double value, int index, boolean missing) {
        if (missing) {
            return "must not be missing";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "must be a finite decimal number";
        }
        if (index == volume) {
            return value < 0 ? "must not be negative" : null;
        }
        return range.ruleBroken(value);
    }

    /** Whether the policy widened the bar to its own prices. */
    private boolean isClamped(Rows row, double[] values) {
        Repair repair = problems.note(row.line, rangeBroken(row, values), Repair.CLAMP_HIGH_LOW, Repair.DROP_BAD_ROWS);
        if (repair != Repair.CLAMP_HIGH_LOW) {
            return false;
        }
        double[] prices = Arrays.copyOf(values, VALUES.length - 1);
        Arrays.sort(prices);
        values[RawBars.LOW] = prices[0];
        values[RawBars.HIGH] = prices[prices.length - 1];
        return true;
    }

    private String rangeBroken(Rows row, double[] values) {
        String range = "high " + row.shown(high) + ", low " + row.shown(low);
        if (values[RawBars.HIGH] < values[RawBars.LOW]) {
            return ": high must not be below low, was " + range;
        }
        boolean openInside =
                values[RawBars.OPEN] >= values[RawBars.LOW] && values[RawBars.OPEN] <= values[RawBars.HIGH];
        String which = openInside ? "close" : "open";
        int index = openInside ? close : open;
        return ": " + which + " must lie between low and high, was " + which + " " + row.shown(index) + ", " + range;
    }

    private void bad(Rows row, String what) {
        problems.note(row.line, what, Repair.DROP_BAD_ROWS);
    }

    private static SdkException notText(Rows row) {
        return new SdkException(row.fileName + " line " + row.line
                + ": file must be text in UTF-8, but holds NUL bytes; it may be binary or UTF-16");
    }
}
