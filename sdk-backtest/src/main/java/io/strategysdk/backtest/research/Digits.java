package io.strategysdk.backtest.research;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Texts of doubles, the same on every machine; a dash for what is undefined. */
final class Digits {
    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-4;

    private Digits() {}

    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** So many significant digits. */
    static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        boolean isPlain = Math.abs(value) < LARGE && Math.abs(value) >= SMALL;
        return isPlain ? rounded.toPlainString() : rounded.toString();
    }

    /** A probability; below a ten-thousandth only that it is. */
    static String probability(double value) {
        return value < SMALL ? "<0.0001" : fixed(value, 4);
    }
}
