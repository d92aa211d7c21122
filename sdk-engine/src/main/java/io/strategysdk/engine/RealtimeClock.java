package io.strategysdk.engine;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock (SIM-003), or one that starts elsewhere and runs faster for replays. It waits for absolute moments, so
 * that waits do not add up to a drift. Safe to read from any thread.
 */
public final class RealtimeClock implements Clock {
    private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(500);
    private final long startedAt;
    private final long startNanoTime;
    private final double speed;
    private final boolean followsSystem;
    private final @Nullable TradingCalendar hours;

    private RealtimeClock(
            long startedAt, long startNanoTime, double speed, boolean followsSystem, @Nullable TradingCalendar hours) {
        this.startedAt = startedAt;
        this.startNanoTime = startNanoTime;
        this.speed = speed;
        this.followsSystem = followsSystem;
        this.hours = hours;
    }

    /** The machine's clock; follows its corrections. */
    public static RealtimeClock system() {
        return new RealtimeClock(0, 0, 1, true, null);
    }

    /**
     * A clock that shows a moment now and runs at a multiple of real time.
     *
     * @param start what it shows now
     * @param speed 1 is real time, 60 a minute in a second
     * @throws IllegalArgumentException when the speed is not positive and finite
     */
    public static RealtimeClock accelerated(Instant start, double speed) {
        if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("speed must be positive and finite, was " + speed);
        }
        return new RealtimeClock(Clock.epochNanosOf(start), System.nanoTime(), speed, false, null);
    }

    /** The same clock for runs that take no data from outside of a calendar's sessions. */
    public RealtimeClock marketHours(TradingCalendar calendar) {
        return new RealtimeClock(startedAt, startNanoTime, speed, followsSystem, calendar);
    }

    /** The calendar whose sessions a run keeps to, if it does. */
    public Optional<TradingCalendar> hours() {
        return Optional.ofNullable(hours);
    }

    @Override
    public long epochNanos() {
        if (followsSystem) {
            return Clock.epochNanosOf(Instant.now());
        }
        long passed = (long) ((System.nanoTime() - startNanoTime) * speed);
        return passed > Long.MAX_VALUE - startedAt ? Long.MAX_VALUE : startedAt + passed;
    }

    /**
     * Waits until the clock shows a moment; returns at once when it has passed.
     *
     * @param epochNanos UTC nanoseconds since 1970
     * @throws InterruptedException when the thread is interrupted
     */
    public void sleepUntil(long epochNanos) throws InterruptedException {
        for (long left = realNanosUntil(epochNanos); left > 0; left = realNanosUntil(epochNanos)) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LONGEST_SLEEP));
        }
    }

    /**
     * Waits until the market is open; returns at once when it is, or when the clock keeps no hours.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public void awaitOpen() throws InterruptedException {
        awaitOpen(new CountDownLatch(1), () -> {});
    }

    /**
     * Waits as {@link #awaitOpen()} does, but not on after another thread has counted the latch down.
     *
     * @param meanwhile what is done every half second at the latest
     */
    void awaitOpen(CountDownLatch over, Runnable meanwhile) throws InterruptedException {
        if (hours == null) {
            return;
        }
        long open = hours.sessionAtOrAfter(epochNanos()).openNanos();
        long left = realNanosUntil(open);
        while (left > 0 && !over.await(Math.min(left, LONGEST_SLEEP), TimeUnit.NANOSECONDS)) {
            meanwhile.run();
            left = realNanosUntil(open);
        }
    }

    /** Real nanoseconds until the clock shows a moment; negative when it has passed. */
    long realNanosUntil(long epochNanos) {
        return (long) ((epochNanos - epochNanos()) / speed);
    }

    /** Whether a bar that closes then lies in a session, or the clock keeps no hours. */
    boolean takes(long openEpochNanos, long closeEpochNanos) {
        if (hours == null) {
            return true;
        }
        TradingCalendar.Session session = hours.sessionAtOrAfter(openEpochNanos);
        return openEpochNanos >= session.openNanos() && closeEpochNanos <= session.closeNanos();
    }
}
