package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;

/**
 * A bar as a buyer sees it; a seller sees it upside down, because sells mirror. Every rule is written once, for buys.
 *
 * @param sign 1 for a buyer, -1 for a seller
 * @param open first price
 * @param high the worst
 * @param low the best
 * @param close last price
 */
record Seen(long sign, long open, long high, long low, long close) {
    static Seen by(Side side, RefBar bar) {
        RefBar own = bar.of(side);
        return side == Side.BUY
                ? new Seen(1, own.open(), own.high(), own.low(), own.close())
                : new Seen(-1, -own.open(), -own.low(), -own.high(), -own.close());
    }
}
