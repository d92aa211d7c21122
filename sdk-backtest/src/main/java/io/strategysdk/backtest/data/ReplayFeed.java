package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays historical bars, bid/ask bars, or quotes and trades as a live feed, each at its close or instant by a clock that
 * may run faster than real time.
 */
public final class ReplayFeed implements MarketDataFeed {
    private final MarketData data;
    private final RealtimeClock clock;
    private @Nullable Thread player;
    private volatile boolean closed;

    /** Plays this data by this clock, from its own thread. */
    public ReplayFeed(MarketData data, RealtimeClock clock) {
        this.data = data;
        this.clock = clock;
    }

    /**
     * Starts.
     *
     * @throws IllegalArgumentException when the data do not have each instrument, as it is defined, in this timeframe
     * @throws IllegalStateException when started before
     */
    @Override
    public synchronized void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        if (player != null) {
            throw new IllegalStateException("a feed must be started once, was started before");
        }
        List<BarColumns> series = series(instruments, timeframe);
        Thread thread = new Thread(() -> play(series, listener), "replay-feed");
        thread.setDaemon(true);
        player = thread;
        thread.start();
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

    private void play(List<BarColumns> series, Listener listener) {
        int[] next = new int[series.size()];
        try {
            for (int s = earliest(series, next); s >= 0; s = earliest(series, next)) {
                BarColumns columns = series.get(s);
                int row = next[s]++;
                clock.sleepUntil(columns.epochNanos(row));
                if (closed) {
                    return;
                }
                columns.events(row).forEach(listener::onEvent);
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

    @Override
    public synchronized void close() {
        closed = true;
        Thread thread = player;
        if (thread == null || thread.equals(Thread.currentThread())) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
