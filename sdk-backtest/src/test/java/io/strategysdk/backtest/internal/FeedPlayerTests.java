package io.strategysdk.backtest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.engine.RealtimeClock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FeedPlayerTests {
    private final FeedPlayer player = new FeedPlayer(RealtimeClock.accelerated(Instant.EPOCH, 1e9));
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Moments a tenth of a second apart, the first at once, each of which does this. */
    private FeedPlayer.Score score(int moments, Runnable moment) {
        return new FeedPlayer.Score() {
            private int played = -1;

            @Override
            public boolean next() {
                played++;
                return played < moments;
            }

            @Override
            public long epochNanos() {
                return played * 100_000_000_000_000_000L;
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
        public void onConnection(ConnectionState state, String reason) {}

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
                score(1, () -> {
                    throw new OutOfMemoryError("Java heap space");
                }),
                ending);

        assertThat(ending.end)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SdkException.class)
                .withMessageContaining("a feed must play to its end, was ended by java.lang.OutOfMemoryError");
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        player.close();
    }

    @Test
    void anInterruptThatIsNoCloseEndsTheRunToo() {
        Ending ending = new Ending();

        player.start(score(20, () -> Thread.currentThread().interrupt()), ending);

        assertThat(ending.end)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SdkException.class)
                .withMessageContaining("a feed must play to its end, was ended by an interrupt");
        player.close();
    }

    @Test
    void closingIsNoFailure() {
        Ending ending = new Ending();
        player.start(score(20, () -> {}), ending);

        player.close();

        assertThat(ending.end).isNotDone();
    }

    @Test
    void whoIsPlayedToMayCloseTheFeed() throws InterruptedException {
        Ending ending = new Ending();

        player.start(score(1, player::close), ending);

        assertThat(ending.end).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("end");
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
