package io.strategysdk.engine.config;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendarBuilder;
import io.strategysdk.engine.calendar.TradingCalendars;
import jakarta.validation.constraints.NotBlank;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A calendar of one's own: section {@code data.sessions}, where {@code data.calendar} is {@code own}. Times are on the
 * market's clock.
 *
 * @param name short name for reports and errors, such as the market identifier code (ISO 10383) of an exchange
 * @param zone zone of its hours and dates
 * @param open open of a regular session, inclusive
 * @param close its close, exclusive; 00:00 is the end of the day, and a close that is otherwise not after the open is
 *     that of a session overnight, which has the date on which it closes
 * @param firstDate first date for which holidays and special hours are known; any date before it is refused
 * @param lastDate last such date, inclusive
 * @param weekend days of the week without a session; empty: Saturday and Sunday, an empty list for none
 * @param holidays dates without a session
 * @param specialHours sessions that open late or close early
 * @param origin where it stood
 */
public record SessionSettings(
        @NotBlank String name,
        ZoneId zone,
        LocalTime open,
        LocalTime close,
        LocalDate firstDate,
        LocalDate lastDate,
        Optional<List<DayOfWeek>> weekend,
        List<LocalDate> holidays,
        List<SpecialHours> specialHours,
        Origin origin) {
    /** Copies. */
    public SessionSettings {
        weekend = weekend.map(List::copyOf);
        holidays = List.copyOf(holidays);
        specialHours = List.copyOf(specialHours);
    }

    /**
     * Hours of one date that are not the regular ones.
     *
     * @param date date of the session
     * @param open late open; empty: the regular one
     * @param close early close; empty: the regular one
     * @param origin where it stood
     */
    public record SpecialHours(LocalDate date, Optional<LocalTime> open, Optional<LocalTime> close, Origin origin) {
        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }

    /**
     * The calendar.
     *
     * @throws IllegalArgumentException when the range runs backwards or leaves the years 1700 to 2200, or special hours
     *     are not within the regular ones of a session
     */
    public TradingCalendar toCalendar() {
        return calendar(specialHours);
    }

    /** With other special hours. */
    TradingCalendar calendar(List<SpecialHours> special) {
        TradingCalendarBuilder builder = TradingCalendars.define(name, zone)
                .hours(open, close)
                .range(firstDate, lastDate)
                .holidays(holidays);
        weekend.ifPresent(days -> builder.weekend(days.toArray(new DayOfWeek[0])));
        for (SpecialHours hours : special) {
            hours.open().ifPresent(late -> builder.lateOpen(hours.date(), late));
            hours.close().ifPresent(early -> builder.earlyClose(hours.date(), early));
        }
        return builder.build();
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
