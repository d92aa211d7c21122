package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import java.util.Objects;

/** Prices of one instrument for the price chart, in its currency, one per bar. Immutable. */
public final class PriceSeries {
    final Instrument instrument;
    final long[] epochNanos;
    final double[] close;
    final double[] high;
    final double[] low;

    private PriceSeries(Instrument instrument, long[] epochNanos, double[] close, double[] high, double[] low) {
        this.instrument = Objects.requireNonNull(instrument);
        this.epochNanos = epochNanos.clone();
        this.close = close.clone();
        this.high = high.clone();
        this.low = low.clone();
        if (close.length != epochNanos.length || high.length != epochNanos.length || low.length != epochNanos.length) {
            throw new IllegalArgumentException(
                    "price columns must be as long as their times, were " + close.length + ", " + high.length + " and "
                            + low.length + " for " + epochNanos.length + " (" + instrument + ")");
        }
    }

    /**
     * Closing prices; the columns are copied.
     *
     * @param instrument of what
     * @param epochNanos closes of the bars, UTC nanoseconds since 1970, increasing
     * @param close last price of each bar, finite
     * @throws IllegalArgumentException when of different lengths
     */
    public static PriceSeries of(Instrument instrument, long[] epochNanos, double[] close) {
        return new PriceSeries(instrument, epochNanos, close, close, close);
    }

    /**
     * Closing prices with each bar's range, drawn as a band behind them; the columns are copied.
     *
     * @param instrument of what
     * @param epochNanos closes of the bars, UTC nanoseconds since 1970, increasing
     * @param close last price of each bar, finite
     * @param high highest price of each bar
     * @param low lowest price of each bar
     * @throws IllegalArgumentException when of different lengths
     */
    public static PriceSeries ofRange(
            Instrument instrument, long[] epochNanos, double[] close, double[] high, double[] low) {
        return new PriceSeries(instrument, epochNanos, close, high, low);
    }
}
