package io.strategysdk.backtest.data;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays historical bars as a live feed, each at its close by a clock that may run faster than real time. */
public final class ReplayFeed implements MarketDataFeed {
    private final MarketData data;
    private final RealtimeClock clock;
    private @Nullable Thread player;

    /** Plays this data by this clock, from its own thread. */
    public ReplayFeed(MarketData data, RealtimeClock clock) {
        this.data = data;
        this.clock = clock;
    }

    @Override
    public synchronized void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        if (player != null) {
            throw new IllegalStateException("a feed must be started once, was started before");
        }
        List<BarColumns> series = new ArrayList<>();
        for (BarColumns columns : data.series()) {
            if (instruments.contains(columns.instrument())
                    && columns.timeframe().equals(timeframe)) {
                series.add(columns);
            }
        }
        Thread thread = new Thread(() -> play(series, listener), "replay-feed");
        thread.setDaemon(true);
        player = thread;
        thread.start();
    }

    private void play(List<BarColumns> series, Listener listener) {
        int[] next = new int[series.size()];
        try {
            for (int s = earliest(series, next); s >= 0; s = earliest(series, next)) {
                BarColumns columns = series.get(s);
                int row = next[s]++;
                clock.sleepUntil(columns.epochNanos(row));
                listener.onEvent(bar(columns, row));
            }
            listener.onEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int earliest(List<BarColumns> series, int[] next) {
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

    private static Bar bar(BarColumns columns, int row) {
        return new Bar(
                columns.instrument(),
                columns.timeframe(),
                columns.openEpochNanos(row),
                columns.epochNanos(row),
                columns.open(row),
                columns.high(row),
                columns.low(row),
                columns.close(row),
                columns.volume(row));
    }

    @Override
    public synchronized void close() {
        if (player != null) {
            player.interrupt();
        }
    }
}
