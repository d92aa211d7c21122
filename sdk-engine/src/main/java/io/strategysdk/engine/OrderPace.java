package io.strategysdk.engine;

import java.util.Arrays;

/** When the last orders left: a ring of times, UTC nanoseconds since 1970. */
final class OrderPace {
    private static final long MINUTE = 60_000_000_000L;
    private final long[] times;
    private int next;
    /** What the last one took the place of. */
    private long forgotten;

    OrderPace(int most) {
        times = new long[most];
        Arrays.fill(times, Long.MIN_VALUE);
    }

    int most() {
        return times.length;
    }

    /** Whether the order that is so many orders back is a minute old. */
    boolean hasRoom(long now) {
        long oldest = times[next];
        return oldest == Long.MIN_VALUE || oldest <= now - MINUTE;
    }

    void sent(long now) {
        forgotten = times[next];
        times[next] = now;
        next = next + 1 == times.length ? 0 : next + 1;
    }

    /** The last one has not left after all; once after each. */
    void takeBack() {
        next = next == 0 ? times.length - 1 : next - 1;
        times[next] = forgotten;
    }

    void write(JournalBuffer out) {
        for (int i = 0; i < times.length; i++) {
            out.put(times[(next + i) % times.length]);
        }
    }

    void read(JournalBuffer.Reader in) {
        for (int i = 0; i < times.length; i++) {
            times[i] = in.get();
        }
        next = 0;
    }
}
