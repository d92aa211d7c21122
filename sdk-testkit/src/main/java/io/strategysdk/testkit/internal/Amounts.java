package io.strategysdk.testkit.internal;

import java.math.BigDecimal;

/** Amounts of money that are written as decimal text. */
public final class Amounts {
    private Amounts() {}

    /**
     * The exact amount.
     *
     * @param what is written, for the error
     * @throws IllegalArgumentException when it is no decimal number
     */
    public static BigDecimal of(String what, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notDecimal) {
            throw new IllegalArgumentException(
                    what + " must be a decimal number such as 1234.50, was '" + text + "'", notDecimal);
        }
    }
}
