package io.strategysdk.engine;

import io.strategysdk.api.time.TradingCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Time of a calendar's sessions since a moment. Asked for later and later times it goes on from the one before, and walks
 * over each session once.
 */
final class SessionTime {
    private final TradingCalendar calendar;
    private long from = Long.MIN_VALUE;
    private long openNanos;
    private long ended;
    /** The first that has not ended; null where none comes any more, and before the first question. */
    private TradingCalendar.@Nullable Session session;

    SessionTime(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Nanoseconds of sessions between two moments, UTC nanoseconds since 1970. */
    long openNanos(long since, long now) {
        TradingCalendar.Session current = advance(since, now);
        return current == null ? openNanos : openNanos + Math.max(0, now - openedAt(current));
    }

    /** Sessions that have closed after a moment and up to another one, UTC nanoseconds since 1970. */
    long endedSessions(long since, long now) {
        advance(since, now);
        return ended;
    }

    private TradingCalendar.@Nullable Session advance(long since, long now) {
        if (since != from) {
            from = since;
            openNanos = 0;
            ended = 0;
            session = firstFrom(since);
        }
        TradingCalendar.Session current = session;
        while (current != null && current.closeNanos() <= now) {
            openNanos += current.closeNanos() - openedAt(current);
            ended++;
            current = firstFrom(current.closeNanos());
        }
        session = current;
        return current;
    }

    private long openedAt(TradingCalendar.Session its) {
        return Math.max(from, its.openNanos());
    }

    /** At a close the next one; null at the end of the calendar. */
    private TradingCalendar.@Nullable Session firstFrom(long epochNanos) {
        return epochNanos < calendar.lastSession().closeNanos() ? calendar.sessionAtOrAfter(epochNanos) : null;
    }
}
