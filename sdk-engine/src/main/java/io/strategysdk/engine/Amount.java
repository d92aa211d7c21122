package io.strategysdk.engine;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A quotient that is compared without being rounded.
 *
 * @param over positive
 */
record Amount(BigDecimal value, BigInteger over) implements Comparable<Amount> {
    static Amount of(BigDecimal value) {
        return new Amount(value, BigInteger.ONE);
    }

    /** The double as it is, to its last bit. */
    static Amount of(double value) {
        return of(new BigDecimal(value));
    }

    @Override
    public int compareTo(Amount other) {
        return value.multiply(new BigDecimal(other.over)).compareTo(other.value.multiply(new BigDecimal(over)));
    }
}
