package io.strategysdk.backtest.statistics;

import io.strategysdk.api.time.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Monday to Friday 09:30 to 16:00 New York, 13:00 on half days; counts how often it is asked. */
final class WeekdayCalendar implements TradingCalendar {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private final Set<LocalDate> halfDays;
    int questions;

    WeekdayCalendar(LocalDate... halfDays) {
        this.halfDays = Set.of(halfDays);
    }

    @Override
    public ZoneId zone() {
        return NEW_YORK;
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        questions++;
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return Optional.empty();
        }
        LocalTime close = LocalTime.of(halfDays.contains(date) ? 13 : 16, 0);
        return Optional.of(new Session(
                date,
                date.atTime(9, 30).atZone(NEW_YORK).toInstant(),
                date.atTime(close).atZone(NEW_YORK).toInstant()));
    }

    @Override
    public Session sessionAtOrAfter(Instant instant) {
        LocalDate date = instant.atZone(NEW_YORK).toLocalDate();
        while (true) {
            Optional<Session> session = session(date).filter(s -> s.close().isAfter(instant));
            if (session.isPresent()) {
                return session.get();
            }
            date = date.plusDays(1);
        }
    }
}
