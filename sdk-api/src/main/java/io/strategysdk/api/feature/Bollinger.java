package io.strategysdk.api.feature;

import java.util.Objects;

/**
 * Bollinger bands (John Bollinger, Bollinger on Bollinger Bands, 2001): a mean, and bands k population standard
 * deviations above and below it. Bind the ones you read; they share their work.
 *
 * <p>First valid n-1. Flat input: all three are the mean. Agrees with TA-Lib, Pine and LEAN.
 *
 * @param n number of values in the window
 * @param k width in standard deviations
 * @param input what the bands are of
 */
public record Bollinger(int n, double k, Input input) {
    /**
     * Checks length and width.
     *
     * @throws IllegalArgumentException when the length is not between 1 and 1000000, or the width negative or not finite
     */
    public Bollinger {
        Objects.requireNonNull(input, "input");
        Length.check("length", "bollinger", n, 1);
        Width.check("bollinger", k);
    }

    /** The same of another input, in place of the present one. */
    public Bollinger of(Input other) {
        return new Bollinger(n, k, other);
    }

    /** The same of a feature, in place of the present input. */
    public Bollinger of(Feature feature) {
        return of(Input.of(feature));
    }

    /** The mean, {@code sma(n)}. */
    public Feature middle() {
        return Indicators.sma(n).of(input);
    }

    /** The mean plus k standard deviations. */
    public Feature upper() {
        return band("upper", k);
    }

    /** The mean minus k standard deviations. */
    public Feature lower() {
        return band("lower", -k);
    }

    private Feature band(String side, double width) {
        return new Blend(
                this + "." + side, 1, middle(), width, Indicators.stdev(n).of(input));
    }

    @Override
    public String toString() {
        return Names.of("bollinger(" + n + ", " + k + ")", input, Input.close());
    }
}
