package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Slice;

/**
 * One bar in price units, as trigger rules see it. All of it is fetched at once: its columns have not been read from
 * lately, and memory answers five questions in the time of one when they are asked together.
 */
final class BarPrices {
    private static final int NONE = -1;
    private int shown = NONE;
    private long open;
    private long high;
    private long low;
    private long close;
    private double volume;
    private boolean opensSession;
    private boolean closesSession;
    private long sessionClose;

    /** Another slice has come, whose rows may have the numbers of those before. */
    void forget() {
        shown = NONE;
    }

    void show(Slice slice, int row) {
        if (row == shown) {
            return;
        }
        shown = row;
        open = slice.open(row);
        high = slice.high(row);
        low = slice.low(row);
        close = slice.close(row);
        volume = slice.volume(row);
        opensSession = slice.opensSession();
        closesSession = slice.closesSession();
        sessionClose = slice.sessionCloseNanos();
    }

    long open() {
        return open;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    long close() {
        return close;
    }

    double volume() {
        return volume;
    }

    /** Whether the bar traded, and less than so much. */
    boolean tradedLessThan(double quantity) {
        return volume > 0 && volume < quantity;
    }

    boolean opensSession() {
        return opensSession;
    }

    /** Close of its session, UTC nanoseconds since 1970. */
    long sessionClose() {
        return sessionClose;
    }

    boolean closesSession() {
        return closesSession;
    }
}
