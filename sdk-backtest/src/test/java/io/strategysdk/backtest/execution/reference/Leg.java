package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;
import java.math.BigInteger;
import java.util.function.ToLongFunction;

/** A straight way between two turns, which "is walked by both sides at once". */
record Leg(long fromBid, long toBid, long fromAsk, long toAsk) {
    /** Part of the way. */
    record Part(long numerator, long denominator) implements Comparable<Part> {
        static final Part NOTHING = new Part(0, 1);
        static final Part ALL = new Part(1, 1);

        @Override
        public int compareTo(Part other) {
            BigInteger mine = BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(other.denominator));
            return mine.compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
        }
    }

    static Leg between(RefBar bar, ToLongFunction<RefBar> from, ToLongFunction<RefBar> to) {
        RefBar bid = bar.of(Side.SELL);
        RefBar ask = bar.of(Side.BUY);
        return new Leg(from.applyAsLong(bid), to.applyAsLong(bid), from.applyAsLong(ask), to.applyAsLong(ask));
    }

    long from(Side side) {
        return side == Side.BUY ? fromAsk : fromBid;
    }

    long to(Side side) {
        return side == Side.BUY ? toAsk : toBid;
    }

    /** Rounded to where it came from. */
    long at(Side side, Part part) {
        return from(side) + Moment.part(to(side) - from(side), part.numerator, part.denominator);
    }

    /** How far along a level of a side lies that is not where the side is now: between that and its end. */
    Part part(Side side, long level) {
        long sign = Long.signum(to(side) - from(side));
        return new Part(sign * (level - from(side)), sign * (to(side) - from(side)));
    }
}
