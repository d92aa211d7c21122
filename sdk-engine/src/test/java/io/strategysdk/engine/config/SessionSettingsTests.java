package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionSettingsTests {
    private static final String XETRA = """
            mode: backtest
            data:
              path: a
              calendar: own
              sessions:
                name: XETR
                zone: Europe/Berlin
                open: 09:00
                close: 17:30
                first_date: 2024-01-01
                last_date: 2024-12-31
                holidays: [2024-12-24, 2024-12-25, 2024-12-26, 2024-12-31]
                special_hours:
                  - {date: 2024-12-27, open: 10:00}
                  - {date: 2024-12-30, open: 09:30, close: 14:00}
            """;

    private static SessionSettings sessions(String yaml) {
        return Specified.parse(yaml).data().orElseThrow().sessions().orElseThrow();
    }

    private static String refused(String yaml) {
        return Specified.message(catchThrowableOfType(ConfigException.class, () -> Specified.parse(yaml)));
    }

    @Test
    void makeTheCalendarThatTheBuilderMakes() {
        TradingCalendar built = TradingCalendars.define("XETR", ZoneId.of("Europe/Berlin"))
                .hours(LocalTime.of(9, 0), LocalTime.of(17, 30))
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .holidays(List.of(
                        LocalDate.of(2024, 12, 24),
                        LocalDate.of(2024, 12, 25),
                        LocalDate.of(2024, 12, 26),
                        LocalDate.of(2024, 12, 31)))
                .lateOpen(LocalDate.of(2024, 12, 27), LocalTime.of(10, 0))
                .lateOpen(LocalDate.of(2024, 12, 30), LocalTime.of(9, 30))
                .earlyClose(LocalDate.of(2024, 12, 30), LocalTime.of(14, 0))
                .build();

        TradingCalendar configured = sessions(XETRA).toCalendar();

        assertThat(configured.name()).isEqualTo("XETR");
        assertThat(configured.zone()).isEqualTo(built.zone());
        assertThat(configured.firstDate()).isEqualTo(built.firstDate());
        assertThat(configured.sessions(configured.firstDate(), configured.lastDate()))
                .isEqualTo(built.sessions(built.firstDate(), built.lastDate()));
    }

    @Test
    void mayNameAnotherWeekendOrNone() {
        LocalDate saturday = LocalDate.of(2024, 6, 1);
        LocalDate wednesday = LocalDate.of(2024, 6, 5);

        TradingCalendar usual = sessions(XETRA).toCalendar();
        TradingCalendar another = withWeekend("[wednesday]");
        TradingCalendar none = withWeekend("[]");

        assertThat(usual.sessions(saturday, wednesday)).hasSize(3);
        assertThat(another.session(saturday)).isPresent();
        assertThat(another.session(wednesday)).isEmpty();
        assertThat(none.sessions(saturday, wednesday)).hasSize(5);
    }

    private static TradingCalendar withWeekend(String days) {
        return sessions(Specified.edited(XETRA, "holidays:", "weekend: " + days + "\n    holidays:"))
                .toCalendar();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "calendar: own | calendar: fx | data.sessions (line 5): is for data.calendar own only",
                "calendar: own | zone: UTC | data.sessions (line 5): is for data.calendar own only",
                "open: 09:00 | open: 9 | data.sessions.open (line 8): must be a time of day such as 09:30, was 9",
                "close: 17:30 | close: 24:00 |"
                        + " data.sessions.close (line 9): must be a time of day such as 09:30, was '24:00'",
                "zone: Europe/Berlin | zone: Berlin |"
                        + " data.sessions.zone (line 7): must be a time zone such as UTC or America/New_York, was 'Berlin'",
                "name: XETR | name: ' ' | data.sessions.name (line 6): must not be blank, was ' '",
                "last_date: 2024-12-31 | last_date: 2023-12-31 | data.sessions.last_date (line 11):"
                        + " must not be before first_date, both within the years 1700 to 2200, was '2023-12-31'",
                "first_date: 2024-01-01 | first_date: 1492-01-01 | data.sessions.last_date (line 11):"
                        + " must not be before first_date, both within the years 1700 to 2200, was '2024-12-31'",
                "date: 2024-12-30 | date: 2024-12-27 |"
                        + " data.sessions.special_hours[1].date (line 15): must be named once, was '2024-12-27'",
                ", open: 10:00} | } | data.sessions.special_hours[0] (line 14): must have an open, a close or both",
                "date: 2024-12-30 | date: 2024-12-31 | data.sessions.special_hours[1] (line 15):"
                        + " must be on a date with a session, and leave one within the regular hours",
                "close: 14:00 | close: 18:00 | data.sessions.special_hours[1] (line 15):"
                        + " must be on a date with a session, and leave one within the regular hours",
                "special_hours: | weekend: [sonntag]@    special_hours: | data.sessions.weekend[0] (line 13):"
                        + " must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, was 'sonntag'",
                "holidays: [2024-12-24 | holidays: [24.12.2024 |"
                        + " data.sessions.holidays[0] (line 12): must be a date such as 2023-01-31, was '24.12.2024'"
            })
    void withOneMistakeAreRefusedInTheseWords(String old, String written, String problem) {
        String yaml = Specified.edited(XETRA, old, written.replace('@', '\n'));

        assertThat(refused(yaml).lines().skip(1)).containsExactly("  " + problem);
    }

    @Test
    void areMissingWhereTheCalendarIsOnesOwn() {
        assertThat(refused("mode: backtest\ndata: {path: a, calendar: own}\n"))
                .endsWith("data.sessions: must be given when data.calendar is own");
        assertThat(refused("mode: paper\ndata: {source: alpaca, calendar: own}\n"))
                .endsWith("data.sessions: must be given when data.calendar is own");
    }

    @Test
    void keepWhatTheEnvironmentSaysToThemselves() {
        String yaml = Specified.edited(XETRA, "close: 14:00", "close: '${CLOSE}'");
        ConfigLoader loader = ConfigLoader.withEnvironment(Map.of("CLOSE", "18:00"));

        ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> loader.parse(yaml));

        assertThat(Specified.message(thrown)).contains("special_hours[1]").doesNotContain("18:00");
    }
}
