package io.strategysdk.api.feature;

import java.util.Objects;

/**
 * Straight line through the newest n values by least squares, the bars being the places 0 (the oldest) to n-1 (Carl
 * Friedrich Gauss, 1809). Bind the outputs you read.
 *
 * <p>First valid n-1. Flat input: slope 0, value and intercept that value, R² NaN. Agrees with TA-Lib (LINEARREG,
 * LINEARREG_SLOPE, LINEARREG_INTERCEPT) and with Pine's linreg.
 *
 * @param n number of values, 2 or more
 * @param input what the line is through
 */
public record LinearRegression(int n, Input input) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not between 2 and 1000000
     */
    public LinearRegression {
        Objects.requireNonNull(input, "input");
        Length.check("length", "linearRegression", n, 2);
    }

    /** The same of another input, in place of the present one. */
    public LinearRegression of(Input other) {
        return new LinearRegression(n, other);
    }

    /** The same of a feature, in place of the present input. */
    public LinearRegression of(Feature feature) {
        return of(Input.of(feature));
    }

    /** The line at the present bar: intercept + slope·(n-1). */
    public Feature value() {
        return new Windowed(WindowFunction.REGRESSION_VALUE, n, input);
    }

    /** By how much the line rises a bar: Σ(i - ī)(x - x̄) / Σ(i - ī)². */
    public Feature slope() {
        return new Windowed(WindowFunction.REGRESSION_SLOPE, n, input);
    }

    /** The line at the oldest bar of the window: x̄ - slope·(n-1)/2. */
    public Feature intercept() {
        return new Windowed(WindowFunction.REGRESSION_INTERCEPT, n, input);
    }

    /** Share of the variance that the line explains, from 0 to 1: the squared correlation of values and places. */
    public Feature rSquared() {
        return new Windowed(WindowFunction.REGRESSION_R_SQUARED, n, input);
    }
}
