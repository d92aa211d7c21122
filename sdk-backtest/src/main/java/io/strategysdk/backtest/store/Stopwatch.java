package io.strategysdk.backtest.store;

/** Real time that passes while rows come in; for people, never for decisions. */
final class Stopwatch {
    private final long began = System.nanoTime();

    long nanos() {
        return System.nanoTime() - began;
    }
}
