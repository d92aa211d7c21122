package io.strategysdk.alpaca;

import java.time.Duration;
import java.util.SplittableRandom;

/** Delays that double up to a longest, each shortened by up to a fifth at random, the same for the same seed. */
final class Backoff {
    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    private final long first;
    private final long last;
    private final SplittableRandom random;

    Backoff(Duration first, Duration last, long seed) {
        this.first = first.toNanos();
        this.last = last.toNanos();
        random = new SplittableRandom(seed);
    }

    /** Before a try; 1 is the second try, the first that waits. */
    synchronized Duration beforeRetry(int number) {
        int doublings = Math.min(number - 1, MOST_DOUBLINGS);
        double whole = Math.min((double) last, first * (double) (1L << doublings));
        return Duration.ofNanos((long) (whole * (1 - JITTER * random.nextDouble())));
    }
}
