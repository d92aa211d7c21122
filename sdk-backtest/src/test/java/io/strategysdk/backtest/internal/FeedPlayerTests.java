package io.strategysdk.backtest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.engine.RealtimeClock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FeedPlayerTests {
    private final FeedPlayer player = new FeedPlayer(RealtimeClock.accelerated(Instant.EPOCH, 1e9));
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One moment, which does this. */
    private FeedPlayer.Score score(Runnable moment) {
        return new FeedPlayer.Score() {
            private boolean isBehind;

            @Override
            public boolean next() {
                boolean isNext = !isBehind;
                isBehind = true;
                return isNext;
            }

            @Override
            public long epochNanos() {
                return 0;
            }

            @Override
            public void play(MarketDataFeed.Listener listener) {
                moment.run();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    /** Completes with how the feed ended. */
    private static final class Ending implements MarketDataFeed.Listener {
        final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void onEvent(MarketEvent event) {}

        @Override
        public void onGap(String reason) {}

        @Override
        public void onEnd() {
            end.complete("end");
        }

        @Override
        public void onFailure(RuntimeException failure) {
            end.completeExceptionally(failure);
        }
    }

    @Test
    void memoryThatDoesNotSufficeEndsTheRunAndDoesNotLeaveItWaiting() throws InterruptedException {
        Ending ending = new Ending();

        player.start(
                score(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }),
                ending);

        assertThat(ending.end)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(SdkException.class)
                .withMessageContaining("a feed must play to its end, was ended by java.lang.OutOfMemoryError");
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        player.close();
    }

    @Test
    void whoIsPlayedToMayCloseTheFeed() throws InterruptedException {
        Ending ending = new Ending();

        player.start(score(player::close), ending);

        assertThat(ending.end).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("end");
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
