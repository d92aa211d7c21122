package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bars of the next slice as they come in, at most one of each series. */
final class SliceAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SliceAssembly.class);
    private final @Nullable Bar[] bars;
    private final long[] newest;
    private long time = Long.MIN_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private int onTime;
    private final FeedCounts counts;

    SliceAssembly(int series, FeedCounts counts) {
        this.counts = counts;
        bars = new Bar[series];
        newest = new long[series];
        Arrays.fill(newest, Long.MIN_VALUE);
    }

    boolean isEmpty() {
        return time == Long.MIN_VALUE;
    }

    /** Whether every series has its bar; a late one leaves room for the one that belongs here. */
    boolean isComplete() {
        return onTime == bars.length;
    }

    /** Whether a bar belongs to a later slice than the one that is being put together. */
    boolean isClosedBy(Bar bar) {
        return !isEmpty() && bar.epochNanos() > time;
    }

    void add(int series, Bar bar) {
        if (bar.epochNanos() <= newest[series]) {
            counts.late.incrementAndGet();
            LOG.warn("bar is dropped because it was there before, or a newer one: {}", bar);
            return;
        }
        boolean isLate = bar.epochNanos() <= lastTime || (!isEmpty() && bar.epochNanos() < time);
        if (isLate) {
            counts.late.incrementAndGet();
            LOG.warn("bar came late and joins the next slice: {}", bar);
        } else {
            time = bar.epochNanos();
        }
        put(series, bar, isLate);
    }

    private void put(int series, Bar bar, boolean isLate) {
        Bar there = bars[series];
        boolean isNewer = there == null || there.epochNanos() <= bar.epochNanos();
        if (there != null) {
            LOG.warn("bar is dropped because a newer one is there: {}", isNewer ? there : bar);
            if (!isLate && there.epochNanos() == bar.epochNanos()) {
                counts.late.incrementAndGet();
            }
        }
        if (!isLate && (there == null || there.epochNanos() < bar.epochNanos())) {
            onTime++;
        }
        if (isNewer) {
            bars[series] = bar;
        }
    }

    /**
     * Writes the slice's rows and starts the next one; says how many there are.
     *
     * @param now what the run's time has come to: bars that a timer has overtaken are late
     */
    int writeTo(Tape tape, long now) {
        if (isEmpty()) {
            return 0;
        }
        if (time < now) {
            counts.late.addAndGet(onTime);
        }
        int row = 0;
        for (int s = 0; s < bars.length; s++) {
            Bar bar = bars[s];
            if (bar != null) {
                tape.set(row++, s, bar, Math.max(time, now));
                newest[s] = bar.epochNanos();
                bars[s] = null;
            }
        }
        lastTime = time;
        time = Long.MIN_VALUE;
        onTime = 0;
        return row;
    }
}
