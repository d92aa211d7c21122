package io.strategysdk.engine.bars;

import io.strategysdk.api.data.DataSource.BarSink;

/** A bar that is being made. */
final class OpenBar {
    private boolean isEmpty = true;
    private long openTime;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    boolean isEmpty() {
        return isEmpty;
    }

    double height() {
        return high - low;
    }

    double volume() {
        return volume;
    }

    void add(long openEpochNanos, double first, double highest, double lowest, double last, double traded) {
        if (isEmpty) {
            isEmpty = false;
            openTime = openEpochNanos;
            open = first;
            high = highest;
            low = lowest;
            volume = 0;
        }
        high = Math.max(high, highest);
        low = Math.min(low, lowest);
        close = last;
        volume += traded;
    }

    /** Closes it, and begins anew. */
    void close(long epochNanos, BarSink into) {
        close(openTime, epochNanos, into);
    }

    /** The same with an open of its own. */
    void close(long openEpochNanos, long epochNanos, BarSink into) {
        isEmpty = true;
        into.bar(openEpochNanos, epochNanos, open, high, low, close, volume);
    }
}
