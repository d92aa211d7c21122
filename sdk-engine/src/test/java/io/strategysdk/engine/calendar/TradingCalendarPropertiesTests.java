package io.strategysdk.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every calendar, whatever its zone and hours. The oracle is a walk over all sessions. */
class TradingCalendarPropertiesTests {
    private static final LocalDate FIRST = LocalDate.of(2010, 6, 1);
    private static final LocalDate LAST = LocalDate.of(2012, 6, 30);

    @Property(tries = 300)
    void sessionsAreOrderedAndDisjoint(@ForAll("calendars") TradingCalendar calendar) {
        List<Session> sessions = calendar.sessions(FIRST, LAST);

        assertThat(sessions).isNotEmpty();
        for (int i = 1; i < sessions.size(); i++) {
            assertThat(sessions.get(i - 1).closeNanos())
                    .isLessThanOrEqualTo(sessions.get(i).openNanos());
            assertThat(sessions.get(i - 1).date()).isBefore(sessions.get(i).date());
        }
    }

    @Property(tries = 300)
    void opensAreInclusiveAndClosesExclusive(@ForAll("calendars") TradingCalendar calendar, @ForAll int pick) {
        List<Session> sessions = calendar.sessions(FIRST, LAST);
        int i = Math.floorMod(pick, sessions.size() - 1);
        Session session = sessions.get(i);

        assertThat(calendar.sessionAtOrAfter(session.openNanos())).isEqualTo(session);
        assertThat(calendar.sessionAtOrAfter(session.closeNanos() - 1)).isEqualTo(session);
        assertThat(calendar.sessionAtOrAfter(session.closeNanos())).isEqualTo(sessions.get(i + 1));
        assertThat(calendar.isOpen(session.openNanos())).isTrue();
        assertThat(session.contains(session.closeNanos())).isFalse();
    }

    @Property(tries = 300)
    void nextAndPreviousUndoEachOther(@ForAll("calendars") TradingCalendar calendar, @ForAll int pick) {
        List<Session> sessions = calendar.sessions(FIRST, LAST);
        Session session = sessions.get(Math.floorMod(pick, sessions.size() - 1));

        assertThat(calendar.previous(calendar.next(session))).isEqualTo(session);
        assertThat(calendar.session(session.date())).contains(session);
    }

    @Property(tries = 2_000)
    void aMomentBelongsToTheFirstSessionThatClosesAfterIt(
            @ForAll("calendars") TradingCalendar calendar, @ForAll("moments") long epochNanos) {
        Optional<Session> expected = calendar.sessions(FIRST, LAST).stream()
                .filter(session -> session.closeNanos() > epochNanos)
                .findFirst();

        assertThat(calendar.sessionAtOrAfter(epochNanos)).isEqualTo(expected.orElseThrow());
        assertThat(calendar.isOpen(epochNanos)).isEqualTo(expected.orElseThrow().openNanos() <= epochNanos);
    }

    @Provide
    Arbitrary<TradingCalendar> calendars() {
        Arbitrary<TradingCalendar> shipped =
                Arbitraries.of(TradingCalendars.nyse(), TradingCalendars.alwaysOpen(), TradingCalendars.forex());
        return Arbitraries.oneOf(shipped, defined());
    }

    private static Arbitrary<TradingCalendar> defined() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 12 - 1).map(i -> LocalTime.MIN.plusMinutes(5L * i));
        return Combinators.combine(zones, times, times)
                .as((zone, open, close) -> TradingCalendars.define("ANY", zone)
                        .hours(open, close)
                        .range(FIRST, LAST)
                        .build());
    }

    @Provide
    Arbitrary<Long> moments() {
        long second = 1_000_000_000L;
        return Arbitraries.longs()
                .between(
                        FIRST.plusDays(2).toEpochDay() * 86_400 * second,
                        LAST.minusDays(4).toEpochDay() * 86_400 * second);
    }
}
