package io.strategysdk.engine;

/** Calls one strategy over rows of a tape. */
interface Loop {
    /** Runs whole slices of a run that has this one strategy only. */
    void run(Run run, Desk desk, int from, int to);

    /** Gives a strategy its part of one slice. */
    void step(Run run, Desk desk, int from, int to);

    /** Gives a strategy a step in which timers are due and no data fall. */
    void timers(Run run, Desk desk);
}
