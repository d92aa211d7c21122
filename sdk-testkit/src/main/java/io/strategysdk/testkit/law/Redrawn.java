package io.strategysdk.testkit.law;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

/** How a series is drawn anew: bars, bid/ask bars or ticks at the times they have, of other numbers. */
interface Redrawn {
    /** What stands for a row that is left out. */
    int NONE = -1;

    /** Row whose numbers a row gets. */
    default int source(int row) {
        return row;
    }

    /** By how much the prices of a row are multiplied. */
    default double prices(int row) {
        return 1;
    }

    /** By how much all volumes and sizes are multiplied. */
    default double volumes() {
        return 1;
    }

    default BarColumns of(BarColumns series) {
        return of(series, series.instrument());
    }

    default BarColumns of(BarColumns series, Instrument instrument) {
        if (series.areTicks()) {
            List<MarketEvent> events = ticks(series, instrument);
            return events.isEmpty()
                    ? BarColumns.builder(instrument, series.timeframe()).build()
                    : BarColumns.ticks(events);
        }
        return series.isQuoted()
                ? BarColumns.quoted(bars(series.bids(), instrument), bars(series.asks(), instrument))
                : bars(series, instrument);
    }

    private BarColumns bars(BarColumns series, Instrument instrument) {
        BarColumns.Builder bars = BarColumns.builder(instrument, series.timeframe());
        for (int row = 0; row < series.size(); row++) {
            int from = source(row);
            double factor = prices(row);
            if (from != NONE) {
                bars.bar(
                        series.openEpochNanos(row),
                        series.epochNanos(row),
                        series.open(from) * factor,
                        series.high(from) * factor,
                        series.low(from) * factor,
                        series.close(from) * factor,
                        series.volume(from) * volumes());
            }
        }
        return bars.build();
    }

    private List<MarketEvent> ticks(BarColumns series, Instrument instrument) {
        List<MarketEvent> events = new ArrayList<>();
        for (int row = 0; row < series.size(); row++) {
            int from = source(row);
            if (from != NONE) {
                for (MarketEvent event : series.events(from)) {
                    events.add(tick(event, instrument, series.epochNanos(row), prices(row)));
                }
            }
        }
        return events;
    }

    private MarketEvent tick(MarketEvent event, Instrument instrument, long epochNanos, double factor) {
        if (event instanceof Quote quote) {
            return new Quote(
                    instrument,
                    epochNanos,
                    quote.bid() * factor,
                    quote.bidSize() * volumes(),
                    quote.ask() * factor,
                    quote.askSize() * volumes());
        }
        Trade trade = (Trade) event;
        return new Trade(instrument, epochNanos, trade.price() * factor, trade.size() * volumes());
    }
}
