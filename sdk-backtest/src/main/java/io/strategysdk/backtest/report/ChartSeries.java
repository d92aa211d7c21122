package io.strategysdk.backtest.report;

import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.JsonWriter;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Few points of a long series, for drawing only: the first, the last, and the lowest and highest of each of so many
 * equal stretches of time, so that no peak and no trough is lost.
 */
final class ChartSeries {
    private static final int DRAWN_DIGITS = 10;

    private final int[] rows;

    private ChartSeries(int[] rows) {
        this.rows = rows;
    }

    /** The rows to draw, in order. */
    static ChartSeries of(int size, IntToLongFunction time, IntToDoubleFunction value, int buckets) {
        if (size <= 2 * buckets + 2) {
            return new ChartSeries(Arrays.copyOf(counting(size), size));
        }
        int[] rows = new int[2 * buckets + 2];
        int count = 0;
        rows[count++] = 0;
        long start = time.applyAsLong(0);
        double perNano = buckets / (double) (time.applyAsLong(size - 1) - start);
        int row = 1;
        while (row < size - 1) {
            int bucket = bucket(time.applyAsLong(row) - start, perNano, buckets);
            int low = row;
            int high = row;
            while (row < size - 1 && bucket(time.applyAsLong(row) - start, perNano, buckets) == bucket) {
                double v = value.applyAsDouble(row);
                low = v < value.applyAsDouble(low) ? row : low;
                high = v > value.applyAsDouble(high) ? row : high;
                row++;
            }
            rows[count++] = Math.min(low, high);
            if (low != high) {
                rows[count++] = Math.max(low, high);
            }
        }
        rows[count++] = size - 1;
        return new ChartSeries(Arrays.copyOf(rows, count));
    }

    int size() {
        return rows.length;
    }

    int row(int index) {
        return rows[index];
    }

    /** Seconds of the rows; where clocks went back, none before the one ahead of it. */
    void writeTimes(JsonWriter json, IntToLongFunction seconds) {
        long last = Long.MIN_VALUE;
        json.array();
        for (int row : rows) {
            last = Math.max(last, seconds.applyAsLong(row));
            json.value(last);
        }
        json.endArray();
    }

    void writeValues(JsonWriter json, IntToDoubleFunction value) {
        json.array();
        for (int row : rows) {
            json.number(Exact.rounded(value.applyAsDouble(row), DRAWN_DIGITS));
        }
        json.endArray();
    }

    private static int bucket(long nanos, double perNano, int buckets) {
        return Math.min(buckets - 1, (int) (nanos * perNano));
    }

    private static int[] counting(int size) {
        int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        return rows;
    }
}
