package io.strategysdk.backtest.store;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.config.DataSettings.Content;
import java.util.List;

/** Which columns rows of a content have, and how they come from bars. */
enum Shape {
    BARS("close time", "open time", "open", "high", "low", "close", "volume") {
        @Override
        void append(Rows to, BarColumns from, int row) {
            int at = to.extend();
            setTimes(to, at, from, row);
            setPrices(to, at, 2, from, row);
        }
    },
    QUOTE_BARS(
            "close time",
            "open time",
            "bid open",
            "bid high",
            "bid low",
            "bid close",
            "bid size",
            "ask open",
            "ask high",
            "ask low",
            "ask close",
            "ask size") {
        @Override
        void append(Rows to, BarColumns from, int row) {
            int at = to.extend();
            setTimes(to, at, from, row);
            setPrices(to, at, FIRST_BID, from.bids(), row);
            setPrices(to, at, FIRST_ASK, from.asks(), row);
        }
    },
    TICKS("time", "kind", "bid or price", "bid size or size", "ask", "ask size") {
        @Override
        void append(Rows to, BarColumns from, int row) {
            for (MarketEvent event : from.events(row)) {
                if (event instanceof Quote quote) {
                    set(to, quote.epochNanos(), QUOTE, quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
                } else {
                    Trade trade = (Trade) event;
                    set(to, trade.epochNanos(), TRADE, trade.price(), trade.size(), 0, 0);
                }
            }
        }
    };

    static final int OPEN_TIME = 1;
    /** First of five price columns of bars, and of the bids of bid/ask bars. */
    static final int FIRST_BID = 2;

    static final int FIRST_ASK = 7;
    static final int KIND = 1;
    static final long QUOTE = 0;
    static final long TRADE = 1;
    /** Most columns of any shape. */
    static final int WIDEST = 12;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> fields;

    Shape(String... fields) {
        this.fields = List.of(fields);
    }

    static Shape of(Content content) {
        return switch (content) {
            case BARS -> BARS;
            case QUOTE_BARS -> QUOTE_BARS;
            case TICKS, TRADES -> TICKS;
        };
    }

    int width() {
        return fields.size();
    }

    String field(int column) {
        return fields.get(column);
    }

    /** Adds a bar, or all that happened at an instant. */
    abstract void append(Rows to, BarColumns from, int row);

    /** A value as people read it. */
    String text(int column, long bits) {
        boolean isTime = column == 0 || (column == OPEN_TIME && this != TICKS);
        if (isTime) {
            return Clock.instantOf(bits).toString();
        }
        if (column == KIND && this == TICKS) {
            return bits == QUOTE ? "quote" : bits == TRADE ? "trade" : "unknown " + bits;
        }
        return Double.toString(Double.longBitsToDouble(bits));
    }

    private static void setTimes(Rows to, int at, BarColumns from, int row) {
        to.columns[0][at] = from.epochNanos(row);
        to.columns[OPEN_TIME][at] = from.openEpochNanos(row);
    }

    private static void setPrices(Rows to, int at, int column, BarColumns from, int row) {
        to.columns[column][at] = Double.doubleToRawLongBits(from.open(row));
        to.columns[column + 1][at] = Double.doubleToRawLongBits(from.high(row));
        to.columns[column + 2][at] = Double.doubleToRawLongBits(from.low(row));
        to.columns[column + 3][at] = Double.doubleToRawLongBits(from.close(row));
        to.columns[column + 4][at] = Double.doubleToRawLongBits(from.volume(row));
    }

    private static void set(Rows to, long time, long kind, double price, double size, double ask, double askSize) {
        int at = to.extend();
        to.columns[0][at] = time;
        to.columns[KIND][at] = kind;
        to.columns[2][at] = Double.doubleToRawLongBits(price);
        to.columns[3][at] = Double.doubleToRawLongBits(size);
        to.columns[4][at] = Double.doubleToRawLongBits(ask);
        to.columns[5][at] = Double.doubleToRawLongBits(askSize);
    }
}
