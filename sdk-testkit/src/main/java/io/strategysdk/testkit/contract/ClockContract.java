package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.strategysdk.api.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Clock} promises, a test for each rule.
 *
 * <pre>{@code
 * final class WallClockTests extends ClockContract {
 *     private final Clock clock = RealtimeClock.system();
 *
 *     protected Clock clock() {
 *         return clock;
 *     }
 *
 *     protected Instant expected() {
 *         return Instant.now();
 *     }
 *
 *     protected void letTimePass() throws InterruptedException {
 *         Thread.sleep(5);
 *     }
 * }
 * }</pre>
 */
public abstract class ClockContract {
    private static final int READINGS = 1_000;
    private static final int STEPS = 4;
    private static final Duration CHEAP = Duration.ofMillis(500);

    /** For subclasses. */
    protected ClockContract() {}

    /** The clock under test, the same at every call of one test. */
    protected abstract Clock clock();

    /** What it must show now, known from elsewhere: the moment of the run, or the machine's. */
    protected abstract Instant expected();

    /**
     * Lets some time pass on the clock: the next slice of a run, or some milliseconds.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    protected abstract void letTimePass() throws InterruptedException;

    /** By how much it may differ from what is expected; one second unless overridden. */
    protected Duration tolerance() {
        return Duration.ofSeconds(1);
    }

    /** Nanoseconds, not milliseconds; UTC, not the time of a zone. */
    @Test
    protected void itShowsUtcNanosecondsSince1970() {
        Instant earliest = expected().minus(tolerance());
        Instant shown = Clock.instantOf(clock().epochNanos());
        Instant latest = expected().plus(tolerance());

        assertThat(shown)
                .as("moment of the clock's epochNanos, UTC nanoseconds since 1970")
                .isBetween(earliest, latest);
    }

    /** Reading after reading, and as time passes. */
    @Test
    protected void itNeverGoesBack() throws InterruptedException {
        long before = clock().epochNanos();
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < READINGS; i++) {
                long now = clock().epochNanos();
                assertThat(now)
                        .as("epochNanos must not be before that of the reading before")
                        .isGreaterThanOrEqualTo(before);
                before = now;
            }
            letTimePass();
        }
    }

    /** A clock that stands still lets no order expire and no timer come due. */
    @Test
    protected void itGoesOnAsTimePasses() throws InterruptedException {
        long before = clock().epochNanos();

        letTimePass();

        assertThat(clock().epochNanos())
                .as("epochNanos after time has passed must be after that before")
                .isGreaterThan(before);
    }

    /** To the nanosecond. */
    @Test
    protected void itsInstantIsTheMomentOfItsNanoseconds() {
        for (int i = 0; i < READINGS; i++) {
            Instant earliest = Clock.instantOf(clock().epochNanos());
            Instant instant = clock().instant();
            Instant latest = Clock.instantOf(clock().epochNanos());

            assertThat(instant).as("instant between two readings of epochNanos").isBetween(earliest, latest);
        }
    }

    /** It is read for each bar and order: a thousand readings take less than half a second. */
    @Test
    protected void aReadingIsCheap() {
        assertTimeoutPreemptively(
                CHEAP,
                () -> {
                    for (int i = 0; i < READINGS; i++) {
                        clock().epochNanos();
                    }
                },
                () -> READINGS + " readings of epochNanos must take less than " + CHEAP.toMillis() + " ms");
    }
}
