package io.strategysdk.testkit.validation;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Random draws that are the same on any number of threads: each has a generator of its own. */
final class Draws {
    static final int FEWEST = 100;
    static final int MOST = 1_000_000;

    private Draws() {}

    /** So many values, in the order of their numbers; the function is called from several threads. */
    static double[] of(int count, long seed, ToDoubleFunction<SplittableRandom> draw) {
        long[] seeds = new SplittableRandom(seed).longs(count).toArray();
        return IntStream.range(0, count)
                .parallel()
                .mapToDouble(i -> draw.applyAsDouble(new SplittableRandom(seeds[i])))
                .toArray();
    }

    static void requireCount(int count) {
        if (count < FEWEST || count > MOST) {
            throw new IllegalArgumentException(
                    "number of draws must be from " + FEWEST + " to " + MOST + ", was " + count);
        }
    }
}
