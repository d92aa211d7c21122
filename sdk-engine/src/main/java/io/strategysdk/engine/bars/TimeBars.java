package io.strategysdk.engine.bars;

import io.strategysdk.api.data.DataSource.BarSink;

/** Bars that close by the clock. */
final class TimeBars implements BarMaker {
    private final Periods periods;
    private final BarSink into;
    private final OpenBar bar = new OpenBar();

    TimeBars(Periods periods, BarSink into) {
        this.periods = periods;
        this.into = into;
    }

    /** A bar ends where another may begin; an instant belongs to what begins with it. */
    @Override
    public void bar(
            long openEpochNanos, long epochNanos, double open, double high, double low, double close, double volume) {
        long within = openEpochNanos == epochNanos ? epochNanos : epochNanos - 1;
        passTo(within);
        if (periods.moveTo(within)) {
            bar.add(openEpochNanos, open, high, low, close, volume);
        }
    }

    @Override
    public void passTo(long epochNanos) {
        if (!bar.isEmpty() && periods.end() <= epochNanos) {
            bar.close(periods.start(), periods.end(), into);
        }
    }

    @Override
    public long nextClose() {
        return bar.isEmpty() ? Long.MAX_VALUE : periods.end();
    }
}
