package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Notional;

/**
 * Prices that every path of a bar touches after it was at one of them: what lies between there and the close, and all the
 * way to the extreme that it came toward.
 *
 * @param at where it was, in units
 * @param close the bar's close
 * @param low lowest price that is certain
 * @param high highest price that is certain
 */
record Reach(long at, long close, long low, long high) {
    /** From a price that the market came to from below (1), from above (-1) or in a way that is not known (0). */
    static Reach of(long at, int approach, BarPrices bar) {
        long close = bar.close();
        return new Reach(
                at,
                close,
                approach < 0 ? bar.low() : Math.min(at, close),
                approach > 0 ? bar.high() : Math.max(at, close));
    }

    /**
     * The same on the other side of the quotes: both turn at the same time, each at the same part of its own range.
     *
     * @param at price of the own side
     * @param own side that came to it
     * @param other side that is asked for
     */
    static Reach onTheOther(long at, int approach, BarPrices own, BarPrices other) {
        long range = own.high() - own.low();
        long there = range == 0
                ? other.open()
                : other.low() + Notional.share(other.high() - other.low(), at - own.low(), range);
        return of(there, approach, other);
    }

    /** The whole bar, as if it had only begun. */
    Reach orWorse(BarPrices bar) {
        return new Reach(at, close, bar.low(), bar.high());
    }

    boolean includes(long price) {
        return low <= price && price <= high;
    }
}
