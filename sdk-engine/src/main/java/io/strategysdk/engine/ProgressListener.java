package io.strategysdk.engine;

import java.time.Duration;

/** Told how far a long run has come, from the run's thread, a few times a second at most. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /** The run has come this far. */
    void onProgress(Progress progress);

    /**
     * How far a run has come.
     *
     * @param done bars that are done
     * @param total bars in all
     * @param elapsed time since the run's start
     */
    record Progress(long done, long total, Duration elapsed) {
        /** From 0 to 100. */
        public double percent() {
            return total == 0 ? 100 : 100.0 * done / total;
        }

        /** Bars in a second so far; 0 at the start. */
        public double barsPerSecond() {
            long nanos = elapsed.toNanos();
            return nanos == 0 ? 0 : done * 1e9 / nanos;
        }

        /** Time that is left at this speed; zero when nothing is known. */
        public Duration remaining() {
            double speed = barsPerSecond();
            return speed == 0 ? Duration.ZERO : Duration.ofNanos((long) ((total - done) / speed * 1e9));
        }
    }
}
