package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times and numbers of a file's rows; what is none, or breaks a rule, is noted with line, column, rule and value. */
final class FieldReader {
    final TimeText times;
    private final Columns columns;
    private final TimeFormat format;
    private final DateOrder order;
    private final Problems problems;
    private final PriceRange range;
    /** What would make a bad row good. */
    private final Repair[] possible;

    private final int time;
    private final int timeOfDay;
    private byte[] joined = new byte[64];

    FieldReader(
            Columns columns,
            TimeFormat format,
            DateOrder order,
            Problems problems,
            PriceRange range,
            Repair... possible) {
        this.columns = columns;
        this.format = format;
        this.order = order;
        this.problems = problems;
        this.range = range;
        this.possible = possible.clone();
        times = new TimeText(format, order);
        time = columns.timeIndex();
        timeOfDay = columns.timeOfDayIndex();
    }

    /** The format of a row's time; null when it is none. */
    static @Nullable TimeFormat formatOf(Rows row, Columns columns, DateOrder order) {
        int time = columns.timeIndex();
        int timeOfDay = columns.timeOfDayIndex();
        if (row.fields <= Math.max(time, timeOfDay)) {
            return null;
        }
        if (timeOfDay == Columns.ABSENT) {
            return TimeText.formatOf(row.bytes, row.trimmedStart(time), row.trimmedEnd(time), order);
        }
        byte[] text = new byte[row.ends[time] - row.starts[time] + row.ends[timeOfDay] - row.starts[timeOfDay] + 1];
        return TimeText.formatOf(text, 0, join(row, time, timeOfDay, text), order);
    }

    /** Whether a row has all columns; noted when it has not. */
    boolean isWhole(Rows row) {
        if (row.fields == columns.count()) {
            return true;
        }
        if (row.hasNul()) {
            throw notText(row);
        }
        bad(
                row,
                RowFault.UNREADABLE,
                ": row must have " + columns.count() + " columns as the first line has, was " + row.fields);
        return false;
    }

    /** The time, without a look at spaces around it; {@link TimeText#FAILED} when it is none. */
    long fastTimeOf(Rows row) {
        return timeOfDay == Columns.ABSENT ? times.parse(row.bytes, row.starts[time], row.ends[time]) : joinedTime(row);
    }

    /** The time, {@link TimeText#FAILED} when a problem was noted. */
    long timeOf(Rows row) {
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
                    RowFault.UNREADABLE,
                    " column " + columns.timeName() + ": must be " + order.describe(format)
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

    /** A price, NaN when a problem was noted. Which prices are too large or not positive is said per column. */
    double price(Rows row, int index) {
        double value = number(row, index);
        return Double.isNaN(value)
                ? value
                : lawful(row, index, value, RowFault.IMPOSSIBLE_NUMBER, range.ruleBroken(value));
    }

    /** A quantity, NaN when a problem was noted, 0 when there is no such column. */
    double quantity(Rows row, int index) {
        double value = index == Columns.ABSENT ? 0 : number(row, index);
        return Double.isNaN(value)
                ? value
                : lawful(row, index, value, RowFault.IMPOSSIBLE_NUMBER, value < 0 ? "must not be negative" : null);
    }

    private double number(Rows row, int index) {
        int start = row.trimmedStart(index);
        int end = row.trimmedEnd(index);
        if (start == end) {
            return lawful(row, index, Double.NaN, RowFault.UNREADABLE, "must not be missing");
        }
        double value = DecimalText.parse(row.bytes, start, end);
        boolean isFinite = !Double.isNaN(value) && !Double.isInfinite(value);
        return isFinite
                ? value + 0.0
                : lawful(row, index, value, faultOf(row, index), "must be a finite decimal number");
    }

    /** What other programs write for a number that is none, or for an infinite one, is a number; anything else is not. */
    private static RowFault faultOf(Rows row, int index) {
        return switch (row.shown(index).toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "")) {
            case "nan", "inf", "infinity" -> RowFault.IMPOSSIBLE_NUMBER;
            default -> RowFault.UNREADABLE;
        };
    }

    private double lawful(Rows row, int index, double value, RowFault fault, @Nullable String ruleBroken) {
        if (ruleBroken == null) {
            return value + 0.0;
        }
        bad(row, index, fault, ruleBroken);
        return Double.NaN;
    }

    /** Notes what is wrong with a field. */
    void bad(Rows row, int index, String rule) {
        bad(row, index, RowFault.UNREADABLE, rule);
    }

    private void bad(Rows row, int index, RowFault fault, String rule) {
        if (row.hasNul()) {
            throw notText(row);
        }
        bad(row, fault, " column '" + columns.name(index) + "': " + rule + ", was '" + row.shown(index) + "'");
    }

    /** The time of a row that may be no row at all; {@link TimeText#FAILED} when it is none, without a note of it. */
    long anyTimeOf(Rows row) {
        if (row.fields <= Math.max(time, timeOfDay)) {
            return TimeText.FAILED;
        }
        return timeOfDay == Columns.ABSENT
                ? times.parse(row.bytes, row.trimmedStart(time), row.trimmedEnd(time))
                : joinedTime(row);
    }

    private void bad(Rows row, RowFault fault, String what) {
        problems.note(fault, row.line, anyTimeOf(row), what, possible);
    }

    private static SdkException notText(Rows row) {
        return new SdkException(row.fileName + " line " + row.line
                + ": file must be text in UTF-8, but holds NUL bytes; it may be binary or UTF-16");
    }
}
