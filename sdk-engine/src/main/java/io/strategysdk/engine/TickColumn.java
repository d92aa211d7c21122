package io.strategysdk.engine;

import java.util.Arrays;

/** Prices of one kind at each instant, NaN where there was none. */
final class TickColumn {
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] size;

    TickColumn(int rows) {
        open = new double[rows];
        high = new double[rows];
        low = new double[rows];
        close = new double[rows];
        size = new double[rows];
        Arrays.fill(open, Double.NaN);
        Arrays.fill(high, Double.NaN);
        Arrays.fill(low, Double.NaN);
        Arrays.fill(close, Double.NaN);
    }

    /** The prices of a tape, to be written into. */
    TickColumn(Tape tape) {
        open = tape.open;
        high = tape.high;
        low = tape.low;
        close = tape.close;
        size = tape.volume;
    }

    void clear(int row) {
        set(row, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        size[row] = 0;
    }

    boolean isAt(int row) {
        return !Double.isNaN(open[row]);
    }

    void add(int row, double price) {
        if (isAt(row)) {
            high[row] = Math.max(high[row], price);
            low[row] = Math.min(low[row], price);
            close[row] = price;
        } else {
            set(row, price, price, price, price);
        }
    }

    void set(int row, double first, double highest, double lowest, double last) {
        open[row] = first;
        high[row] = highest;
        low[row] = lowest;
        close[row] = last;
    }
}
