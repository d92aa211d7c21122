package io.strategysdk.testkit.alpaca;

import java.time.Clock;
import org.eclipse.jetty.http.HttpFields;

/** Requests of an account within a minute of the machine's time, as clients wait in it. */
final class RateLimit {
    private static final long MINUTE = 60;

    private final int limit;
    private final Clock clock;
    private long window;
    private int used;

    /** 0 is no limit. */
    RateLimit(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Counts a request; whether there was one left. */
    synchronized boolean take() {
        long now = clock.instant().getEpochSecond() / MINUTE;
        if (now != window) {
            window = now;
            used = 0;
        }
        used++;
        return limit == 0 || used <= limit;
    }

    /** What replies say of it: all where there is no limit. */
    synchronized void write(HttpFields.Mutable headers) {
        int shown = limit == 0 ? Integer.MAX_VALUE : limit;
        headers.put("X-RateLimit-Limit", Integer.toString(shown));
        headers.put("X-RateLimit-Remaining", Integer.toString(Math.max(0, shown - used)));
        headers.put("X-RateLimit-Reset", Long.toString((window + 1) * MINUTE));
    }
}
