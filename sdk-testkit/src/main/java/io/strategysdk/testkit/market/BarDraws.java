package io.strategysdk.testkit.market;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;

/** What happens between a bar's open and its close, and bars on the tick. */
final class BarDraws {
    private final Instrument instrument;
    private final double tick;
    private final double sessionVolume;
    private final Draws draws;
    private final BarColumns.Builder bars;

    BarDraws(Instrument instrument, Timeframe timeframe, double sessionVolume, Draws draws) {
        this.instrument = instrument;
        this.tick = instrument.tickSize().toDouble();
        this.sessionVolume = sessionVolume;
        this.draws = draws;
        bars = BarColumns.builder(instrument, timeframe);
    }

    /** From logarithms of open and close, the variance between them, and the bar's share of the session. */
    void add(long openNanos, long closeNanos, double logOpen, double logClose, double variance, double share) {
        double x = logClose - logOpen;
        double highest = price(logOpen + reach(x, variance));
        double lowest = price(logOpen - reach(-x, variance));
        double open = price(logOpen);
        double close = price(logClose);
        double deviations = variance == 0 ? 0 : Math.abs(x) / StrictMath.sqrt(variance);
        bars.bar(
                openNanos,
                closeNanos,
                open,
                Math.max(highest, Math.max(open, close)),
                Math.min(lowest, Math.min(open, close)),
                close,
                volume(deviations, share));
    }

    /** How far above its start a bridge to x gets. */
    private double reach(double x, double variance) {
        return (x + StrictMath.sqrt(x * x - 2 * variance * StrictMath.log(draws.uniform()))) / 2;
    }

    private double volume(double deviations, double share) {
        double busy = StrictMath.exp(0.35 * (deviations - 0.8) + 0.2 * draws.normal());
        return instrument.quantity(sessionVolume * share * busy).toDouble();
    }

    private double price(double logPrice) {
        return Math.max(tick, instrument.price(StrictMath.exp(logPrice)).toDouble());
    }

    BarColumns build() {
        return bars.build();
    }
}
