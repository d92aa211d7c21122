package io.strategysdk.engine;

import java.util.Arrays;

/** Equity of each strategy at each slice from the run's start on. */
final class EquityLog {
    private final long from;
    private final double[][] equity;
    private int size;
    /** The one strategy's own samples; without room when there are several. */
    private double[] only = {};

    private int room;

    /** Room for so many slices to begin with; samples before a time are left out. */
    EquityLog(int desks, int capacity, long from) {
        this.from = from;
        equity = new double[desks][capacity];
        showOnly();
    }

    void sample(long now, Desk[] desks) {
        int at = size;
        if (at < room && now >= from) {
            only[at] = desks[0].book.value();
            size = at + 1;
        } else {
            sampleAll(now, desks);
        }
    }

    private void sampleAll(long now, Desk[] desks) {
        for (Desk desk : desks) {
            desk.book.value();
        }
        if (now < from) {
            return;
        }
        if (size == equity[0].length) {
            for (int d = 0; d < equity.length; d++) {
                equity[d] = Arrays.copyOf(equity[d], Math.max(64, size * 2));
            }
            showOnly();
        }
        for (int d = 0; d < equity.length; d++) {
            equity[d][size] = desks[d].book.equity();
        }
        size++;
    }

    /** How many samples from a time on may be put behind those of the only strategy without asking. */
    int room(long now) {
        return now < from ? 0 : Math.max(0, room - size);
    }

    /** The only strategy's samples, with room behind them. */
    double[] only() {
        return only;
    }

    /** So many samples have been taken in all. */
    void took(int samples) {
        size = samples;
    }

    private void showOnly() {
        only = equity[0];
        room = equity.length == 1 ? only.length : 0;
    }

    int size() {
        return size;
    }

    /** The samples so far; the log's own array when it is full. */
    double[] equity(int desk) {
        return size == equity[desk].length ? equity[desk] : Arrays.copyOf(equity[desk], size);
    }

    void restore(double[][] saved) {
        size = saved[0].length;
        for (int d = 0; d < equity.length; d++) {
            equity[d] = Arrays.copyOf(saved[d], Math.max(size, equity[d].length));
        }
        showOnly();
    }
}
