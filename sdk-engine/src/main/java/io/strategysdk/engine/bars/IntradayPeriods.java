package io.strategysdk.engine.bars;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;

/**
 * Periods of one length that begin with a session, or with the break after it, and never reach beyond: the last of each is
 * cut short where the length does not go into it.
 */
final class IntradayPeriods extends Periods {
    private final long length;
    private final TradingCalendar calendar;
    /** The session or break that holds the period. */
    private long first;

    private long last;

    IntradayPeriods(long length, TradingCalendar calendar) {
        this.length = length;
        this.calendar = calendar;
    }

    @Override
    boolean moveTo(long epochNanos) {
        if (holds(epochNanos)) {
            return true;
        }
        if (epochNanos < first || epochNanos >= last) {
            stretch(epochNanos);
        }
        long start = first + (epochNanos - first) / length * length;
        set(start, Math.min(start + length, last));
        return true;
    }

    private void stretch(long epochNanos) {
        TradingCalendar.Session session = calendar.sessionAtOrAfter(epochNanos);
        boolean isInside = session.openNanos() <= epochNanos;
        first = isInside ? session.openNanos() : breakBefore(session);
        last = isInside ? session.closeNanos() : session.openNanos();
    }

    /** Before the first session of all, the break begins with the calendar. */
    private long breakBefore(TradingCalendar.Session session) {
        boolean isFirst = calendar.sessionAtOrAfter(beginning()).equals(session);
        return isFirst ? beginning() : calendar.previous(session).closeNanos();
    }

    private long beginning() {
        return Clock.epochNanosOf(
                calendar.firstDate().atStartOfDay(calendar.zone()).toInstant());
    }
}
