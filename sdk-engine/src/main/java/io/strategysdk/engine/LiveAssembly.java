package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;

/** What comes in for the next slice of a realtime run. */
interface LiveAssembly {
    boolean isEmpty();

    /** Whether nothing more can belong to it. */
    boolean isComplete();

    /** Whether an event belongs to a later slice than the one that is being put together. */
    boolean isClosedBy(MarketEvent event);

    void add(int series, MarketEvent event);

    /**
     * Writes the slice's rows and starts the next one; says how many there are.
     *
     * @param now what the run's time has come to: what a timer has overtaken is late
     */
    int writeTo(Tape tape, long now);

    static LiveAssembly of(FeedKind kind, int series, FeedCounts counts) {
        return kind.areTicks() ? new InstantAssembly(series, counts) : new SliceAssembly(series, counts);
    }
}
