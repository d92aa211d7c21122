package io.strategysdk.testkit.contract;

import io.strategysdk.api.data.DataSource.TickSink;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

/** What the plain source has, as columns. */
final class PlainBars {
    private PlainBars() {}

    static BarColumns of(Instrument instrument) {
        BarColumns.Builder bars = BarColumns.builder(instrument, PlainSource.HOUR);
        new PlainSource().bars(instrument, PlainSource.HOUR, PlainSource.FROM, PlainSource.TO, bars);
        return bars.build();
    }

    static BarColumns ticks(Instrument instrument) {
        List<MarketEvent> events = new ArrayList<>();
        new PlainSource().ticks(instrument, PlainSource.FROM, PlainSource.TO, new TickSink() {
            @Override
            public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {
                events.add(new Quote(instrument, epochNanos, bid, bidSize, ask, askSize));
            }

            @Override
            public void trade(long epochNanos, double price, double size) {
                events.add(new Trade(instrument, epochNanos, price, size));
            }
        });
        return BarColumns.ticks(events);
    }
}
