package io.strategysdk.engine.bars;

import io.strategysdk.api.data.DataSource.BarSink;

/** Smooths bars on their way. */
final class HeikinAshi implements BarSink {
    private final BarSink into;
    private boolean hasBegun;
    private double smoothedOpen;
    private double smoothedClose;

    HeikinAshi(BarSink into) {
        this.into = into;
    }

    @Override
    public void bar(
            long openEpochNanos, long epochNanos, double open, double high, double low, double close, double volume) {
        smoothedOpen = hasBegun ? (smoothedOpen + smoothedClose) / 2 : (open + close) / 2;
        smoothedClose = (open + high + low + close) / 4;
        hasBegun = true;
        into.bar(
                openEpochNanos,
                epochNanos,
                smoothedOpen,
                Math.max(high, Math.max(smoothedOpen, smoothedClose)),
                Math.min(low, Math.min(smoothedOpen, smoothedClose)),
                smoothedClose,
                volume);
    }
}
