package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feed that plays a source; close waits for its thread, as one that keeps its promise does. */
class ScriptedFeed implements MarketDataFeed {
    private final Source source;
    private @Nullable Thread player;
    boolean started;
    boolean closed;

    /** What a feed does on its own thread. */
    interface Source {
        void play(MarketDataFeed.Listener listener) throws InterruptedException;
    }

    ScriptedFeed(Source source) {
        this.source = source;
    }

    /** Plays these and ends. */
    static Source bars(Bar... bars) {
        return listener -> {
            for (Bar bar : bars) {
                listener.onEvent(bar);
            }
            listener.onEnd();
        };
    }

    /** A flat bar that closes so many minutes after the start. */
    static Bar bar(Instrument instrument, int minute, double price) {
        long close = START + minute * MINUTE;
        return new Bar(instrument, Timeframe.MINUTE, close - MINUTE, close, price, price, price, price, 100);
    }

    @Override
    public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        started = true;
        Thread thread = new Thread(() -> {
            try {
                source.play(listener);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        player = thread;
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = player;
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
