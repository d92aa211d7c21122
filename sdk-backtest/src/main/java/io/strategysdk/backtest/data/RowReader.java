package io.strategysdk.backtest.data;

import java.io.IOException;
import java.util.Arrays;

/** Turns rows into raw bars. A good row takes the short way; anything odd is read again, slowly, to say what it is. */
final class RowReader {
    /** In the order of the values of a raw bar. */
    static final CsvColumn[] VALUES = {CsvColumn.OPEN, CsvColumn.HIGH, CsvColumn.LOW, CsvColumn.CLOSE, CsvColumn.VOLUME
    };

    private static final String NO_PRICES = ": row must have prices, was without any";

    private final Columns columns;
    private final FieldReader fields;
    private final Problems problems;
    private final RawBars bars;
    private final int count;
    private final int open;
    private final int high;
    private final int low;
    private final int close;
    private final int volume;
    private final int adjusted;
    private final PriceRange range;
    private long rows;

    RowReader(Columns columns, TimeFormat format, DateOrder order, Problems problems, RawBars bars, PriceRange range) {
        this.columns = columns;
        this.fields = new FieldReader(columns, format, order, problems, range, Repair.DROP_BAD_ROWS);
        this.problems = problems;
        this.bars = bars;
        this.range = range;
        count = columns.count();
        open = columns.index(CsvColumn.OPEN);
        high = columns.index(CsvColumn.HIGH);
        low = columns.index(CsvColumn.LOW);
        close = columns.index(CsvColumn.CLOSE);
        volume = columns.index(CsvColumn.VOLUME);
        adjusted = columns.index(CsvColumn.ADJUSTED_CLOSE);
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
        SimpleRow simple = new SimpleRow(columns, fields.times, separator, range);
        do {
            read(rows);
            if (columns.timeOfDayIndex() == Columns.ABSENT && adjusted == Columns.ABSENT) {
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
        if (row.fields != count || adjusted != Columns.ABSENT) {
            return false;
        }
        byte[] bytes = row.bytes;
        int[] starts = row.starts;
        int[] ends = row.ends;
        long at = fields.fastTimeOf(row);
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
        if (!fields.isWhole(row)) {
            return;
        }
        long at = fields.timeOf(row);
        if (at != TimeText.FAILED && isEmpty(row)) {
            problems.note(RowFault.UNREADABLE, row.line, at, NO_PRICES, Repair.DROP_EMPTY_ROWS, Repair.DROP_BAD_ROWS);
            return;
        }
        double[] values = new double[VALUES.length];
        boolean good = at != TimeText.FAILED;
        for (int i = 0; i < VALUES.length; i++) {
            int index = columns.index(VALUES[i]);
            values[i] = VALUES[i] == CsvColumn.VOLUME ? fields.quantity(row, index) : fields.price(row, index);
            good &= !Double.isNaN(values[i]);
        }
        if (good && (isBar(values) || isClamped(row, values)) && isAdjusted(row, values)) {
            bars.add(at, values[0], values[1], values[2], values[3], values[4], row.line);
        }
    }

    private boolean isEmpty(Rows row) {
        return isEmpty(row, open) && isEmpty(row, high) && isEmpty(row, low) && isEmpty(row, close);
    }

    private static boolean isEmpty(Rows row, int index) {
        String text = row.shown(index);
        return text.isEmpty() || text.equalsIgnoreCase("null");
    }

    /** Whether the prices could be multiplied by adjusted close / close, where there is such a column. */
    private boolean isAdjusted(Rows row, double[] values) {
        if (adjusted == Columns.ABSENT) {
            return true;
        }
        double factor = fields.price(row, adjusted) / values[RawBars.CLOSE];
        if (Double.isNaN(factor)) {
            return false;
        }
        for (int i = RawBars.OPEN; i <= RawBars.CLOSE; i++) {
            values[i] *= factor;
        }
        if (!range.holds(values[RawBars.LOW], values[RawBars.HIGH])) {
            fields.bad(row, adjusted, "must leave prices that can be counted");
            return false;
        }
        return true;
    }

    /** Whether the policy widened the bar to its own prices. */
    private boolean isClamped(Rows row, double[] values) {
        Repair repair = problems.note(
                RowFault.HIGH_LOW,
                row.line,
                fields.anyTimeOf(row),
                rangeBroken(row, values),
                Repair.CLAMP_HIGH_LOW,
                Repair.DROP_BAD_ROWS);
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
}
