package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Instants of the local times of one zone. Where clocks go back a local time comes twice: it is the first of the two
 * unless that would not be later than the time before it, then the second. Where they go forward it does not exist.
 */
final class LocalTimes {
    /** The clocks skipped this local time. */
    static final long SKIPPED = Long.MIN_VALUE;

    /** What a local time must do that they skipped. */
    static final String MUST_EXIST = "must exist, but clocks went forward";

    private static final long NANOS_PER_SECOND = Clock.NANOS_PER_SECOND;

    private final ZoneRules rules;
    /** Between these local times one offset holds for certain. */
    private long from = 1;

    private long until;
    private long offset;
    private boolean ambiguous;

    LocalTimes(ZoneId zone) {
        rules = zone.getRules();
    }

    /**
     * UTC nanoseconds since 1970, or {@link #SKIPPED}.
     *
     * @param local nanoseconds of the local clock since 1970
     * @param previous what the time before it came to
     */
    long instant(long local, long previous) {
        ambiguous = false;
        if (local >= from && local < until) {
            return local - offset;
        }
        LocalDateTime dateTime = dateTimeOf(local);
        List<ZoneOffset> offsets = rules.getValidOffsets(dateTime);
        if (offsets.isEmpty()) {
            return SKIPPED;
        }
        long first = local - nanosOf(offsets.get(0));
        if (offsets.size() == 1) {
            remember(dateTime, offsets.get(0));
            return first;
        }
        ambiguous = true;
        return first > previous ? first : local - nanosOf(offsets.get(1));
    }

    /** What is wrong with a local time, for messages. */
    static String broken(String rule, long local, ZoneId zone) {
        return ": local time " + rule + " in " + zone + ", was " + dateTimeOf(local);
    }

    /** Whether the last local time comes twice. */
    boolean wasAmbiguous() {
        return ambiguous;
    }

    static LocalDateTime dateTimeOf(long local) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(local, NANOS_PER_SECOND), (int) Math.floorMod(local, NANOS_PER_SECOND), ZoneOffset.UTC);
    }

    private void remember(LocalDateTime dateTime, ZoneOffset valid) {
        Instant instant = dateTime.toInstant(valid);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        offset = nanosOf(valid);
        from = before == null ? Long.MIN_VALUE : nanosOf(later(before));
        until = after == null ? Long.MAX_VALUE : nanosOf(earlier(after));
    }

    private static LocalDateTime later(ZoneOffsetTransition transition) {
        return transition.isGap() ? transition.getDateTimeAfter() : transition.getDateTimeBefore();
    }

    private static LocalDateTime earlier(ZoneOffsetTransition transition) {
        return transition.isGap() ? transition.getDateTimeBefore() : transition.getDateTimeAfter();
    }

    /** Saturated: zones know transitions of centuries that nanoseconds do not reach. */
    private static long nanosOf(LocalDateTime dateTime) {
        long seconds = dateTime.toEpochSecond(ZoneOffset.UTC);
        long most = Long.MAX_VALUE / NANOS_PER_SECOND;
        return Math.max(-most, Math.min(most, seconds)) * NANOS_PER_SECOND;
    }

    private static long nanosOf(ZoneOffset offset) {
        return offset.getTotalSeconds() * NANOS_PER_SECOND;
    }
}
