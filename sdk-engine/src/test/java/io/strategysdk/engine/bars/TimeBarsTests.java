package io.strategysdk.engine.bars;

import static io.strategysdk.engine.bars.Made.local;
import static io.strategysdk.engine.bars.Made.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.bars.Made.Row;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars by the clock, compared with groups by local times. */
final class TimeBarsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final Set<LocalDate> HALF_DAYS =
            Set.of(LocalDate.of(2024, 7, 3), LocalDate.of(2024, 11, 29), LocalDate.of(2024, 12, 24));
    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2024, 3, 29),
            LocalDate.of(2024, 7, 4),
            LocalDate.of(2024, 11, 28),
            LocalDate.of(2024, 12, 25),
            LocalDate.of(2025, 1, 1));

    /** Weeks with a change of clocks, a holiday or a half day. */
    private static final List<LocalDate> MONDAYS = List.of(
            LocalDate.of(2024, 3, 4),
            LocalDate.of(2024, 3, 11),
            LocalDate.of(2024, 3, 25),
            LocalDate.of(2024, 7, 1),
            LocalDate.of(2024, 10, 28),
            LocalDate.of(2024, 11, 4),
            LocalDate.of(2024, 11, 25),
            LocalDate.of(2024, 12, 23));

    private static LocalTime close(LocalDate date) {
        return HALF_DAYS.contains(date) ? LocalTime.of(13, 0) : LocalTime.of(16, 0);
    }

    private static boolean isSession(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !HOLIDAYS.contains(date);
    }

    /** Minutes of two weeks, many of them missing, of sessions and from 4:00 to 20:00. */
    private static List<Row> minutes(LocalDate monday, SplittableRandom random) {
        List<Row> rows = new ArrayList<>();
        double price = 100;
        int missing = random.nextInt(1, 40);
        for (LocalDate date = monday; date.isBefore(monday.plusDays(12)); date = date.plusDays(1)) {
            for (LocalTime at = LocalTime.of(4, 0); isSession(date) && at.isBefore(LocalTime.of(20, 0)); ) {
                LocalDateTime opened = date.atTime(at);
                at = at.plusMinutes(1);
                double open = price;
                price += random.nextInt(-5, 6);
                if (random.nextInt(missing) == 0) {
                    rows.add(Row.of(
                            opened.toString(),
                            date.atTime(at).toString(),
                            open,
                            Math.max(open, price) + random.nextInt(3),
                            Math.min(open, price) - random.nextInt(3),
                            price,
                            random.nextInt(100)));
                }
            }
        }
        return rows;
    }

    /** Where a bar that opens at a local time belongs; null where it does to none. */
    private interface Grouping {
        Span of(LocalDateTime opened);
    }

    private record Span(LocalDateTime start, LocalDateTime end) {}

    private static List<Row> grouped(List<Row> rows, Grouping grouping) {
        Map<Span, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            Span span = grouping.of(local(row.opened()));
            if (span != null) {
                groups.computeIfAbsent(span, s -> new ArrayList<>()).add(row);
            }
        }
        long last = rows.get(rows.size() - 1).closed();
        List<Row> bars = new ArrayList<>();
        groups.forEach((span, members) -> {
            if (nanos(span.end.toString()) <= last) {
                bars.add(new Row(
                        nanos(span.start.toString()),
                        nanos(span.end.toString()),
                        members.get(0).open(),
                        members.stream().mapToDouble(Row::high).max().orElseThrow(),
                        members.stream().mapToDouble(Row::low).min().orElseThrow(),
                        members.get(members.size() - 1).close(),
                        members.stream().mapToDouble(Row::volume).sum()));
            }
        });
        return bars;
    }

    private static Span intraday(LocalDateTime opened, int length) {
        LocalDate date = opened.toLocalDate();
        LocalDateTime open = date.atTime(OPEN);
        LocalDateTime close = date.atTime(close(date));
        LocalDateTime first;
        LocalDateTime last;
        if (opened.isBefore(open)) {
            LocalDate before = date.minusDays(1);
            while (!isSession(before)) {
                before = before.minusDays(1);
            }
            first = before.atTime(close(before));
            last = open;
        } else if (opened.isBefore(close)) {
            first = open;
            last = close;
        } else {
            LocalDate next = date.plusDays(1);
            while (!isSession(next)) {
                next = next.plusDays(1);
            }
            first = close;
            last = next.atTime(OPEN);
        }
        long real = ChronoUnit.MINUTES.between(first.atZone(Made.NEW_YORK), opened.atZone(Made.NEW_YORK));
        LocalDateTime start =
                first.atZone(Made.NEW_YORK).plusMinutes(real / length * length).toLocalDateTime();
        LocalDateTime end = start.atZone(Made.NEW_YORK).plusMinutes(length).toLocalDateTime();
        return new Span(start, end.isAfter(last) ? last : end);
    }

    private static Span sessions(LocalDateTime opened, LocalDate firstDate, LocalDate lastDate) {
        LocalDate date = opened.toLocalDate();
        boolean isInside =
                !opened.toLocalTime().isBefore(OPEN) && opened.toLocalTime().isBefore(close(date));
        if (!isInside) {
            return null;
        }
        LocalDate first = firstDate;
        while (!isSession(first)) {
            first = first.plusDays(1);
        }
        LocalDate last = lastDate;
        while (!isSession(last)) {
            last = last.minusDays(1);
        }
        return new Span(first.atTime(OPEN), last.atTime(close(last)));
    }

    @Property(tries = 60)
    void intradayBarsBeginWithTheSession(
            @ForAll @IntRange(min = 0, max = 7) int week, @ForAll long seed, @ForAll @IntRange(max = 5) int which) {
        int length = new int[] {5, 7, 15, 60, 90, 240}[which];
        List<Row> rows = minutes(MONDAYS.get(week), new SplittableRandom(seed));

        List<Row> made = Made.of(BarType.time(Timeframe.minutes(length)), Timeframe.MINUTE, NYSE, rows);

        assertThat(made).containsExactlyElementsOf(grouped(rows, opened -> intraday(opened, length)));
    }

    @Property(tries = 20)
    void daysWeeksAndMonthsHaveWhatSessionsHave(@ForAll @IntRange(min = 0, max = 7) int week, @ForAll long seed) {
        List<Row> rows = minutes(MONDAYS.get(week), new SplittableRandom(seed));

        List<Row> days = Made.of(BarType.time(Timeframe.DAY), Timeframe.MINUTE, NYSE, rows);
        List<Row> weeks = Made.of(BarType.time(Timeframe.WEEK), Timeframe.MINUTE, NYSE, rows);
        List<Row> months = Made.of(BarType.time(Timeframe.MONTH), Timeframe.MINUTE, NYSE, rows);

        assertThat(days)
                .containsExactlyElementsOf(
                        grouped(rows, opened -> sessions(opened, opened.toLocalDate(), opened.toLocalDate())));
        assertThat(weeks).containsExactlyElementsOf(grouped(rows, opened -> {
            LocalDate first = opened.toLocalDate().with(DayOfWeek.MONDAY);
            return sessions(opened, first, first.plusDays(6));
        }));
        assertThat(months).containsExactlyElementsOf(grouped(rows, opened -> {
            YearMonth month = YearMonth.from(opened);
            return sessions(opened, month.atDay(1), month.atEndOfMonth());
        }));
    }

    @Property(tries = 30)
    void weeksOfDaysAreWeeksOfMinutes(@ForAll @IntRange(min = 0, max = 7) int week, @ForAll long seed) {
        List<Row> rows = minutes(MONDAYS.get(week), new SplittableRandom(seed));
        long last = rows.get(rows.size() - 1).closed();
        List<Row> days = new ArrayList<>(Made.of(BarType.time(Timeframe.DAY), Timeframe.MINUTE, NYSE, rows));

        Made weeks = new Made();
        BarMaker maker = BarMaker.of(BarType.time(Timeframe.WEEK), Timeframe.DAY, NYSE, weeks);
        days.forEach(day -> day.into(maker));
        maker.passTo(last);

        assertThat(weeks.rows)
                .containsExactlyElementsOf(Made.of(BarType.time(Timeframe.WEEK), Timeframe.MINUTE, NYSE, rows));
    }

    @Test
    void theLastHourOfAHalfDayEndsWithIt() {
        List<Row> rows = List.of(
                Row.of("2024-07-03T12:31", "2024-07-03T12:32", 10, 12, 9, 11, 5),
                Row.of("2024-07-03T12:59", "2024-07-03T13:00", 11, 11, 8, 8, 2));

        assertThat(Made.of(BarType.time(Timeframe.hours(1)), Timeframe.MINUTE, NYSE, rows))
                .containsExactly(Row.of("2024-07-03T12:30", "2024-07-03T13:00", 10, 12, 8, 8, 7));
    }

    @Test
    void whatTradesAtTheEndOfABarBelongsToTheNext() {
        long end = nanos("2024-07-02T09:35:00");
        List<Row> trades = List.of(
                Row.instant(end - 1, 10, 1),
                Row.instant(end, 11, 2),
                Row.instant(end + 1, 12, 3),
                Row.instant(end + 300_000_000_000L, 13, 4));

        assertThat(Made.of(BarType.time(Timeframe.minutes(5)), Timeframe.seconds(1), NYSE, trades))
                .containsExactly(
                        Row.of("2024-07-02T09:30", "2024-07-02T09:35", 10, 10, 10, 10, 1),
                        Row.of("2024-07-02T09:35", "2024-07-02T09:40", 11, 12, 11, 12, 5));
    }

    @Test
    void aBarClosesWhenTheClockSaysSoAndNotBefore() {
        Made made = new Made();
        BarMaker maker = BarMaker.of(BarType.time(Timeframe.minutes(5)), Timeframe.MINUTE, NYSE, made);
        assertThat(maker.nextClose()).isEqualTo(Long.MAX_VALUE);
        Row.of("2024-07-02T09:30", "2024-07-02T09:31", 10, 10, 10, 10, 1).into(maker);
        long close = nanos("2024-07-02T09:35");
        assertThat(maker.nextClose()).isEqualTo(close);

        maker.passTo(close - 1);
        assertThat(made.rows).isEmpty();
        maker.passTo(close);

        assertThat(made.rows).hasSize(1);
        assertThat(maker.nextClose()).isEqualTo(Long.MAX_VALUE);
        maker.passTo(close + 1);
        assertThat(made.rows).hasSize(1);
    }

    @Test
    void beforeTheFirstSessionOfACalendarBarsBeginWithTheCalendar() {
        TradingCalendar calendar = TradingCalendars.nyse();
        LocalDate first = calendar.firstDate();
        List<Row> rows = List.of(
                Row.of(first + "T00:00", first + "T00:01", 10, 10, 10, 10, 1),
                Row.of(first + "T01:00", first + "T01:01", 11, 11, 11, 11, 1));

        assertThat(Made.of(BarType.time(Timeframe.hours(1)), Timeframe.MINUTE, calendar, rows))
                .containsExactly(Row.of(first + "T00:00", first + "T01:00", 10, 10, 10, 10, 1));
    }

    @ParameterizedTest
    @CsvSource({"1h, 90m", "1m, 90s", "1d, 1h", "1d, 1d", "1w, 1mo", "1m, 2d", "1w, 1w", "2m, 5m", "1m, 2w", "1mo, 1mo"
    })
    void barsThatDoNotGoIntoThemAreRefused(String base, String length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BarMaker.of(BarType.time(Timeframe.parse(length)), Timeframe.parse(base), NYSE, new Made()))
                .withMessageContaining(length);
    }

    @ParameterizedTest
    @CsvSource({"1m, 1m", "1m, 1h", "60m, 1h", "1s, 1m", "1m, 1d", "1h, 1w", "1d, 1w", "1d, 1mo", "90m, 3h"})
    void barsThatGoIntoThemAreTaken(String base, String length) {
        assertThat(BarMaker.of(BarType.time(Timeframe.parse(length)), Timeframe.parse(base), NYSE, new Made()))
                .isNotNull();
    }
}
