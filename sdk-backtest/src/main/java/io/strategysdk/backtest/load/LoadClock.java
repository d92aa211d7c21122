package io.strategysdk.backtest.load;

/** Time that passes while something is loaded. Nothing that is loaded depends on it. */
public interface LoadClock {
    /** Nanoseconds since a moment of its own choice; they never fall. */
    long nanoTime();

    /**
     * Waits.
     *
     * @param nanos for how long; not at all when 0 or less
     * @throws InterruptedException when the thread is interrupted before or meanwhile
     */
    void sleep(long nanos) throws InterruptedException;

    /** That of the machine. */
    static LoadClock system() {
        return SystemLoadClock.INSTANCE;
    }
}
