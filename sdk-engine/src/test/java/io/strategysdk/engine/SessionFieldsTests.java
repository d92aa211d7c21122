package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Input.SessionField;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SessionFieldsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private final SessionFields fields = new SessionFields(NYSE);

    private double at(String newYork, SessionField field) {
        ZonedDateTime close = ZonedDateTime.parse(newYork + "[America/New_York]");
        return fields.of(field, close.toEpochSecond() * 1_000_000_000L);
    }

    /** Spring forward was on March 10, 2024; July 3 and November 29 are half days; July 4 is a holiday. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-08T09:31-05:00, 2024-03-08, 60, 23340",
        "2024-03-08T16:00-05:00, 2024-03-08, 23400, 0",
        "2024-03-08T16:01-05:00, 2024-03-11, -232140, 255540",
        "2024-03-11T09:31-04:00, 2024-03-11, 60, 23340",
        "2024-03-11T09:30-04:00, 2024-03-11, 0, 23400",
        "2024-07-03T13:00-04:00, 2024-07-03, 12600, 0",
        "2024-07-03T12:59:30-04:00, 2024-07-03, 12570, 30",
        "2024-07-03T13:01-04:00, 2024-07-05, -160140, 183540",
        "2024-11-29T12:00-05:00, 2024-11-29, 9000, 3600",
    })
    void aBarBelongsToTheSessionThatItClosesIn(String close, LocalDate date, double sinceOpen, double toClose) {
        assertThat(at(close, SessionField.SESSION_DATE)).isEqualTo((double) date.toEpochDay());
        assertThat(at(close, SessionField.DAY_OF_WEEK))
                .isEqualTo(date.getDayOfWeek().getValue());
        assertThat(at(close, SessionField.DAY_OF_MONTH)).isEqualTo(date.getDayOfMonth());
        assertThat(at(close, SessionField.MONTH)).isEqualTo(date.getMonthValue());
        assertThat(at(close, SessionField.SECONDS_SINCE_OPEN)).isEqualTo(sinceOpen);
        assertThat(at(close, SessionField.SECONDS_TO_CLOSE)).isEqualTo(toClose);
    }

    private List<LocalDate> beforeHolidays(String first, String last) {
        return NYSE.sessions(LocalDate.parse(first), LocalDate.parse(last)).stream()
                .filter(session -> fields.of(SessionField.BEFORE_HOLIDAY, session.closeNanos()) == 1)
                .map(Session::date)
                .toList();
    }

    private static List<LocalDate> dates(String... dates) {
        return Stream.of(dates).map(LocalDate::parse).toList();
    }

    /** Nobody knew on October 26 of the hurricane that closed the exchange on the 29th and 30th. */
    @Test
    void theSessionsBeforeTheHolidaysOf2012() {
        assertThat(beforeHolidays("2012-01-01", "2012-12-31"))
                .isEqualTo(dates(
                        "2012-01-13",
                        "2012-02-17",
                        "2012-04-05",
                        "2012-05-25",
                        "2012-07-03",
                        "2012-08-31",
                        "2012-11-21",
                        "2012-12-24",
                        "2012-12-31"));
    }

    /** Nor of the attacks; mourning for presidents was announced. */
    @Test
    void closuresThatWereAnnouncedAreHolidays() {
        assertThat(beforeHolidays("2001-09-01", "2001-09-30")).isEmpty();
        assertThat(beforeHolidays("2018-12-01", "2018-12-07")).isEqualTo(dates("2018-12-04"));
    }

    @Test
    void theLastSessionOfTheCalendarDoesNotKnowWhatFollows() {
        assertThat(fields.of(SessionField.BEFORE_HOLIDAY, NYSE.lastSession().closeNanos()))
                .isNaN();
    }

    /** A market that never closes has no holidays. */
    @Test
    void withoutDaysOffThereIsNoHoliday() {
        TradingCalendar always = TradingCalendars.alwaysOpen();
        SessionFields ofAlways = new SessionFields(always);

        assertThat(always.sessions(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)))
                .allMatch(session -> ofAlways.of(SessionField.BEFORE_HOLIDAY, session.closeNanos()) == 0);
    }

    static Stream<TradingCalendar> calendars() {
        return Stream.of(NYSE, TradingCalendars.alwaysOpen(), TradingCalendars.forex());
    }

    @ParameterizedTest
    @MethodSource("calendars")
    void theOrderOfBarsDoesNotMatter(TradingCalendar calendar) {
        SplittableRandom random = new SplittableRandom(7);
        SessionFields used = new SessionFields(calendar);
        List<Session> sessions = calendar.sessions(LocalDate.of(2023, 12, 26), LocalDate.of(2024, 1, 5));
        for (int i = 0; i < 2_000; i++) {
            Session session = sessions.get(random.nextInt(sessions.size()));
            long close = random.nextBoolean()
                    ? session.closeNanos()
                    : session.openNanos() + 1 + random.nextLong(session.lengthNanos());
            for (SessionField field : SessionField.values()) {
                assertThat(used.of(field, close)).isEqualTo(new SessionFields(calendar).of(field, close));
            }
        }
    }
}
