package io.strategysdk.testkit.market;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine: normals by Box and Muller's transform (1958) in StrictMath. */
final class Draws {
    private static final double ULP = 0x1.0p-53;

    private final SplittableRandom random;

    private Draws(SplittableRandom random) {
        this.random = random;
    }

    /** A stream that depends on the seed and its own number only. */
    static Draws stream(long seed, int number) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < number; i++) {
            seeds.nextLong();
        }
        return new Draws(new SplittableRandom(seeds.nextLong()));
    }

    /** Uniform, above 0 and at most 1. */
    double uniform() {
        return ((random.nextLong() >>> 11) + 1) * ULP;
    }

    /** Standard normal. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }
}
