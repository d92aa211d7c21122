package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;

/** Prices of instants, made of their quotes and trades: of each kind, and those that features and history show. */
final class Instants {
    private static final double NOTHING_TRADED_YET = -1;

    final TickColumn bids;
    final TickColumn asks;
    final TickColumn trades;
    final TickColumn shown;

    /** What is known of an instrument before an instant. */
    static final class Standing {
        private boolean wasQuoted;
        private double middle;
        private double traded = NOTHING_TRADED_YET;
    }

    Instants(TickColumn bids, TickColumn asks, TickColumn trades, TickColumn shown) {
        this.bids = bids;
        this.asks = asks;
        this.trades = trades;
        this.shown = shown;
    }

    static Instants of(int rows) {
        return new Instants(new TickColumn(rows), new TickColumn(rows), new TickColumn(rows), new TickColumn(rows));
    }

    /** Nothing has happened at an instant. */
    void clear(int row) {
        bids.clear(row);
        asks.clear(row);
        trades.clear(row);
        shown.clear(row);
    }

    void add(int row, MarketEvent event) {
        if (event instanceof Quote quote) {
            bids.add(row, quote.bid());
            asks.add(row, quote.ask());
            bids.size[row] = quote.bidSize();
            asks.size[row] = quote.askSize();
        } else if (event instanceof Trade trade) {
            trades.add(row, trade.price());
            trades.size[row] += trade.size();
        }
    }

    /** All that happened at an instant has been added. */
    void finish(int row, Standing standing) {
        boolean isTraded = trades.isAt(row);
        standing.traded = isTraded ? 0 : standing.traded;
        show(row, standing);
        if (!isTraded) {
            trades.size[row] = standing.traded;
        } else if (!bids.isAt(row)) {
            bids.size[row] = trades.size[row];
            asks.size[row] = trades.size[row];
        }
    }

    /** Prices of features and history: the middle of the newest quote, before the first one the trades. */
    private void show(int row, Standing standing) {
        shown.size[row] = trades.isAt(row) ? trades.size[row] : 0;
        if (bids.isAt(row)) {
            standing.wasQuoted = true;
            shown.set(
                    row,
                    (bids.open[row] + asks.open[row]) / 2,
                    (bids.high[row] + asks.high[row]) / 2,
                    (bids.low[row] + asks.low[row]) / 2,
                    (bids.close[row] + asks.close[row]) / 2);
            standing.middle = shown.close[row];
        } else if (standing.wasQuoted) {
            double middle = standing.middle;
            shown.set(row, middle, middle, middle, middle);
        } else {
            shown.set(row, trades.open[row], trades.high[row], trades.low[row], trades.close[row]);
        }
    }
}
