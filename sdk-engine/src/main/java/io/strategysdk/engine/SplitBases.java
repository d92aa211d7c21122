package io.strategysdk.engine;

import io.strategysdk.api.time.Clock;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one series as their prices are counted before its first split, between two, and after the last: basis 0 are
 * the prices that were paid; in basis n the bars before the n-th split are in terms of the shares after it. What no run
 * holds goes when memory is short. Safe to share between threads.
 */
final class SplitBases implements Bases {
    private final BarColumns raw;
    /** First row after each split. */
    private final int[] starts;

    private final long[] moments;
    private final SplitRatio[] ratios;
    private final AtomicReferenceArray<@Nullable SoftReference<BarColumns>> known;

    /** Splits of the series' instrument, in order. */
    SplitBases(BarColumns raw, List<DatedAction> splits) {
        this.raw = raw;
        starts = splits.stream().mapToInt(split -> rowFrom(raw, split.moment())).toArray();
        moments = splits.stream().mapToLong(DatedAction::moment).toArray();
        ratios = splits.stream().map(DatedAction::ratio).toArray(SplitRatio[]::new);
        known = new AtomicReferenceArray<>(starts.length);
    }

    /**
     * First row that opens at or after a moment.
     *
     * @throws IllegalArgumentException when a bar lies on both sides of it
     */
    private static int rowFrom(BarColumns bars, long moment) {
        int row = Arrays.binarySearch(bars.times, 0, bars.size, moment + 1);
        row = row < 0 ? -row - 1 : row;
        if (row < bars.size && bars.openTimes[row] < moment) {
            throw new IllegalArgumentException("a split must come between two bars, prices from before and after it do"
                    + " not go together: use shorter bars or adjusted prices, was inside of the bar that closes at "
                    + Clock.instantOf(bars.times[row]) + " (" + bars.instrument + " " + bars.timeframe + ")");
        }
        return row;
    }

    @Override
    public int splits() {
        return starts.length;
    }

    @Override
    public int end(int basis) {
        return basis < starts.length ? starts[basis] : raw.size;
    }

    /** When a split comes. */
    long moment(int split) {
        return moments[split];
    }

    @Override
    public BarColumns in(int basis) {
        if (basis == 0) {
            return raw;
        }
        SoftReference<BarColumns> reference = known.get(basis - 1);
        BarColumns there = reference == null ? null : reference.get();
        return there == null ? keep(basis, adjusted(basis)) : there;
    }

    private BarColumns keep(int basis, BarColumns columns) {
        known.set(basis - 1, new SoftReference<>(columns));
        return columns;
    }

    private BarColumns adjusted(int basis) {
        List<SplitRatio> factors = new ArrayList<>();
        SplitRatio factor = SplitRatio.ONE;
        for (int i = basis - 1; i >= 0; i--) {
            factor = ratios[i].then(factor);
            factors.add(0, factor);
        }
        BarColumns columns = raw.copyOfPrices();
        int from = 0;
        for (int i = 0; i < basis; i++) {
            columns.scale(from, starts[i], factors.get(i));
            from = starts[i];
        }
        return columns;
    }
}
