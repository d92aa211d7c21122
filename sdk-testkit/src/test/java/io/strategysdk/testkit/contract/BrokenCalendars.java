package io.strategysdk.testkit.contract;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A year of New York, each wrong in one way. */
final class BrokenCalendars {
    private static final long HOUR = 3_600 * Clock.NANOS_PER_SECOND;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);
    private static final LocalDate THANKSGIVING = LocalDate.of(2024, 11, 28);
    private static final TradingCalendar TRUE = TradingCalendars.define("XTST", NEW_YORK)
            .hours(LocalTime.of(9, 30), LocalTime.of(16, 0))
            .range(FIRST, LAST)
            .holidays(List.of(THANKSGIVING))
            .earlyClose(LocalDate.of(2024, 11, 29), LocalTime.of(13, 0))
            .build();

    private BrokenCalendars() {}

    static class Sound extends TradingCalendarContract implements TradingCalendar {
        @Override
        protected TradingCalendar calendar() {
            return this;
        }

        @Override
        public String name() {
            return TRUE.name();
        }

        @Override
        public ZoneId zone() {
            return TRUE.zone();
        }

        @Override
        public LocalDate firstDate() {
            return TRUE.firstDate();
        }

        @Override
        public LocalDate lastDate() {
            return TRUE.lastDate();
        }

        @Override
        public Optional<Session> session(LocalDate date) {
            return TRUE.session(date);
        }

        @Override
        public Session sessionAtOrAfter(long epochNanos) {
            return TRUE.sessionAtOrAfter(epochNanos);
        }

        @Override
        public Session sessionBefore(LocalDate date) {
            return TRUE.sessionBefore(date);
        }
    }

    /** Looks everything up in a list of its own, as a calendar of another market does. */
    abstract static class Listed extends Sound {
        private final List<Session> sessions = new ArrayList<>();

        Listed() {
            for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
                TRUE.session(date).ifPresent(session -> sessions.add(changed(session)));
            }
        }

        abstract Session changed(Session session);

        @Override
        public Optional<Session> session(LocalDate date) {
            if (TRUE.session(date).isEmpty()) {
                return Optional.empty();
            }
            return sessions.stream().filter(each -> each.date().equals(date)).findFirst();
        }

        @Override
        public Session sessionAtOrAfter(long epochNanos) {
            long first = Clock.epochNanosOf(FIRST.atStartOfDay(NEW_YORK).toInstant());
            if (epochNanos < first - 24 * HOUR
                    || epochNanos >= sessions.get(sessions.size() - 1).closeNanos()) {
                throw new IllegalArgumentException("moment must be from " + FIRST + " to " + LAST + ", was "
                        + Clock.instantOf(epochNanos).atZone(NEW_YORK));
            }
            return sessions.stream()
                    .filter(each -> epochNanos < each.closeNanos())
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Session sessionBefore(LocalDate date) {
            Session plain = TRUE.sessionBefore(date);
            return sessions.stream()
                    .filter(each -> each.date().equals(plain.date()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @CaughtBy("itsNameZoneAndRangeAreAlwaysTheSame")
    static final class IsRenamedAtEachCall extends Sound {
        private int calls;

        @Override
        public String name() {
            return "XTST" + ++calls;
        }
    }

    /** The evening belongs to the next day's session, too. */
    @CaughtBy(
            value = "sessionsAreInOrderAndDoNotOverlap",
            also = {
                "theOpenIsInclusiveAndTheCloseExclusive",
                "aMomentInsideOfASessionHasThatSession",
                "theTimeToTheCloseEndsWithTheSession",
                "instantsAreAnsweredAsNanosecondsAre",
                "everyThreadIsToldTheSame"
            })
    static final class OpensBeforeTheLastClose extends Listed {
        @Override
        Session changed(Session session) {
            return new Session(session.date(), session.openNanos() - 18 * HOUR, session.closeNanos());
        }
    }

    /** By the date of the open in UTC. */
    @CaughtBy("aSessionHasTheDateOnWhichItCloses")
    static final class DatesNightsByTheirOpen extends Listed {
        @Override
        Session changed(Session session) {
            return new Session(session.date(), session.openNanos() + 8 * HOUR, session.closeNanos() + 9 * HOUR);
        }
    }

    @CaughtBy("theSessionsOfASpanAreThoseOfItsDates")
    static final class LeavesTheLastDateOut extends Sound {
        @Override
        public List<Session> sessions(LocalDate first, LocalDate last) {
            return TRUE.sessions(first, last).stream()
                    .filter(session -> session.date().isBefore(last))
                    .toList();
        }
    }

    @CaughtBy("whatIsDoneToAListOfSessionsDoesNotChangeTheCalendar")
    static final class GivesItsOwnListAway extends Sound {
        private final List<Session> all = new ArrayList<>(TRUE.sessions(FIRST, LAST));

        @Override
        public List<Session> sessions(LocalDate first, LocalDate last) {
            return first.equals(FIRST) && last.equals(LAST) ? all : TRUE.sessions(first, last);
        }
    }

    @CaughtBy(
            value = "theOpenIsInclusiveAndTheCloseExclusive",
            also = {"instantsAreAnsweredAsNanosecondsAre"})
    static final class IsOpenAtTheClose extends Sound {
        @Override
        public boolean isOpen(long epochNanos) {
            return TRUE.isOpen(epochNanos) || TRUE.isOpen(epochNanos - 1);
        }
    }

    @CaughtBy(
            value = "aMomentInsideOfASessionHasThatSession",
            also = {"theTimeToTheCloseEndsWithTheSession", "theOpenIsInclusiveAndTheCloseExclusive"})
    static final class IsOverAtNoon extends Sound {
        @Override
        public Session sessionAtOrAfter(long epochNanos) {
            Session session = TRUE.sessionAtOrAfter(epochNanos);
            boolean isAfternoon = epochNanos > session.openNanos() + session.lengthNanos() / 3;
            return isAfternoon && !session.equals(TRUE.lastSession())
                    ? TRUE.sessionAtOrAfter(session.closeNanos())
                    : session;
        }
    }

    @CaughtBy(
            value = "aMomentAtTheCloseHasTheNextSession",
            also = {
                "theNextOfThePreviousSessionIsTheSession",
                "theTimeToTheCloseEndsWithTheSession",
                "theOpenIsInclusiveAndTheCloseExclusive",
                "aMomentOutsideOfTheRangeIsRefused",
                "beyondTheFirstAndTheLastSessionThereIsNone"
            })
    static final class HoldsASessionAtItsClose extends Sound {
        @Override
        public Session sessionAtOrAfter(long epochNanos) {
            Session session = TRUE.sessionAtOrAfter(epochNanos - 1);
            return session.closeNanos() == epochNanos ? session : TRUE.sessionAtOrAfter(epochNanos);
        }
    }

    @CaughtBy("aMomentWhileTheMarketIsClosedHasTheNextSession")
    static final class SkipsASessionAtNight extends Sound {
        @Override
        public Session sessionAtOrAfter(long epochNanos) {
            Session session = TRUE.sessionAtOrAfter(epochNanos);
            boolean isNight = epochNanos < session.openNanos() - 1 && !TRUE.isOpen(epochNanos - 1);
            return isNight && !session.equals(TRUE.lastSession())
                    ? TRUE.sessionAtOrAfter(session.closeNanos())
                    : session;
        }
    }

    @CaughtBy("theNextOfThePreviousSessionIsTheSession")
    static final class CountsBackFromTheDayBefore extends Sound {
        @Override
        public Session previous(Session session) {
            return TRUE.sessionBefore(session.date().minusDays(1));
        }
    }

    @CaughtBy(
            value = "theSessionBeforeADateIsTheLastOneDatedBeforeIt",
            also = {"theNextOfThePreviousSessionIsTheSession", "beyondTheFirstAndTheLastSessionThereIsNone"})
    static final class CountsTheDateItself extends Sound {
        @Override
        public Session sessionBefore(LocalDate date) {
            Session before = TRUE.sessionBefore(date);
            return date.getDayOfWeek().getValue() == 3 ? TRUE.session(date).orElse(before) : before;
        }
    }

    @CaughtBy("theLastSessionIsTheLastOfTheRange")
    static final class EndsTooEarly extends Sound {
        @Override
        public Session lastSession() {
            return TRUE.sessionBefore(LAST);
        }
    }

    @CaughtBy("theTimeToTheCloseEndsWithTheSession")
    static final class IsAtTheCloseAtTheClose extends Sound {
        @Override
        public Duration timeToClose(long epochNanos) {
            return TRUE.isOpen(epochNanos - 1) && !TRUE.isOpen(epochNanos)
                    ? Duration.ZERO
                    : TRUE.timeToClose(epochNanos);
        }
    }

    @CaughtBy("instantsAreAnsweredAsNanosecondsAre")
    static final class CutsInstantsToSeconds extends Sound {
        @Override
        public boolean isOpen(Instant instant) {
            return TRUE.isOpen(Clock.epochNanosOf(instant) - 1);
        }
    }

    @CaughtBy("aDateOutsideOfTheRangeIsRefused")
    static final class GuessesDates extends Sound {
        @Override
        public Optional<Session> session(LocalDate date) {
            return date.isAfter(LAST) ? Optional.empty() : TRUE.session(date);
        }
    }

    @CaughtBy("aDateOutsideOfTheRangeIsRefused")
    static final class DoesNotSayItsRange extends Sound {
        @Override
        public Optional<Session> session(LocalDate date) {
            if (date.isAfter(LAST)) {
                throw new IllegalArgumentException("out of range: " + date);
            }
            return TRUE.session(date);
        }
    }

    @CaughtBy("aMomentOutsideOfTheRangeIsRefused")
    static final class IsClosedForEver extends Sound {
        @Override
        public boolean isOpen(long epochNanos) {
            return epochNanos < TRUE.lastSession().closeNanos() && TRUE.isOpen(epochNanos);
        }
    }

    @CaughtBy("beyondTheFirstAndTheLastSessionThereIsNone")
    static final class GoesRound extends Sound {
        @Override
        public Session next(Session session) {
            return session.equals(TRUE.lastSession())
                    ? TRUE.sessions(FIRST, LAST).get(0)
                    : TRUE.next(session);
        }
    }

    @CaughtBy("aSpanThatRunsBackwardsIsRefused")
    static final class HasNoSessionsBackwards extends Sound {
        @Override
        public List<Session> sessions(LocalDate first, LocalDate last) {
            return last.isBefore(first) ? List.of() : TRUE.sessions(first, last);
        }
    }

    @CaughtBy("anUnforeseenClosureHasNoSession")
    static final class TakesAHalfDayForAClosure extends Sound {
        @Override
        public boolean isUnforeseenClosure(LocalDate date) {
            return TRUE.session(date).isPresent() && date.equals(THANKSGIVING.plusDays(1));
        }
    }

    /** Five hours behind UTC in summer, too. */
    @CaughtBy("localHoursStayWhenClocksChange")
    static final class KnowsNoSummerTime extends Listed {
        @Override
        Session changed(Session session) {
            boolean isSummer = NEW_YORK.getRules().isDaylightSavings(session.open());
            return isSummer
                    ? new Session(session.date(), session.openNanos() + HOUR, session.closeNanos() + HOUR)
                    : session;
        }
    }

    /** Remembers its last answer in a field. */
    @CaughtBy("everyThreadIsToldTheSame")
    static final class RemembersItsAnswer extends Sound {
        private @Nullable Session answer;
        private int calls;

        @Override
        public Session sessionAtOrAfter(long epochNanos) {
            answer = TRUE.sessionAtOrAfter(epochNanos);
            if (++calls % 64 == 0) {
                LockSupport.parkNanos(1_000);
            }
            return Objects.requireNonNull(answer);
        }
    }
}
