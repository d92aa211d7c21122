package io.strategysdk.backtest.store;

import io.strategysdk.api.time.Clock;
import java.time.Instant;

/** Moments of ranges. */
final class Times {
    private static final Instant FIRST = Clock.instantOf(Long.MIN_VALUE);
    private static final Instant LAST = Clock.instantOf(Long.MAX_VALUE);

    private Times() {}

    /** UTC nanoseconds since 1970; of what they do not reach, the nearest. */
    static long nanos(Instant instant) {
        return Clock.epochNanosOf(instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant);
    }

    /** Last moment before the end of a range; of one without end, the last that there is. */
    static long upTo(Instant to) {
        return to.isAfter(LAST) ? Long.MAX_VALUE : Math.max(nanos(to), Long.MIN_VALUE + 1) - 1;
    }
}
