package io.strategysdk.backtest.store;

import java.time.Instant;

/**
 * One value of the past that a source tells differently than before.
 *
 * @param kind what happened to the row
 * @param time close of the bar, or the instant of quotes and trades
 * @param field name of the column, such as {@code close} or {@code ask size}; {@code row} when all of it came or went
 * @param before what was stored; {@code none} where nothing was
 * @param after what the source says now; {@code none} where nothing is
 */
public record Change(Kind kind, Instant time, String field, String before, String after) {
    /** What happened to a row of the past. */
    public enum Kind {
        /** It was stored with another value. */
        CHANGED,
        /** It was missing between others. */
        INSERTED,
        /** It is no longer there, although rows before and after it are. */
        REMOVED
    }

    /** Such as {@code CHANGED 2024-03-08T15:00:00Z close 10.5 to 10.75}. */
    @Override
    public String toString() {
        return kind + " " + time + " " + field + " " + before + " to " + after;
    }
}
