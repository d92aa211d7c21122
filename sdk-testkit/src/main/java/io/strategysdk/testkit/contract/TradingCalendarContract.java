package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TradingCalendar} promises, a test for each rule, over every session of the range that it covers.
 *
 * <pre>{@code
 * final class TokyoTests extends TradingCalendarContract {
 *     protected TradingCalendar calendar() {
 *         return Tokyo.CALENDAR;
 *     }
 * }
 * }</pre>
 */
public abstract class TradingCalendarContract {
    private static final int THREADS = 4;
    private static final int LOOK_UPS = 5_000;
    private static final int SESSIONS_BESIDE_A_CHANGE = 10;
    private static final long NANOS_PER_DAY = 86_400 * Clock.NANOS_PER_SECOND;

    /** For subclasses. */
    protected TradingCalendarContract() {}

    /** The calendar under test, with three sessions at least; a new one at each call where that is cheap. */
    protected abstract TradingCalendar calendar();

    /** Date by date. */
    private static List<Session> sessionsOf(TradingCalendar calendar) {
        List<Session> sessions = new ArrayList<>();
        LocalDate last = calendar.lastDate();
        for (LocalDate date = calendar.firstDate(); !date.isAfter(last); date = date.plusDays(1)) {
            calendar.session(date).ifPresent(sessions::add);
        }
        assertThat(sessions)
                .as("sessions of the whole range: at least three, or this suite says nothing")
                .hasSizeGreaterThanOrEqualTo(3);
        return sessions;
    }

    /** Name, zone and range. */
    @Test
    protected void itsNameZoneAndRangeAreAlwaysTheSame() {
        TradingCalendar calendar = calendar();
        List<Object> facts = factsOf(calendar);
        sessionsOf(calendar);

        assertThat(factsOf(calendar)).as("name, zone, first and last date").isEqualTo(facts);
        assertThat(calendar.name()).as("name of the calendar").isNotBlank();
        assertThat(calendar.lastDate()).as("last date covered").isAfterOrEqualTo(calendar.firstDate());
    }

    private static List<Object> factsOf(TradingCalendar calendar) {
        return List.of(calendar.name(), calendar.zone(), calendar.firstDate(), calendar.lastDate());
    }

    /** One closes before or as the next one opens. */
    @Test
    protected void sessionsAreInOrderAndDoNotOverlap() {
        List<Session> sessions = sessionsOf(calendar());
        for (int i = 1; i < sessions.size(); i++) {
            assertThat(sessions.get(i).openNanos())
                    .as("open of %s, in nanoseconds, with the close of %s", sessions.get(i), sessions.get(i - 1))
                    .isGreaterThanOrEqualTo(sessions.get(i - 1).closeNanos());
        }
    }

    /** In the calendar's zone; of a session that runs overnight, the date of its close. */
    @Test
    protected void aSessionHasTheDateOnWhichItCloses() {
        TradingCalendar calendar = calendar();
        LocalDate last = calendar.lastDate();
        for (LocalDate date = calendar.firstDate(); !date.isAfter(last); date = date.plusDays(1)) {
            Optional<Session> session = calendar.session(date);
            if (session.isPresent()) {
                assertThat(session.get().date())
                        .as("date of the session of a date")
                        .isEqualTo(date);
                assertThat(local(session.get().closeNanos() - 1, calendar.zone())
                                .toLocalDate())
                        .as("local date of the last moment of %s", session.get())
                        .isEqualTo(date);
            }
        }
    }

    private static ZonedDateTime local(long epochNanos, ZoneId zone) {
        return Clock.instantOf(epochNanos).atZone(zone);
    }

    /** Both dates inclusive, in order; a span of one date has its session or none. */
    @Test
    protected void theSessionsOfASpanAreThoseOfItsDates() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        Session first = sessions.get(0);
        Session second = sessions.get(1);
        Session last = sessions.get(sessions.size() - 1);

