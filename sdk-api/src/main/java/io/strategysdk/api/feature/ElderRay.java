package io.strategysdk.api.feature;

/**
 * Elder ray (Alexander Elder, Trading for a Living, 1993): how far the high and the low reach from the exponential mean
 * of the close, in the instrument's currency. The usual length is 13.
 *
 * <p>First valid n-1. Flat input: 0, up to rounding. Agrees with every library whose EMA is seeded with the arithmetic
 * mean.
 *
 * @param n length of the mean
 */
public record ElderRay(int n) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not between 1 and 1000000
     */
    public ElderRay {
        Length.check("length", "elderRay", n, 1);
    }

    /** Bull power: high - {@code ema(n)}. */
    public Feature bull() {
        return above("bull", Input.high());
    }

    /** Bear power: low - {@code ema(n)}. */
    public Feature bear() {
        return above("bear", Input.low());
    }

    private Feature above(String side, Input price) {
        return Pointwise.of("elderRay(" + n + ")." + side, Arithmetic.DIFFERENCE, price, Input.of(Indicators.ema(n)));
    }
}
