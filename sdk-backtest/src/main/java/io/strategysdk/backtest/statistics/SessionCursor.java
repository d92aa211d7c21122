package io.strategysdk.backtest.statistics;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Finds the session date of times that never go back; asks its calendar once per session, not once per bar. */
abstract class SessionCursor {
    private final ZoneId zone;
    private LocalDate date = LocalDate.MIN;
    private long until = Long.MIN_VALUE;

    private SessionCursor(ZoneId zone) {
        this.zone = zone;
    }

    static SessionCursor of(TradingCalendar calendar) {
        return new OfCalendar(calendar);
    }

    static SessionCursor of(ZoneId zone) {
        return new OfZone(zone);
    }

    final ZoneId zone() {
        return zone;
    }

    /** Moves to the session that a run begins in: at the moment in which one ends and the next begins, the next. */
    final void start(long epochNanos) {
        date = seekStart(epochNanos);
        until = Math.max(epochNanos, lastNanosOf(date));
    }

    /** Whether the time lies behind the current session, which {@link #date} then leaves for the one it lies in. */
    final boolean advance(long epochNanos) {
        if (epochNanos <= until) {
            return false;
        }
        LocalDate before = date;
        date = seek(epochNanos);
        until = Math.max(epochNanos, lastNanosOf(date));
        return !date.equals(before);
    }

    final LocalDate date() {
        return date;
    }

    abstract LocalDate seek(long epochNanos);

    abstract LocalDate seekStart(long epochNanos);

    /** Last nanosecond that certainly belongs to the date just sought. */
    abstract long lastNanosOf(LocalDate day);

    private static final class OfZone extends SessionCursor {
        private OfZone(ZoneId zone) {
            super(zone);
        }

        @Override
        LocalDate seek(long epochNanos) {
            return seekStart(epochNanos - 1);
        }

        @Override
        LocalDate seekStart(long epochNanos) {
            return Clock.instantOf(epochNanos).atZone(zone()).toLocalDate();
        }

        @Override
        long lastNanosOf(LocalDate day) {
            return Clock.epochNanosOf(day.plusDays(1).atStartOfDay(zone()).toInstant());
        }
    }

    private static final class OfCalendar extends SessionCursor {
        private final TradingCalendar calendar;

        private OfCalendar(TradingCalendar calendar) {
            super(calendar.zone());
            this.calendar = calendar;
        }

        // one nanosecond earlier, because a calendar's close is exclusive and a bar's is inclusive
        @Override
        LocalDate seek(long epochNanos) {
            Instant justBefore = Clock.instantOf(epochNanos - 1);
            Session session = calendar.sessionAtOrAfter(justBefore);
            if (!session.open().isAfter(justBefore)) {
                return session.date();
            }
            LocalDate day = Clock.instantOf(epochNanos).atZone(zone()).toLocalDate();
            Optional<Session> closed =
                    calendar.session(day).filter(s -> !s.close().isAfter(justBefore));
            return closed.map(Session::date).orElse(session.date());
        }

        @Override
        LocalDate seekStart(long epochNanos) {
            Instant start = Clock.instantOf(epochNanos);
            Session session = calendar.sessionAtOrAfter(start);
            return session.open().equals(start) ? session.date() : seek(epochNanos);
        }

        @Override
        long lastNanosOf(LocalDate day) {
            return calendar.session(day).map(s -> Clock.epochNanosOf(s.close())).orElse(Long.MIN_VALUE);
        }
    }
}
