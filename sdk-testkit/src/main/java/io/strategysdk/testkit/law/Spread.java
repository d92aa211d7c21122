package io.strategysdk.testkit.law;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives drawn bars bids and asks like those that other data have, or makes quotes and trades of them.
 *
 * @param kind what the other data are
 * @param share half of the distance of bid and ask, as a share of the price
 */
record Spread(Kind kind, double share) {
    private static final double SIZE = 100;

    /** What data are. */
    enum Kind {
        BARS,
        BID_ASK_BARS,
        QUOTES_AND_TRADES,
        TRADES
    }

    static Spread like(BarColumns series) {
        if (!series.hasQuotes()) {
            return new Spread(series.areTicks() ? Kind.TRADES : Kind.BARS, 0);
        }
        Kind kind = series.areTicks() ? Kind.QUOTES_AND_TRADES : Kind.BID_ASK_BARS;
        for (int row = series.size() - 1; row >= 0; row--) {
            double bid = series.bids().close(row);
            double ask = series.asks().close(row);
            if (ask >= bid) {
                return new Spread(kind, Math.min(0.01, (ask - bid) / (ask + bid)));
            }
        }
        return new Spread(kind, 0);
    }

    BarColumns quote(BarColumns bars) {
        return switch (kind) {
            case BARS -> bars;
            case BID_ASK_BARS -> BarColumns.quoted(moved(bars, 1 - share), moved(bars, 1 + share));
            case QUOTES_AND_TRADES, TRADES -> BarColumns.ticks(ticks(bars));
        };
    }

    private static BarColumns moved(BarColumns bars, double factor) {
        return new Redrawn() {
            @Override
            public double prices(int row) {
                return factor;
            }
        }.of(bars);
    }

    /** With each bar a quote around its open, one around its close, and a trade there. */
    private List<MarketEvent> ticks(BarColumns bars) {
        List<MarketEvent> ticks = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            if (kind == Kind.QUOTES_AND_TRADES) {
                ticks.add(quote(bars, bars.openEpochNanos(row) + 1, bars.open(row)));
                ticks.add(quote(bars, bars.epochNanos(row) - 1, bars.close(row)));
            }
            double size = Math.max(1, bars.volume(row));
            ticks.add(new Trade(bars.instrument(), bars.epochNanos(row), bars.close(row), size));
        }
        return ticks;
    }

    private Quote quote(BarColumns bars, long epochNanos, double price) {
        return new Quote(bars.instrument(), epochNanos, price * (1 - share), SIZE, price * (1 + share), SIZE);
    }
}
