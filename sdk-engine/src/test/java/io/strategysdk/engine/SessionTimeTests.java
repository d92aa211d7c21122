package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Time of sessions, held against all sessions asked one by one. */
final class SessionTimeTests {
    private static final long HOUR = 3_600_000_000_000L;
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final TradingCalendar.Session FIRST = NYSE.sessionAtOrAfter(1_700_000_000_000_000_000L);

    private static long openNanos(long since, long now) {
        return sessions(now)
                .map(open ->
                        Math.max(0, Math.min(now, NYSE.sessionAtOrAfter(open).closeNanos()) - Math.max(since, open)))
                .sum();
    }

    private static long endedSessions(long since, long now) {
        return sessions(now)
                .map(open -> NYSE.sessionAtOrAfter(open).closeNanos())
                .filter(close -> since < close && close <= now)
                .count();
    }

    /** Opens of the sessions that begin up to a time. */
    private static LongStream sessions(long now) {
        return LongStream.iterate(
                FIRST.openNanos(),
                open -> open <= now,
                open -> NYSE.next(NYSE.sessionAtOrAfter(open)).openNanos());
    }

    @Property(tries = 200)
    void isThatOfAllSessionsBetween(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SessionTime time = new SessionTime(NYSE);
        long since = FIRST.openNanos();
        long now = since;
        for (int question = 0; question < 20; question++) {
            now += random.nextBoolean() ? random.nextLong(100 * HOUR) : random.nextLong(24) * HOUR / 2;
            if (random.nextInt(4) == 0) {
                since = random.nextBoolean() ? now : NYSE.sessionAtOrAfter(now).closeNanos();
                now = since;
            }

            assertThat(time.openNanos(since, now)).isEqualTo(openNanos(since, now));
            assertThat(time.endedSessions(since, now)).isEqualTo(endedSessions(since, now));
        }
    }

    @Example
    void endsWithTheCalendar() {
        TradingCalendar.Session last = NYSE.lastSession();
        SessionTime time = new SessionTime(NYSE);

        assertThat(time.openNanos(last.openNanos(), last.closeNanos())).isEqualTo(last.lengthNanos());
        assertThat(time.endedSessions(last.openNanos(), last.closeNanos() + HOUR))
                .isEqualTo(1);
        assertThat(time.openNanos(last.closeNanos(), last.closeNanos() + HOUR)).isZero();
    }
}
