package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link MarketDataFeed} promises, a test for each rule. The author gives a feed that sends a dozen events soon after
 * it is started: a replay by a clock that runs fast, or one that is connected to a server of the author's.
 *
 * <pre>{@code
 * final class MyFeedTests extends MarketDataFeedContract {
 *     protected MarketDataFeed feed() {
 *         return new MyFeed(server.address());
 *     }
 *
 *     protected List<Instrument> instruments() {
 *         return List.of(Instrument.equity("AAPL"), Instrument.equity("MSFT"));
 *     }
 *
 *     protected Timeframe timeframe() {
 *         return Timeframe.MINUTE;
 *     }
 *
 *     protected void play() {
 *         server.sendBars();
 *     }
 * }
 * }</pre>
 */
public abstract class MarketDataFeedContract {
    private static final int FEWEST = 4;
    /** Of the listener's calls; how the connection stands may be told in between. */
    private static final Set<String> ENDS = Set.of("end", "failure");

    private static final Duration ALERT = Duration.ofMillis(2);

    private final List<MarketDataFeed> open = new ArrayList<>();

    /** For subclasses. */
    protected MarketDataFeedContract() {}

    /** A new feed, not yet started. */
    protected abstract MarketDataFeed feed();

    /** What it has, all of which is asked for; an equal list at each call. */
    protected abstract List<Instrument> instruments();

    /** Length of its bars; {@code 1s} of a feed of quotes and trades. */
    protected abstract Timeframe timeframe();

    /** Makes its source send events; called when the feed has been started. Does nothing unless overridden. */
    protected void play() {}

    /** Whether its data come to an end, as those of a replay; true unless overridden. */
    protected boolean ends() {
        return true;
    }

    /** A new feed that breaks down after it was started, where that can be brought about. */
    protected Optional<MarketDataFeed> failingFeed() {
        return Optional.empty();
    }

    /** A new feed that loses its connection on the way and goes on, where that can be brought about. */
    protected Optional<MarketDataFeed> interruptedFeed() {
        return Optional.empty();
    }

    /** One that it does not have. */
    protected Instrument unknown() {
        return Instrument.equity("NO-SUCH-INSTRUMENT");
    }

    /** How long the suite waits for what must come; ten seconds unless overridden. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** How long the suite listens for events that must not come; a tenth of a second unless overridden. */
    protected Duration quiet() {
        return Duration.ofMillis(100);
    }

    /** How long {@link MarketDataFeed#close} may take; two seconds unless overridden. */
    protected Duration promptness() {
        return Duration.ofSeconds(2);
    }

    /** Closes the feeds of a test that it has not closed. */
    @AfterEach
    protected void closeFeeds() {
        open.forEach(MarketDataFeed::close);
    }

    private void close(MarketDataFeed feed) {
        open.remove(feed);
        feed.close();
    }

    /** What a listener was told, in order. */
    private static class Heard implements MarketDataFeed.Listener {
        private final List<MarketEvent> events = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();
        /** Names of the calls, events being one. */
        private final List<String> calls = new ArrayList<>();

        private int inside;
        private boolean wasCalledTwiceAtOnce;
        private @Nullable RuntimeException failure;

        /** What a subclass does with an event, outside of the lock. */
        void take() {}

        private void call(String name, Runnable note) {
            synchronized (this) {
                wasCalledTwiceAtOnce |= inside++ > 0;
                calls.add(name);
                note.run();
            }
            take();
            synchronized (this) {
                inside--;
            }
        }

        @Override
        public void onEvent(MarketEvent event) {
            call("event", () -> events.add(event));
        }

        @Override
        public void onGap(String reason) {
            call("gap", () -> gaps.add(reason));
        }

        @Override
        public void onConnection(ConnectionState state, String reason) {
            call("connection", () -> {});
        }

        @Override
        public void onEnd() {
            call("end", () -> {});
        }

        @Override
        public void onFailure(RuntimeException thrown) {
            call("failure", () -> failure = thrown);
        }

        synchronized boolean isOver() {
            return calls.contains("end") || calls.contains("failure");
        }

        synchronized List<String> calls() {
            return List.copyOf(calls);
        }

        synchronized List<MarketEvent> events() {
            return List.copyOf(events);
        }

        synchronized boolean isInside() {
            return inside > 0;
        }
    }

    private <L extends Heard> L start(MarketDataFeed feed, L listener) {
        open.add(feed);
        feed.start(instruments(), timeframe(), listener);
        play();
        return listener;
    }

