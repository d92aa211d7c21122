package io.strategysdk.testkit.contract;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Twenty bars of each of two instruments, one after the other, from a thread of its own. */
class PlainFeed implements MarketDataFeed {
    static final List<Instrument> INSTRUMENTS = List.of(Instrument.equity("ABC"), Instrument.equity("XYZ"));
    private static final int BARS = 20;
    private static final long START = Clock.epochNanosOf(Instant.parse("2024-07-02T13:30:00Z"));

    private @Nullable Thread thread;
    private volatile boolean isClosed;

    @Override
    public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        if (thread != null) {
            throw new IllegalStateException("a feed must be started once, was started before");
        }
        if (!INSTRUMENTS.containsAll(instruments)) {
            throw new IllegalArgumentException("instruments must be of " + INSTRUMENTS + ", were " + instruments);
        }
        Thread player = new Thread(() -> play(timeframe, listener), "plain feed");
        player.setDaemon(true);
        thread = player;
        player.start();
    }

    void play(Timeframe timeframe, Listener listener) {
        for (int bar = 0; bar < BARS; bar++) {
            for (Instrument instrument : INSTRUMENTS) {
                if (isClosed()) {
                    return;
                }
                send(event(instrument, timeframe, bar), listener);
            }
            if (bar == BARS / 2) {
                onTheWay(listener);
            }
        }
        end(listener);
    }

    boolean isClosed() {
        return isClosed;
    }

    MarketEvent event(Instrument instrument, Timeframe timeframe, int bar) {
        long length = timeframe.duration().toNanos();
        long open = START + bar * length;
        return new Bar(instrument, timeframe, open, open + length, 10, 11, 9, 10.5, 100);
    }

    void send(MarketEvent event, Listener listener) {
        listener.onEvent(event);
    }

    /** What happens after half of the bars. */
    void onTheWay(Listener listener) {}

    void end(Listener listener) {
        listener.onEnd();
    }

    static SdkException failure() {
        return new SdkException("the feed must go on, did not");
    }

    @Override
    public void close() {
        isClosed = true;
        Thread player = thread;
        if (player != null) {
            player.interrupt();
            join(player);
        }
    }

    static void join(Thread player) {
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
