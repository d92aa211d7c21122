package io.strategysdk.backtest.execution;

import java.math.BigDecimal;
import java.time.Duration;

/** How models read and write their numbers, and what models of a user are called. */
final class ModelWords {
    private ModelWords() {}

    /** The same in every run: what the JVM numbers, such as hash codes and names of lambdas, is left out. */
    static String ofOwn(Object model) {
        if (hasOwnToString(model.getClass())) {
            return model.toString();
        }
        String name = model.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return "own model (" + (lambda < 0 ? name : name.substring(0, lambda)) + ")";
    }

    private static boolean hasOwnToString(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every object must have toString", e);
        }
    }

    static String number(double value) {
        return number(BigDecimal.valueOf(value));
    }

    static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A share as a percentage. */
    static String percent(BigDecimal share) {
        return number(share.movePointRight(2)) + " %";
    }

    /** Brackets, so that the sum's own minimum is not taken for that of its last part. */
    static String sum(String one, String other) {
        return "(" + one + ") plus (" + other + ")";
    }

    /** An amount that was written as text. */
    static BigDecimal amount(String what, String decimal) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(decimal);
        } catch (NumberFormatException notDecimal) {
            throw new IllegalArgumentException(
                    what + " must be a decimal number such as 0.005, was '" + decimal + "'", notDecimal);
        }
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(what + " must not be negative, was " + decimal);
        }
        return amount;
    }

    static String millis(Duration duration) {
        return number(BigDecimal.valueOf(duration.toNanos(), 6)) + " ms";
    }
}
