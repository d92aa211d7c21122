package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bars of the next slice as they come in, at most one of each series. */
final class SliceAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SliceAssembly.class);
    private final @Nullable Bar[] bars;
    private long time = Long.MIN_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private int count;
    private long late;

    SliceAssembly(int series) {
        bars = new Bar[series];
    }

    boolean isEmpty() {
        return time == Long.MIN_VALUE;
    }

    boolean isComplete() {
        return count == bars.length && !isEmpty();
    }

    /** Whether a bar belongs to a later slice than the one that is being put together. */
    boolean isClosedBy(Bar bar) {
        return !isEmpty() && bar.epochNanos() > time;
    }

    long late() {
        return late;
    }

    void add(int series, Bar bar) {
        boolean isLate = bar.epochNanos() <= lastTime || (!isEmpty() && bar.epochNanos() < time);
        if (isLate) {
            late++;
            LOG.warn("bar came late and joins the next slice: {}", bar);
        } else {
            time = bar.epochNanos();
        }
        if (bars[series] == null) {
            count++;
        } else {
            LOG.warn("bar is dropped because a newer one is there: {}", isLate ? bar : bars[series]);
        }
        if (bars[series] == null || !isLate) {
            bars[series] = bar;
        }
    }

    /** Writes the slice's rows, each at the slice's time, and starts the next one; says how many there are. */
    int writeTo(Tape tape) {
        if (isEmpty()) {
            return 0;
        }
        int row = 0;
        for (int s = 0; s < bars.length; s++) {
            Bar bar = bars[s];
            if (bar != null) {
                tape.set(row++, s, bar, time);
                bars[s] = null;
            }
        }
        lastTime = time;
        time = Long.MIN_VALUE;
        count = 0;
        return row;
    }
}
