package io.strategysdk.backtest.execution.reference;

/**
 * One bar of the finest series of an instrument.
 *
 * @param instrument whose
 * @param openNanos when it opens
 * @param closeNanos when it closes
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume in quantity units
 * @param opensSession whether it is its session's first bar
 * @param closesSession whether it is its session's last bar
 * @param outsideSession whether it opens outside of regular hours
 * @param sessionCloseNanos when the session it opens in closes; of no meaning outside of regular hours
 */
public record RefBar(
        int instrument,
        long openNanos,
        long closeNanos,
        long open,
        long high,
        long low,
        long close,
        long volume,
        boolean opensSession,
        boolean closesSession,
        boolean outsideSession,
        long sessionCloseNanos) {
    private static final long SECOND = 1_000_000_000L;

    /** Checks that it can be a bar. */
    public RefBar {
        if (low > Math.min(open, close) || high < Math.max(open, close) || openNanos >= closeNanos || volume < 0) {
            throw new IllegalArgumentException("low must be lowest, high highest, and open must come before close, was "
                    + open + " " + high + " " + low + " " + close);
        }
    }

    /** The last arrival that this bar can fill: its open and 1 % of its duration, at most 1 s. */
    long lastArrival() {
        return openNanos + Math.min(SECOND, (closeNanos - openNanos) / 100);
    }

    long clip(long price) {
        return Math.max(low, Math.min(high, price));
    }
}
