package io.strategysdk.backtest.data;

import java.util.Locale;

/**
 * What may be done to bad data instead of refusing the file. Nothing is repaired unless it is named; each repair that
 * was made is counted in {@link LoadedBars#repairs}.
 */
public enum Repair {
    /**
     * Leaves out rows that cannot be read or cannot be true: cut off, not a number, prices that are not positive and
     * finite, high below low, local times that the clocks skipped, daily bars that begin after their session.
     */
    DROP_BAD_ROWS,
    /**
     * Leaves out rows with a time and without any price: each is empty or says null, as some vendors write for days on
     * which nothing traded. {@link #DROP_BAD_ROWS} leaves them out as well.
     */
    DROP_EMPTY_ROWS,
    /** Puts rows into the order of their times. */
    SORT,
    /** Of rows with the same time keeps the one that comes first in the file. */
    KEEP_FIRST_DUPLICATE,
    /** Of rows with the same time keeps the one that comes last in the file. */
    KEEP_LAST_DUPLICATE,
    /** Moves high and low so that open, high, low and close all lie between them. */
    CLAMP_HIGH_LOW,
    /** Leaves out bars of dates on which the calendar has no session. */
    DROP_NON_SESSIONS;

    /** Name in configuration, such as {@code drop_bad_rows}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
