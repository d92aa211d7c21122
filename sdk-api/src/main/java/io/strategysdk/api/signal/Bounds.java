package io.strategysdk.api.signal;

import java.math.BigDecimal;
import java.math.MathContext;

/** Checks and words of the numbers here. */
final class Bounds {
    /** As many digits as survive in a double, whatever they are. */
    private static final MathContext EXACT = new MathContext(15);

    private Bounds() {}

    static void requirePositive(String name, double value) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
    }

    /** Positive and at most the largest. */
    static void requireAtMost(double largest, String name, double value) {
        if (!(value > 0) || value > largest) {
            throw new IllegalArgumentException(
                    name + " must be above 0 and at most " + text(largest) + ", was " + value);
        }
    }

    /** The same digits on every version of Java, which write doubles in their own ways. */
    static String text(double value) {
        return plain(digits(value));
    }

    static String percent(double share) {
        return plain(digits(share).movePointRight(2)) + " %";
    }

    private static BigDecimal digits(double value) {
        return new BigDecimal(value).round(EXACT);
    }

    private static String plain(BigDecimal digits) {
        return digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
    }
}
