package io.strategysdk.backtest.execution;

/** What is assumed of the way that prices took between the open and the close of a bar. */
public enum IntrabarPath {
    /**
     * Nothing is assumed, and the worse is taken: of a stop and a limit that a bar reaches, the stop comes first; an exit
     * that comes to life inside of a bar fills in it only where every path leads there.
     */
    PESSIMISTIC,
    /** As pessimistic, and a protecting stop that comes to life inside of a bar fills if the bar reaches it at all. */
    ASSUME_WORST,
    /** Open, the extreme that is nearer to it, the other extreme, close; the high where both are as near. */
    NEAREST_EXTREME_FIRST,
    /** Open, high, low, close. */
    OPEN_HIGH_LOW_CLOSE,
    /** Open, low, high, close. */
    OPEN_LOW_HIGH_CLOSE,
    /** As pessimistic, and a stop that the bar reaches comes before its target even where the open has passed that. */
    STOP_FIRST_ALWAYS;

    /** Whether prices go straight from turn to turn. */
    boolean isWalked() {
        return this == NEAREST_EXTREME_FIRST || this == OPEN_HIGH_LOW_CLOSE || this == OPEN_LOW_HIGH_CLOSE;
    }

    /** Whether a walked path goes to the high of a bar, so far above its open, before its low, so far below that. */
    boolean goesUpFirst(long up, long down) {
        return this == OPEN_HIGH_LOW_CLOSE || (this == NEAREST_EXTREME_FIRST && up <= down);
    }
}
