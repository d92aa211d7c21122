package io.strategysdk.backtest.store;

import java.time.Instant;

/**
 * One state of a series, which stays readable.
 *
 * @param number counted from 1
 * @param origin where what is new in it came from, and when
 * @param rows rows in all: bars, or quotes and trades
 * @param first close of the first row
 * @param last close of the last row
 * @param added rows that it has behind the last of the revision before
 * @param changed rows that it has with other values than the revision before
 * @param inserted rows that it has before or between those of the revision before
 * @param removed rows that it no longer has
 * @param checksum SHA-256 over its series and data in hexadecimal digits: equal only when both are, and not always then,
 *     as it also covers how rows are spread over files
 */
public record Revision(
        int number,
        Origin origin,
        long rows,
        Instant first,
        Instant last,
        long added,
        long changed,
        long inserted,
        long removed,
        String checksum) {
    /** Whether it tells the past differently than the revision before, and does not only go on behind it. */
    public boolean isRevised() {
        return changed + inserted + removed > 0;
    }
}
