package io.strategysdk.backtest.research;

/**
 * Series that any language makes to the bit: a congruence of Knuth's with 64 bits, whose upper 53 are a number from 0 to 1;
 * twelve of them less 6 are nearly normal.
 */
final class Walk {
    private long state;

    private Walk(long seed) {
        state = seed;
    }

    private double normal() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            sum += (state >>> 11) / (double) (1L << 53);
        }
        return sum - 6;
    }

    /** x_t = φ·x_(t−1) + noise, from 0; a random walk for 1. */
    static double[] of(int size, long seed, double phi) {
        Walk walk = new Walk(seed);
        double[] x = new double[size];
        for (int i = 1; i < size; i++) {
            x[i] = phi * x[i - 1] + walk.normal();
        }
        return x;
    }

    /** 0.05 a step, and noise. */
    static double[] trend(int size, long seed) {
        Walk walk = new Walk(seed);
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = 0.05 * i + walk.normal();
        }
        return x;
    }

    static double[] named(String name) {
        return switch (name) {
            case "walk300" -> of(300, 7, 1);
            case "ar300" -> of(300, 11, 0.6);
            case "ar500" -> of(500, 5, -0.4);
            case "trend400" -> trend(400, 3);
            case "walk60" -> of(60, 21, 1);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
