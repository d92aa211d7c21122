package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;
import java.math.BigInteger;

/**
 * When in a bar something filled.
 *
 * @param phase at the open, inside or at the close
 * @param bid the market's price at that moment, as sellers meet it
 * @param ask the same as buyers meet it; the bid, where bars have one price
 * @param way where the price had still to go for certain: 1 to the high, -1 to the low, 0 nobody knows
 */
record Moment(RefPhase phase, long bid, long ask, int way) {
    static Moment open(RefBar bar) {
        return new Moment(
                RefPhase.OPEN, bar.of(Side.SELL).open(), bar.of(Side.BUY).open(), 0);
    }

    static Moment close(RefBar bar) {
        return new Moment(
                RefPhase.CLOSE, bar.of(Side.SELL).close(), bar.of(Side.BUY).close(), 0);
    }

    static Moment inside(long bid, long ask, int way) {
        return new Moment(RefPhase.INSIDE, bid, ask, way);
    }

    /** "Each at the same part of its own way"; "where the entry's side has no range, the other one is at its open". */
    static Moment inside(RefBar bar, Side side, long market, int way) {
        RefBar own = bar.of(side);
        RefBar other = bar.of(side.opposite());
        long range = own.high() - own.low();
        long there = bar.ask().isEmpty()
                ? market
                : range == 0 ? other.open() : other.low() + part(other.high() - other.low(), market - own.low(), range);
        return side == Side.BUY ? inside(there, market, way) : inside(market, there, way);
    }

    /** Toward zero. */
    static long part(long whole, long numerator, long denominator) {
        return BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }

    /** The market as orders of a side meet it. */
    long market(Side side) {
        return side == Side.BUY ? ask : bid;
    }

    boolean isInside() {
        return phase == RefPhase.INSIDE;
    }
}
