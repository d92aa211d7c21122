package io.strategysdk.engine.execution;

/** A broker adapter that lives on the run's own bars instead of a market of its own. */
public interface SliceDriven {
    /**
     * The run's time and last price, before a command.
     *
     * @param epochNanos UTC nanoseconds since 1970
     * @param markUnits last price of the instrument that the command is about, in units
     */
    void marketIs(long epochNanos, long markUnits);

    /** What the market did; called from the run's thread for each slice while orders rest, before they are looked at. */
    void onSlice(Slice slice);
}
