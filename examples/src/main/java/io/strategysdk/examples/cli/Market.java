package io.strategysdk.examples.cli;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.Locale;

/** Where the user's bars come from: decides sessions and how finely quantities are cut. */
enum Market {
    /** New York Stock Exchange and its kin: whole shares. */
    NYSE,
    /** Round the clock: crypto-assets, in hundred-millionths. */
    ALWAYS,
    /** The foreign exchange week: currency units. */
    FOREX;

    TradingCalendar calendar() {
        return switch (this) {
            case NYSE -> TradingCalendars.nyse();
            case ALWAYS -> TradingCalendars.alwaysOpen();
            case FOREX -> TradingCalendars.forex();
        };
    }

    /** What an order costs unless said otherwise: about what brokers ask of private customers. */
    Fees fees() {
        return switch (this) {
            case NYSE -> Fees.parse("0.005/share min 1 max 1%");
            case ALWAYS -> Fees.parse("0.25%");
            case FOREX -> Fees.parse("0.002% min 2");
        };
    }

    /** What market and stop orders lose unless said otherwise: half of a usual spread, and a little. */
    double slippageBps() {
        return switch (this) {
            case NYSE -> 2;
            case ALWAYS -> 5;
            case FOREX -> 1;
        };
    }

    /** A file says nothing of ticks: any price is good. */
    Instrument instrument(String symbol) {
        return switch (this) {
            case NYSE -> Instrument.of(symbol, AssetClass.EQUITY, "USD");
            case ALWAYS -> Instrument.of(symbol, AssetClass.CRYPTO, "USD").withLotSize("0.00000001");
            case FOREX -> Instrument.of(symbol, AssetClass.FOREX, "USD");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
