package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that all state of a feed belongs to, and that calls its listener. What there is to do waits in a bounded
 * queue: who is faster than the listener waits too, and nothing is lost. What throws is logged and stops nothing.
 */
final class FeedThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedThread.class);
    private static final int CAPACITY = 10_000;
    private static final long ALERT_MILLIS = 20;

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Object asking = new Object();
    private final Thread thread = new Thread(this::work, "alpaca-feed");
    private boolean isAsking;
    private volatile boolean isOver;

    FeedThread() {
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether nothing is done any more. */
    boolean isOver() {
        return isOver;
    }

    /** To be done in turn; waits for room, and does nothing after the end. */
    void act(Runnable task) {
        boolean isTaken = false;
        try {
            while (!isTaken && !isOver) {
                isTaken = queue.offer(task, ALERT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!isOver) {
            try {
                Runnable task = queue.poll(ALERT_MILLIS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                }
            } catch (InterruptedException e) {
                LOG.debug("a stray interrupt is no end");
            } catch (RuntimeException e) {
                LOG.warn("something about market data could not be done, the feed goes on", e);
            }
        }
    }

    /**
     * The answer to a question that is asked on this thread, and that its end cuts short.
     *
     * @throws SdkException after the end
     */
    <T> T ask(Supplier<T> question) {
        synchronized (asking) {
            if (isOver) {
                throw new SdkException("market data cannot be asked for any more, the feed is closed");
            }
            isAsking = true;
        }
        try {
            return question.get();
        } finally {
            synchronized (asking) {
                isAsking = false;
                Thread.interrupted(); // was meant for the question
            }
        }
    }

    /** Does nothing more; of a call that is under way the end is waited for, unless it comes from there. */
    @Override
    public void close() {
        end();
        if (!Thread.currentThread().equals(thread) && thread.isAlive()) {
            boolean isInterrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Does nothing more, from now on or when what is under way has returned. */
    void end() {
        synchronized (asking) {
            isOver = true;
            if (isAsking && !Thread.currentThread().equals(thread)) {
                thread.interrupt();
            }
        }
    }
}
