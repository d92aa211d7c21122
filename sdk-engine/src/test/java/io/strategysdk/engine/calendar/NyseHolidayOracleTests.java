package io.strategysdk.engine.calendar;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.strategysdk.api.time.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Full closures against Jollyday's NYSE calendar, which was written by others from other sources. */
class NyseHolidayOracleTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    @Test
    void everyFullClosureFrom1990To2035IsJollydaysButForTwoKnownDifferences() {
        SortedSet<LocalDate> expected = jollydayClosures();
        // Jollyday observes Martin Luther King Day in every year; the exchange began in 1998.
        IntStream.rangeClosed(1990, 1997)
                .mapToObj(
                        year -> LocalDate.of(year, 1, 1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.MONDAY)))
                .forEach(date -> assertThat(expected.remove(date)).isTrue());
        // Jollyday lacks the closure for President Nixon's funeral.
        assertThat(expected.add(LocalDate.of(1994, 4, 27))).isTrue();

        SortedSet<LocalDate> closures =
                weekdays().filter(date -> NYSE.session(date).isEmpty()).collect(toCollection(TreeSet::new));

        assertThat(closures).isEqualTo(expected);
    }

    private static SortedSet<LocalDate> jollydayClosures() {
        var holidays = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.NYSE));
        return IntStream.rangeClosed(1990, 2035)
                .boxed()
                .flatMap(year -> holidays.getHolidays(Year.of(year)).stream())
                .map(Holiday::getDate)
                .filter(date -> !WEEKEND.contains(date.getDayOfWeek()))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<LocalDate> weekdays() {
        return NYSE.firstDate()
                .datesUntil(NYSE.lastDate().plusDays(1))
                .filter(date -> !WEEKEND.contains(date.getDayOfWeek()));
    }
}
