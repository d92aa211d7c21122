package io.strategysdk.engine;

/** Calls one strategy over rows of a tape. */
interface Loop {
    /** Runs whole slices of a run that has this one strategy only. */
    void run(Run run, Desk desk, int from, int to);

    /** Gives a strategy its part of one step: rows of one slice, or none where only timers are due. */
    void step(Run run, Desk desk, int from, int to);
}
