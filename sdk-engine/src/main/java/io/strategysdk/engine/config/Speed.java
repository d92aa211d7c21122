package io.strategysdk.engine.config;

/**
 * How fast a historical clock runs.
 *
 * @param factor times faster than the market did; infinity: as fast as the machine can
 */
public record Speed(double factor) {
    /** As fast as the machine can; {@code max} in files. */
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    /** As fast as the market was. */
    public static final Speed REAL = new Speed(1);

    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException when it is not above 0
     */
    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed must be max or a number greater than 0, was " + factor);
        }
    }

    /** Whether it never waits. */
    public boolean isMax() {
        return factor == Double.POSITIVE_INFINITY;
    }

    /** Text of files. */
    @Override
    public String toString() {
        return isMax() ? "max" : Double.toString(factor);
    }
}
