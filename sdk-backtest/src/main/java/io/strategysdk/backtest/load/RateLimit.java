package io.strategysdk.backtest.load;

import java.time.Duration;

/**
 * How many requests a service takes: a bucket of tokens that fills evenly, of which each request takes one. One for each
 * host, shared by all that ask it. Safe for any thread; requests are let through in the order in which they come.
 */
public final class RateLimit {
    private final long interval;
    private final long slack;
    private boolean isStarted;
    /** When the bucket would be full again, were no more requests made. */
    private long full;

    private long blockedUntil;

    private RateLimit(long interval, int burst) {
        this.interval = interval;
        slack = Math.multiplyExact(interval, burst - 1L);
    }

    /**
     * So many requests in a minute, evenly.
     *
     * @throws IllegalArgumentException when below 1
     */
    public static RateLimit perMinute(int requests) {
        return of(requests, Duration.ofMinutes(1), 1);
    }

    /**
     * So many requests in a time, of which some may come at once after a time without any: in any such time at most
     * requests + burst − 1.
     *
     * @throws IllegalArgumentException when a number is below 1, or the time is not positive or longer than a day
     */
    public static RateLimit of(int requests, Duration time, int burst) {
        if (requests < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "requests and burst must be at least 1, were " + requests + " and " + burst);
        }
        if (time.isZero() || time.isNegative() || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "time of a rate limit must be above zero and a day at most, was " + time);
        }
        return new RateLimit(Math.max(1, (time.toNanos() + requests - 1) / requests), burst);
    }

    /** Takes the next token; how long to wait for it from now on. */
    synchronized long take(long now) {
        if (!isStarted) {
            isStarted = true;
            full = now;
            blockedUntil = now;
        }
        long at = now;
        if (full - slack - at > 0) {
            at = full - slack;
        }
        if (blockedUntil - at > 0) {
            at = blockedUntil;
        }
        full = (full - at > 0 ? full : at) + interval;
        return at - now;
    }

    /** Lets nothing through for a time, as the service asked. */
    synchronized void pause(long now, long nanos) {
        if (!isStarted) {
            isStarted = true;
            full = now;
            blockedUntil = now;
        }
        if (now + nanos - blockedUntil > 0) {
            blockedUntil = now + nanos;
        }
    }
}
