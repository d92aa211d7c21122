package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.internal.SessionBounds;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes of bars by their keys. The key of an intraday bar is its open in UTC nanoseconds, were it of full
 * length; the key of a daily, weekly or monthly one is the first day of its period, in days since 1970. Keys of good rows
 * rise.
 */
final class BarTimes {
    /** A bar cannot begin where the session that it would belong to has closed. */
    static final long TOO_LATE = LocalTimes.SKIPPED + 1;

    private static final int THURSDAY = 3;
    private static final int DAYS_PER_WEEK = 7;

    private final Timeframe timeframe;
    private final TimeFormat format;
    private final BarLabel label;
    private final ZoneId zone;
    private final LocalTimes localTimes;
    private final @Nullable TradingCalendar calendar;
    private final @Nullable SessionBounds sessions;
    private final long length;
    private long open;
    private long close;

    /**
     * @param zone of local times, and in which instants are dated
     * @param calendar null for intraday bars only, which then do not end with their session
     */
    BarTimes(Timeframe timeframe, TimeFormat format, BarLabel label, ZoneId zone, @Nullable TradingCalendar calendar) {
        this.timeframe = timeframe;
        this.format = format;
        this.label = label;
        this.zone = zone;
        this.localTimes = new LocalTimes(zone);
        this.calendar = calendar;
        this.sessions = calendar == null ? null : new SessionBounds(calendar);
        this.length = timeframe.duration().toNanos();
    }

    /**
     * Key of a time as the file has it, or {@link LocalTimes#SKIPPED}, or {@link #TOO_LATE}.
     *
     * @param previousKey key of the row before it
     */
    long key(long time, long previousKey) {
        if (!timeframe.isIntraday()) {
            return label == BarLabel.START && format != TimeFormat.DATE
                    ? keyOfBegin(time)
                    : periodOf(Math.floorDiv(localOf(time), TimeText.NANOS_PER_DAY));
        }
        long shift = label == BarLabel.END ? length : 0;
        if (!format.isLocal()) {
            return time - shift;
        }
        long instant = localTimes.instant(time, previousKey == Long.MIN_VALUE ? previousKey : previousKey + shift);
        return instant == LocalTimes.SKIPPED ? instant : instant - shift;
    }

    /**
     * A bar belongs to the date on which it begins, or to the session that opens just then: those of currencies open
     * on the evening before.
     */
    private long keyOfBegin(long time) {
        TradingCalendar sessions = Objects.requireNonNull(calendar);
        long begin = format.isLocal() ? localTimes.instant(time, Long.MIN_VALUE) : time;
        long key = periodOf(Math.floorDiv(localOf(time), TimeText.NANOS_PER_DAY));
        if (begin == LocalTimes.SKIPPED) {
            return key;
        }
        Session next = sessions.sessionAtOrAfter(begin);
        if (next.openNanos() == begin) {
            return periodOf(next.date().toEpochDay());
        }
        return findSessions(key) && begin >= close ? TOO_LATE : key;
    }

    /** Whether the last key came from a local time that comes twice. */
    boolean wasAmbiguous() {
        return format.isLocal() && timeframe.isIntraday() && localTimes.wasAmbiguous();
    }

    /**
     * Finds open and close of a key; false when the calendar has no session for it.
     *
     * @param earliest close of the bar before it, which the last bar of a session may cut short
     */
    boolean find(long key, long earliest) {
        if (!timeframe.isIntraday()) {
            return findSessions(key);
        }
        long end = key + length;
        open = key;
        close = end;
        if (sessions != null) {
            close = sessions.closeOf(key, end);
            open = label == BarLabel.END ? sessions.openOf(key, end, earliest) : key;
        }
        return true;
    }

    private boolean findSessions(long key) {
        TradingCalendar calendar = Objects.requireNonNull(this.calendar);
        LocalDate first = LocalDate.ofEpochDay(key);
        LocalDate after = afterPeriod(first);
        Optional<Session> session = calendar.session(first);
        LocalDate date = first;
        while (session.isEmpty() && date.plusDays(1).isBefore(after)) {
            date = date.plusDays(1);
            session = calendar.session(date);
        }
        if (session.isEmpty()) {
            return false;
        }
        open = Clock.epochNanosOf(session.get().open());
        LocalDate last = after.minusDays(1);
        while (last.isAfter(date) && calendar.session(last).isEmpty()) {
            last = last.minusDays(1);
        }
        close = Clock.epochNanosOf(calendar.session(last).orElse(session.get()).close());
        return true;
    }

    long open() {
        return open;
    }

    long close() {
        return close;
    }

    /** Key as a date, or as an instant, for messages. */
    String show(long key) {
        return timeframe.isIntraday()
                ? Clock.instantOf(key).toString()
                : LocalDate.ofEpochDay(key).toString();
    }

    /** Local date and time at which a bar begins, for messages. */
    String showBegin(long time) {
        return LocalTimes.dateTimeOf(localOf(time)).toString();
    }

    private long localOf(long time) {
        if (format == TimeFormat.DATE) {
            return time;
        }
        long inside = label == BarLabel.END ? time - 1 : time;
        if (format.isLocal()) {
            return inside;
        }
        long offset = zone.getRules().getOffset(Clock.instantOf(inside)).getTotalSeconds();
        return inside + offset * TimeText.NANOS_PER_SECOND;
    }

    private long periodOf(long day) {
        return switch (timeframe.unit()) {
            case WEEK -> day - Math.floorMod(day + THURSDAY, DAYS_PER_WEEK);
            case MONTH -> LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
            case SECOND, MINUTE, HOUR, DAY -> day;
        };
    }

    private LocalDate afterPeriod(LocalDate first) {
        return switch (timeframe.unit()) {
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case SECOND, MINUTE, HOUR, DAY -> first.plusDays(1);
        };
    }
}
