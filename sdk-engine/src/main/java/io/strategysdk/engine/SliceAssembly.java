package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bars of the next slice as they come in, of one side or both, at most one of each series. */
final class SliceAssembly implements LiveAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SliceAssembly.class);
    private final @Nullable MarketEvent[] bars;
    private final long[] newest;
    private long time = Long.MIN_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private int onTime;
    private final FeedCounts counts;

    SliceAssembly(int series, FeedCounts counts) {
        this.counts = counts;
        bars = new MarketEvent[series];
        newest = new long[series];
        Arrays.fill(newest, Long.MIN_VALUE);
    }

    @Override
    public boolean isEmpty() {
        return time == Long.MIN_VALUE;
    }

    /** Whether every series has its bar; a late one leaves room for the one that belongs here. */
    @Override
    public boolean isComplete() {
        return onTime == bars.length;
    }

    @Override
    public boolean isClosedBy(MarketEvent bar) {
        return !isEmpty() && bar.epochNanos() > time;
    }

    @Override
    public void add(int series, MarketEvent bar) {
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

    private void put(int series, MarketEvent bar, boolean isLate) {
        MarketEvent there = bars[series];
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

    @Override
    public int writeTo(Tape tape, long now) {
        if (isEmpty()) {
            return 0;
        }
        if (time < now) {
            counts.late.addAndGet(onTime);
        }
        int row = 0;
        for (int s = 0; s < bars.length; s++) {
            MarketEvent bar = bars[s];
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
