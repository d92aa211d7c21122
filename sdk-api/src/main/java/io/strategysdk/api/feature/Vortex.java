package io.strategysdk.api.feature;

/**
 * Vortex indicator (Etienne Botes and Douglas Siepman, Technical Analysis of Stocks &amp; Commodities, January 2010):
 * sums of the distances from one bar's low to the next high, and from one bar's high to the next low, over the sum of the
 * true ranges. The usual length is 14.
 *
 * <p>First valid n, the first distance being that of bar 1. Flat input: NaN. Agrees with the authors; LEAN has a value
 * at n-1, over one distance less than true ranges, and agrees from n on.
 *
 * @param n number of bars
 */
public record Vortex(int n) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not between 1 and 1000000
     */
    public Vortex {
        Length.check("length", "vortex", n, 1);
    }

    /** +VI: Σ|high - low one bar ago| / Σ true range. */
    public Feature plus() {
        return overTrueRange(Pointwise.of("vortexUp", Arithmetic.DISTANCE, Input.high(), oneBarAgo(Input.low())));
    }

    /** -VI: Σ|low - high one bar ago| / Σ true range. */
    public Feature minus() {
        return overTrueRange(Pointwise.of("vortexDown", Arithmetic.DISTANCE, Input.low(), oneBarAgo(Input.high())));
    }

    private Feature overTrueRange(Feature movement) {
        return new PairWindowed(PairFunction.SUM_RATIO, n, Input.of(movement), Input.of(Indicators.trueRange()));
    }

    private static Input oneBarAgo(Input input) {
        return Input.of(Windowed.of(WindowFunction.LAG, 1).of(input));
    }
}
