package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that all state of a broker belongs to, and others that wait for answers meanwhile. What throws is logged
 * and stops nothing; what comes after the end is dropped.
 */
final class Actor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

    private final ScheduledThreadPoolExecutor thread;
    private final ExecutorService helpers;
    private final Runnable afterEach;
    private volatile @Nullable Thread own;

    /** With something to do after each task. */
    Actor(String name, Runnable afterEach) {
        this.afterEach = afterEach;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = daemon(task, name);
            own = made;
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        helpers = Executors.newCachedThreadPool(task -> daemon(task, name + "-request"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    /** For timers of others; not to be shut down. */
    ScheduledExecutorService timer() {
        return thread;
    }

    /** On the one thread, soon. */
    void act(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException over) {
            LOG.debug("after the end there is nothing to be done");
        }
    }

    /** On the one thread, later. */
    @SuppressWarnings("FutureReturnValueIgnored") // run throws nothing
    void actAfter(Duration delay, Runnable task) {
        try {
            thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException over) {
            LOG.debug("after the end there is nothing to be done");
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
            afterEach.run();
        } catch (RuntimeException e) {
            LOG.warn("something about orders could not be done", e);
        }
    }

    /** On another thread: may wait. */
    void help(Runnable task) {
        try {
            helpers.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("something about orders could not be asked", e);
                }
            });
        } catch (RejectedExecutionException over) {
            LOG.debug("after the end there is nothing to be asked");
        }
    }

    /**
     * The answer of the one thread; waits for it.
     *
     * @throws SdkException when there is none any more
     */
    <T> T ask(Callable<T> question) {
        if (Thread.currentThread().equals(own)) {
            return answer(question);
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    answer.complete(answer(question));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
                run(() -> {});
            });
            return answer.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdkException("Alpaca could not be asked, the thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new SdkException("Alpaca could not be asked", e);
        } catch (RejectedExecutionException | CancellationException | CompletionException e) {
            throw new SdkException("Alpaca cannot be asked any more, the connection is closed", e);
        } catch (TimeoutException e) {
            throw new SdkException("Alpaca could not be asked within a minute", e);
        }
    }

    private static <T> T answer(Callable<T> question) {
        try {
            return question.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SdkException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Drops what is not under way, and interrupts what is. */
    @Override
    public void close() {
        thread.shutdownNow();
        helpers.shutdownNow();
    }
}
