package io.strategysdk.testkit;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;

/** Writes the bars of one instrument, each where the one before it ends. */
final class BarPen {
    /** Where nothing is said of it: enough for any order of a test. */
    static final double VOLUME = 1_000_000;

    private final Instrument instrument;
    private final BarTimes times;
    private double lastClose = Double.NaN;

    BarPen(Instrument instrument, BarTimes times) {
        this.instrument = instrument;
        this.times = times;
    }

    Instrument instrument() {
        return instrument;
    }

    BarTimes times() {
        return times;
    }

    Bar bar(double open, double high, double low, double close, double volume) {
        Bar bar = new Bar(instrument, times.timeframe(), times.open(), times.close(), open, high, low, close, volume);
        times.advance();
        lastClose = close;
        return bar;
    }

    /** Opens where the bar before it closed, and goes straight to its close. */
    Bar close(double close) {
        double open = Double.isNaN(lastClose) ? close : lastClose;
        return bar(open, Math.max(open, close), Math.min(open, close), close, VOLUME);
    }

    /** No bar in this period. */
    void skip() {
        times.advance();
    }
}
