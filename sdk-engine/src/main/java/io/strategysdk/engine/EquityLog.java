package io.strategysdk.engine;

import java.util.Arrays;

/** Equity of each strategy at each slice from the run's start on. */
final class EquityLog {
    private final long from;
    private final double[][] equity;
    private long[] times;
    private int size;

    /** Room for so many slices to begin with; samples before a time are left out. */
    EquityLog(int desks, int capacity, long from) {
        this.from = from;
        times = new long[capacity];
        equity = new double[desks][capacity];
    }

    void sample(long now, Desk[] desks) {
        if (desks.length == 1 && size < times.length && now >= from) {
            equity[0][size] = desks[0].book.value();
            times[size++] = now;
            return;
        }
        sampleAll(now, desks);
    }

    private void sampleAll(long now, Desk[] desks) {
        for (Desk desk : desks) {
            desk.book.value();
        }
        if (now < from) {
            return;
        }
        if (size == times.length) {
            int capacity = Math.max(64, size * 2);
            times = Arrays.copyOf(times, capacity);
            for (int d = 0; d < equity.length; d++) {
                equity[d] = Arrays.copyOf(equity[d], capacity);
            }
        }
        times[size] = now;
        for (int d = 0; d < equity.length; d++) {
            equity[d][size] = desks[d].book.equity();
        }
        size++;
    }

    int size() {
        return size;
    }

    long[] times() {
        return Arrays.copyOf(times, size);
    }

    double[] equity(int desk) {
        return Arrays.copyOf(equity[desk], size);
    }

    void restore(long[] savedTimes, double[][] saved) {
        size = savedTimes.length;
        times = Arrays.copyOf(savedTimes, Math.max(size, times.length));
        for (int d = 0; d < equity.length; d++) {
            equity[d] = Arrays.copyOf(saved[d], times.length);
        }
    }
}
