package io.strategysdk.api;

/**
 * What makes a strategy decide by more than its {@link Context} and its parameters, so that the same data and the same
 * configuration no longer give the same result. A run refuses a strategy that has any of it, unless {@link Impure}
 * says why it may.
 */
public enum Impurity {
    /** Reads the machine's time; the run's is {@link Context#clock}. */
    CLOCK,
    /** Draws numbers that differ from run to run; those of {@link Context#random} do not. */
    RANDOMNESS,
    /** Reads or writes files, databases, or the console. */
    IO,
    /** Speaks to other machines. */
    NETWORK,
    /** Starts threads, waits, or passes work to others: callbacks come from one thread. */
    THREADS,
    /** Finds or loads code while it runs, which no check can follow. */
    REFLECTION,
    /** Keeps what changes in a static field, which runs of one process share and a restart loses. */
    STATIC_STATE,
    /** Asks what differs from machine to machine: properties, processes, memory, the default locale, zone or charset. */
    ENVIRONMENT
}
