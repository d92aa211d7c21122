package io.strategysdk.testkit.assertion;

/** What happened in a run, as a small table that stands behind a failure. */
@FunctionalInterface
interface Story {
    /** Of things that belong to no run. */
    Story NONE = () -> "";

    /** The table; worked out when something has failed. */
    String tell();

    /** The same around a moment, UTC nanoseconds since 1970. */
    default Story at(long epochNanos) {
        return this;
    }
}