        assertThat(calendar.sessions(calendar.firstDate(), calendar.lastDate()))
                .as("sessions of the whole range")
                .isEqualTo(sessions);
        assertThat(calendar.sessions(first.date(), second.date()))
                .as("sessions from %s to %s", first.date(), second.date())
                .containsExactly(first, second);
        assertThat(calendar.sessions(last.date(), last.date()))
                .as("sessions of %s alone", last.date())
                .containsExactly(last);
    }

    /** Whoever has the list cannot change the calendar. */
    @Test
    protected void whatIsDoneToAListOfSessionsDoesNotChangeTheCalendar() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = List.copyOf(calendar.sessions(calendar.firstDate(), calendar.lastDate()));

        Throwable ignored = catchThrowable(() ->
                calendar.sessions(calendar.firstDate(), calendar.lastDate()).clear());

        assertThat(calendar.sessions(calendar.firstDate(), calendar.lastDate()))
                .as("sessions after a list of them was cleared")
                .isEqualTo(sessions);
    }

    /** The market is open at the open, and no longer at the close. */
    @Test
    protected void theOpenIsInclusiveAndTheCloseExclusive() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        for (int i = 0; i < sessions.size() - 1; i++) {
            Session session = sessions.get(i);
            boolean goesOn = sessions.get(i + 1).openNanos() == session.closeNanos();
            boolean wentOn = i > 0 && sessions.get(i - 1).closeNanos() == session.openNanos();
            assertThat(calendar.isOpen(session.openNanos()))
                    .as("open at the open of %s", session)
                    .isTrue();
            assertThat(calendar.isOpen(session.closeNanos() - 1))
                    .as("open a nanosecond before the close of %s", session)
                    .isTrue();
            assertThat(calendar.isOpen(session.closeNanos()))
                    .as("open at the close of %s", session)
                    .isEqualTo(goesOn);
            if (i > 0) {
                assertThat(calendar.isOpen(session.openNanos() - 1))
                        .as("open a nanosecond before the open of %s", session)
                        .isEqualTo(wentOn);
            }
        }
    }

    /** From its first to its last nanosecond. */
    @Test
    protected void aMomentInsideOfASessionHasThatSession() {
        TradingCalendar calendar = calendar();
        for (Session session : sessionsOf(calendar)) {
            for (long moment : List.of(
                    session.openNanos(), session.openNanos() + session.lengthNanos() / 2, session.closeNanos() - 1)) {
                assertThat(calendar.sessionAtOrAfter(moment))
                        .as("session at %s", Clock.instantOf(moment))
                        .isEqualTo(session);
            }
        }
    }

    /** So that an order decided on the bar that ends there is an order for the next session. */
    @Test
    protected void aMomentAtTheCloseHasTheNextSession() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        for (int i = 0; i < sessions.size() - 1; i++) {
            assertThat(calendar.sessionAtOrAfter(sessions.get(i).closeNanos()))
                    .as("session at the close of %s", sessions.get(i))
                    .isEqualTo(sessions.get(i + 1));
        }
    }

    /** At night, over weekends and holidays. */
    @Test
    protected void aMomentWhileTheMarketIsClosedHasTheNextSession() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        for (int i = 0; i < sessions.size() - 1; i++) {
            long close = sessions.get(i).closeNanos();
            long open = sessions.get(i + 1).openNanos();
            for (long moment = close + 1; moment < open; moment += NANOS_PER_DAY / 2) {
                assertThat(calendar.sessionAtOrAfter(moment))
                        .as("session at or after %s", Clock.instantOf(moment))
                        .isEqualTo(sessions.get(i + 1));
            }
        }
    }

    /** In the order of the list. */
    @Test
    protected void theNextOfThePreviousSessionIsTheSession() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        for (int i = 1; i < sessions.size(); i++) {
            Session before = sessions.get(i - 1);
            Session session = sessions.get(i);
            assertThat(calendar.previous(session))
                    .as("session previous to %s", session)
                    .isEqualTo(before);
            assertThat(calendar.next(before)).as("session next to %s", before).isEqualTo(session);
        }
    }

    /** Whether or not the date has a session itself. */
    @Test
    protected void theSessionBeforeADateIsTheLastOneDatedBeforeIt() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        Session before = sessions.get(0);
        LocalDate last = calendar.lastDate();
        for (LocalDate date = before.date().plusDays(1); !date.isAfter(last); date = date.plusDays(1)) {
            assertThat(calendar.sessionBefore(date))
                    .as("session before %s", date)
                    .isEqualTo(before);
            before = calendar.session(date).orElse(before);
        }
    }

    /** No bar can come after its close. */
    @Test
    protected void theLastSessionIsTheLastOfTheRange() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);

        assertThat(calendar.lastSession()).as("last session").isEqualTo(sessions.get(sessions.size() - 1));
    }

    /** Longer than zero; at a close, the whole time to the next one. */
    @Test
    protected void theTimeToTheCloseEndsWithTheSession() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        for (int i = 0; i < sessions.size() - 1; i++) {
            Session session = sessions.get(i);
            Session next = sessions.get(i + 1);
            assertThat(calendar.timeToClose(session.openNanos()))
                    .as("time to the close at the open of %s", session)
                    .hasNanos(session.lengthNanos());
            assertThat(calendar.timeToClose(session.closeNanos()))
                    .as("time to the close at the close of %s", session)
                    .hasNanos(next.closeNanos() - session.closeNanos());
        }
    }

    /** The same question in another form. */
    @Test
    protected void instantsAreAnsweredAsNanosecondsAre() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        for (Session session : sessions.subList(0, sessions.size() - 1)) {
            for (long nanos : List.of(session.openNanos() + 1, session.closeNanos())) {
                Instant instant = Clock.instantOf(nanos);
                assertThat(calendar.sessionAtOrAfter(instant))
                        .as("session at %s", instant)
                        .isEqualTo(calendar.sessionAtOrAfter(nanos));
                assertThat(calendar.isOpen(instant)).as("open at %s", instant).isEqualTo(calendar.isOpen(nanos));
                assertThat(calendar.timeToClose(instant))
                        .as("time to the close at %s", instant)
                        .isEqualTo(calendar.timeToClose(nanos));
            }
        }
    }

    /** With the range and the date: a guessed session is worse than none. */
    @Test
    protected void aDateOutsideOfTheRangeIsRefused() {
        TradingCalendar calendar = calendar();
        LocalDate first = calendar.firstDate();
        LocalDate last = calendar.lastDate();
        for (LocalDate outside : List.of(first.minusDays(1), last.plusDays(1))) {
            String date = outside.toString();
            assertRefused(calendar, "session of " + date, date, () -> calendar.session(outside));
            assertRefused(calendar, "session before " + date, date, () -> calendar.sessionBefore(outside));
            assertRefused(calendar, "closure of " + date, date, () -> calendar.isUnforeseenClosure(outside));
        }
        assertRefused(
                calendar,
                "sessions from the day before the range",
                first.minusDays(1).toString(),
                () -> calendar.sessions(first.minusDays(1), last));
        assertRefused(
                calendar,
                "sessions to the day after the range",
                last.plusDays(1).toString(),
                () -> calendar.sessions(first, last.plusDays(1)));
    }

    /** From the last close on, and before the first date. */
    @Test
    protected void aMomentOutsideOfTheRangeIsRefused() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        long lastClose = sessions.get(sessions.size() - 1).closeNanos();
        long before = Clock.epochNanosOf(
                calendar.firstDate().minusDays(2).atStartOfDay(calendar.zone()).toInstant());
        for (long moment : List.of(before, lastClose, lastClose + 400 * NANOS_PER_DAY)) {
            String year = String.valueOf(local(moment, calendar.zone()).getYear());
            String what = " at " + Clock.instantOf(moment);
            assertRefused(calendar, "session" + what, year, () -> calendar.sessionAtOrAfter(moment));
            assertRefused(calendar, "openness" + what, year, () -> calendar.isOpen(moment));
            assertRefused(calendar, "time to the close" + what, year, () -> calendar.timeToClose(moment));
        }
    }

    /** Nothing follows the last session and nothing precedes the first. */
    @Test
    protected void beyondTheFirstAndTheLastSessionThereIsNone() {
        TradingCalendar calendar = calendar();
        List<Session> sessions = sessionsOf(calendar);
        Session first = sessions.get(0);
        Session last = sessions.get(sessions.size() - 1);

        assertThatIllegalArgumentException()
                .as("session previous to the first, %s", first)
                .isThrownBy(() -> calendar.previous(first));
        assertThatIllegalArgumentException()
                .as("session next to the last, %s", last)
                .isThrownBy(() -> calendar.next(last));
    }

    /** The last date before the first. */
    @Test
    protected void aSpanThatRunsBackwardsIsRefused() {
        TradingCalendar calendar = calendar();

        assertThatIllegalArgumentException()
                .as("sessions from the last to the first date")
                .isThrownBy(() -> calendar.sessions(calendar.lastDate(), calendar.firstDate()));
    }

    private static void assertRefused(TradingCalendar calendar, String what, String value, ThrowingCallable asked) {
        assertThatIllegalArgumentException()
                .as("%s, outside of the range covered", what)
                .isThrownBy(asked)
                .withMessageContaining(calendar.firstDate().toString())
                .withMessageContaining(calendar.lastDate().toString())
                .withMessageContaining(value);
    }

    /** A closure that nobody knew of is a closure. */
    @Test
    protected void anUnforeseenClosureHasNoSession() {
        TradingCalendar calendar = calendar();
        LocalDate last = calendar.lastDate();
        for (LocalDate date = calendar.firstDate(); !date.isAfter(last); date = date.plusDays(1)) {
            if (calendar.isUnforeseenClosure(date)) {
                assertThat(calendar.session(date))
                        .as("session of the unforeseen closure %s", date)
                        .isEmpty();
            }
        }
    }

    /**
     * The usual local hours of the ten sessions before summer time begins or ends are those of the ten sessions after it.
     * Override it as disabled for a market whose hours do change with the season.
     */
    @Test
    protected void localHoursStayWhenClocksChange() {
        TradingCalendar calendar = calendar();
        ZoneId zone = calendar.zone();
        List<Session> sessions = sessionsOf(calendar);
        int place = 0;
        ZoneOffsetTransition change =
                zone.getRules().nextTransition(sessions.get(0).open());
        while (change != null) {
            while (place < sessions.size() && sessions.get(place).open().isBefore(change.getInstant())) {
                place++;
            }
            if (place + SESSIONS_BESIDE_A_CHANGE > sessions.size()) {
                return;
            }
            if (place >= SESSIONS_BESIDE_A_CHANGE) {
                List<Session> before = sessions.subList(place - SESSIONS_BESIDE_A_CHANGE, place);
                List<Session> after = sessions.subList(place, place + SESSIONS_BESIDE_A_CHANGE);
                assertThat(usual(after, session -> local(session.openNanos(), zone)))
                        .as("usual local open after the change of clocks at %s, with that before", change.getInstant())
                        .isEqualTo(usual(before, session -> local(session.openNanos(), zone)));
                assertThat(usual(after, session -> local(session.closeNanos(), zone)))
                        .as("usual local close after the change of clocks at %s, with that before", change.getInstant())
                        .isEqualTo(usual(before, session -> local(session.closeNanos(), zone)));
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    /** The most frequent local time, the first of them where two are. */
    private static LocalTime usual(List<Session> sessions, Function<Session, ZonedDateTime> end) {
        Map<LocalTime, Integer> counts = new LinkedHashMap<>();
        sessions.forEach(session -> counts.merge(end.apply(session).toLocalTime(), 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /** All at once, in another order each, from a calendar that has not been asked before. */
    @Test
    protected void everyThreadIsToldTheSame() throws InterruptedException, ExecutionException {
        List<Session> sessions = sessionsOf(calendar());
        TradingCalendar shared = calendar();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                SplittableRandom random = new SplittableRandom(thread);
                all.add(threads.submit(() -> askAtRandom(shared, sessions, random)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void askAtRandom(TradingCalendar calendar, List<Session> sessions, SplittableRandom random) {
        for (int i = 0; i < LOOK_UPS; i++) {
            Session session = sessions.get(random.nextInt(sessions.size()));
            assertThat(calendar.sessionAtOrAfter(session.openNanos()))
                    .as("session at the open of %s, asked beside other threads", session)
                    .isEqualTo(session);
            assertThat(calendar.session(session.date()))
                    .as("session of %s, asked beside other threads", session.date())
                    .contains(session);
        }
    }
}
