package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes columns of the quotes and trades of one instrument: a row is an instant. */
final class TickAssembly {
    private static final double NOTHING_TRADED_YET = -1;

    private final List<MarketEvent> events;
    private final Instrument instrument;
    private final BarRules rules;
    private final long[] times;
    private final int[] firstEvents;
    private final TickColumn bids;
    private final TickColumn asks;
    private final TickColumn trades;
    private final TickColumn shown;
    private boolean hasQuotes;
    private boolean wasQuoted;

    private TickAssembly(List<MarketEvent> events) {
        this.events = events;
        instrument = events.get(0).instrument();
        rules = BarRules.of(instrument);
        times = events.stream().mapToLong(MarketEvent::epochNanos).distinct().toArray();
        firstEvents = new int[times.length + 1];
        bids = new TickColumn(times.length);
        asks = new TickColumn(times.length);
        trades = new TickColumn(times.length);
        shown = new TickColumn(times.length);
    }

    static BarColumns columns(List<? extends MarketEvent> given) {
        List<MarketEvent> events = List.copyOf(given);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("quotes and trades must be at least one, were none");
        }
        return new TickAssembly(events).columns();
    }

    private BarColumns columns() {
        readEvents();
        double traded = NOTHING_TRADED_YET;
        for (int row = 0; row < times.length; row++) {
            traded = trades.isAt(row) ? 0 : traded;
            show(row);
            if (!trades.isAt(row)) {
                trades.size[row] = traded;
            } else if (!bids.isAt(row)) {
                bids.size[row] = trades.size[row];
                asks.size[row] = trades.size[row];
            }
        }
        Ticks ticks = new Ticks(columns(trades), hasQuotes, events, firstEvents);
        return hasQuotes
                ? BarColumns.ofTicks(instrument, times, shown, columns(bids), columns(asks), ticks)
                : BarColumns.ofTicks(instrument, times, shown, columns(trades), columns(trades), ticks);
    }

    private BarColumns columns(TickColumn column) {
        return BarColumns.ofTicks(instrument, times, column);
    }

    private void readEvents() {
        int row = -1;
        for (int i = 0; i < events.size(); i++) {
            MarketEvent event = events.get(i);
            check(event, row < 0 ? Long.MIN_VALUE : times[row]);
            if (row < 0 || event.epochNanos() > times[row]) {
                firstEvents[++row] = i;
            }
            if (event instanceof Quote quote) {
                hasQuotes = true;
                bids.add(row, quote.bid());
                asks.add(row, quote.ask());
                bids.size[row] = quote.bidSize();
                asks.size[row] = quote.askSize();
            } else if (event instanceof Trade trade) {
                trades.add(row, trade.price());
                trades.size[row] += trade.size();
            }
        }
        firstEvents[row + 1] = events.size();
    }

    /** Prices of features and history: the middle of the newest quote, before the first one the trades. */
    private void show(int row) {
        shown.size[row] = trades.isAt(row) ? trades.size[row] : 0;
        if (bids.isAt(row)) {
            wasQuoted = true;
            shown.set(
                    row,
                    (bids.open[row] + asks.open[row]) / 2,
                    (bids.high[row] + asks.high[row]) / 2,
                    (bids.low[row] + asks.low[row]) / 2,
                    (bids.close[row] + asks.close[row]) / 2);
        } else if (wasQuoted) {
            double middle = shown.close[row - 1];
            shown.set(row, middle, middle, middle, middle);
        } else {
            shown.set(row, trades.open[row], trades.high[row], trades.low[row], trades.close[row]);
        }
    }

    private void check(MarketEvent event, long before) {
        if (!event.instrument().equals(instrument)) {
            throw refused("quotes and trades must be of one instrument, " + instrument, event);
        }
        if (event.epochNanos() < before) {
            throw refused("quotes and trades must not come before the one before, " + Clock.instantOf(before), event);
        }
        String broken = broken(event);
        if (broken != null) {
            throw refused(broken, event);
        }
    }

    private @Nullable String broken(MarketEvent event) {
        if (event instanceof Trade trade) {
            return broken(trade.price(), trade.size());
        }
        if (!(event instanceof Quote quote)) {
            return "quotes and trades must not be mixed with bars";
        }
        String bid = broken(quote.bid(), quote.bidSize());
        String ask = bid == null ? broken(quote.ask(), quote.askSize()) : bid;
        return ask == null && quote.bid() > quote.ask() ? "bid must not be above the ask" : ask;
    }

    private @Nullable String broken(double price, double size) {
        return rules.broken(price, price, price, price, size);
    }

    private static IllegalArgumentException refused(String rule, MarketEvent event) {
        return new IllegalArgumentException(rule + ", was " + event);
    }
}
