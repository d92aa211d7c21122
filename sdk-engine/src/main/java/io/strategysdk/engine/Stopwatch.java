package io.strategysdk.engine;

/** Real time that passes while a run goes on; for people, never for decisions. */
final class Stopwatch {
    private long total;
    private long began;
    private boolean running;

    void start() {
        began = System.nanoTime();
        running = true;
    }

    void stop() {
        total = nanos();
        running = false;
    }

    long nanos() {
        return running ? total + System.nanoTime() - began : total;
    }
}
