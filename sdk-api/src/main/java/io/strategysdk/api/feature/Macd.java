package io.strategysdk.api.feature;

import java.util.Objects;

/**
 * Moving average convergence divergence (Gerald Appel, 1979): the distance of two exponential means, its own exponential
 * mean, and the distance of these. Bind the ones you read; they share their work.
 *
 * <p>Each mean is seeded with the arithmetic mean of its own first values: the fast one from bar 0 on, the signal with
 * the first defined values of the line. Pine agrees; TA-Lib seeds the fast mean later and converges. Flat input: 0.
 *
 * @param fast length of the fast mean
 * @param slow length of the slow mean
 * @param signalLength length of the signal's mean
 * @param input what the means are of
 */
public record Macd(int fast, int slow, int signalLength, Input input) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException when one is not between 1 and 1000000, or the fast one is not below the slow one
     */
    public Macd {
        Objects.requireNonNull(input, "input");
        Length.checkFastBelowSlow("macd", fast, slow);
        Length.check("signal length", "macd", signalLength, 1);
    }

    /** The same of another input, in place of the present one. */
    public Macd of(Input other) {
        return new Macd(fast, slow, signalLength, other);
    }

    /** The same of a feature, in place of the present input. */
    public Macd of(Feature feature) {
        return of(Input.of(feature));
    }

    /** {@code ema(fast) - ema(slow)}; first valid slow-1. */
    public Feature line() {
        return difference(name(fast + ", " + slow) + ".line", ema(fast), ema(slow));
    }

    /** {@code ema(signalLength)} of the line; first valid slow+signalLength-2. */
    public Feature signal() {
        return Indicators.ema(signalLength).of(line());
    }

    /** The line minus the signal; first valid slow+signalLength-2. */
    public Feature histogram() {
        return difference(this + ".histogram", line(), signal());
    }

    private Feature ema(int n) {
        return Indicators.ema(n).of(input);
    }

    private static Feature difference(String name, Feature first, Feature second) {
        return new Blend(name, 1, first, -1, second);
    }

    @Override
    public String toString() {
        return name(fast + ", " + slow + ", " + signalLength);
    }

    private String name(String lengths) {
        return Names.of("macd(" + lengths + ")", input, Input.close());
    }
}
