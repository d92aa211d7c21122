package io.strategysdk.api.feature;

/**
 * Aroon (Tushar Chande, 1995): how recent the highest high and the lowest low of n+1 bars are, from 100 for the present
 * bar to 0 for the one n bars ago; of equal ones the latest counts.
 *
 * <p>First valid n. Flat input: up and down 100, their difference 0. Agrees with TA-Lib.
 *
 * @param n how many bars back the oldest one is
 */
public record Aroon(int n) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not between 1 and 1000000
     */
    public Aroon {
        Length.check("length", "aroon", n, 1);
    }

    /** 100·(n - bars since the highest high) / n. */
    public Feature up() {
        return Windowed.of(WindowFunction.AROON_UP, n);
    }

    /** 100·(n - bars since the lowest low) / n. */
    public Feature down() {
        return Windowed.of(WindowFunction.AROON_DOWN, n);
    }

    /** Up minus down. */
    public Feature oscillator() {
        return new Blend("aroon(" + n + ").oscillator", 1, up(), -1, down());
    }
}
