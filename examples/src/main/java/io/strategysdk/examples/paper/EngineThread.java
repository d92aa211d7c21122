package io.strategysdk.examples.paper;

import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A run on a thread of its own. */
final class EngineThread {
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();

    private EngineThread() {}

    static EngineThread start(RealtimeEngine engine) {
        EngineThread running = new EngineThread();
        new Thread(() -> running.run(engine), "run").start();
        return running;
    }

    private void run(RealtimeEngine engine) {
        try {
            result.complete(engine.run());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Whether it has ended, well or not. */
    boolean isOver() {
        return result.isDone();
    }

    /** Its result; throws what it ended with. */
    RunResult await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
