package io.strategysdk.backtest.internal;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.engine.RealtimeClock;
import org.jspecify.annotations.Nullable;

/** The thread of a feed that plays what is stored, each moment's events when a clock has come to it. */
public final class FeedPlayer {
    private final RealtimeClock clock;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** What is played, moment by moment; used and closed by the player's thread. */
    public interface Score extends AutoCloseable {
        /** Goes to the next moment; false behind the last. */
        boolean next();

        /** The moment, UTC nanoseconds since 1970. */
        long epochNanos();

        /** Sends the events of the moment. */
        void play(MarketDataFeed.Listener listener);

        @Override
        void close();
    }

    /** Plays by this clock. */
    public FeedPlayer(RealtimeClock clock) {
        this.clock = clock;
    }

    /**
     * Starts.
     *
     * @throws IllegalStateException when started before
     */
    public synchronized void start(Score score, MarketDataFeed.Listener listener) {
        if (thread != null) {
            throw new IllegalStateException("a feed must be started once, was started before");
        }
        Thread player = new Thread(() -> play(score, listener), "feed-player");
        player.setDaemon(true);
        thread = player;
        player.start();
    }

    private void play(Score score, MarketDataFeed.Listener listener) {
        try (score) {
            while (score.next()) {
                clock.sleepUntil(score.epochNanos());
                if (closed) {
                    return;
                }
                score.play(listener);
            }
            listener.onEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!closed) {
                listener.onFailure(new SdkException("a feed must play to its end, was ended by an interrupt", e));
            }
        } catch (RuntimeException failure) {
            listener.onFailure(failure);
        } catch (Error error) {
            listener.onFailure(new SdkException("a feed must play to its end, was ended by " + error, error));
            throw error;
        }
    }

    /** Stops and waits for the thread; no event comes after it. */
    public synchronized void close() {
        closed = true;
        Thread player = thread;
        if (player == null || player.equals(Thread.currentThread())) {
            return;
        }
        player.interrupt();
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
