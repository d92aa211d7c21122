package io.strategysdk.backtest.data;

import io.strategysdk.backtest.data.LeanLayout.LeanFile;

/** Fields of one kind of rows; what is wrong is noted with its file, line, field, rule and value. */
final class LeanFields {
    private final LeanRows rows;
    private final Problems problems;
    private final PriceRange range;
    private final double scale;
    private final Repair[] possible = {Repair.DROP_BAD_ROWS};

    LeanFields(LeanLayout layout, LeanRows rows, Problems problems) {
        this.rows = rows;
        this.problems = problems;
        range = PriceRange.of(layout.instrument());
        scale = layout.scale();
    }

    /** Whether a row has so many fields. */
    boolean isWhole(Rows row, int number, int fields) {
        if (row.fields == fields) {
            return true;
        }
        return bad(number, ": row must have " + fields + " fields, was " + row.fields);
    }

    /** {@link TimeText#FAILED} when that was noted. */
    long time(Rows row, int number, LeanFile file) {
        long time = rows.time(row, file);
        if (time == TimeText.FAILED) {
            String rule = file.day().isPresent()
                    ? "must be milliseconds since midnight, below 86400000"
                    : "must be a date and time such as 20200102 09:30 of the years 1900 to 2199";
            bad(number, " time: " + rule + ", was '" + row.shown(0) + "'");
        }
        return time;
    }

    /** NaN when that was noted. */
    double price(Rows row, int number, int field, String name) {
        double written = number(row, field);
        double price = written / scale;
        if (Double.isNaN(price)) {
            return notNumber(row, number, field, name);
        }
        String broken = range.ruleBroken(price);
        if (broken != null) {
            bad(number, " " + name + ": " + broken + ", was '" + row.shown(field) + "'" + scaled());
            return Double.NaN;
        }
        return price;
    }

    /** NaN when that was noted. */
    double quantity(Rows row, int number, int field, String name) {
        double value = number(row, field);
        if (Double.isNaN(value)) {
            return notNumber(row, number, field, name);
        }
        if (value < 0) {
            bad(number, " " + name + ": must not be negative, was '" + row.shown(field) + "'");
            return Double.NaN;
        }
        return value + 0.0;
    }

    static boolean isEmpty(Rows row, int from, int fields) {
        for (int field = from; field < from + fields; field++) {
            if (row.trimmedEnd(field) > row.trimmedStart(field)) {
                return false;
            }
        }
        return true;
    }

    private String scaled() {
        return scale == 1 ? "" : " in ten-thousandths";
    }

    private double notNumber(Rows row, int number, int field, String name) {
        bad(number, " " + name + ": must be a finite decimal number, was '" + row.shown(field) + "'");
        return Double.NaN;
    }

    private static double number(Rows row, int field) {
        double value = DecimalText.parse(row.bytes, row.trimmedStart(field), row.trimmedEnd(field));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Takes note of what is wrong; false. */
    boolean bad(int number, String what) {
        problems.note(RowFault.UNREADABLE, number, TimeText.FAILED, what, possible);
        return false;
    }
}
