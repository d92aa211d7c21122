package io.strategysdk.backtest.internal;

import io.strategysdk.api.time.Clock;
import java.time.Instant;

/** Moments of ranges. */
public final class RangeTimes {
    /** The very first moments that nanoseconds reach do not come back from an instant. */
    public static final long EARLIEST = Long.MIN_VALUE + Clock.NANOS_PER_SECOND;

    private static final Instant FIRST = Clock.instantOf(EARLIEST);
    private static final Instant LAST = Clock.instantOf(Long.MAX_VALUE);

    private RangeTimes() {}

    /** UTC nanoseconds since 1970; of what they do not reach, the nearest. */
    public static long nanos(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return EARLIEST;
        }
        return instant.isAfter(LAST) ? Long.MAX_VALUE : Clock.epochNanosOf(instant);
    }

    /** Last moment before the end of a range; of one without end, the last that there is. */
    public static long upTo(Instant to) {
        return to.isAfter(LAST) ? Long.MAX_VALUE : nanos(to) - 1;
    }
}
