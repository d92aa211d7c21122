package io.strategysdk.backtest.analytics;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How far two executions may lie apart and still count as equal. Quantities are always compared exactly.
 *
 * @param priceBps of a fill's price, hundredths of a percent of the expected one; not negative
 * @param time of decisions and fills; not negative
 */
public record Tolerance(BigDecimal priceBps, Duration time) {
    /** None. */
    public static final Tolerance EXACT = new Tolerance(BigDecimal.ZERO, Duration.ZERO);

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public Tolerance {
        if (priceBps.signum() < 0 || time.isNegative()) {
            throw new IllegalArgumentException(
                    "tolerance must not be negative, was " + priceBps.toPlainString() + " bps and " + time);
        }
    }

    boolean admits(BigDecimal expected, BigDecimal actual) {
        BigDecimal apart = actual.subtract(expected).abs();
        return apart.multiply(BASIS_POINTS).compareTo(priceBps.multiply(expected)) <= 0;
    }

    boolean admits(long expectedNanos, long actualNanos) {
        return Duration.ofNanos(actualNanos - expectedNanos).abs().compareTo(time) <= 0;
    }
}
