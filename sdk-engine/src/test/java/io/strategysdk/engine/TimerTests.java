package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Timers in sessions of New York. */
final class TimerTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static BarColumns daily(String from, String to, String... missing) {
        Set<String> left = Set.of(missing);
        BarColumns.Builder builder = BarColumns.builder(AAPL, Timeframe.DAY);
        for (TradingCalendar.Session session : NYSE.sessions(LocalDate.parse(from), LocalDate.parse(to))) {
            if (!left.contains(session.date().toString())) {
                builder.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 0);
            }
        }
        return builder.build();
    }

    /** Bars of half an hour. */
    private static BarColumns intraday(String from, String to) {
        BarColumns.Builder builder = BarColumns.builder(AAPL, Timeframe.minutes(30));
        long half = Duration.ofMinutes(30).toNanos();
        for (TradingCalendar.Session session : NYSE.sessions(LocalDate.parse(from), LocalDate.parse(to))) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += half) {
                builder.bar(open, open + half, 10, 10, 10, 10, 0);
            }
        }
        return builder.build();
    }

    private static RunResult run(Script script, BarColumns bars) {
        return Engine.over(MarketData.of(NYSE, bars))
                .execution(new Venue())
                .strategy("s", script, Runs.CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    private static List<LocalDateTime> due(Schedule schedule, BarColumns bars) {
        List<LocalDateTime> due = new ArrayList<>();
        List<LocalDateTime> told = new ArrayList<>();
        List<Timer> timer = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> timer.add(context.timer(schedule));
        script.onTimer = context -> told.add(newYork(context.clock().instant()));
        script.decide = context -> {
            if (timer.get(0).isDue()) {
                due.add(newYork(context.clock().instant()));
            }
            return List.of();
        };
        run(script, bars);
        assertThat(told).isEqualTo(due);
        return due;
    }

    private static LocalDateTime newYork(Instant instant) {
        return LocalDateTime.ofInstant(instant, NEW_YORK);
    }

    private static List<LocalDateTime> at(String... texts) {
        return Stream.of(texts).map(LocalDateTime::parse).toList();
    }

    /** Half hours before the open and after the close. */
    private static BarColumns extended(String from, String to) {
        BarColumns.Builder builder = BarColumns.builder(AAPL, Timeframe.minutes(30));
        long half = Duration.ofMinutes(30).toNanos();
        for (TradingCalendar.Session session : NYSE.sessions(LocalDate.parse(from), LocalDate.parse(to))) {
            for (long open = session.openNanos() - 2 * half; open < session.closeNanos() + 2 * half; open += half) {
                builder.bar(open, open + half, 10, 10, 10, 10, 0);
            }
        }
        return builder.build();
    }

    @Test
    void daysBeginWithTheFirstBarInsideOfTheSession() {
        assertThat(due(Schedule.daily(), extended("2024-03-08", "2024-03-11")))
                .isEqualTo(at("2024-03-08T10:00", "2024-03-11T10:00"));
        assertThat(due(Schedule.weekly(), extended("2024-03-07", "2024-03-11")))
                .isEqualTo(at("2024-03-07T10:00", "2024-03-11T10:00"));
    }

    @Test
    void momentsOfASessionComeAlsoWhereBarsLieOutsideOfIt() {
        assertThat(due(Schedule.afterOpen(Duration.ZERO), extended("2024-03-08", "2024-03-11")))
                .isEqualTo(at("2024-03-08T09:30", "2024-03-11T09:30"));
        assertThat(due(Schedule.beforeClose(Duration.ofMinutes(1)), extended("2024-03-08", "2024-03-11")))
                .isEqualTo(at("2024-03-08T15:59", "2024-03-11T15:59"));
    }

    @Test
    void barsThatEndAfterTheCloseDoNotBeginTheNextDay() {
        BarColumns.Builder hours = BarColumns.builder(AAPL, Timeframe.hours(1));
        long hour = Duration.ofHours(1).toNanos();
        for (TradingCalendar.Session session :
                NYSE.sessions(LocalDate.parse("2024-03-08"), LocalDate.parse("2024-03-11"))) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += hour) {
                hours.bar(open, open + hour, 10, 10, 10, 10, 0);
            }
        }

        assertThat(due(Schedule.daily(), hours.build())).isEqualTo(at("2024-03-08T10:30", "2024-03-11T10:30"));
    }

    @Test
    void longHoursOfAMarketThatNeverClosesBeginADayThatTheyEndIn() {
        BarColumns.Builder hours = BarColumns.builder(AAPL, Timeframe.hours(24));
        long start = Clock.epochNanosOf(Instant.parse("2024-03-08T06:00:00Z"));
        long day = Duration.ofDays(1).toNanos();
        for (int i = 0; i < 3; i++) {
            hours.bar(start + i * day, start + (i + 1) * day, 10, 10, 10, 10, 0);
        }
        List<Instant> due = new ArrayList<>();
        List<Timer> timer = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> timer.add(context.timer(Schedule.daily()));
        script.decide = context -> {
            if (timer.get(0).isDue()) {
                due.add(context.clock().instant());
            }
            return List.of();
        };

        Runs.run(script, new Venue(), hours.build());

        assertThat(due).hasSize(3);
    }

    @Test
    void monthsBeginWithTheirFirstBarWhateverDayThatIs() {
        assertThat(due(Schedule.monthly(), daily("2023-11-28", "2024-03-05", "2024-02-01")))
                .isEqualTo(at(
                        "2023-11-28T16:00",
                        "2023-12-01T16:00",
                        "2024-01-02T16:00",
                        "2024-02-02T16:00",
                        "2024-03-01T16:00"));
    }

    @Test
    void weeksBeginOnMondayOrAfterTheHolidayAlsoAcrossTheYear() {
        assertThat(due(Schedule.weekly(), daily("2024-12-19", "2025-01-22")))
                .isEqualTo(at(
                        "2024-12-19T16:00",
                        "2024-12-23T16:00",
                        "2024-12-30T16:00",
                        "2025-01-06T16:00",
                        "2025-01-13T16:00",
                        "2025-01-21T16:00"));
    }

    @Test
    void aMonthWithoutBarsIsNotMadeUpFor() {
        assertThat(due(Schedule.monthly(), daily("2024-01-31", "2024-01-31"))).hasSize(1);
        BarColumns.Builder gap = BarColumns.builder(AAPL, Timeframe.DAY);
        for (String day : List.of("2024-01-31", "2025-01-02", "2025-01-03")) {
            TradingCalendar.Session session = NYSE.session(LocalDate.parse(day)).orElseThrow();
            gap.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 0);
        }
        assertThat(due(Schedule.monthly(), gap.build())).isEqualTo(at("2024-01-31T16:00", "2025-01-02T16:00"));
    }

    @Test
    void daysBeginWithTheFirstBarOfTheirSession() {
        assertThat(due(Schedule.daily(), intraday("2024-07-02", "2024-07-05")))
                .isEqualTo(at("2024-07-02T10:00", "2024-07-03T10:00", "2024-07-05T10:00"));
    }

    @Test
    void momentsAfterTheOpenFollowTheClockOfTheExchangeAcrossDaylightSaving() {
        assertThat(due(Schedule.afterOpen(Duration.ofMinutes(45)), intraday("2024-03-07", "2024-03-12")))
                .isEqualTo(at("2024-03-07T10:15", "2024-03-08T10:15", "2024-03-11T10:15", "2024-03-12T10:15"));
        assertThat(due(Schedule.afterOpen(Duration.ofMinutes(30)), intraday("2024-11-01", "2024-11-04")))
                .isEqualTo(at("2024-11-01T10:00", "2024-11-04T10:00"));
    }

    @Test
    void momentsBeforeTheCloseKnowHalfDays() {
        assertThat(due(Schedule.beforeClose(Duration.ofMinutes(15)), intraday("2024-11-27", "2024-12-02")))
                .isEqualTo(at("2024-11-27T15:45", "2024-11-29T12:45", "2024-12-02T15:45"));
        assertThat(due(Schedule.beforeClose(Duration.ZERO), intraday("2024-11-29", "2024-12-02")))
                .isEqualTo(at("2024-11-29T13:00", "2024-12-02T16:00"));
    }

    @Test
    void aStrategyKnowsTheTimeToTheClose() {
        Script script = new Script();
        List<Duration> left = new ArrayList<>();
        script.onMarket = context ->
                left.add(context.calendar().timeToClose(context.clock().epochNanos()));

        run(script, intraday("2024-11-29", "2024-12-02"));

        assertThat(left.subList(0, 8))
                .extracting(Duration::toMinutes)
                .containsExactly(180L, 150L, 120L, 90L, 60L, 30L, 4500L, 360L);
    }

    @Test
    void offsetsLongerThanTheSessionAreDueAtItsOtherEnd() {
        assertThat(due(Schedule.afterOpen(Duration.ofHours(5)), intraday("2024-11-29", "2024-12-02")))
                .isEqualTo(at("2024-11-29T13:00", "2024-12-02T14:30"));
        assertThat(due(Schedule.beforeClose(Duration.ofHours(6)), intraday("2024-11-29", "2024-11-29")))
                .isEqualTo(at("2024-11-29T09:30"));
    }

    @Test
    void theCloseOfADayWithoutDataIsAMomentOfThatDay() {
        assertThat(due(
                        Schedule.beforeClose(Duration.ZERO),
                        daily("2024-07-01", "2024-07-05", "2024-07-02", "2024-07-03")))
                .isEqualTo(at("2024-07-01T16:00", "2024-07-02T16:00", "2024-07-03T13:00", "2024-07-05T16:00"));
    }

    @Test
    void momentsOfDaysWithoutDataComeAllTheSame() {
        assertThat(due(
                        Schedule.beforeClose(Duration.ofMinutes(15)),
                        daily("2024-07-01", "2024-07-05", "2024-07-02", "2024-07-03")))
                .isEqualTo(at("2024-07-01T15:45", "2024-07-02T15:45", "2024-07-03T12:45", "2024-07-05T15:45"));
    }

    @Test
    void stepsOfTimersBringNoBars() {
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.beforeClose(Duration.ofMinutes(10)));
        List<Boolean> updated = new ArrayList<>();
        script.decide = context -> {
            updated.add(context.bars(AAPL).isUpdated());
            return List.of();
        };

        run(script, daily("2024-07-01", "2024-07-02"));

        assertThat(script.calls)
                .containsExactly(
                        "start",
                        "timer",
                        "generate",
                        "market AAPL",
                        "generate",
                        "timer",
                        "generate",
                        "market AAPL",
                        "generate",
                        "stop");
        assertThat(updated).containsExactly(false, true, false, true);
    }

    @Test
    void aTimerOfOneStrategyCallsNoOther() {
        Script timed = new Script();
        timed.onStart = context -> context.timer(Schedule.beforeClose(Duration.ofMinutes(10)));
        Script other = new Script();
        Engine.over(MarketData.of(NYSE, daily("2024-07-01", "2024-07-03")))
                .execution(new Venue())
                .strategy("timed", timed, Runs.CAPITAL, RiskLimits.NONE)
                .strategy("other", other, Runs.CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(timed.decisions).isEqualTo(6);
        assertThat(other.decisions).isEqualTo(3);
    }

    @Test
    void ordersOfATimerStepFillAtTheNextBarThatOpensLater() {
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.beforeClose(Duration.ofMinutes(15)));
        script.decide =
                context -> context.bars(AAPL).size() == 1 && !context.bars(AAPL).isUpdated()
                        ? List.of(OrderIntent.buy(AAPL, 1).withTimeInForce(io.strategysdk.api.order.TimeInForce.GTC))
                        : List.of();

        run(script, daily("2024-07-01", "2024-07-05"));

        // decided on the 2nd at 15:45, inside the 2nd's bar: the 3rd's open is the first that comes later
        assertThat(script.orderEvents).hasSize(2);
        assertThat(newYork(Clock.instantOf(script.orderEvents.get(1).epochNanos())))
                .isEqualTo(LocalDateTime.parse("2024-07-03T13:00"));
    }

    @Test
    void ordersOfTheDayDecidedAtACloseLiveUntilTheNextClose() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 1).atLimit(io.strategysdk.api.instrument.Price.of(1))));

        run(script, daily("2024-07-01", "2024-07-05"));

        assertThat(script.calls).containsSubsequence("generate", "Accepted s-1", "Expired s-1");
        assertThat(newYork(Clock.instantOf(script.orderEvents.get(1).epochNanos())))
                .isEqualTo(LocalDateTime.parse("2024-07-02T16:00"));
    }

    @Test
    void whatWasDueBeforeTheFirstBarOpenedHasBeenMissed() {
        BarColumns.Builder late = BarColumns.builder(AAPL, Timeframe.MINUTE);
        long noon = Clock.epochNanosOf(
                LocalDateTime.parse("2024-01-02T12:00:00").atZone(NEW_YORK).toInstant());
        late.bar(noon, noon + Runs.MINUTE, 10, 10, 10, 10, 0);
        late.bar(noon + Runs.MINUTE, noon + 2 * Runs.MINUTE, 10, 10, 10, 10, 0);
        BarColumns bars = late.build();

        assertThat(due(Schedule.afterOpen(Duration.ofMinutes(10)), bars)).isEmpty();
        assertThat(due(Schedule.afterOpen(Duration.ofMinutes(151)), bars))
                .containsExactly(LocalDateTime.parse("2024-01-02T12:01:00"));
    }
}
