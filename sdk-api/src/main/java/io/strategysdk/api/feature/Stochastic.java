package io.strategysdk.api.feature;

import java.util.List;

/**
 * Stochastic oscillator (George Lane): where the close lies between the lowest low and the highest high of n bars, in
 * percent, smoothed twice by simple means. A length of 1 leaves out the first smoothing, which makes it the fast form.
 *
 * <p>Flat input, where highest and lowest are equal: NaN, and such bars are not counted by the means. Agrees with TA-Lib
 * (STOCH), which says 0 on flat input, and Pine.
 *
 * @param n number of bars of highest and lowest
 * @param kLength number of values in the mean of %K
 * @param dLength number of values in the mean of %D
 */
public record Stochastic(int n, int kLength, int dLength) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException when one is not between 1 and 1000000
     */
    public Stochastic {
        Length.check("length", "stochastic", n, 1);
        Length.check("length of %K", "stochastic", kLength, 1);
        Length.check("length of %D", "stochastic", dLength, 1);
    }

    /** Slow %K, {@code sma(kLength)} of 100·(close - lowest) / (highest - lowest); first valid n+kLength-2. */
    public Feature k() {
        return Indicators.sma(kLength).of(raw());
    }

    /** %D, {@code sma(dLength)} of slow %K; first valid n+kLength+dLength-3. */
    public Feature d() {
        return Indicators.sma(dLength).of(k());
    }

    private Feature raw() {
        return range("stochastic(" + n + ").raw", PointFunction.STOCHASTIC, n);
    }

    static Feature range(String name, PointFunction function, int n) {
        List<Input> inputs = List.of(Input.of(Indicators.highest(n)), Input.of(Indicators.lowest(n)), Input.close());
        return new Pointwise(name, function, inputs);
    }
}
