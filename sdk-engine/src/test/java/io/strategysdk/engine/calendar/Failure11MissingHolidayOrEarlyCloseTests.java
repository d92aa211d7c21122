package io.strategysdk.engine.calendar;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Missing holidays, half days and special closures of the New York Stock Exchange. */
class Failure11MissingHolidayOrEarlyCloseTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    /** Written out by hand, not computed: the exchange's notices and lists of its closings; from 2029 its rules. */
    private static final SortedSet<LocalDate> CLOSE_AT_13 = dates("""
            1993-11-26
            1994-11-25
            1995-07-03 1995-11-24
            1996-07-05 1996-11-29 1996-12-24
            1997-07-03 1997-11-28 1997-12-24 1997-12-26
            1998-11-27 1998-12-24
            1999-11-26 1999-12-31
            2000-07-03 2000-11-24
            2001-07-03 2001-11-23 2001-12-24
            2002-07-05 2002-11-29 2002-12-24
            2003-07-03 2003-11-28 2003-12-24 2003-12-26
            2004-11-26
            2005-11-25
            2006-07-03 2006-11-24
            2007-07-03 2007-11-23 2007-12-24
            2008-07-03 2008-11-28 2008-12-24
            2009-11-27 2009-12-24
            2010-11-26
            2011-11-25
            2012-07-03 2012-11-23 2012-12-24
            2013-07-03 2013-11-29 2013-12-24
            2014-07-03 2014-11-28 2014-12-24
            2015-11-27 2015-12-24
            2016-11-25
            2017-07-03 2017-11-24
            2018-07-03 2018-11-23 2018-12-24
            2019-07-03 2019-11-29 2019-12-24
            2020-11-27 2020-12-24
            2021-11-26
            2022-11-25
            2023-07-03 2023-11-24
            2024-07-03 2024-11-29 2024-12-24
            2025-07-03 2025-11-28 2025-12-24
            2026-11-27 2026-12-24
            2027-11-26
            2028-07-03 2028-11-24
            2029-07-03 2029-11-23 2029-12-24
            2030-07-03 2030-11-29 2030-12-24
            2031-07-03 2031-11-28 2031-12-24
            2032-11-26
            2033-11-25
            2034-07-03 2034-11-24
            2035-07-03 2035-11-23 2035-12-24
            """);

    @Test
    void halfDaysWithACloseAt13AreExactlyThoseOfTheExchangesNotices() {
        assertThat(sessionsClosingAt("13:00")).isEqualTo(CLOSE_AT_13);
    }

    @Test
    void halfDaysOfTheEarlyNinetiesAndTheSnowOf1996CloseAt14() {
        assertThat(sessionsClosingAt("14:00"))
                .isEqualTo(dates("1990-12-24 1991-12-24 1992-11-27 1992-12-24 1996-01-08"));
    }

    @Test
    void snowOf11February1994ClosesAt1430() {
        assertThat(sessionsClosingAt("14:30")).isEqualTo(dates("1994-02-11"));
    }

    @Test
    void everyOtherSessionClosesAt16() {
        int shortened = CLOSE_AT_13.size() + 5 + 1;

        assertThat(sessionsClosingAt("16:00")).hasSize(allSessions().size() - shortened);
    }

    @ParameterizedTest
    @CsvSource({"1990-12-27, 11:00", "1995-12-18, 10:30", "1996-01-08, 11:00", "2002-09-11, 12:00"})
    void lateOpensAreKept(LocalDate date, LocalTime open) {
        assertThat(openOf(NYSE.session(date).orElseThrow())).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // after Thanksgiving and before Independence Day, while both were whole days
                "1990-11-23",
                "1991-11-29",
                "1991-07-03",
                "1992-07-02",
                "1993-07-02",
                "1994-07-01",
                // Wednesdays before Independence Day until 2012, and since 2013 the Fridays after it
                "1996-07-03",
                "2002-07-03",
                "2013-07-05",
                "2019-07-05",
                "2024-07-05",
                "2030-07-05",
                // before a holiday that is observed on the Friday
                "1998-07-02",
                "2009-07-02",
                "2015-07-02",
                "2020-07-02",
                "2026-07-02",
                "1993-12-23",
                "1999-12-23",
                "2004-12-23",
                "2010-12-23",
                "2021-12-23",
                "2027-12-23",
                // before a Christmas Day on a weekend, and the Fridays after one on a Thursday
                "1994-12-23",
                "2005-12-23",
                "2011-12-23",
                "2016-12-23",
                "2022-12-23",
                "2033-12-23",
                "1992-12-31",
                "2008-12-26",
                "2014-12-26",
                "2025-12-26",
                "2031-12-26",
                // before New Year's Day
                "1998-12-31",
                "2000-12-29",
                "2010-12-31",
                "2024-12-31"
            })
    void daysThatLookLikeHalfDaysAreWhole(LocalDate date) {
        assertWhole(date);
    }

    /** Storms on a weekend, a blackout after the close, and halts and ends that nobody knew of at the open. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1993-03-12",
                "1993-03-15",
                "1997-10-27",
                "1998-10-26",
                "1999-09-16",
                "2001-06-08",
                "2003-08-14",
                "2003-08-15",
                "2005-06-01",
                "2015-07-08",
                "2020-03-09",
                "2020-03-18"
            })
    void daysThatAreRememberedAsCutShortAreWhole(LocalDate date) {
        assertWhole(date);
    }

    private static void assertWhole(LocalDate date) {
        Session session = NYSE.session(date).orElseThrow();
        assertThat(openOf(session)).isEqualTo("09:30");
        assertThat(session.close().atZone(NYSE.zone()).toLocalTime()).isEqualTo("16:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1994-04-27",
                "2001-09-11",
                "2001-09-12",
                "2001-09-13",
                "2001-09-14",
                "2004-06-11",
                "2007-01-02",
                "2012-10-29",
                "2012-10-30",
                "2018-12-05",
                "2025-01-09"
            })
    void specialClosuresHaveNoSession(LocalDate date) {
        assertThat(NYSE.session(date)).isEmpty();
        assertThat(date.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    @ParameterizedTest
    @CsvSource({
        // the first observance of each newer holiday, and the weekday before it was one
        "1997-01-20, true",
        "1998-01-19, false",
        "2021-06-18, true",
        "2022-06-20, false",
        "2027-06-18, false",
        // New Year's Day on a Saturday: no Friday off; on a Sunday: Monday off
        "1993-12-31, true",
        "1999-12-31, true",
        "2004-12-31, true",
        "2010-12-31, true",
        "2021-12-31, true",
        "2027-12-31, true",
        "2022-01-03, true",
        "2023-01-02, false",
        // Independence Day and Christmas on a weekend
        "2020-07-03, false",
        "2020-07-02, true",
        "2021-07-05, false",
        "2021-12-24, false",
        "2022-12-26, false",
        // federal holidays and eves that the exchange trades through
        "2024-10-14, true",
        "2024-11-11, true",
        "2025-12-26, true",
        "2019-04-22, true",
        // Good Friday, early and late
        "2008-03-21, false",
        "2000-04-21, false",
        "2019-04-19, false",
        "2024-03-29, false"
    })
    void closuresFollowTheExchangesRuleNotTheFederalOne(LocalDate date, boolean trades) {
        assertThat(NYSE.session(date).isPresent()).isEqualTo(trades);
    }

    /** Counts published by the exchange and widely used for annualising. */
    @ParameterizedTest
    @CsvSource({
        "1996, 254",
        "1998, 252",
        "2001, 248",
        "2004, 252",
        "2007, 251",
        "2012, 250",
        "2018, 251",
        "2020, 253",
        "2022, 251",
        "2023, 250",
        "2024, 252",
        "2025, 250"
    })
    void yearsHaveTheKnownNumberOfSessions(int year, int count) {
        assertThat(NYSE.sessions(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                .hasSize(count);
    }

    @Test
    void aDateOutsideTheRangeIsRefusedNotGuessed() {
        assertThatThrownBy(() -> NYSE.session(LocalDate.of(1989, 12, 29)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("date must be from 1990-01-01 to 2035-12-31, the range of calendar XNYS, was 1989-12-29");
        assertThatThrownBy(() -> NYSE.sessionBefore(LocalDate.of(2036, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1990-01-01 to 2035-12-31")
                .hasMessageEndingWith("was 2036-01-01");
        assertThatThrownBy(() -> NYSE.sessionBefore(LocalDate.of(1990, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no session is dated before 1990-01-02: calendar XNYS starts on 1990-01-01");
    }

    @Test
    void aMomentOutsideTheRangeIsRefusedNotGuessed() {
        assertThatThrownBy(() -> NYSE.sessionAtOrAfter(Instant.parse("1990-01-01T04:59:59.999999999Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("range of calendar XNYS")
                .hasMessageContaining("was 1989-12-31T23:59:59.999999999-05:00[America/New_York]");
        assertThat(NYSE.sessionAtOrAfter(Instant.parse("1990-01-01T05:00:00Z")).date())
                .isEqualTo("1990-01-02");
        assertThatThrownBy(() -> NYSE.isOpen(Instant.parse("2035-12-31T21:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the last close of 2035-12-31");
        assertThatThrownBy(() -> NYSE.isOpen(Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between the years 1678 and 2261");
    }

    private static SortedSet<LocalDate> allSessions() {
        return NYSE.sessions(NYSE.firstDate(), NYSE.lastDate()).stream()
                .map(Session::date)
                .collect(toCollection(TreeSet::new));
    }

    private static SortedSet<LocalDate> sessionsClosingAt(String close) {
        return NYSE.sessions(NYSE.firstDate(), NYSE.lastDate()).stream()
                .filter(session ->
                        session.close().atZone(NYSE.zone()).toLocalTime().equals(LocalTime.parse(close)))
                .map(Session::date)
                .collect(toCollection(TreeSet::new));
    }

    private static LocalTime openOf(Session session) {
        return session.open().atZone(NYSE.zone()).toLocalTime();
    }

    private static SortedSet<LocalDate> dates(String text) {
        return Stream.of(text.trim().split("\\s+")).map(LocalDate::parse).collect(toCollection(TreeSet::new));
    }
}