    /** All that comes of a feed that ends, or as much as can be waited for. */
    private Heard heard() {
        Heard heard = start(feed(), new Heard());
        await(
                "the feed's events",
                () -> heard.isOver() || (!ends() && heard.events().size() >= FEWEST));
        assertThat(heard.events())
                .as("events: at least %s, or this suite says nothing", FEWEST)
                .hasSizeGreaterThanOrEqualTo(FEWEST);
        return heard;
    }

    private void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + patience().toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError(what + " must come within " + patience() + ", did not");
            }
            pause(ALERT);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The second start is an IllegalStateException, and the first goes on. */
    @Test
    protected void itIsStartedOnce() {
        MarketDataFeed feed = feed();
        Heard heard = start(feed, new Heard());
        Heard second = new Heard();

        assertThatIllegalStateException()
                .as("start of a feed that was started before")
                .isThrownBy(() -> feed.start(instruments(), timeframe(), second));
        await("events for the listener of the first start", () -> heard.events().size() >= FEWEST);
        assertThat(second.calls())
                .as("calls of the listener of the second start")
                .isEmpty();
    }

    /** The listener may wait while a queue is full: the thread that starts must not. */
    @Test
    protected void startReturnsThoughTheListenerWaits() {
        CountDownLatch hasReturned = new CountDownLatch(1);
        List<Boolean> waited = new ArrayList<>();
        Heard heard = new Heard() {
            @Override
            void take() {
                boolean inTime = awaits(hasReturned);
                synchronized (waited) {
                    waited.add(inTime);
                }
            }
        };

        start(feed(), heard);
        hasReturned.countDown();
        await("an event", () -> !heard.events().isEmpty());

        await("the end of the first call", () -> {
            synchronized (waited) {
                return !waited.isEmpty();
            }
        });
        synchronized (waited) {
            assertThat(waited.get(0))
                    .as("start returned while the listener waited")
                    .isTrue();
        }
    }

    private boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(promptness().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Of each instrument, none is older than the one before it. */
    @Test
    protected void eventsComeInTheOrderOfTheirTime() {
        List<MarketEvent> events = heard().events();
        for (Instrument instrument : instruments()) {
            List<MarketEvent> own = events.stream()
                    .filter(event -> event.instrument().equals(instrument))
                    .toList();
            for (int i = 1; i < own.size(); i++) {
                assertThat(own.get(i).epochNanos())
                        .as("time of %s, with that of the event before it, %s", own.get(i), own.get(i - 1))
                        .isGreaterThanOrEqualTo(own.get(i - 1).epochNanos());
            }
        }
    }

    /** Of each instrument, quotes and trades of one moment may be many, bars may not. */
    @Test
    protected void noTwoBarsOfAnInstrumentCloseAtOneTime() {
        List<MarketEvent> bars = heard().events().stream()
                .filter(event -> event instanceof Bar || event instanceof QuoteBar)
                .toList();
        for (Instrument instrument : instruments()) {
            assertThat(bars.stream().filter(bar -> bar.instrument().equals(instrument)))
                    .as("closes of the bars of %s, UTC nanoseconds since 1970", instrument)
                    .extracting(MarketEvent::epochNanos)
                    .doesNotHaveDuplicates();
        }
    }

    /** And of no others. */
    @Test
    protected void eventsAreOfTheInstrumentsAskedFor() {
        assertThat(heard().events())
                .as("events of a feed that was asked for %s", instruments())
                .extracting(MarketEvent::instrument)
                .isSubsetOf(instruments());
    }

    /** Where it sends bars. */
    @Test
    protected void barsAreOfTheTimeframeAskedFor() {
        Predicate<MarketEvent> isAsked = event -> {
            if (event instanceof Bar bar) {
                return bar.timeframe().equals(timeframe());
            }
            return !(event instanceof QuoteBar bar) || bar.timeframe().equals(timeframe());
        };

        assertThat(heard().events())
                .as("events of a feed that was asked for %s", timeframe())
                .allMatch(isAsked);
    }

    /** From whichever threads. */
    @Test
    protected void theListenerIsCalledOneAtATime() {
        Heard heard = start(feed(), new Heard() {
            @Override
            void take() {
                pause(ALERT);
            }
        });
        await("some events", () -> heard.isOver() || heard.events().size() >= FEWEST);

        synchronized (heard) {
            assertThat(heard.wasCalledTwiceAtOnce)
                    .as("listener was called while another call had not returned")
                    .isFalse();
        }
    }

    /** There will be no further event. */
    @Test
    protected void theEndComesOnceAndLast() {
        assumeTrue(ends(), "the feed's data come to no end");
        Heard heard = heard();
        pause(quiet());

        List<String> calls = heard.calls();
        assertThat(calls.stream().filter(ENDS::contains))
                .as("ends and failures that the listener was told of")
                .containsExactly("end");
        assertThat(calls.get(calls.size() - 1)).as("last call of the listener").isEqualTo("end");
    }

    /** Instead of the end, and with what the run is to end with. */
    @Test
    protected void aFailureComesOnceAndLast() {
        Optional<MarketDataFeed> failing = failingFeed();
        assumeTrue(failing.isPresent(), "the author has no feed that breaks down");
        Heard heard = start(failing.get(), new Heard());
        await("the feed's failure", heard::isOver);
        pause(quiet());

        List<String> calls = heard.calls();
        assertThat(calls.stream().filter(ENDS::contains))
                .as("ends and failures that the listener was told of")
                .containsExactly("failure");
        assertThat(calls.get(calls.size() - 1)).as("last call of the listener").isEqualTo("failure");
        synchronized (heard) {
            assertThat(heard.failure).as("failure that the listener was told").isNotNull();
        }
    }

    /** Events may be missing since the last one. */
    @Test
    protected void aGapIsToldWithItsReason() {
        Optional<MarketDataFeed> interrupted = interruptedFeed();
        assumeTrue(interrupted.isPresent(), "the author has no feed that loses its connection on the way");
        Heard heard = start(interrupted.get(), new Heard());

        await("the gap", () -> heard.calls().contains("gap"));
        synchronized (heard) {
            assertThat(heard.gaps).as("reasons of gaps").isNotEmpty().doesNotContain("");
        }
    }

    /** No call is under way, and none follows. */
    @Test
    protected void nothingComesAfterClose() {
        MarketDataFeed feed = feed();
        Heard heard = start(feed, new Heard() {
            @Override
            void take() {
                pause(ALERT.multipliedBy(2));
            }
        });
        await("an event", () -> !heard.events().isEmpty());

        close(feed);
        boolean isInside = heard.isInside();
        List<String> before = heard.calls();
        pause(quiet());

        assertThat(isInside)
                .as("a call of the listener was under way when close had returned")
                .isFalse();
        assertThat(heard.calls())
                .as("calls of the listener some time after close")
                .isEqualTo(before);
    }

    /** However many events there are still to come. */
    @Test
    protected void closeReturnsSoon() {
        MarketDataFeed feed = feed();
        start(feed, new Heard());

        assertTimeoutPreemptively(promptness(), () -> close(feed), "close must return within " + promptness());
    }

    /** As the run does that ends twice. */
    @Test
    protected void closeMayBeCalledAgain() {
        MarketDataFeed feed = feed();
        Heard heard = start(feed, new Heard());
        await("an event", () -> !heard.events().isEmpty());
        close(feed);

        assertThat(catchThrowable(feed::close))
                .as("what the second close throws")
                .isNull();
    }

    /** As the run does whose start failed. */
    @Test
    protected void closeMayBeCalledWithoutAStart() {
        MarketDataFeed feed = feed();

        assertThat(catchThrowable(feed::close))
                .as("what close throws, of a feed that was not started")
                .isNull();
    }

    /** At its start, or by a failure as soon as it learns it; silence would be taken for a quiet market. */
    @Test
    protected void whatItDoesNotHaveIsRefused() {
        MarketDataFeed feed = feed();
        open.add(feed);
        Heard heard = new Heard();

        Throwable refusal = catchThrowable(() -> feed.start(List.of(unknown()), timeframe(), heard));

        if (refusal == null) {
            await("a failure of a feed that was asked for " + unknown(), heard::isOver);
            synchronized (heard) {
                assertThat(heard.failure)
                        .as("failure of a feed that was asked for %s", unknown())
                        .isNotNull();
            }
        } else {
            assertThat(refusal)
                    .as("refusal of %s", unknown())
                    .isInstanceOfAny(IllegalArgumentException.class, SdkException.class)
                    .hasMessageContaining(unknown().symbol());
        }
        assertThat(heard.events())
                .as("events of a feed that was asked for %s", unknown())
                .isEmpty();
    }
}
