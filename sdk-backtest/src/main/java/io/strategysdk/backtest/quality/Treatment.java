package io.strategysdk.backtest.quality;

import java.util.Locale;

/** What is done about findings of one kind. All but the first two are repairs, each of which is counted by its name. */
public enum Treatment {
    /** The data are refused, with all findings that refuse them. */
    REFUSE,
    /** The data stay as they are, and results say what was found. */
    MARK,
    /** Leaves out rows that cannot be read or cannot be true. */
    DROP_BAD_ROWS,
    /** Puts rows into the order of their times; of equal times the first row stays first. */
    SORT,
    /** Of rows with the same time keeps the one that comes first in the file. */
    KEEP_FIRST_DUPLICATE,
    /** Of rows with the same time keeps the one that comes last in the file. */
    KEEP_LAST_DUPLICATE,
    /** Moves high and low so that open, high, low and close all lie between them. */
    CLAMP_HIGH_LOW,
    /** Leaves out bars of dates on which the calendar has no session. */
    DROP_NON_SESSIONS,
    /** Leaves out the bars of the finding, on both sides of bid/ask bars. */
    DROP_BARS,
    /** Leaves out all bars before the last leap of the finding. */
    DROP_BEFORE;

    /** Whether it changes the data. */
    public boolean isRepair() {
        return this != REFUSE && this != MARK;
    }

    /** Name in configuration, such as {@code drop_bars}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
