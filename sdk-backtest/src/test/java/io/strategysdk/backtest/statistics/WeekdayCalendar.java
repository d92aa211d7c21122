package io.strategysdk.backtest.statistics;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendarBuilder;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** Monday to Friday 09:30 to 16:00 New York, 13:00 on half days; counts how often it is asked. */
final class WeekdayCalendar implements TradingCalendar {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private final TradingCalendar weekdays;
    int questions;

    WeekdayCalendar(LocalDate... halfDays) {
        TradingCalendarBuilder builder = TradingCalendars.define("weekdays", NEW_YORK)
                .hours(LocalTime.of(9, 30), LocalTime.of(16, 0))
                .range(LocalDate.of(1990, 1, 1), LocalDate.of(2035, 12, 31));
        for (LocalDate halfDay : halfDays) {
            builder.earlyClose(halfDay, LocalTime.of(13, 0));
        }
        weekdays = builder.build();
    }

    @Override
    public String name() {
        return weekdays.name();
    }

    @Override
    public ZoneId zone() {
        return weekdays.zone();
    }

    @Override
    public LocalDate firstDate() {
        return weekdays.firstDate();
    }

    @Override
    public LocalDate lastDate() {
        return weekdays.lastDate();
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        questions++;
        return weekdays.session(date);
    }

    @Override
    public Session sessionAtOrAfter(long epochNanos) {
        questions++;
        return weekdays.sessionAtOrAfter(epochNanos);
    }

    @Override
    public Session sessionBefore(LocalDate date) {
        questions++;
        return weekdays.sessionBefore(date);
    }
}
