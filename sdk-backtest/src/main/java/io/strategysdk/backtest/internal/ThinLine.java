package io.strategysdk.backtest.internal;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Rows of a long line that are worth drawing: for each whole unit of width the lowest and the highest. */
public final class ThinLine {
    private ThinLine() {}

    /**
     * The rows, ascending.
     *
     * @param x of a row, not negative and not falling
     * @param y of a row
     */
    public static int[] rows(int size, IntToDoubleFunction x, IntToDoubleFunction y) {
        int[] rows = new int[size];
        int count = 0;
        int from = 0;
        while (from < size) {
            int column = (int) x.applyAsDouble(from);
            int least = from;
            int most = from;
            int to = from;
            while (to < size && (int) x.applyAsDouble(to) == column) {
                least = y.applyAsDouble(to) < y.applyAsDouble(least) ? to : least;
                most = y.applyAsDouble(to) > y.applyAsDouble(most) ? to : most;
                to++;
            }
            rows[count++] = Math.min(least, most);
            if (least != most) {
                rows[count++] = Math.max(least, most);
            }
            from = to;
        }
        return Arrays.copyOf(rows, count);
    }
}
