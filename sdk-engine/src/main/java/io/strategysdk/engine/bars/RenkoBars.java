package io.strategysdk.engine.bars;

import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.feature.Compare;
import io.strategysdk.api.time.Clock;

/** Bricks: levels are whole numbers of heights above the first close, so that they do not drift. */
final class RenkoBars implements BarMaker {
    /** Of one close; more are no market but a brick that is too small for it. */
    private static final double MOST_AT_ONCE = 100_000;

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
        requireFew(close, epochNanos);
        while (Compare.ge(close, level(top + 1))) {
            brick(top, top + 1, epochNanos);
        }
        while (Compare.le(close, level(bottom - 1))) {
            brick(bottom, bottom - 1, epochNanos);
        }
    }

    private void requireFew(double close, long epochNanos) {
        double bricks = Math.max(close - level(top), level(bottom) - close) / height;
        if (bricks > MOST_AT_ONCE) {
            throw new IllegalArgumentException("one close must make at most 100000 bricks, was " + Math.rint(bricks)
                    + " of " + height + " at the close of " + close + " (" + Clock.instantOf(epochNanos) + ")");
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
