package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import org.jspecify.annotations.Nullable;

/** What the numbers of an event must be. */
final class EventRules {
    private EventRules() {}

    /** The rule that it breaks and what its numbers are, null when it breaks none. */
    @Nullable
    static String broken(BarRules rules, MarketEvent event) {
        if (event instanceof Bar bar) {
            return rules.broken(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        }
        if (event instanceof QuoteBar bar) {
            String broken = broken(rules, bar.bid(), bar.ask());
            return broken == null ? QuoteRules.broken(bar) : broken;
        }
        if (event instanceof Trade trade) {
            return broken(rules, trade.price(), trade.size());
        }
        Quote quote = (Quote) event;
        String bid = broken(rules, quote.bid(), quote.bidSize());
        String ask = bid == null ? broken(rules, quote.ask(), quote.askSize()) : bid;
        return ask == null && quote.bid() > quote.ask() ? "bid must not be above the ask" : ask;
    }

    private static @Nullable String broken(BarRules rules, QuoteBar.SideBar bid, QuoteBar.SideBar ask) {
        String broken = rules.broken(bid.open(), bid.high(), bid.low(), bid.close(), bid.size());
        return broken == null ? rules.broken(ask.open(), ask.high(), ask.low(), ask.close(), ask.size()) : broken;
    }

    private static @Nullable String broken(BarRules rules, double price, double size) {
        return rules.broken(price, price, price, price, size);
    }
}
