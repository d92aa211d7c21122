package io.strategysdk.engine;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.bars.BarMaker;
import java.util.List;

/** What bars are made of. */
final class MadeBars {
    private MadeBars() {}

    /** What bars without a length of their own have is that of the bars they are made of. */
    static Timeframe timeframe(BarType type, Timeframe base) {
        return type.rule() instanceof BarType.Time time ? time.timeframe() : base;
    }

    /** Checks that the prices are there, and move by as much as makes a bar. */
    static void require(BarType type, Instrument instrument, boolean hasQuotes) {
        double height = height(type.rule());
        if (height < instrument.tickSize().toDouble()) {
            throw new IllegalArgumentException("bars of " + type + " must be at least a tick of "
                    + instrument.tickSize() + " high (" + instrument + ")");
        }
        if (type.prices() != BarType.Prices.OWN && !hasQuotes) {
            throw new IllegalArgumentException(
                    "bars of " + type + " must be made of bids and asks, the run has none (" + instrument + ")");
        }
    }

    private static double height(BarType.Rule rule) {
        if (rule instanceof BarType.Renko renko) {
            return renko.height();
        }
        return rule instanceof BarType.Range range ? range.height() : Double.POSITIVE_INFINITY;
    }

    /** All that have closed by a time. */
    static BarColumns of(
            BarColumns base, BarType type, TradingCalendar calendar, long lastTime, BarColumns.Builder into) {
        BarMaker maker = BarMaker.of(type, base.timeframe, calendar, into);
        feed(maker, base, type.prices());
        maker.passTo(lastTime);
        return into.build();
    }

    /** Gives a maker all that a series has, up to where its prices are unknown. */
    private static void feed(BarMaker maker, BarColumns of, BarType.Prices prices) {
        if (of.ticks != null) {
            for (int row = 0; row < of.size; row++) {
                feed(maker, of.ticks.at(row), of.times[row], prices);
            }
            return;
        }
        BarColumns side = switch (prices) {
            case BID -> of.bids();
            case ASK -> of.asks();
            case OWN, MIDDLE -> of;
        };
        boolean hasVolume = prices == BarType.Prices.OWN;
        for (int row = 0; row < of.size && !Double.isNaN(side.close[row]); row++) {
            maker.bar(
                    of.openTimes[row],
                    of.times[row],
                    side.open[row],
                    side.high[row],
                    side.low[row],
                    side.close[row],
                    hasVolume ? of.volume[row] : 0);
        }
    }

    /** Gives a maker the quotes and trades of one instant, in order of arrival. */
    private static void feed(BarMaker maker, List<MarketEvent> events, long time, BarType.Prices prices) {
        for (MarketEvent event : events) {
            if (event instanceof Trade trade && prices == BarType.Prices.OWN) {
                instant(maker, time, trade.price(), trade.size());
            } else if (event instanceof Quote quote && prices != BarType.Prices.OWN) {
                instant(maker, time, price(quote, prices), 0);
            }
        }
    }

    private static double price(Quote quote, BarType.Prices prices) {
        return switch (prices) {
            case BID -> quote.bid();
            case ASK -> quote.ask();
            case OWN, MIDDLE -> (quote.bid() + quote.ask()) / 2;
        };
    }

    private static void instant(BarMaker maker, long epochNanos, double price, double volume) {
        maker.bar(epochNanos, epochNanos, price, price, price, price, volume);
    }

    /** Gives a maker the row of a slice. */
    static void feed(BarMaker maker, Tape slice, int row, BarType.Prices prices) {
        if (slice.live != null && slice.live.kind.areTicks()) {
            feed(maker, slice.live.at(row), slice.times[row], prices);
            return;
        }
        Tape side = switch (prices) {
            case BID -> slice.bids;
            case ASK -> slice.asks;
            case OWN, MIDDLE -> slice;
        };
        Tape from = side == null ? slice : side;
        maker.bar(
                slice.openTimes[row],
                slice.times[row],
                from.open[row],
                from.high[row],
                from.low[row],
                from.close[row],
                prices == BarType.Prices.OWN ? slice.volume[row] : 0);
    }
}
