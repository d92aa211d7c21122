package io.strategysdk.backtest.store;

/**
 * One file of rows, as a manifest names it.
 *
 * @param number its name; never used twice in a series
 * @param rows how many
 * @param first time of the first row
 * @param last time of the last row
 * @param checksum SHA-256 of its header and index, which have the checks of all that follows
 */
record Segment(long number, int rows, long first, long last, String checksum) {
    /** Whether it has rows from a time up to and with another, as far as first and last tell. */
    boolean meets(long from, long upTo) {
        return last >= from && first <= upTo;
    }
}
