package io.strategysdk.engine;

import java.util.random.RandomGenerator;

/** SplitMix64 (Steele, Lea, Flood 2014): one long of state, so that a checkpoint can carry it. */
final class SeededRandom implements RandomGenerator {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    SeededRandom(long seed, String name) {
        state = seed;
        for (int i = 0; i < name.length(); i++) {
            state = mix(state ^ name.charAt(i));
        }
    }

    @Override
    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    long state() {
        return state;
    }

    void restore(long saved) {
        state = saved;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
