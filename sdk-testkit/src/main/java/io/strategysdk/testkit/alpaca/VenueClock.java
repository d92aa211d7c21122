package io.strategysdk.testkit.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** The venue's time: moved by hand, or with the machine's at a speed. Only what holds the venue's lock touches it. */
final class VenueClock {
    private static final Duration STEP = Duration.of(1, ChronoUnit.MICROS);

    private final LongSupplier nanos;
    private Instant base;
    private Instant last;
    private long since;
    private double speed;

    VenueClock(Instant start, LongSupplier nanos) {
        this.nanos = nanos;
        base = start.truncatedTo(ChronoUnit.MICROS);
        last = base;
    }

    /** Never before a time that was stamped. */
    Instant now() {
        Instant shown = base;
        if (speed > 0) {
            long passed = (long) ((nanos.getAsLong() - since) * speed);
            shown = base.plusNanos(passed).truncatedTo(ChronoUnit.MICROS);
        }
        return shown.isAfter(last) ? shown : last;
    }

    /** A time that nothing else has: a microsecond after the newest where the clock stands still. */
    Instant stamp() {
        Instant now = now();
        last = now.isAfter(last) ? now : last.plus(STEP);
        return last;
    }

    /**
     * Moves on.
     *
     * @throws IllegalArgumentException when this is before the time it was moved to last
     */
    void set(Instant time) {
        if (time.isBefore(base)) {
            throw new IllegalArgumentException("venue time must not go back behind " + base + ", was " + time);
        }
        base = time.truncatedTo(ChronoUnit.MICROS);
        since = nanos.getAsLong();
    }

    /** Runs from now on, so many times as fast as the machine's; 0 stands still. */
    void run(double times) {
        base = now();
        since = nanos.getAsLong();
        speed = times;
    }

    boolean isRunning() {
        return speed > 0;
    }
}
