package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;

/** What a realtime run takes from its feed. */
enum FeedKind {
    BARS,
    QUOTE_BARS,
    /** Quotes, and trades beside them. */
    TICKS,
    TRADES;

    boolean takes(MarketEvent event) {
        return switch (this) {
            case BARS -> event instanceof Bar;
            case QUOTE_BARS -> event instanceof QuoteBar;
            case TICKS -> event instanceof Quote || event instanceof Trade;
            case TRADES -> event instanceof Trade;
        };
    }

    /** In the words of an error. */
    String noun() {
        return switch (this) {
            case BARS -> "bars";
            case QUOTE_BARS -> "bid/ask bars";
            case TICKS -> "quotes and trades";
            case TRADES -> "trades";
        };
    }

    boolean areTicks() {
        return this == TICKS || this == TRADES;
    }

    /** Whether a bid and an ask are known. */
    boolean hasQuotes() {
        return this == QUOTE_BARS || this == TICKS;
    }
}
