package io.strategysdk.engine.bars;

import io.strategysdk.api.data.DataSource.BarSink;

/** Bars that close with what brings them to their measure. */
final class MeasuredBars implements BarMaker {
    private final BarMeasure measure;
    private final BarSink into;
    private final OpenBar bar = new OpenBar();

    MeasuredBars(BarMeasure measure, BarSink into) {
        this.measure = measure;
        this.into = into;
    }

    @Override
    public void bar(
            long openEpochNanos, long epochNanos, double open, double high, double low, double close, double volume) {
        bar.add(openEpochNanos, open, high, low, close, volume);
        if (measure.isFull(bar, close, volume)) {
            bar.close(epochNanos, into);
        }
    }

    @Override
    public void passTo(long epochNanos) {}

    @Override
    public long nextClose() {
        return Long.MAX_VALUE;
    }
}
