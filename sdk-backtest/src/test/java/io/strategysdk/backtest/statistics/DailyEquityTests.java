package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DailyEquityTests {
    private static final LocalDate FRIDAY = LocalDate.of(2024, 3, 8); // New York changes its clocks on the Sunday
    private static final LocalDate MONDAY = FRIDAY.plusDays(3);

    private final WeekdayCalendar calendar = new WeekdayCalendar();

    @Test
    void aMarkAtTheCloseBelongsToTheSessionThatCloses() {
        DailyEquity daily = EquityCurve.builder(at(FRIDAY, 9, 30), 100)
                .mark(at(FRIDAY, 15, 59), 101)
                .mark(at(FRIDAY, 16, 0), 102)
                .mark(at(MONDAY, 9, 31), 103)
                .mark(at(MONDAY, 16, 0), 104)
                .build()
                .daily(calendar);

        assertThat(daily.size()).isEqualTo(3);
        assertThat(daily.date(1)).isEqualTo(FRIDAY);
        assertThat(daily.equity(1)).isEqualTo(102);
        assertThat(daily.date(2)).isEqualTo(MONDAY);
        assertThat(daily.equity(2)).isEqualTo(104);
        assertThat(daily.epochNanos(2)).isEqualTo(at(MONDAY, 16, 0));
    }

    @Test
    void aMarkAtTheCloseBelongsToTheSessionThatClosesAlsoWhereTheNextOneOpensAtOnce() {
        EquityCurve curve = Curves.curve(100, 101, 102);

        DailyEquity daily = curve.daily(TradingCalendars.alwaysOpen());

        assertThat(daily.date(1)).isEqualTo(Curves.START);
        assertThat(daily.date(2)).isEqualTo(Curves.START.plusDays(1));
        assertThat(daily.returns()).containsExactly(curve.daily(ZoneOffset.UTC).returns());
    }

    @Test
    void halfDaysEndAtTheirOwnClose() {
        DailyEquity daily = EquityCurve.builder(at(FRIDAY, 9, 30), 100)
                .mark(at(FRIDAY, 13, 0), 101)
                .mark(at(MONDAY, 13, 0), 102)
                .build()
                .daily(new WeekdayCalendar(FRIDAY));

        assertThat(daily.date(1)).isEqualTo(FRIDAY);
        assertThat(daily.date(2)).isEqualTo(MONDAY);
    }

    @Test
    void marksInTheEveningBelongToTheirDateAndMarksBeforeTheOpenToTheNextSession() {
        DailyEquity daily = EquityCurve.builder(at(FRIDAY, 9, 30), 100)
                .mark(at(FRIDAY, 16, 0), 101)
                .mark(at(FRIDAY, 19, 0), 102)
                .mark(at(FRIDAY.plusDays(1), 12, 0), 103)
                .mark(at(MONDAY, 8, 0), 104)
                .mark(at(MONDAY, 9, 30), 105)
                .build()
                .daily(calendar);

        assertThat(daily.size()).isEqualTo(3);
        assertThat(daily.equity(1)).isEqualTo(102);
        assertThat(daily.date(2)).isEqualTo(MONDAY);
        assertThat(daily.equity(2)).isEqualTo(105);
    }

    @Test
    void theStartIsKeptAlthoughTheFirstSessionEndsOnTheSameDate() {
        DailyEquity daily = EquityCurve.builder(at(FRIDAY, 9, 30), 100)
                .mark(at(FRIDAY, 16, 0), 110)
                .build()
                .daily(calendar);

        assertThat(daily.size()).isEqualTo(2);
        assertThat(daily.equity(0)).isEqualTo(100);
        assertThat(daily.date(0)).isEqualTo(FRIDAY);
        assertThat(daily.days()).isZero();
    }

    @Test
    void aStartAtTheCloseOfTheSessionBeforeIsThatSessionsDate() {
        DailyEquity daily = EquityCurve.builder(at(FRIDAY, 16, 0), 100)
                .mark(at(MONDAY, 16, 0), 110)
                .build()
                .daily(calendar);

        assertThat(daily.date(0)).isEqualTo(FRIDAY);
        assertThat(daily.days()).isEqualTo(3);
    }

    @Test
    void aStartAtTheMomentInWhichOneSessionEndsAndTheNextBeginsIsDatedByTheOneThatBegins() {
        EquityCurve curve = EquityCurve.builder(Curves.utc(Curves.START.atStartOfDay()), 100)
                .mark(Curves.utc(Curves.START.plusDays(1).atStartOfDay()), 110)
                .mark(Curves.utc(Curves.START.plusDays(2).atStartOfDay()), 121)
                .build();

        for (DailyEquity daily : List.of(curve.daily(TradingCalendars.alwaysOpen()), curve.daily(ZoneOffset.UTC))) {
            assertThat(daily.date(0)).isEqualTo(Curves.START);
            assertThat(daily.date(1)).isEqualTo(Curves.START);
            assertThat(daily.date(2)).isEqualTo(Curves.START.plusDays(1));
            assertThat(daily.returns()).hasSize(2);
            assertThat(daily.monthlyReturns()).containsOnlyKeys(YearMonth.of(2024, 1));
        }
    }

    @Test
    void aStartInsideOfASessionIsDatedByIt() {
        DailyEquity daily = EquityCurve.builder(at(FRIDAY, 12, 0), 100)
                .mark(at(FRIDAY, 16, 0), 110)
                .build()
                .daily(calendar);

        assertThat(daily.date(0)).isEqualTo(FRIDAY);
    }

    @Test
    void midnightBelongsToTheDayThatItEnds() {
        DailyEquity daily = Curves.daily(100, 101, 102);

        assertThat(daily.date(0)).isEqualTo(Curves.START);
        assertThat(daily.date(1)).isEqualTo(Curves.START);
        assertThat(daily.date(2)).isEqualTo(Curves.START.plusDays(1));
    }

    @Test
    void asksTheCalendarOncePerSessionAndNotOncePerBar() {
        EquityCurve.Builder builder = EquityCurve.builder(at(FRIDAY, 9, 30), 100);
        for (int minute = 1; minute <= 390; minute++) {
            builder.mark(at(FRIDAY, 9, 30) + minute * 60_000_000_000L, 100);
        }

        builder.build().daily(calendar);

        assertThat(calendar.questions).isLessThan(10);
    }

    @Property(tries = 50)
    void minuteMarksGiveTheSameDaysAsMarksAtTheCloses(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int days) {
        Random random = new Random(seed);
        LocalDate date = FRIDAY;
        EquityCurve.Builder minutes = EquityCurve.builder(at(FRIDAY, 9, 30), 1_000);
        EquityCurve.Builder closes = EquityCurve.builder(at(FRIDAY, 9, 30), 1_000);
        for (int day = 0; day < days; day++, date = date.plusDays(1)) {
            double equity = 1_000;
            for (int minute = 1; minute <= 390 && calendar.session(date).isPresent(); minute++) {
                equity = 500 + 1_000 * random.nextDouble();
                minutes.mark(at(date, 9, 30) + minute * 60_000_000_000L, equity);
            }
            if (calendar.session(date).isPresent()) {
                closes.mark(at(date, 16, 0), equity);
            }
        }

        DailyEquity fine = minutes.build().daily(calendar);
        DailyEquity coarse = closes.build().daily(calendar);

        assertThat(fine.returns()).containsExactly(coarse.returns());
        assertThat(fine.size()).isEqualTo(coarse.size());
        for (int row = 0; row < fine.size(); row++) {
            assertThat(fine.date(row)).isEqualTo(coarse.date(row));
            assertThat(fine.epochNanos(row)).isEqualTo(coarse.epochNanos(row));
        }
    }

    @Test
    void monthsAndYearsStartWhereTheOnesBeforeEnded() {
        DailyEquity daily = EquityCurve.builder(utc(2023, 12, 29), 100)
                .mark(utc(2023, 12, 30), 110)
                .mark(utc(2023, 12, 31), 120)
                .mark(utc(2024, 1, 5), 90)
                .mark(utc(2024, 2, 20), 180)
                .build()
                .daily(ZoneOffset.UTC);

        assertThat(daily.monthlyReturns())
                .containsOnlyKeys(YearMonth.of(2023, 12), YearMonth.of(2024, 1), YearMonth.of(2024, 2));
        assertThat(daily.monthlyReturns().get(YearMonth.of(2023, 12))).isCloseTo(0.2, within(1e-12));
        assertThat(daily.monthlyReturns().get(YearMonth.of(2024, 1))).isCloseTo(-0.25, within(1e-12));
        assertThat(daily.monthlyReturns().get(YearMonth.of(2024, 2))).isCloseTo(1.0, within(1e-12));
        assertThat(daily.yearlyReturns()).containsOnly(entry(2023, 120.0 / 100 - 1), entry(2024, 0.5));
    }

    @Test
    void monthsThatBeginWithNothingHaveNoReturn() {
        DailyEquity daily = EquityCurve.builder(utc(2024, 1, 1), 100)
                .mark(utc(2024, 1, 2), 0)
                .mark(utc(2024, 2, 2), 0)
                .build()
                .daily(ZoneOffset.UTC);

        assertThat(daily.monthlyReturns()).containsOnly(entry(YearMonth.of(2024, 1), -1.0));
    }

    private static long at(LocalDate date, int hour, int minute) {
        return Clock.epochNanosOf(
                date.atTime(hour, minute).atZone(WeekdayCalendar.NEW_YORK).toInstant());
    }

    private static long utc(int year, int month, int day) {
        return Curves.utc(LocalDate.of(year, month, day).atTime(LocalTime.NOON));
    }
}
