package io.strategysdk.engine;

import java.time.Duration;

/** How long a live run still waits, in real time; no backtest knows one. */
final class Deadline {
    private long due;

    void set(Duration fromNow) {
        due = System.nanoTime() + fromNow.toNanos();
    }

    /** Zero or negative once it has passed. */
    long nanosLeft() {
        return due - System.nanoTime();
    }
}
