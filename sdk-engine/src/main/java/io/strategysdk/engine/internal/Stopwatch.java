package io.strategysdk.engine.internal;

/** Real time that passes while work goes on; for people, never for decisions. */
public final class Stopwatch {
    private long total;
    private long began;
    private boolean running;

    /** One that runs. */
    public static Stopwatch started() {
        Stopwatch stopwatch = new Stopwatch();
        stopwatch.start();
        return stopwatch;
    }

    /** Goes on from what it shows. */
    public void start() {
        began = System.nanoTime();
        running = true;
    }

    /** Holds what it shows. */
    public void stop() {
        total = nanos();
        running = false;
    }

    /** What it shows, also while it runs. */
    public long nanos() {
        return running ? total + System.nanoTime() - began : total;
    }
}
