package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Equity of each strategy at each slice from the run's start on. In blocks: growing moves nothing, and a block is
 * written while the memory that was cleared for it is still at hand.
 */
final class EquityLog {
    private static final int BLOCK = 1 << 14;

    private final long from;
    private final int expected;
    private final List<double[]> full = new ArrayList<>();
    private final double[][] blocks;
    private int before;
    private int at;
    /** The one strategy's block; of length 0 when there are several. */
    private double[] only = {};

    /** For so many slices, or more; samples before a time are left out. */
    EquityLog(int desks, int expected, long from) {
        this.from = from;
        this.expected = expected;
        blocks = new double[desks][0];
    }

    void sample(long now, Desk[] desks) {
        if (at < only.length && now >= from) {
            only[at++] = desks[0].book.value();
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
        if (at == blocks[0].length) {
            beginBlocks();
        }
        for (int d = 0; d < blocks.length; d++) {
            blocks[d][at] = desks[d].book.equity();
        }
        at++;
    }

    /** What is full holds the blocks of all strategies in turn. */
    private void beginBlocks() {
        before += at;
        int length = before < expected ? Math.min(BLOCK, expected - before) : BLOCK;
        for (int d = 0; d < blocks.length; d++) {
            if (at > 0) {
                full.add(blocks[d]);
            }
            blocks[d] = new double[length];
        }
        at = 0;
        only = blocks.length == 1 ? blocks[0] : only;
    }

    /** How many samples from a time on may be put into the only strategy's block without asking. */
    int room(long now) {
        return now < from ? 0 : Math.max(0, only.length - at);
    }

    /** The only strategy's block. */
    double[] only() {
        return only;
    }

    /** Where the next sample of a block goes. */
    int at() {
        return at;
    }

    /** So many samples have been put into the only strategy's block. */
    void took(int samples) {
        at += samples;
    }

    int size() {
        return before + at;
    }

    /** The samples of one strategy so far. */
    double[] equity(int desk) {
        double[] all = new double[size()];
        int to = 0;
        for (int i = desk; i < full.size(); i += blocks.length) {
            double[] block = full.get(i);
            System.arraycopy(block, 0, all, to, block.length);
            to += block.length;
        }
        System.arraycopy(blocks[desk], 0, all, to, at);
        return all;
    }

    /** Of all strategies together. */
    double[] sum() {
        double[] sum = equity(0);
        for (int d = 1; d < blocks.length; d++) {
            double[] one = equity(d);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        return sum;
    }

    void restore(double[][] saved) {
        full.addAll(Arrays.asList(saved));
        before = saved[0].length;
    }
}
