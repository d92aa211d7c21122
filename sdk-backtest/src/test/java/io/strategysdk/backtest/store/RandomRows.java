package io.strategysdk.backtest.store;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;

/** Random rows as events, by their time. */
final class RandomRows {
    static final Instrument AAPL = Instrument.equity("AAPL");
    static final long MINUTE = 60_000_000_000L;

    private RandomRows() {}

    static StoredSeries series(Content content) {
        return switch (content) {
            case BARS -> StoredSeries.bars(AAPL, Timeframe.MINUTE, PriceMode.RAW);
            case QUOTE_BARS -> StoredSeries.quoteBars(AAPL, Timeframe.MINUTE, PriceMode.RAW);
            case TICKS, TRADES -> StoredSeries.ticks(AAPL);
        };
    }

    /** What happens at a time: a bar, or up to four quotes and trades. */
    static List<MarketEvent> at(StoredSeries series, long time, SplittableRandom random) {
        List<MarketEvent> events = new ArrayList<>();
        Instrument instrument = series.instrument();
        switch (series.content()) {
            case BARS -> events.add(bar(series, time, random));
            case QUOTE_BARS -> {
                QuoteBar.SideBar bid = side(random, 0);
                QuoteBar.SideBar ask = side(random, 5);
                events.add(new QuoteBar(instrument, series.timeframe(), time - MINUTE, time, bid, ask));
            }
            case TICKS, TRADES -> {
                for (int n = random.nextInt(1, 5); n > 0; n--) {
                    events.add(tick(instrument, time, random));
                }
            }
        }
        return events;
    }

    private static Bar bar(StoredSeries series, long time, SplittableRandom random) {
        QuoteBar.SideBar side = side(random, 0);
        return new Bar(
                series.instrument(),
                series.timeframe(),
                time - MINUTE + random.nextInt(2),
                time,
                side.open(),
                side.high(),
                side.low(),
                side.close(),
                random.nextInt(4) == 0 ? -0.0 : side.size());
    }

    private static MarketEvent tick(Instrument instrument, long time, SplittableRandom random) {
        double price = 100 + random.nextInt(1000) / 100.0;
        return random.nextBoolean()
                ? new Trade(instrument, time, price, 1 + random.nextInt(9))
                : new Quote(instrument, time, price, random.nextInt(9), price + 0.01, random.nextInt(9));
    }

    private static QuoteBar.SideBar side(SplittableRandom random, double up) {
        double low = 100 + up + random.nextDouble();
        double high = low + random.nextDouble();
        double open = random.nextBoolean() ? low : high;
        double close = low + (high - low) * random.nextDouble();
        return new QuoteBar.SideBar(open, high, low, Math.min(close, high), random.nextInt(1000));
    }

    static BarColumns columns(StoredSeries series, List<? extends MarketEvent> events) {
        return switch (series.content()) {
            case BARS -> {
                BarColumns.Builder bars = BarColumns.builder(series.instrument(), series.timeframe());
                events.forEach(event -> push((Bar) event, bars));
                yield bars.build();
            }
            case QUOTE_BARS ->
                BarColumns.quoted(events.stream().map(QuoteBar.class::cast).toList());
            case TICKS, TRADES -> BarColumns.ticks(events);
        };
    }

    static void push(Bar bar, DataSource.BarSink sink) {
        sink.bar(bar.openEpochNanos(), bar.epochNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    static void push(MarketEvent event, DataSource.TickSink sink) {
        if (event instanceof Quote quote) {
            sink.quote(quote.epochNanos(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        } else {
            Trade trade = (Trade) event;
            sink.trade(trade.epochNanos(), trade.price(), trade.size());
        }
    }

    static List<MarketEvent> events(BarColumns columns) {
        List<MarketEvent> events = new ArrayList<>();
        for (int row = 0; row < columns.size(); row++) {
            events.addAll(columns.events(row));
        }
        return events;
    }

    static List<MarketEvent> all(NavigableMap<Long, List<MarketEvent>> rows) {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** A source that has exactly these rows, whatever it is asked for. */
    record Source(List<? extends MarketEvent> events) implements DataSource {
        @Override
        public List<Instrument> instruments() {
            return List.of(AAPL);
        }

        @Override
        public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
            events.forEach(event -> push((Bar) event, sink));
        }

        @Override
        public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
            events.forEach(event -> push(event, sink));
        }
    }
}
