package io.strategysdk.backtest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.engine.RealtimeClock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** However a feed's thread ends, the run that listens to it hears of it. */
class FeedPlayerTests {
    private final CompletableFuture<RuntimeException> failure = new CompletableFuture<>();

    private final MarketDataFeed.Listener listener = new MarketDataFeed.Listener() {
        @Override
        public void onEvent(MarketEvent event) {}

        @Override
        public void onGap(String reason) {}

        @Override
        public void onEnd() {
            failure.completeExceptionally(new AssertionError("ended well"));
        }

        @Override
        public void onFailure(RuntimeException ended) {
            failure.complete(ended);
        }
    };

    /** One moment after the other, at each of which something happens. */
    private static final class Moments implements FeedPlayer.Score {
        private final Runnable what;
        private long second;

        Moments(Runnable what) {
            this.what = what;
        }

        @Override
        public boolean next() {
            second++;
            return true;
        }

        @Override
        public long epochNanos() {
            return second * 1_000_000_000;
        }

        @Override
        public void play(MarketDataFeed.Listener to) {
            what.run();
        }

        @Override
        public void close() {}
    }

    private RuntimeException endOf(Runnable what) throws Exception {
        FeedPlayer player = new FeedPlayer(RealtimeClock.accelerated(Instant.EPOCH, 100));
        player.start(new Moments(what), listener);
        try {
            return failure.get(30, TimeUnit.SECONDS);
        } finally {
            player.close();
        }
    }

    @Test
    void byAnException() throws Exception {
        RuntimeException thrown = new IllegalArgumentException("a row is broken");

        assertThat(endOf(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void byAnError() throws Exception {
        assertThat(endOf(() -> {
                    throw new StackOverflowError("too deep");
                }))
                .hasMessageContaining("was stopped by java.lang.StackOverflowError: too deep")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void byAnInterrupt() throws Exception {
        assertThat(endOf(() -> Thread.currentThread().interrupt()))
                .hasMessageContaining("must not be interrupted")
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void closingIsNoFailure() {
        FeedPlayer player = new FeedPlayer(RealtimeClock.accelerated(Instant.EPOCH, 100));
        player.start(new Moments(() -> {}), listener);

        player.close();

        assertThat(failure).isNotDone();
    }
}
