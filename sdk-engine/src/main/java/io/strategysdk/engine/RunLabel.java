package io.strategysdk.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Labels for runs whose orders a broker remembers: real time, so that no later run has the same. */
final class RunLabel {
    private static final AtomicLong LAST = new AtomicLong();
    private static final int LETTERS_AND_DIGITS = 36;

    private RunLabel() {}

    /** Milliseconds since 1970 to the base of 36, eight characters; two that start at once get two. */
    static String next() {
        long now = TimeUnit.NANOSECONDS.toMillis(RealtimeClock.system().epochNanos());
        return Long.toString(LAST.updateAndGet(last -> Math.max(last + 1, now)), LETTERS_AND_DIGITS);
    }
}
