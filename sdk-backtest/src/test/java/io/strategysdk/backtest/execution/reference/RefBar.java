package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;
import java.util.Optional;

/**
 * One bar of the finest series of an instrument; of one with a bid and an ask its prices and volume are the bid's.
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
 * @param ask of a bar with a bid and an ask
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
        long sessionCloseNanos,
        Optional<RefAsk> ask) {
    private static final long SECOND = 1_000_000_000L;

    /** Checks that it can be a bar. */
    public RefBar {
        if (low > Math.min(open, close) || high < Math.max(open, close) || openNanos >= closeNanos || volume < 0) {
            throw new IllegalArgumentException("low must be lowest, high highest, and open must come before close, was "
                    + open + " " + high + " " + low + " " + close);
        }
    }

    /** A bar of trades. */
    public RefBar(
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
        this(
                instrument,
                openNanos,
                closeNanos,
                open,
                high,
                low,
                close,
                volume,
                opensSession,
                closesSession,
                outsideSession,
                sessionCloseNanos,
                Optional.empty());
    }

    /** With this ask. */
    public RefBar asking(RefAsk value) {
        return with(open, high, low, close, volume, Optional.of(value));
    }

    /** As orders of a side meet it. */
    public RefBar of(Side side) {
        if (side == Side.BUY && ask.isPresent()) {
            RefAsk asked = ask.get();
            return with(asked.open(), asked.high(), asked.low(), asked.close(), asked.volume(), Optional.empty());
        }
        return ask.isPresent() ? with(open, high, low, close, volume, Optional.empty()) : this;
    }

    private RefBar with(long first, long highest, long lowest, long last, long traded, Optional<RefAsk> asked) {
        return new RefBar(
                instrument,
                openNanos,
                closeNanos,
                first,
                highest,
                lowest,
                last,
                traded,
                opensSession,
                closesSession,
                outsideSession,
                sessionCloseNanos,
                asked);
    }

    /** The last arrival that this bar can fill: its open and 1 % of its duration, at most 1 s. */
    long lastArrival() {
        return openNanos + Math.min(SECOND, (closeNanos - openNanos) / 100);
    }

    long clip(long price) {
        return Math.max(low, Math.min(high, price));
    }
}
