package io.strategysdk.examples.data;

/**
 * Random numbers that are the same on every machine and JDK: SplitMix64 (Steele, Lea and Flood, Fast Splittable
 * Pseudorandom Number Generators, 2014), normals by Box and Muller's transform (1958) in StrictMath.
 */
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double ULP = 0x1.0p-53;

    private long state;
    private double spare = Double.NaN;

    Draws(long seed) {
        state = seed;
    }

    /** A stream that depends on the seed and its own number only. */
    static Draws stream(long seed, int number) {
        Draws draws = new Draws(seed);
        for (int i = 0; i < number; i++) {
            draws.next();
        }
        return new Draws(draws.next());
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform, above 0 and at most 1. */
    double uniform() {
        return ((next() >>> 11) + 1) * ULP;
    }

    /** Standard normal. */
    double normal() {
        if (!Double.isNaN(spare)) {
            double drawn = spare;
            spare = Double.NaN;
            return drawn;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
        double angle = 2 * StrictMath.PI * uniform();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }
}
