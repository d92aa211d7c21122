package io.strategysdk.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingCalendarBuilderTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2024, 12, 23);

    @Test
    void holidaysAndWeekendsHaveNoSession() {
        TradingCalendar xetra = xetra().holidays(List.of(MONDAY.plusDays(2), MONDAY.plusDays(3)))
                .build();

        assertThat(xetra.sessions(MONDAY, MONDAY.plusDays(7)))
                .extracting(Session::date)
                .containsExactly(MONDAY, MONDAY.plusDays(1), MONDAY.plusDays(4), MONDAY.plusDays(7));
        assertThat(xetra.name()).isEqualTo("XETR");
        assertThat(xetra.zone()).isEqualTo(BERLIN);
    }

    @Test
    void earlyCloseAndLateOpenApplyToTheirDateOnly() {
        TradingCalendar xetra = xetra().earlyClose(MONDAY, LocalTime.of(14, 0))
                .lateOpen(MONDAY, LocalTime.of(10, 0))
                .lateOpen(MONDAY.plusDays(1), LocalTime.of(11, 0))
                .build();

        assertThat(xetra.sessions(MONDAY, MONDAY.plusDays(2)))
                .extracting(session -> session.open() + " " + session.close())
                .containsExactly(
                        "2024-12-23T09:00:00Z 2024-12-23T13:00:00Z",
                        "2024-12-24T10:00:00Z 2024-12-24T16:30:00Z",
                        "2024-12-25T08:00:00Z 2024-12-25T16:30:00Z");
    }

    @Test
    void anOvernightSessionHasTheDateOfItsCloseAndMayCloseEarly() {
        TradingCalendar futures = TradingCalendars.define("XCME", ZoneId.of("America/Chicago"))
                .hours(LocalTime.of(17, 0), LocalTime.of(16, 0))
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .earlyClose(LocalDate.of(2024, 11, 29), LocalTime.of(12, 15))
                .build();

        Session monday = futures.session(LocalDate.of(2024, 1, 8)).orElseThrow();
        Session blackFriday = futures.session(LocalDate.of(2024, 11, 29)).orElseThrow();

        assertThat(monday.open()).isEqualTo("2024-01-07T23:00:00Z");
        assertThat(monday.close()).isEqualTo("2024-01-08T22:00:00Z");
        assertThat(blackFriday.open()).isEqualTo("2024-11-28T23:00:00Z");
        assertThat(blackFriday.close()).isEqualTo("2024-11-29T18:15:00Z");
    }

    @Test
    void theFirstOvernightSessionIsFoundFromItsOpenOnTheDayBeforeTheRange() {
        TradingCalendar futures = TradingCalendars.define("XCME", ZoneId.of("America/Chicago"))
                .hours(LocalTime.of(17, 0), LocalTime.of(16, 0))
                .range(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 12, 31))
                .build();

        Session first = futures.session(LocalDate.of(2024, 1, 2)).orElseThrow();

        assertThat(futures.sessionAtOrAfter(first.openNanos())).isEqualTo(first);
        assertThatThrownBy(() -> futures.sessionAtOrAfter(first.openNanos() - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void weekendDaysAreTheMarketsOwn() {
        TradingCalendar tadawul = TradingCalendars.define("XSAU", ZoneId.of("Asia/Riyadh"))
                .hours(LocalTime.of(10, 0), LocalTime.of(15, 0))
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .weekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)
                .build();

        assertThat(tadawul.sessions(LocalDate.of(2024, 6, 6), LocalDate.of(2024, 6, 9)))
                .extracting(Session::date)
                .containsExactly(LocalDate.of(2024, 6, 6), LocalDate.of(2024, 6, 9));
    }

    @Test
    void whatIsAddedAfterBuildingDoesNotChangeTheCalendar() {
        List<LocalDate> holidays = new ArrayList<>();
        TradingCalendarBuilder builder = xetra().holidays(holidays);
        TradingCalendar calendar = builder.build();

        holidays.add(MONDAY);
        builder.holidays(List.of(MONDAY)).weekend(DayOfWeek.MONDAY);

        assertThat(calendar.session(MONDAY)).isPresent();
    }

    @Test
    void hoursAndRangeAreRequired() {
        assertThatThrownBy(() -> TradingCalendars.define("XETR", BERLIN).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("hours and range must be set before the calendar is built (calendar XETR)");
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatThrownBy(() -> TradingCalendars.define(" ", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calendar name must not be blank, was \" \"");
    }

    @ParameterizedTest
    @CsvSource({"2024-01-02, 2024-01-01", "1699-12-31, 2024-01-01", "2024-01-01, 2201-01-01"})
    void aRangeThatRunsBackwardsOrOutOfTheClockIsRefused(LocalDate first, LocalDate last) {
        assertThatThrownBy(() -> TradingCalendars.define("XETR", BERLIN).range(first, last))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range must run forward within the years 1700 to 2200, was %s to %s (calendar XETR)"
                        .formatted(first, last));
    }

    @Test
    void theWidestRangeFitsTheClock() {
        TradingCalendar calendar = TradingCalendars.define("WIDE", BERLIN)
                .hours(LocalTime.of(9, 0), LocalTime.MIDNIGHT)
                .range(LocalDate.of(1700, 1, 1), LocalDate.of(2200, 12, 31))
                .weekend()
                .build();

        assertThat(calendar.session(calendar.firstDate())).isPresent();
        assertThat(calendar.session(calendar.lastDate())).isPresent();
    }

    @Test
    void anExceptionOnADateWithoutASessionIsRefused() {
        TradingCalendarBuilder builder = xetra().earlyClose(MONDAY.minusDays(1), LocalTime.of(14, 0));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("late open and early close must be on a date with a session, was 09:00 to 14:00 on"
                        + " 2024-12-22, SUNDAY (calendar XETR)");
    }

    @Test
    void anExceptionOutsideTheRangeIsRefused() {
        TradingCalendarBuilder builder = xetra().lateOpen(LocalDate.of(2026, 1, 5), LocalTime.of(10, 0));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be on a date with a session, was 10:00 to 17:30 on 2026-01-05");
    }

    @ParameterizedTest
    @CsvSource({"08:00", "17:31", "00:00"})
    void anEarlyCloseOutsideTheRegularHoursIsRefused(LocalTime close) {
        TradingCalendarBuilder builder = xetra().earlyClose(MONDAY, close);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "late open and early close must leave a session within regular hours, was 09:00 to " + close);
    }

    @ParameterizedTest
    @CsvSource({"08:59", "17:30", "18:00"})
    void aLateOpenOutsideTheRegularHoursIsRefused(LocalTime open) {
        TradingCalendarBuilder builder = xetra().lateOpen(MONDAY, open);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("was %s to 17:30 on 2024-12-23, MONDAY (calendar XETR)".formatted(open));
    }

    @Test
    void spansThatRunBackwardsAreRefused() {
        TradingCalendar xetra = xetra().build();

        assertThatThrownBy(() -> xetra.sessions(MONDAY, MONDAY.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("last date must not be before the first date 2024-12-23, was 2024-12-22 (calendar XETR)");
    }

    @Test
    void theLastSessionMayComeBeforeTheLastDate() {
        TradingCalendar untilChristmas = xetra().range(MONDAY, MONDAY.plusDays(3))
                .holidays(List.of(MONDAY.plusDays(2), MONDAY.plusDays(3)))
                .build();

        assertThat(untilChristmas.lastSession().date()).isEqualTo(MONDAY.plusDays(1));
        assertThat(xetra().build().lastSession().date()).isEqualTo(LocalDate.of(2025, 12, 31));
    }

    @Test
    void aRangeWithoutSessionsHasNoLastOne() {
        TradingCalendar weekend =
                xetra().range(MONDAY.minusDays(2), MONDAY.minusDays(1)).build();

        assertThatThrownBy(weekend::lastSession)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no session is dated before 2024-12-22: calendar XETR starts on 2024-12-21");
    }

    @Test
    void aSessionMustOpenBeforeItCloses() {
        assertThatThrownBy(() -> new Session(MONDAY, 5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("session must open before it closes");
    }

    private static TradingCalendarBuilder xetra() {
        return TradingCalendars.define("XETR", BERLIN)
                .hours(LocalTime.of(9, 0), LocalTime.of(17, 30))
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 12, 31));
    }
}
