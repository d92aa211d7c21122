package io.strategysdk.api.feature;

import java.util.Objects;

/**
 * Percentage price oscillator (Gerald Appel): the distance of two exponential means in percent of the slow one, its own
 * exponential mean, and the distance of these. Usual lengths are 12, 26 and 9. Bind the ones you read; they share their
 * work.
 *
 * <p>Each mean is seeded with the arithmetic mean of its own first values, as in {@link Macd}. Pine agrees; TA-Lib seeds
 * the fast mean later and converges, and its default means are simple ones. Flat input: 0, up to rounding; a slow mean
 * of 0: NaN.
 *
 * @param fast length of the fast mean
 * @param slow length of the slow mean
 * @param signalLength length of the signal's mean
 * @param input what the means are of
 */
public record Ppo(int fast, int slow, int signalLength, Input input) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException when one is not between 1 and 1000000, or the fast one is not below the slow one
     */
    public Ppo {
        Objects.requireNonNull(input, "input");
        Length.checkFastBelowSlow("ppo", fast, slow);
        Length.check("signal length", "ppo", signalLength, 1);
    }

    /** The same of another input, in place of the present one. */
    public Ppo of(Input other) {
        return new Ppo(fast, slow, signalLength, other);
    }

    /** The same of a feature, in place of the present input. */
    public Ppo of(Feature feature) {
        return of(Input.of(feature));
    }

    /** 100·({@code ema(fast) - ema(slow)}) / {@code ema(slow)}; first valid slow-1. */
    public Feature line() {
        return Pointwise.of(
                name(fast + ", " + slow) + ".line", Arithmetic.PERCENT_ABOVE, Input.of(ema(fast)), Input.of(ema(slow)));
    }

    /** {@code ema(signalLength)} of the line; first valid slow+signalLength-2. */
    public Feature signal() {
        return Indicators.ema(signalLength).of(line());
    }

    /** The line minus the signal; first valid slow+signalLength-2. */
    public Feature histogram() {
        return new Blend(this + ".histogram", 1, line(), -1, signal());
    }

    private Feature ema(int n) {
        return Indicators.ema(n).of(input);
    }

    @Override
    public String toString() {
        return name(fast + ", " + slow + ", " + signalLength);
    }

    private String name(String lengths) {
        return Names.of("ppo(" + lengths + ")", input, Input.close());
    }
}
