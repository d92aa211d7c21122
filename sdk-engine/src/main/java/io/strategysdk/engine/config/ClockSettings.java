package io.strategysdk.engine.config;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The clock of a run: section {@code clock}.
 *
 * @param type historical or realtime
 * @param startDate first session of a historical run, inclusive, in the market's zone; empty: the first of the data
 * @param endDate end of a historical run, exclusive, in the market's zone; empty: the end of the data
 * @param speed how fast a historical clock runs; always {@link Speed#REAL} for a realtime clock
 * @param marketHoursOnly whether a realtime clock sleeps outside of market hours, and a historical clock that waits at
 *     all spends no time on them
 * @param origin where it stood
 */
public record ClockSettings(
        Type type,
        Optional<LocalDate> startDate,
        Optional<LocalDate> endDate,
        Speed speed,
        boolean marketHoursOnly,
        Origin origin) {
    /** Kinds of clock. */
    public enum Type {
        /** Steps through the data. */
        HISTORICAL,
        /** Follows the wall clock. */
        REALTIME
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
