package io.strategysdk.backtest.internal;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Decimal texts of doubles that read back as the same double, the same on every JDK: what Double.toString prints changed
 * in JDK 19.
 */
public final class Exact {
    private static final double UNITS = 1e8;
    private static final int UNITS_SCALE = 8;
    private static final double SAFE = 9e15;
    private static final int FEWEST_DIGITS = 15;
    private static final int ENOUGH_DIGITS = 17;

    private Exact() {}

    public static String text(double value) {
        double units = Math.rint(value * UNITS);
        if (Math.abs(units) < SAFE && units / UNITS == value) {
            return plain(BigDecimal.valueOf((long) units, UNITS_SCALE));
        }
        BigDecimal full = new BigDecimal(value);
        for (int digits = FEWEST_DIGITS; digits < ENOUGH_DIGITS; digits++) {
            BigDecimal shorter = full.round(new MathContext(digits));
            if (shorter.doubleValue() == value) {
                return shorter.stripTrailingZeros().toString();
            }
        }
        return full.round(new MathContext(ENOUGH_DIGITS)).stripTrailingZeros().toString();
    }

    /** To the 15 digits that any double keeps: beyond them are only the traces of its arithmetic. */
    public static String sensible(double value) {
        return plain(new BigDecimal(value).round(new MathContext(FEWEST_DIGITS)));
    }

    /** For drawing: so many significant digits. */
    public static String rounded(double value, int digits) {
        return plain(new BigDecimal(value).round(new MathContext(digits)));
    }

    public static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
