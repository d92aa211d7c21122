package io.strategysdk.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Session starts that drift by an hour, and days cut at the wrong hour, at changes of daylight saving time. */
class Failure10SessionDriftsAtDaylightSavingTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Set<LocalDate> LATE_OPENS = Set.of(
            LocalDate.of(1990, 12, 27),
            LocalDate.of(1995, 12, 18),
            LocalDate.of(1996, 1, 8),
            LocalDate.of(2002, 9, 11));

    @Test
    void everyNyseSessionOpensAt0930LocalAndAFullOneLastsSixAndAHalfHours() {
        List<Session> regular = NYSE.sessions(NYSE.firstDate(), NYSE.lastDate()).stream()
                .filter(session -> !LATE_OPENS.contains(session.date()))
                .toList();

        assertThat(regular).hasSizeGreaterThan(11_000).allSatisfy(session -> {
            assertThat(local(session.open(), NYSE.zone())).isEqualTo(LocalTime.of(9, 30));
            assertThat(session.open().atZone(NYSE.zone()).toLocalDate()).isEqualTo(session.date());
            assertThat(session.close().atZone(NYSE.zone()).toLocalDate()).isEqualTo(session.date());
            if (local(session.close(), NYSE.zone()).getHour() == 16) {
                assertThat(session.lengthNanos())
                        .isEqualTo(Duration.ofMinutes(390).toNanos());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        // last Sunday of October until 2006 and first Sunday of April; since 2007 November and March
        "1990-03-30, 1990-03-30T14:30:00Z", "1990-04-02, 1990-04-02T13:30:00Z",
        "2006-04-03, 2006-04-03T13:30:00Z", "2006-10-30, 2006-10-30T14:30:00Z",
        "2007-03-09, 2007-03-09T14:30:00Z", "2007-03-12, 2007-03-12T13:30:00Z",
        "2007-11-02, 2007-11-02T13:30:00Z", "2007-11-05, 2007-11-05T14:30:00Z",
        "2025-03-10, 2025-03-10T13:30:00Z", "2025-11-03, 2025-11-03T14:30:00Z"
    })
    void nyseOpensMoveInUtcOnTheFirstSessionAfterTheChange(LocalDate date, Instant open) {
        assertThat(NYSE.session(date).orElseThrow().open()).isEqualTo(open);
    }

    @Test
    void foreignExchangeDaysEndAt17NewYorkInSummerAndWinter() {
        TradingCalendar forex = TradingCalendars.forex();

        Session winter = forex.session(LocalDate.of(2025, 3, 7)).orElseThrow();
        Session summer = forex.next(winter);

        assertThat(winter.close()).isEqualTo("2025-03-07T22:00:00Z");
        assertThat(summer.open()).isEqualTo("2025-03-09T21:00:00Z");
        assertThat(summer.close()).isEqualTo("2025-03-10T21:00:00Z");
    }

    @Test
    void aSessionThroughTheChangeIsAnHourShorterInSpringAndLongerInAutumn() {
        TradingCalendar daily = TradingCalendars.define("BERLIN-24H", ZoneId.of("Europe/Berlin"))
                .hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .weekend()
                .build();

        assertThat(hours(daily, "2024-03-30")).isEqualTo(24);
        assertThat(hours(daily, "2024-03-31")).isEqualTo(23);
        assertThat(hours(daily, "2024-10-27")).isEqualTo(25);
    }

    @Test
    void anOpenThatTheClockSkipsIsTheMomentOfTheChange() {
        TradingCalendar night = berlinNight("02:30", "03:15");

        Session session = night.session(LocalDate.of(2024, 3, 31)).orElseThrow();

        assertThat(session.open()).isEqualTo("2024-03-31T01:00:00Z");
        assertThat(session.close()).isEqualTo("2024-03-31T01:15:00Z");
    }

    @Test
    void aSessionThatTheClockSkipsWholeDoesNotTakePlace() {
        TradingCalendar night = berlinNight("02:10", "02:50");

        assertThat(night.session(LocalDate.of(2024, 3, 31))).isEmpty();
        assertThat(night.session(LocalDate.of(2024, 4, 1))).isPresent();
    }

    @Test
    void ofTimesThatTheClockRepeatsTheFirstCounts() {
        TradingCalendar night = berlinNight("02:10", "02:50");

        Session session = night.session(LocalDate.of(2024, 10, 27)).orElseThrow();

        assertThat(session.open()).isEqualTo("2024-10-27T00:10:00Z");
        assertThat(session.close()).isEqualTo("2024-10-27T00:50:00Z");
    }

    /** Half of its night was there, but the date that it would have was not. */
    @Test
    void aDateThatTheZoneJumpedOverHasNoOvernightSession() {
        TradingCalendar samoa = TradingCalendars.define("APIA", ZoneId.of("Pacific/Apia"))
                .hours(LocalTime.of(18, 0), LocalTime.of(6, 0))
                .range(LocalDate.of(2011, 12, 1), LocalDate.of(2012, 1, 31))
                .weekend()
                .build();

        assertThat(samoa.session(LocalDate.of(2011, 12, 30))).isEmpty();
        assertThat(samoa.next(samoa.session(LocalDate.of(2011, 12, 29)).orElseThrow())
                        .date())
                .isEqualTo("2011-12-31");
    }

    @Test
    void aDateThatTheZoneJumpedOverHasNoSession() {
        TradingCalendar samoa = TradingCalendars.define("APIA", ZoneId.of("Pacific/Apia"))
                .hours(LocalTime.of(9, 0), LocalTime.of(15, 0))
                .range(LocalDate.of(2011, 12, 1), LocalDate.of(2012, 1, 31))
                .weekend()
                .build();

        assertThat(samoa.session(LocalDate.of(2011, 12, 30))).isEmpty();
        assertThat(samoa.next(samoa.session(LocalDate.of(2011, 12, 29)).orElseThrow())
                        .date())
                .isEqualTo("2011-12-31");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Pacific/Kiritimati", "Etc/GMT+12", "Asia/Tokyo", "Australia/Lord_Howe", "-18:00", "+18:00"})
    void momentsAreFoundInZonesFarFromUtc(ZoneId zone) {
        TradingCalendar calendar = TradingCalendars.define("FAR", zone)
                .hours(LocalTime.of(0, 30), LocalTime.MIDNIGHT)
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .weekend()
                .build();

        Session session = calendar.session(LocalDate.of(2024, 6, 12)).orElseThrow();

        assertThat(calendar.sessionAtOrAfter(session.openNanos())).isEqualTo(session);
        assertThat(calendar.sessionAtOrAfter(session.closeNanos() - 1)).isEqualTo(session);
        assertThat(calendar.next(session).date()).isEqualTo("2024-06-13");
    }

    @Test
    void aRoundTheClockDayIsAUtcDay() {
        Session day =
                TradingCalendars.alwaysOpen().session(LocalDate.of(2024, 3, 10)).orElseThrow();

        assertThat(day.open())
                .isEqualTo(LocalDate.of(2024, 3, 10).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(day.lengthNanos()).isEqualTo(Duration.ofDays(1).toNanos());
    }

    /** Clocks changed on the Sundays of March 10 and November 3, 2024. */
    @ParameterizedTest
    @CsvSource({"2024-03-07, 2024-03-13", "2024-10-31, 2024-11-06"})
    void daysAndHoursAreCutAtTheSessionsOnBothSidesOfAChange(LocalDate first, LocalDate last) {
        BarColumns.Builder minutes = BarColumns.builder(Instrument.equity("ABC"), Timeframe.MINUTE);
        long minute = Timeframe.MINUTE.duration().toNanos();
        List<Session> sessions = NYSE.sessions(first, last);
        for (Session session : sessions) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += minute) {
                minutes.bar(open, open + minute, 1, 1, 1, 1, 1);
            }
        }

        BarColumns days = minutes.build().made(BarType.time(Timeframe.DAY), NYSE);
        BarColumns hours = minutes.build().made(BarType.time(Timeframe.hours(1)), NYSE);

        assertThat(days.size()).isEqualTo(sessions.size());
        for (int i = 0; i < days.size(); i++) {
            assertThat(days.openEpochNanos(i)).isEqualTo(sessions.get(i).openNanos());
            assertThat(days.epochNanos(i)).isEqualTo(sessions.get(i).closeNanos());
            assertThat(days.volume(i)).isEqualTo(390);
        }
        assertThat(hours.size()).isEqualTo(7 * sessions.size());
        for (int i = 0; i < hours.size(); i++) {
            assertThat(local(Clock.instantOf(hours.openEpochNanos(i)), NYSE.zone()))
                    .isEqualTo(LocalTime.of(9, 30).plusHours(i % 7));
        }
    }

    private static TradingCalendar berlinNight(String open, String close) {
        return TradingCalendars.define("NIGHT", ZoneId.of("Europe/Berlin"))
                .hours(LocalTime.parse(open), LocalTime.parse(close))
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .weekend()
                .build();
    }

    private static long hours(TradingCalendar calendar, String date) {
        return Duration.ofNanos(
                        calendar.session(LocalDate.parse(date)).orElseThrow().lengthNanos())
                .toHours();
    }

    private static LocalTime local(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalTime();
    }
}
