package io.strategysdk.backtest.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Unit of a figure and how it is written, the same in every locale: decimal point, commas between thousands. */
public enum FigureFormat {
    /** A fraction shown as percent: 0.231 is {@code 23.1 %}. What is annualised from days may be beyond all reading. */
    PERCENT(2, 1, " %"),
    /** A plain number: {@code 1.43}. */
    RATIO(0, 2, ""),
    /** An amount in the run's currency: {@code 12,345.60}. */
    MONEY(0, 2, ""),
    /** A number of things: {@code 1,234}. */
    COUNT(0, 0, ""),
    /** Days of 24 hours: {@code 12.5 days}, {@code 3 days}. */
    DAYS(0, 1, " days");

    private static final BigDecimal BEYOND_READING = BigDecimal.valueOf(10_000);

    private final int shift;
    private final int decimals;
    private final String suffix;

    FigureFormat(int shift, int decimals, String suffix) {
        this.shift = shift;
        this.decimals = decimals;
        this.suffix = suffix;
    }

    /**
     * Text of a value, rounded half even.
     *
     * @param value finite
     */
    public String text(double value) {
        return text(new BigDecimal(value));
    }

    /** Text of an exact value, rounded half even; percentages of a million and more only say that they are. */
    public String text(BigDecimal value) {
        if (this == PERCENT && value.abs().compareTo(BEYOND_READING) >= 0) {
            return (value.signum() > 0 ? "over 999,999" : "below -999,999") + suffix;
        }
        BigDecimal rounded = value.movePointRight(shift).setScale(decimals, RoundingMode.HALF_EVEN);
        return grouped(this == DAYS ? withoutZeros(rounded) : rounded) + suffix;
    }

    private static BigDecimal withoutZeros(BigDecimal rounded) {
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String grouped(BigDecimal rounded) {
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return rounded.signum() < 0 ? "-" + text : text.toString();
    }
}
