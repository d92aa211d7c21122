package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import java.util.List;

/** What happened at each instant of a series of quotes and trades. */
final class Ticks {
    /** Prices and volume traded at each instant: NaN where there was no trade, and the volume is -1 before the first. */
    final BarColumns trades;

    /** Whether there is a quote at all. */
    final boolean hasQuotes;

    /** First row with a quote; of trades that are not quoted, behind the last. */
    final int firstQuoted;

    private final List<MarketEvent> events;
    /** Of each row, and behind the last one. */
    private final int[] firstEvents;

    Ticks(BarColumns trades, boolean hasQuotes, int firstQuoted, List<MarketEvent> events, int[] firstEvents) {
        this.trades = trades;
        this.hasQuotes = hasQuotes;
        this.firstQuoted = firstQuoted;
        this.events = events;
        this.firstEvents = firstEvents;
    }

    /** Those of a row, in order of arrival. */
    List<MarketEvent> at(int row) {
        return events.subList(firstEvents[row], firstEvents[row + 1]);
    }

    /** Those of the first rows, in order of arrival. */
    List<MarketEvent> first(int rows) {
        return events.subList(0, firstEvents[rows]);
    }
}
