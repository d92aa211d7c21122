package io.strategysdk.backtest.data;

import io.strategysdk.api.time.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Weekdays of one zone with one full and one half holiday list; enough to see where bars open and close. */
record WeekdayCalendar(ZoneId zone, LocalTime opens, LocalTime closes, Set<LocalDate> holidays, Set<LocalDate> halfDays)
        implements TradingCalendar {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime HALF_DAY_CLOSE = LocalTime.of(13, 0);

    static WeekdayCalendar newYork() {
        return new WeekdayCalendar(
                NEW_YORK,
                LocalTime.of(9, 30),
                LocalTime.of(16, 0),
                Set.of(LocalDate.of(2020, 1, 1)),
                Set.of(LocalDate.of(2020, 11, 27)));
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY || holidays.contains(date)) {
            return Optional.empty();
        }
        LocalTime close = halfDays.contains(date) ? HALF_DAY_CLOSE : closes;
        return Optional.of(new Session(
                date,
                date.atTime(opens).atZone(zone).toInstant(),
                date.atTime(close).atZone(zone).toInstant()));
    }

    @Override
    public Session sessionAtOrAfter(Instant instant) {
        LocalDate date = instant.atZone(zone).toLocalDate();
        while (true) {
            Optional<Session> session = session(date);
            if (session.isPresent() && instant.isBefore(session.get().close())) {
                return session.get();
            }
            date = date.plusDays(1);
        }
    }
}
