package io.strategysdk.api.feature;

import java.util.Objects;

/**
 * Keltner channel (Chester Keltner, 1960, in Linda Raschke's form): an exponential mean, and bands k average true ranges
 * above and below it. Bind the ones you read; they share their work. A breakout compares the close with the band one bar
 * ago.
 *
 * <p>Flat input: all three are the mean. Libraries do not agree: Pine smooths the range with an exponential mean too, where
 * this has Wilder's, and LEAN takes simple means unless told otherwise.
 *
 * @param n number of bars of the mean and of the average true range
 * @param k width in average true ranges
 * @param input what the middle is of
 */
public record Keltner(int n, double k, Input input) {
    /**
     * Checks length and width.
     *
     * @throws IllegalArgumentException when the length is not between 1 and 1000000, or the width negative or not finite
     */
    public Keltner {
        Objects.requireNonNull(input, "input");
        Length.check("length", "keltner", n, 1);
        Width.check("keltner", k);
    }

    /** The same around the mean of another input, in place of the present one. */
    public Keltner of(Input other) {
        return new Keltner(n, k, other);
    }

    /** The same around the mean of a feature, in place of the present input. */
    public Keltner of(Feature feature) {
        return of(Input.of(feature));
    }

    /** The mean, {@code ema(n)}; first valid n-1. */
    public Feature middle() {
        return Indicators.ema(n).of(input);
    }

    /** The mean plus k times {@code atr(n)}; first valid n. */
    public Feature upper() {
        return band("upper", k);
    }

    /** The mean minus k times {@code atr(n)}; first valid n. */
    public Feature lower() {
        return band("lower", -k);
    }

    private Feature band(String side, double width) {
        return new Blend(this + "." + side, 1, middle(), width, Indicators.atr(n));
    }

    @Override
    public String toString() {
        return Names.of("keltner(" + n + ", " + k + ")", input, Input.close());
    }
}
