package io.strategysdk.backtest.store;

import java.util.Arrays;

/** Rows as columns of 64 bits each as they are stored, doubles by their raw bits; the first column is the time. */
final class Rows {
    private static final int FIRST_CAPACITY = 16;

    final long[][] columns;
    int size;

    Rows(int width, int capacity) {
        columns = new long[width][capacity];
    }

    int width() {
        return columns.length;
    }

    long time(int row) {
        return columns[0][row];
    }

    double number(int column, int row) {
        return Double.longBitsToDouble(columns[column][row]);
    }

    /** Adds an empty row and returns its number. */
    int extend() {
        reserve(size + 1);
        return size++;
    }

    void addAll(Rows from, int start, int end) {
        reserve(size + end - start);
        for (int c = 0; c < columns.length; c++) {
            System.arraycopy(from.columns[c], start, columns[c], size, end - start);
        }
        size += end - start;
    }

    private void reserve(int rows) {
        if (rows > columns[0].length) {
            int capacity = Math.max(Math.max(rows, FIRST_CAPACITY), Math.addExact(size, size >> 1));
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], capacity);
            }
        }
    }

    /** First row at or after a time; the size when there is none. */
    int atOrAfter(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns[0][middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** First row behind those of the instant that a row is part of. */
    int instantEnd(int row) {
        int end = row + 1;
        while (end < size && columns[0][end] == columns[0][row]) {
            end++;
        }
        return end;
    }

    /** Whether rows from one on are the same, to the bit, as all of others. */
    boolean areSame(int start, int end, Rows others) {
        if (end - start != others.size) {
            return false;
        }
        for (int c = 0; c < columns.length; c++) {
            if (!Arrays.equals(columns[c], start, end, others.columns[c], 0, others.size)) {
                return false;
            }
        }
        return true;
    }
}
