package io.strategysdk.engine.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Times on a zone's clock as UTC nanoseconds. Remembers the span between two changes of the offset, because asking the
 * zone's rules for every open and close would be most of the time that it takes to build a calendar. For one thread.
 */
final class WallClock {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final ZoneRules rules;
    private long steadyFrom = Long.MAX_VALUE;
    private long steadyUntil = Long.MIN_VALUE;
    private long steadyOffset;

    WallClock(ZoneRules rules) {
        this.rules = rules;
    }

    /**
     * UTC nanoseconds of a time on the clock, given as nanoseconds since 1970-01-01T00:00 on that clock. A time that
     * the clock skips is the moment of the change; of a time that it repeats, the first counts.
     */
    long epochNanos(long local) {
        if (local < steadyFrom || local >= steadyUntil) {
            LocalDateTime time = EPOCH.plusNanos(local);
            ZoneOffsetTransition change = rules.getTransition(time);
            if (change != null) {
                return change.isGap() ? seconds(change.toEpochSecond()) : local - offset(change.getOffsetBefore());
            }
            remember(time.toInstant(rules.getOffset(time)));
        }
        return local - steadyOffset;
    }

    private void remember(Instant instant) {
        steadyOffset = offset(rules.getOffset(instant));
        steadyFrom = afterChange(rules.previousTransition(instant.plusNanos(1)));
        steadyUntil = beforeChange(rules.nextTransition(instant));
    }

    /** First local time that a change neither skips nor repeats any more. */
    private static long afterChange(@Nullable ZoneOffsetTransition change) {
        return change == null ? Long.MIN_VALUE : Math.max(localBefore(change), localAfter(change));
    }

    /** First local time that a change skips or repeats. */
    private static long beforeChange(@Nullable ZoneOffsetTransition change) {
        return change == null ? Long.MAX_VALUE : Math.min(localBefore(change), localAfter(change));
    }

    private static long localBefore(ZoneOffsetTransition change) {
        return seconds(change.toEpochSecond()) + offset(change.getOffsetBefore());
    }

    private static long localAfter(ZoneOffsetTransition change) {
        return seconds(change.toEpochSecond()) + offset(change.getOffsetAfter());
    }

    private static long offset(ZoneOffset offset) {
        return seconds(offset.getTotalSeconds());
    }

    private static long seconds(long seconds) {
        return Math.multiplyExact(seconds, 1_000_000_000L);
    }
}
