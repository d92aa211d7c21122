package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;

/** The only series handle: reads columns through a mask, of all ones for a column and smaller for a ring. */
final class SeriesView implements BarSeries {
    private final BarType type;
    private BarColumns bars;
    private final int mask;
    private final Cursor cursor;
    private final Steps steps;

    SeriesView(BarColumns bars, int mask, Cursor cursor, Steps steps) {
        this(BarType.time(bars.timeframe), bars, mask, cursor, steps);
    }

    SeriesView(BarType type, BarColumns bars, int mask, Cursor cursor, Steps steps) {
        this.type = type;
        this.bars = bars;
        this.mask = mask;
        this.cursor = cursor;
        this.steps = steps;
    }

    /** From now on in terms of other shares. */
    void show(BarColumns inTheirTerms) {
        bars = inTheirTerms;
    }

    BarColumns columns() {
        return bars;
    }

    Cursor cursor() {
        return cursor;
    }

    /** Close of the newest bar, the smallest number before the first. */
    long newestTime() {
        return cursor.row < 0 ? Long.MIN_VALUE : bars.times[cursor.row & mask];
    }

    @Override
    public Instrument instrument() {
        return bars.instrument;
    }

    @Override
    public Timeframe timeframe() {
        return bars.timeframe;
    }

    @Override
    public BarType type() {
        return type;
    }

    @Override
    public int size() {
        return Math.min(cursor.row + 1, bars.times.length);
    }

    @Override
    public boolean isUpdated() {
        return cursor.step == steps.number;
    }

    @Override
    public double open(int ago) {
        return at(bars.open, ago);
    }

    @Override
    public double high(int ago) {
        return at(bars.high, ago);
    }

    @Override
    public double low(int ago) {
        return at(bars.low, ago);
    }

    @Override
    public double close(int ago) {
        return at(bars.close, ago);
    }

    @Override
    public double volume(int ago) {
        return at(bars.volume, ago);
    }

    @Override
    public Bar bar(int ago) {
        requireNotNegative(ago);
        if (ago >= size()) {
            throw new IllegalArgumentException("bars ago must be below the " + size() + " that are there, was " + ago
                    + " (" + bars.instrument + ")");
        }
        int i = (cursor.row - ago) & mask;
        return new Bar(
                bars.instrument,
                bars.timeframe,
                bars.openTimes[i],
                bars.times[i],
                bars.open[i],
                bars.high[i],
                bars.low[i],
                bars.close[i],
                bars.volume[i]);
    }

    private double at(double[] column, int ago) {
        requireNotNegative(ago);
        int row = cursor.row - ago;
        if (ago >= column.length && mask >= 0 && row >= 0) {
            throw new IllegalArgumentException(
                    "bars ago must be below the " + column.length + " that are kept, was " + ago);
        }
        return row < 0 ? Double.NaN : column[row & mask];
    }

    private static void requireNotNegative(int ago) {
        if (ago < 0) {
            throw new IllegalArgumentException("bars ago must not be negative, was " + ago);
        }
    }
}
