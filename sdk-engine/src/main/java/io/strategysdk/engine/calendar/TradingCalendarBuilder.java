package io.strategysdk.engine.calendar;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingHours.Hours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Defines a calendar: one session a day with the same local hours, weekends, holidays, and dates with other hours.
 * Start with {@link TradingCalendars#define}; hours and range are required. For one thread; the calendar it builds is
 * for any, and keeps copies.
 *
 * <p>Times are of the calendar's zone. A time that the clock skips at the start of summer time stands for the moment of
 * the change; of a time that it repeats, the first counts. A date that it skips whole has no session. A close of 00:00
 * is the end of the session's date. Any other
 * close that is not after its open makes an overnight session, which opens on the day before its date.
 */
public final class TradingCalendarBuilder {
    private static final int FIRST_YEAR = 1700;
    private static final int LAST_YEAR = 2200;

    private final String name;
    private final ZoneId zone;
    private final Set<LocalDate> holidays = new HashSet<>();
    private final Map<LocalDate, LocalTime> opens = new TreeMap<>();
    private final Map<LocalDate, LocalTime> closes = new TreeMap<>();
    private Set<DayOfWeek> weekend = EnumSet.copyOf(TradingCalendars.WEEKEND);
    private @Nullable LocalTime open;
    private @Nullable LocalTime close;
    private @Nullable LocalDate firstDate;
    private @Nullable LocalDate lastDate;

    TradingCalendarBuilder(String name, ZoneId zone) {
        this.name = Objects.requireNonNull(name, "name");
        this.zone = Objects.requireNonNull(zone, "zone");
        if (name.isBlank()) {
            throw new IllegalArgumentException("calendar name must not be blank, was \"%s\"".formatted(name));
        }
    }

    /**
     * Regular local hours.
     *
     * @param open inclusive
     * @param close exclusive; 00:00 is the end of the day, and a close that is otherwise not after the open is that of
     *     an overnight session
     */
    public TradingCalendarBuilder hours(LocalTime open, LocalTime close) {
        this.open = Objects.requireNonNull(open, "open");
        this.close = Objects.requireNonNull(close, "close");
        return this;
    }

    /**
     * Dates for which holidays and other exceptions are known. The calendar refuses every question outside them.
     *
     * @param first first session date covered
     * @param last last session date covered, inclusive; both within the years 1700 to 2200
     */
    public TradingCalendarBuilder range(LocalDate first, LocalDate last) {
        if (last.isBefore(first) || first.getYear() < FIRST_YEAR || last.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "range must run forward within the years %d to %d, was %s to %s (calendar %s)"
                            .formatted(FIRST_YEAR, LAST_YEAR, first, last, name));
        }
        firstDate = first;
        lastDate = last;
        return this;
    }

    /**
     * Session dates' days of the week without a session, Saturday and Sunday unless said otherwise; none for a
     * seven-day market.
     */
    public TradingCalendarBuilder weekend(DayOfWeek... days) {
        weekend = EnumSet.noneOf(DayOfWeek.class);
        weekend.addAll(Set.of(days));
        return this;
    }

    /** Adds dates without a session. Weekend dates among them change nothing. */
    public TradingCalendarBuilder holidays(Collection<LocalDate> dates) {
        holidays.addAll(dates);
        return this;
    }

    /** One session closes earlier than usual. */
    public TradingCalendarBuilder earlyClose(LocalDate date, LocalTime close) {
        closes.put(date, Objects.requireNonNull(close, "close"));
        return this;
    }

    /** One session opens later than usual. */
    public TradingCalendarBuilder lateOpen(LocalDate date, LocalTime open) {
        opens.put(date, Objects.requireNonNull(open, "open"));
        return this;
    }

    /**
     * The calendar.
     *
     * @throws IllegalStateException when hours or range were not set
     * @throws IllegalArgumentException when a late open or early close is outside the range, on a date without a
     *     session, or outside the regular hours
     */
    public TradingCalendar build() {
        if (open == null || close == null || firstDate == null || lastDate == null) {
            throw new IllegalStateException(
                    "hours and range must be set before the calendar is built (calendar %s)".formatted(name));
        }
        Map<LocalDate, Hours> exceptions = exceptions(open, close);
        var hours = new DefinedHours(
                Hours.of(open, close), Set.copyOf(weekend), Set.copyOf(holidays), Map.copyOf(exceptions));
        for (Map.Entry<LocalDate, Hours> exception : exceptions.entrySet()) {
            LocalDate date = exception.getKey();
            boolean inRange = !date.isBefore(firstDate) && !date.isAfter(lastDate);
            require(inRange && hours.on(date).isPresent(), "must be on a date with a session", date);
            require(exception.getValue().isWithin(hours.regular), "must leave a session within regular hours", date);
        }
        return new SessionCalendar(name, zone, firstDate, lastDate, hours);
    }

    private Map<LocalDate, Hours> exceptions(LocalTime regularOpen, LocalTime regularClose) {
        Map<LocalDate, Hours> exceptions = new TreeMap<>();
        opens.forEach((date, late) -> exceptions.put(date, Hours.of(late, regularClose)));
        closes.forEach((date, early) -> exceptions.put(date, Hours.of(opens.getOrDefault(date, regularOpen), early)));
        return exceptions;
    }

    private void require(boolean kept, String rule, LocalDate date) {
        if (!kept) {
            throw new IllegalArgumentException("late open and early close %s, was %s to %s on %s, %s (calendar %s)"
                    .formatted(
                            rule,
                            opens.getOrDefault(date, open),
                            closes.getOrDefault(date, close),
                            date,
                            date.getDayOfWeek(),
                            name));
        }
    }

    private record DefinedHours(
            Hours regular, Set<DayOfWeek> weekend, Set<LocalDate> holidays, Map<LocalDate, Hours> exceptions)
            implements TradingHours {
        @Override
        public Optional<Hours> on(LocalDate date) {
            return weekend.contains(date.getDayOfWeek()) || holidays.contains(date)
                    ? Optional.empty()
                    : Optional.of(exceptions.getOrDefault(date, regular));
        }
    }
}
