package io.strategysdk.engine;

/** Waits between slices at the speed of a clock. Each ends at a moment counted from the start, so that none adds up. */
final class Pacer {
    private final HistoricalClock clock;
    private long due;

    /** Starts at a reading of a stopwatch that goes on. */
    Pacer(HistoricalClock clock, long now) {
        this.clock = clock;
        due = now;
    }

    /** Until as much real time has passed since the start as the run's time so far takes; negative when it is late. */
    long nanosToWait(long from, long to, long now) {
        due += clock.nanosBetween(from, to);
        return due - now;
    }
}
