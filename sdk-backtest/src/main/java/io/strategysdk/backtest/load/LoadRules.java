package io.strategysdk.backtest.load;

import java.time.Duration;
import java.util.Objects;

/**
 * When to try again, and when to give up.
 *
 * @param tries of one page, at least 1
 * @param firstWait before the second try; it doubles with each further one
 * @param longestWait what that is bounded by; a service that wants a longer pause gets it
 * @param seed of the jitter: each wait is drawn from its upper half, so that many that failed together do not come back
 *     together
 * @param time of one call of {@link PagedDataSource#bars}, waits included
 * @param pages of one call, at least 1
 */
public record LoadRules(int tries, Duration firstWait, Duration longestWait, long seed, Duration time, int pages) {
    private static final Duration MOST = Duration.ofDays(30);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when a number is below 1, or a time is not positive or longer than 30 days
     */
    public LoadRules {
        if (tries < 1 || pages < 1) {
            throw new IllegalArgumentException("tries and pages must be at least 1, were " + tries + " and " + pages);
        }
        requireTime("first wait", firstWait);
        requireTime("longest wait", longestWait);
        requireTime("time", time);
        if (longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "longest wait must not be below the first, " + firstWait + ", was " + longestWait);
        }
    }

    private static void requireTime(String name, Duration value) {
        Objects.requireNonNull(value);
        if (value.isZero() || value.isNegative() || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " must be above zero and " + MOST + " at most, was " + value);
        }
    }

    /** Five tries, from half a second to 30 seconds apart; an hour and 100,000 pages in all. */
    public static LoadRules standard() {
        return new LoadRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), 0, Duration.ofHours(1), 100_000);
    }

    /** The same with another number of tries of a page. */
    public LoadRules withTries(int value) {
        return new LoadRules(value, firstWait, longestWait, seed, time, pages);
    }

    /** The same with other waits. */
    public LoadRules withWaits(Duration first, Duration longest) {
        return new LoadRules(tries, first, longest, seed, time, pages);
    }

    /** The same with another seed of the jitter. */
    public LoadRules withSeed(long value) {
        return new LoadRules(tries, firstWait, longestWait, value, time, pages);
    }

    /** The same with another bound of the whole time. */
    public LoadRules withTime(Duration value) {
        return new LoadRules(tries, firstWait, longestWait, seed, value, pages);
    }

    /** The same with another bound of pages. */
    public LoadRules withPages(int value) {
        return new LoadRules(tries, firstWait, longestWait, seed, time, value);
    }

    /**
     * Wait before the next try, without jitter.
     *
     * @param failed how many tries have failed, at least 1
     */
    long waitNanos(int failed) {
        long wait = firstWait.toNanos();
        for (int i = 1; i < failed && wait < longestWait.toNanos(); i++) {
            wait *= 2;
        }
        return Math.min(wait, longestWait.toNanos());
    }
}
