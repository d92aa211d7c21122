package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.spi.MarketDataFeed;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a feed hands its events to a run: a bounded queue. A feed that is faster than the strategies waits, and nothing
 * is lost.
 *
 * <p>The feed's threads, one at a time, call {@link #onEvent}, {@link #onGap}, {@link #onEnd} and {@link #onFailure};
 * the run's thread calls
 * {@link #awaitOpen}, {@link #next}, {@link #isEmpty} and {@link #close}; any thread may call {@link #stop} and
 * {@link #isOver}.
 */
final class Intake implements MarketDataFeed.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Object END = new Object();
    private static final long LONGEST_WAIT_MILLIS = 50;

    /** What a feed ended with. */
    private record Failure(RuntimeException cause) {}

    private final BlockingQueue<Object> queue;
    private final Queue<FeedNotice> notices = new ConcurrentLinkedQueue<>();
    private final FeedCounts counts;
    private final CountDownLatch over = new CountDownLatch(1);

    Intake(int capacity, FeedCounts counts) {
        queue = new ArrayBlockingQueue<>(capacity);
        this.counts = counts;
    }

    @Override
    public void onEvent(MarketEvent event) {
        put(event);
    }

    @Override
    public void onGap(String reason) {
        LOG.warn("market data may be missing: {}", reason);
        counts.gaps.incrementAndGet();
        notices.add(new FeedNotice.Gap(reason));
    }

    @Override
    public void onConnection(ConnectionState state, String reason) {
        notices.add(new FeedNotice.Connection(state, reason));
    }

    @Override
    public void onEnd() {
        put(END);
    }

    @Override
    public void onFailure(RuntimeException failure) {
        put(new Failure(failure));
    }

    private void put(Object item) {
        if (isOver() || queue.offer(item)) {
            return;
        }
        counts.waits.incrementAndGet();
        try {
            boolean taken = false;
            while (!taken && !isOver()) {
                taken = queue.offer(item, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a clock's market is open, or the run is over; something is done again and again meanwhile. */
    void awaitOpen(RealtimeClock clock, Runnable meanwhile) throws InterruptedException {
        clock.awaitOpen(over, meanwhile);
    }

    /**
     * The next event, null when none came in time or the feed has no more: {@link #isOver} tells which.
     *
     * @param nanos how long it waits, real time
     * @throws RuntimeException what the feed failed with
     */
    @Nullable
    MarketEvent next(long nanos) throws InterruptedException {
        Object next = queue.poll(nanos, TimeUnit.NANOSECONDS);
        if (next == END) {
            close();
        }
        if (next instanceof Failure failure) {
            close();
            throw failure.cause;
        }
        return next instanceof MarketEvent event ? event : null;
    }

    /** What the feed has said beside its events since this was asked last; null when there is nothing more. */
    @Nullable
    FeedNotice nextNotice() {
        return notices.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Whether the run takes no more: it was stopped, or the feed's end has been reached. */
    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Takes no more. A feed that waits for room goes on, or it could not be closed. */
    void close() {
        over.countDown();
    }

    /** Ends the run and wakes it up, whatever it waits for. */
    void stop() {
        close();
        // when the queue is full, the run is awake
        queue.offer(END);
    }
}
