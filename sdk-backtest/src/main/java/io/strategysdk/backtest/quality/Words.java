package io.strategysdk.backtest.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers in sentences. */
final class Words {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final int HUNDRED = 100;

    private Words() {}

    static String plain(double value) {
        return Double.isFinite(value)
                ? zeroless(BigDecimal.valueOf(value))
                : Double.toString(value).toLowerCase(Locale.ROOT);
    }

    /** To three digits, or all digits before the point. */
    static String rough(double value) {
        if (!Double.isFinite(value)) {
            return plain(value);
        }
        BigDecimal exact = new BigDecimal(value);
        return Math.abs(value) >= HUNDRED * 10 ? Long.toString(Math.round(value)) : zeroless(exact.round(THREE_DIGITS));
    }

    static String percent(double part) {
        return rough(part * HUNDRED) + " %";
    }

    static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private static String zeroless(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
