package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import java.math.BigInteger;

/**
 * So many new shares for so many old ones, in lowest terms. Exact on integers; a double is rounded once, to the nearest
 * of the exact product.
 */
record SplitRatio(long newShares, long oldShares) {
    static final SplitRatio ONE = new SplitRatio(1, 1);

    /** Products with this and doubles are told from halves between two doubles. */
    private static final long LARGEST = 1L << 50;

    SplitRatio {
        long common =
                BigInteger.valueOf(newShares).gcd(BigInteger.valueOf(oldShares)).longValueExact();
        newShares /= common;
        oldShares /= common;
        if (newShares > LARGEST || oldShares > LARGEST) {
            throw new ArithmeticException(
                    "splits together must be a ratio of numbers up to 2^50, were " + newShares + " for " + oldShares);
        }
    }

    static SplitRatio of(CorporateAction.Split split) {
        return new SplitRatio(split.newShares(), split.oldShares());
    }

    boolean isOne() {
        return newShares == oldShares;
    }

    boolean isReverse() {
        return newShares < oldShares;
    }

    /** Both, one after the other. */
    SplitRatio then(SplitRatio later) {
        return product(later.newShares, later.oldShares);
    }

    /** This, for shares that another one has not made yet. */
    SplitRatio without(SplitRatio other) {
        return product(other.oldShares, other.newShares);
    }

    private SplitRatio product(long times, long over) {
        long acrossNew = gcd(newShares, over);
        long acrossOld = gcd(times, oldShares);
        return new SplitRatio(
                Math.multiplyExact(newShares / acrossNew, times / acrossOld),
                Math.multiplyExact(oldShares / acrossOld, over / acrossNew));
    }

    private static long gcd(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
    }

    /**
     * A quantity after the split, toward zero to whole lots.
     *
     * @throws ArithmeticException when it does not fit 64 bits
     */
    long wholeLots(long units, long lot) {
        return BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(newShares))
                .divide(BigInteger.valueOf(oldShares).multiply(BigInteger.valueOf(lot)))
                .multiply(BigInteger.valueOf(lot))
                .longValueExact();
    }

    /** What is lost when so many units become so many: the fraction, times the old shares of the ratio. */
    BigInteger remainder(long before, long after) {
        return BigInteger.valueOf(before)
                .multiply(BigInteger.valueOf(newShares))
                .subtract(BigInteger.valueOf(after).multiply(BigInteger.valueOf(oldShares)));
    }

    /** A price after the split, the nearest double. */
    double price(double before) {
        return nearest(before, oldShares, newShares);
    }

    /** A quantity after the split, the nearest double. */
    double quantity(double before) {
        return nearest(before, newShares, oldShares);
    }

    /**
     * The remainder of a quotient and the error of a product are doubles, and fused arithmetic gives them exactly. What
     * they come to is half a unit of the quotient, or differs from that by a 2^51st of it at least: the sum rounds as
     * the exact quotient does.
     */
    private static double nearest(double value, long times, long over) {
        if (times == 1 || over == 1) {
            return value * times / over;
        }
        double product = value * times;
        double lost = Math.fma(value, (double) times, -product);
        double quotient = product / over;
        double left = Math.fma(-quotient, (double) over, product) + lost;
        return quotient + left / over;
    }
}
