package io.strategysdk.api.feature;

/**
 * Donchian channel (Richard Donchian): the highest high and the lowest low of n bars, the present one included. A
 * breakout compares the close with the channel one bar ago: {@code close > upper.ago(1)}.
 *
 * <p>First valid n-1. Flat input: all three are that price. Agrees with TA-Lib's MAX and MIN, Pine's highest and
 * lowest, and LEAN.
 *
 * @param n number of bars
 */
public record Donchian(int n) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not between 1 and 1000000
     */
    public Donchian {
        Length.check("length", "donchian", n, 1);
    }

    /** Highest high of n bars, the same feature as {@code highest(n)}. */
    public Feature upper() {
        return Indicators.highest(n);
    }

    /** Lowest low of n bars, the same feature as {@code lowest(n)}. */
    public Feature lower() {
        return Indicators.lowest(n);
    }

    /** Half of upper plus half of lower. */
    public Feature middle() {
        return new Blend("donchian(" + n + ").middle", 0.5, upper(), 0.5, lower());
    }
}
