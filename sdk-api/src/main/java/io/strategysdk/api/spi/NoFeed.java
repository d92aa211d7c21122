package io.strategysdk.api.spi;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.util.List;

/** There is nothing to start. */
enum NoFeed implements MarketDataFeed {
    INSTANCE;

    @Override
    public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        throw new IllegalStateException(
                "a run without market data must be given its slices one by one or be a replay, was to start its feed");
    }

    @Override
    public void close() {}
}
