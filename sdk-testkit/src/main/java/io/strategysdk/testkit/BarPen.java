package io.strategysdk.testkit;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;

/** Writes the bars of one instrument, each where the one before it ends. */
final class BarPen {
    /** Where nothing is said of it: enough for any order of a test. */
    static final double VOLUME = 1_000_000;

    private final Instrument instrument;
    private final BarTimes times;
    private final BarColumns.Builder checked;
    private double lastClose = Double.NaN;

    BarPen(Instrument instrument, BarTimes times) {
        this.instrument = instrument;
        this.times = times;
        checked = BarColumns.builder(instrument, times.timeframe());
    }

    Instrument instrument() {
        return instrument;
    }

    /**
     * The next bar.
     *
     * @throws IllegalArgumentException when its numbers cannot be right; the next one may stand in its place then
     */
    Bar bar(double open, double high, double low, double close, double volume) {
        checked.bar(times.open(), times.close(), open, high, low, close, volume);
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
