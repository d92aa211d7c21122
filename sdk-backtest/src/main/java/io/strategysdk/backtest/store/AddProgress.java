package io.strategysdk.backtest.store;

import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.internal.Stopwatch;
import java.time.Duration;

/** Tells how many rows have come in, at most four times a second and at the end. */
final class AddProgress {
    private static final long PAUSE_NANOS = 250_000_000;

    private final ProgressListener listener;
    private final Stopwatch stopwatch = Stopwatch.started();
    private long told;
    private long rows;

    AddProgress(ProgressListener listener) {
        this.listener = listener;
    }

    /**
     * More rows are in.
     *
     * @param share of all, from 0 to 1, as far as it can be known
     */
    void add(int more, double share) {
        rows += more;
        long nanos = stopwatch.nanos();
        if (nanos - told >= PAUSE_NANOS) {
            told = nanos;
            tell(Math.max(rows, Math.round(rows / Math.max(share, 1e-9))));
        }
    }

    void finish() {
        tell(rows);
    }

    private void tell(long total) {
        listener.onProgress(new ProgressListener.Progress(rows, total, Duration.ofNanos(stopwatch.nanos())));
    }
}
