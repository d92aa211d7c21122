package io.strategysdk.backtest.store;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.internal.FeedPlayer;
import io.strategysdk.engine.RealtimeClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays bars or bid/ask bars of a store as a live feed, each at its close by a clock that may run faster than real time: a
 * run over data that are larger than memory.
 *
 * <pre>{@code
 * RealtimeClock clock = RealtimeClock.accelerated(from, 1e9);
 * RunResult result = RealtimeEngine.on(
 *                 new StoreFeed(view, from, to, clock), view.instruments(), Timeframe.MINUTE, calendar)
 *         .execution(new SimulatedMarket(model))
 *         .clock(clock)
 *         .strategy("s", strategy, capital, RiskLimits.NONE)
 *         .build()
 *         .run();
 * }</pre>
 *
 * <p>With the same model such a run does what a backtest over the same bars in memory does. A file that turns out damaged
 * ends the run with the {@link io.strategysdk.api.SdkException} that says so.
 */
public final class StoreFeed implements MarketDataFeed {
    private final StoreView view;
    private final Instant from;
    private final Instant to;
    private final FeedPlayer player;

    /** Plays what of a view closes in [from, to) by a clock, from its own thread. */
    public StoreFeed(StoreView view, Instant from, Instant to, RealtimeClock clock) {
        this.view = view;
        this.from = from;
        this.to = to;
        player = new FeedPlayer(clock);
    }

    /**
     * Starts.
     *
     * @throws IllegalArgumentException when the view does not have exactly one series of each instrument in this
     *     timeframe, or it is of quotes and trades
     * @throws IllegalStateException when started before
     * @throws io.strategysdk.api.SdkException when files cannot be read or are not as they were written
     */
    @Override
    public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        StoreView asked =
                view.only(series -> series.timeframe().equals(timeframe) && instruments.contains(series.instrument()));
        List<Instrument> missing = new ArrayList<>(instruments);
        for (StoredSeries series : asked.series()) {
            if (!missing.remove(series.instrument())) {
                throw new IllegalArgumentException(
                        "a feed must have one series of each instrument, was " + asked.series());
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("a feed must have the bars that it is asked for; asked: " + missing + " "
                    + timeframe + ", has: " + view.series());
        }
        player.start(new Slices(asked.stream(from, to)), listener);
    }

    /** Slice by slice. */
    private record Slices(BarStream bars) implements FeedPlayer.Score {
        @Override
        public boolean next() {
            return bars.next();
        }

        @Override
        public long epochNanos() {
            return bars.epochNanos();
        }

        @Override
        public void play(Listener listener) {
            for (int bar = 0; bar < bars.size(); bar++) {
                listener.onEvent(bars.event(bar));
            }
        }

        @Override
        public void close() {
            bars.close();
        }
    }

    @Override
    public void close() {
        player.close();
    }
}
