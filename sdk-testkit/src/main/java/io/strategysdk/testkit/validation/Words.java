package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.statistics.FigureFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Figures as texts, the same in every locale; a dash for what is undefined. */
final class Words {
    private static final int PROBABILITY_DECIMALS = 3;
    private static final double LEAST_SHOWN = 0.001;

    private Words() {}

    static String ratio(double value) {
        return of(FigureFormat.RATIO, value);
    }

    static String ratio(OptionalDouble value) {
        return ratio(value.orElse(Double.NaN));
    }

    static String percent(double value) {
        return of(FigureFormat.PERCENT, value);
    }

    static String percent(OptionalDouble value) {
        return percent(value.orElse(Double.NaN));
    }

    static String count(double value) {
        return of(FigureFormat.COUNT, value);
    }

    /** A share that was chosen: 0.95 is {@code 95 %}. */
    static String share(double value) {
        return plain(BigDecimal.valueOf(value).movePointRight(2)) + " %";
    }

    static String plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static String probability(OptionalDouble value) {
        return value.isPresent() ? probability(value.getAsDouble()) : "-";
    }

    static String probability(double value) {
        if (value < LEAST_SHOWN) {
            return "below 0.001";
        }
        if (value > 1 - LEAST_SHOWN && value < 1) {
            return "above 0.999";
        }
        return new BigDecimal(value)
                .setScale(PROBABILITY_DECIMALS, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** With a capital and a full stop. */
    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String of(FigureFormat format, double value) {
        return Double.isFinite(value) ? format.text(value) : "-";
    }
}
