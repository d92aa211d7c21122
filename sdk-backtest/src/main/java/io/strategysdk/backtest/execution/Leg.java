package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Notional;

/**
 * A straight way that prices go between two turns, bid and ask at the same time; without quotes both are one.
 *
 * @param fromBid where the bid begins, in units as all of them
 * @param toBid where it ends
 * @param fromAsk where the ask begins
 * @param toAsk where it ends
 */
record Leg(long fromBid, long toBid, long fromAsk, long toAsk) {
    static Leg ofOpen(BarPrices bids, BarPrices asks, boolean up) {
        return new Leg(bids.open(), extreme(bids, up), asks.open(), extreme(asks, up));
    }

    static Leg betweenExtremes(BarPrices bids, BarPrices asks, boolean downward) {
        return new Leg(
                extreme(bids, downward), extreme(bids, !downward), extreme(asks, downward), extreme(asks, !downward));
    }

    static Leg toClose(BarPrices bids, BarPrices asks, boolean fromHigh) {
        return new Leg(extreme(bids, fromHigh), bids.close(), extreme(asks, fromHigh), asks.close());
    }

    private static long extreme(BarPrices prices, boolean high) {
        return high ? prices.high() : prices.low();
    }

    /** Where the side begins that orders of this sign meet. */
    long from(int sign) {
        return sign > 0 ? fromAsk : fromBid;
    }

    /** What is left of it at its end: nothing. */
    Leg end() {
        return new Leg(toBid, toBid, toAsk, toAsk);
    }

    /** Where it ends. */
    long to(int sign) {
        return sign > 0 ? toAsk : toBid;
    }

    /** Which way it goes: 1 up, -1 down. */
    int direction(int sign) {
        return Long.signum(to(sign) - from(sign));
    }

    /** What is left of it from where a side has come to a price, and the other as far on its own way. */
    Leg from(int sign, long price) {
        long whole = to(sign) - from(sign);
        long gone = price - from(sign);
        long other = from(-sign);
        long with = whole == 0 ? other : other + Notional.share(to(-sign) - other, gone, whole);
        return sign > 0 ? new Leg(with, toBid, price, toAsk) : new Leg(price, toBid, with, toAsk);
    }

    /** Which of two prices, each of the side of a sign, is met first: below 0 the first, above 0 the second. */
    int compare(int sign, long price, int otherSign, long otherPrice) {
        long gone = Math.abs(price - from(sign));
        long otherGone = Math.abs(otherPrice - from(otherSign));
        if (sign == otherSign || gone == 0 || otherGone == 0) {
            return Long.compare(gone, otherGone);
        }
        return compareProducts(
                gone, Math.abs(to(otherSign) - from(otherSign)), otherGone, Math.abs(to(sign) - from(sign)));
    }

    /** Of numbers that are not negative, in 128 bits. */
    private static int compareProducts(long a, long b, long c, long d) {
        int byHigh = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return byHigh != 0 ? byHigh : Long.compareUnsigned(a * b, c * d);
    }
}
