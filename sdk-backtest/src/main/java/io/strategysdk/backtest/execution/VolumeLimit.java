package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Arrays;

/** How much of each bar's volume, or of what is quoted on a side, the account's orders may still fill, in whole lots. */
final class VolumeLimit {
    private static final long NOT_ASKED = -1;
    private static final double SHORTFALL = 1e-12;
    private static final double LARGEST_SHORTFALL = 0.25;
    private final double share;
    private long[] left = new long[0];
    private long time = Long.MIN_VALUE;

    VolumeLimit(double share) {
        this.share = share;
    }

    /** The slice of a moment: what has been filled on it before is gone. */
    void begin(long epochNanos) {
        if (epochNanos != time) {
            time = epochNanos;
            Arrays.fill(left, NOT_ASKED);
        }
    }

    /** So many units, or what the bar has left for them. */
    long most(WorkingOrder order, long wanted, Slice slice) {
        return share == 0 ? wanted : Math.min(wanted, left(order, slice));
    }

    private long left(WorkingOrder order, Slice slice) {
        int at = placeOf(order, slice);
        if (at >= left.length) {
            int before = left.length;
            left = Arrays.copyOf(left, at + 1);
            Arrays.fill(left, before, left.length, NOT_ASKED);
        }
        if (left[at] == NOT_ASKED) {
            Slice met = order.sign() > 0 ? slice.asks() : slice.bids();
            left[at] = units(order, met, met.row(order.instrumentIndex()));
        }
        return left[at];
    }

    /** Buys and sells take from one volume, but from two sides of quotes. */
    private static int placeOf(WorkingOrder order, Slice slice) {
        int instrument = order.instrumentIndex();
        return 2 * instrument + (order.sign() > 0 && slice.isQuoted(slice.row(instrument)) ? 1 : 0);
    }

    private long units(WorkingOrder order, Slice slice, int row) {
        if (!slice.knowsVolume(row)) {
            return Long.MAX_VALUE;
        }
        long lot = order.instrument().lotSize().units();
        double lots =
                slice.volume(row) * share * Scales.power(order.instrument().quantityScale()) / lot;
        return Math.min((long) wholeLots(lots), Long.MAX_VALUE / lot) * lot;
    }

    /** Rounded down, but for what arithmetic in doubles loses: 0.29 of 100 is 29. */
    private static double wholeLots(double lots) {
        double nearest = Math.rint(lots);
        return nearest - lots <= Math.min(SHORTFALL * nearest, LARGEST_SHORTFALL) ? nearest : Math.floor(lots);
    }

    void take(WorkingOrder order, long units, Slice slice) {
        if (share != 0) {
            left[placeOf(order, slice)] -= units;
        }
    }
}
