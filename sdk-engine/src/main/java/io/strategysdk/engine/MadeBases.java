package io.strategysdk.engine;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.time.TradingCalendar;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Bars that are made of those of another series, in each of its bases. Safe to share between threads. */
final class MadeBases implements Bases {
    private final SplitBases base;
    private final BarType type;
    private final TradingCalendar calendar;
    /** Up to which the clock comes. */
    private final long lastTime;

    private final AtomicReferenceArray<@Nullable SoftReference<BarColumns>> known;

    MadeBases(SplitBases base, BarType type, TradingCalendar calendar, long lastTime) {
        this.base = base;
        this.type = type;
        this.calendar = calendar;
        this.lastTime = lastTime;
        known = new AtomicReferenceArray<>(base.splits() + 1);
    }

    @Override
    public int splits() {
        return base.splits();
    }

    @Override
    public int end(int basis) {
        BarColumns bars = in(basis);
        return basis < base.splits() ? closedBy(bars, base.moment(basis)) : bars.size;
    }

    /** How many bars have closed by a moment. */
    static int closedBy(BarColumns bars, long epochNanos) {
        int row = Arrays.binarySearch(bars.times, 0, bars.size, epochNanos);
        int end = row < 0 ? -row - 1 : row;
        while (end < bars.size && bars.times[end] == epochNanos) {
            end++;
        }
        return end;
    }

    @Override
    public BarColumns in(int basis) {
        SoftReference<BarColumns> reference = known.get(basis);
        BarColumns there = reference == null ? null : reference.get();
        if (there == null) {
            there = made(base.in(basis));
            known.set(basis, new SoftReference<>(there));
        }
        return there;
    }

    private BarColumns made(BarColumns of) {
        BarColumns.Builder into = BarColumns.builder(of.instrument, MadeBars.timeframe(type, of.timeframe));
        return MadeBars.of(of, type, calendar, lastTime, into.withBarsThatCloseTogether());
    }
}
