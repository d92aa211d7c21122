package io.strategysdk.testkit.alpaca;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does things later, in the machine's time, on a thread of its own; after its end it does nothing. */
final class Timer implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Timer::daemon);

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "alpaca-simulator-timer");
        thread.setDaemon(true);
        return thread;
    }

    void later(Duration delay, Runnable task) {
        Executor delayed = CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, thread);
        if (!thread.isShutdown()) {
            delayed.execute(task);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
