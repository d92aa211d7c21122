package io.strategysdk.engine;

/**
 * Bars of one series in the terms of the shares before its first split, between two, and after the last. Each is
 * itself only.
 */
interface Bases {
    int splits();

    /** Rows that are shown in a basis: those up to the next split. */
    int end(int basis);

    /** All bars; those after the basis as they are. */
    BarColumns in(int basis);
}
