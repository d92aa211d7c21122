package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.time.Timeframe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the market has shown of each asset, oldest first, and what issuers did. Only what holds the venue's lock touches it. */
final class MarketTape {
    private final Map<AlpacaAsset, Track> tracks = new HashMap<>();
    private final List<CorporateAction> actions = new ArrayList<>();
    private long trades;

    /** A trade with the number that Alpaca gives it. */
    record Print(Trade trade, long id) {}

    /** One asset's. */
    private static final class Track {
        private final Map<Timeframe, List<Bar>> bars = new HashMap<>();
        private final List<Quote> quotes = new ArrayList<>();
        private final List<Print> prints = new ArrayList<>();
    }

    private Track track(AlpacaAsset asset) {
        return tracks.computeIfAbsent(asset, its -> new Track());
    }

    /** Forgets what was shown before a moment; what issuers did stays. */
    void forget(long before) {
        for (Track track : tracks.values()) {
            track.bars.values().forEach(bars -> cut(bars, Bar::epochNanos, before));
            cut(track.quotes, MarketEvent::epochNanos, before);
            cut(track.prints, print -> print.trade.epochNanos(), before);
        }
    }

    private static <T> void cut(List<T> sorted, ToLongFunction<T> time, long before) {
        sorted.subList(0, place(sorted, time, before)).clear();
    }

    /** Takes the place of one that begins at the same moment. */
    void add(AlpacaAsset asset, Bar bar) {
        List<Bar> bars = track(asset).bars.computeIfAbsent(bar.timeframe(), its -> new ArrayList<>());
        int place = place(bars, Bar::openEpochNanos, bar.openEpochNanos());
        if (place < bars.size() && bars.get(place).openEpochNanos() == bar.openEpochNanos()) {
            bars.set(place, bar);
        } else {
            bars.add(place, bar);
        }
    }

    /** Behind those of the same moment. */
    void add(AlpacaAsset asset, Quote quote) {
        List<Quote> quotes = track(asset).quotes;
        quotes.add(place(quotes, MarketEvent::epochNanos, quote.epochNanos() + 1), quote);
    }

    /** Behind those of the same moment; numbered in the order in which they are added. */
    Print add(AlpacaAsset asset, Trade trade) {
        List<Print> prints = track(asset).prints;
        Print print = new Print(trade, ++trades);
        prints.add(place(prints, its -> its.trade.epochNanos(), trade.epochNanos() + 1), print);
        return print;
    }

    void add(CorporateAction action) {
        actions.add(action);
    }

    List<Bar> bars(AlpacaAsset asset, Timeframe timeframe) {
        return track(asset).bars.getOrDefault(timeframe, List.of());
    }

    List<Quote> quotes(AlpacaAsset asset) {
        return track(asset).quotes;
    }

    List<Print> prints(AlpacaAsset asset) {
        return track(asset).prints;
    }

    List<CorporateAction> actions() {
        return actions;
    }

    /** The first place whose time is not before a moment. */
    static <T> int place(List<T> sorted, ToLongFunction<T> time, long epochNanos) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time.applyAsLong(sorted.get(middle)) < epochNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
