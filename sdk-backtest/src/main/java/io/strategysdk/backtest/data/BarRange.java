package io.strategysdk.backtest.data;

import java.math.BigDecimal;

/** Rows whose open and close lie between low and high, or that the policy makes so. */
final class BarRange {
    private final Problems problems;

    BarRange(Problems problems) {
        this.problems = problems;
    }

    /**
     * Whether a row may be a bar, perhaps widened to its own prices; noted when it may not.
     *
     * @param values open, high, low, close and volume, each lawful on its own
     */
    boolean holds(int number, double[] values) {
        double low = Math.min(values[RawBars.OPEN], values[RawBars.CLOSE]);
        double high = Math.max(values[RawBars.OPEN], values[RawBars.CLOSE]);
        if (values[RawBars.LOW] <= low && values[RawBars.HIGH] >= high) {
            return true;
        }
        Repair repair = problems.note(
                RowFault.HIGH_LOW,
                number,
                TimeText.FAILED,
                broken(values),
                Repair.CLAMP_HIGH_LOW,
                Repair.DROP_BAD_ROWS);
        if (repair != Repair.CLAMP_HIGH_LOW) {
            return false;
        }
        low = Math.min(low, Math.min(values[RawBars.LOW], values[RawBars.HIGH]));
        values[RawBars.HIGH] = Math.max(high, Math.max(values[RawBars.LOW], values[RawBars.HIGH]));
        values[RawBars.LOW] = low;
        return true;
    }

    private static String broken(double[] values) {
        String range = "high " + plain(values[RawBars.HIGH]) + ", low " + plain(values[RawBars.LOW]);
        if (values[RawBars.HIGH] < values[RawBars.LOW]) {
            return ": high must not be below low, was " + range;
        }
        boolean isOpenInside =
                values[RawBars.OPEN] >= values[RawBars.LOW] && values[RawBars.OPEN] <= values[RawBars.HIGH];
        return isOpenInside
                ? ": close must lie between low and high, was close " + plain(values[RawBars.CLOSE]) + ", " + range
                : ": open must lie between low and high, was open " + plain(values[RawBars.OPEN]) + ", " + range;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
