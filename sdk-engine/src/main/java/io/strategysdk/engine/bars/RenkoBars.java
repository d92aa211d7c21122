package io.strategysdk.engine.bars;

import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.feature.Compare;

/** Bricks: levels are whole numbers of heights above the first close, so that they do not drift. */
final class RenkoBars implements BarMaker {
    private final double height;
    private final BarSink into;
    private boolean hasBegun;
    private double zero;
    /** Of the newest brick. */
    private long bottom;

    private long top;
    private long openTime;
    private boolean hasOpenTime;
    private double volume;

    RenkoBars(double height, BarSink into) {
        this.height = height;
        this.into = into;
    }

    @Override
    public void bar(
            long openEpochNanos, long epochNanos, double open, double high, double low, double close, double traded) {
        if (!hasBegun) {
            hasBegun = true;
            zero = close;
        }
        if (!hasOpenTime) {
            hasOpenTime = true;
            openTime = openEpochNanos;
        }
        volume += traded;
        while (Compare.ge(close, level(top + 1))) {
            brick(top, top + 1, epochNanos);
        }
        while (Compare.le(close, level(bottom - 1))) {
            brick(bottom, bottom - 1, epochNanos);
        }
    }

    private double level(long number) {
        return zero + number * height;
    }

    private void brick(long from, long to, long epochNanos) {
        bottom = Math.min(from, to);
        top = Math.max(from, to);
        into.bar(openTime, epochNanos, level(from), level(top), level(bottom), level(to), volume);
        openTime = epochNanos;
        hasOpenTime = false;
        volume = 0;
    }

    @Override
    public void passTo(long epochNanos) {}

    @Override
    public long nextClose() {
        return Long.MAX_VALUE;
    }
}
