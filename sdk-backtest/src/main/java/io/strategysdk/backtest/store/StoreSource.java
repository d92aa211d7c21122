package io.strategysdk.backtest.store;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.internal.RangeTimes;
import io.strategysdk.engine.config.DataSettings.Content;
import java.time.Instant;
import java.util.List;

/** A view as others ask for bars. */
record StoreSource(StoreView view) implements DataSource {
    @Override
    public List<Instrument> instruments() {
        return view.instruments();
    }

    @Override
    public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
        view.reader(instrument, timeframe, Content.BARS).push(RangeTimes.nanos(from), RangeTimes.upTo(to), sink);
    }

    @Override
    public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
        StoredSeries ticks = StoredSeries.ticks(instrument);
        view.reader(instrument, ticks.timeframe(), Content.TICKS)
                .push(RangeTimes.nanos(from), RangeTimes.upTo(to), sink);
    }
}
