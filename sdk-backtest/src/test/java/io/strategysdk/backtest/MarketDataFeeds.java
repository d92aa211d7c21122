package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import java.util.List;

/** Feeds of runs that are given their slices by hand. */
final class MarketDataFeeds {
    /** Sends nothing. */
    static final MarketDataFeed NONE = new MarketDataFeed() {
        @Override
        public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {}

        @Override
        public void close() {}
    };

    private MarketDataFeeds() {}
}
