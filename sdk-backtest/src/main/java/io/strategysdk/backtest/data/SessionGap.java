package io.strategysdk.backtest.data;

import java.time.LocalDate;

/**
 * Sessions in a row that have no bar.
 *
 * @param first date of the first of them, in the calendar's zone
 * @param last date of the last of them, the same when there is one
 * @param sessions how many, at least 1
 */
public record SessionGap(LocalDate first, LocalDate last, int sessions) {
    /** Checks the order. */
    public SessionGap {
        if (sessions < 1 || last.isBefore(first)) {
            throw new IllegalArgumentException("gap must hold a session and end at or after its begin, was " + sessions
                    + " from " + first + " to " + last);
        }
    }

    /** Such as {@code 1465 from 2005-02-01 to 2010-12-03}. */
    @Override
    public String toString() {
        return sessions + " from " + first + " to " + last;
    }
}
