package io.strategysdk.engine;

import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;

/** A schedule that one strategy has bound. */
final class TimerHandle implements Timer {
    static final long NEVER = Long.MAX_VALUE;
    final Schedule schedule;
    private final Steps steps;
    private long dueStep = -1;
    private long next = NEVER;

    TimerHandle(Schedule schedule, Steps steps) {
        this.schedule = schedule;
        this.steps = steps;
    }

    @Override
    public boolean isDue() {
        return dueStep == steps.number;
    }

    void fire(long step) {
        dueStep = step;
        next = NEVER;
    }

    /** When it is due by itself; never for schedules that follow bars. */
    long next() {
        return next;
    }

    /**
     * A session begins that has not been seen before.
     *
     * @param seenFrom what lies before this has been missed
     */
    void enter(TradingCalendar.Session session, long seenFrom) {
        long due = dueIn(session);
        next = due < seenFrom ? NEVER : due;
    }

    /** When it is due by itself in a session. */
    long dueIn(TradingCalendar.Session session) {
        if (!(schedule instanceof Schedule.SessionMoment moment)) {
            return NEVER;
        }
        long open = session.openNanos();
        long close = session.closeNanos();
        long offset = moment.offset().toNanos();
        return moment.fromOpen() ? Math.min(open + offset, close) : Math.max(close - offset, open);
    }

    /** Whether the first bar of a session is the first of its period. */
    boolean startsPeriod(LocalDate before, LocalDate now) {
        return schedule instanceof Schedule.FirstBar first && SessionPeriods.isNew(first.period(), before, now);
    }

    boolean followsBars() {
        return schedule instanceof Schedule.FirstBar;
    }

    long saved() {
        return next;
    }

    void restore(long savedNext) {
        next = savedNext;
    }
}
