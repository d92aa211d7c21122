package io.strategysdk.backtest.data;

/** What can be wrong with a row of a file, so that it cannot be read as it is. */
public enum RowFault {
    /** It is cut off, has too many columns, or a field that is no number and no time. */
    UNREADABLE,
    /** A price that is not positive and finite or cannot be counted, or a quantity that is negative or not finite. */
    IMPOSSIBLE_NUMBER,
    /** A high below the low, or an open or close outside of both. */
    HIGH_LOW,
    /** A bid above its ask. */
    CROSSED,
    /** A local time that the clocks skipped or that is not unique, or a bar that begins after its session. */
    WRONG_TIME,
    /** A time before that of the row before it. */
    OUT_OF_ORDER,
    /** The time of an earlier row, with the same numbers. */
    DUPLICATE,
    /** The time of an earlier row, with other numbers. */
    CONTRADICTION,
    /** A date on which the calendar has no session. */
    NOT_A_SESSION,
    /** A bar that begins before the one before it ends. */
    OVERLAPPING_BARS
}
