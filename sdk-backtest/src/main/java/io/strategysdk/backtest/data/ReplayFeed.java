package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.internal.FeedPlayer;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plays historical bars, bid/ask bars, or quotes and trades as a live feed, each at its close or instant by a clock that
 * may run faster than real time.
 */
public final class ReplayFeed implements MarketDataFeed {
    private final MarketData data;
    private final FeedPlayer player;

    /** Plays this data by this clock, from its own thread. */
    public ReplayFeed(MarketData data, RealtimeClock clock) {
        this.data = data;
        player = new FeedPlayer(clock);
    }

    /**
     * Starts.
     *
     * @throws IllegalArgumentException when the data do not have each instrument, as it is defined, in this timeframe
     * @throws IllegalStateException when started before
     */
    @Override
    public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        player.start(new Rows(series(instruments, timeframe)), listener);
    }

    /** In the data's order: bars with one close are played in it. */
    private List<BarColumns> series(List<Instrument> instruments, Timeframe timeframe) {
        List<BarColumns> series = new ArrayList<>();
        List<Instrument> missing = new ArrayList<>(instruments);
        for (BarColumns columns : data.series()) {
            if (columns.timeframe().equals(timeframe) && instruments.contains(columns.instrument())) {
                series.add(columns);
                missing.remove(columns.instrument());
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("a replay must have the bars that it is asked for; asked: "
                    + inWords(missing, timeframe) + ", has: " + has());
        }
        return series;
    }

    private String has() {
        return data.series().stream()
                .map(columns -> inWords(List.of(columns.instrument()), columns.timeframe()))
                .collect(Collectors.joining(", "));
    }

    /** With what tells instruments of one symbol apart. */
    private static String inWords(List<Instrument> instruments, Timeframe timeframe) {
        return instruments.stream()
                .map(instrument -> instrument + " " + timeframe + " (" + instrument.assetClass() + " in "
                        + instrument.currency() + ", tick " + instrument.tickSize() + " " + instrument.tickRule()
                        + ", lot " + instrument.lotSize() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Bar by bar, whether or not others close with it. */
    private static final class Rows implements FeedPlayer.Score {
        private final List<BarColumns> series;
        private final int[] next;
        private int current;

        Rows(List<BarColumns> series) {
            this.series = series;
            next = new int[series.size()];
        }

        @Override
        public boolean next() {
            current = earliest();
            if (current >= 0) {
                next[current]++;
            }
            return current >= 0;
        }

        private int earliest() {
            int found = -1;
            long time = Long.MAX_VALUE;
            for (int s = 0; s < next.length; s++) {
                BarColumns columns = series.get(s);
                if (next[s] < columns.size() && columns.epochNanos(next[s]) < time) {
                    time = columns.epochNanos(next[s]);
                    found = s;
                }
            }
            return found;
        }

        @Override
        public long epochNanos() {
            return series.get(current).epochNanos(next[current] - 1);
        }

        @Override
        public void play(Listener listener) {
            series.get(current).events(next[current] - 1).forEach(listener::onEvent);
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        player.close();
    }
}
