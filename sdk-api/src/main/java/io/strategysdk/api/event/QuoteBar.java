package io.strategysdk.api.event;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.util.Objects;

/**
 * A completed bar of both sides of the quote. Orders to buy meet the ask, orders to sell the bid.
 *
 * @param instrument what was quoted
 * @param timeframe length
 * @param openEpochNanos its first moment, UTC nanoseconds since 1970
 * @param epochNanos its close, UTC nanoseconds since 1970
 * @param bid prices and last size of the bid
 * @param ask prices and last size of the ask
 */
public record QuoteBar(
        Instrument instrument, Timeframe timeframe, long openEpochNanos, long epochNanos, SideBar bid, SideBar ask)
        implements MarketEvent {
    /** Checks that nothing is missing; the numbers are the source's. */
    public QuoteBar {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(timeframe, "timeframe");
        Objects.requireNonNull(bid, "bid");
        Objects.requireNonNull(ask, "ask");
    }

    /**
     * One side of the quote over the bar, in the instrument's currency.
     *
     * @param open first price
     * @param high highest price
     * @param low lowest price
     * @param close last price
     * @param size quantity in units of the instrument at the last price, 0 when unknown
     */
    public record SideBar(double open, double high, double low, double close, double size) {}

    /** Its first moment as an Instant; allocates. */
    public Instant openTime() {
        return Clock.instantOf(openEpochNanos);
    }

    /** Middle of the last bid and ask, in the instrument's currency. */
    public double mid() {
        return (bid.close() + ask.close()) / 2;
    }
}
