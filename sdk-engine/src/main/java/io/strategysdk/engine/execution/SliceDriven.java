package io.strategysdk.engine.execution;

/** A broker adapter that lives on the run's own bars instead of a market of its own. */
public interface SliceDriven {
    /** The run's time, before a command; UTC nanoseconds since 1970. */
    void timeIs(long epochNanos);

    /** What the market did; called from the run's thread for each slice while orders rest, before they are looked at. */
    void onSlice(Slice slice);
}
