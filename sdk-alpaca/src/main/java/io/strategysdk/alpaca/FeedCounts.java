package io.strategysdk.alpaca;

/**
 * What a feed has seen since it was started.
 *
 * @param events market events that were handed on
 * @param filled those of them that were read after a loss of the connection, or as history, and not streamed
 * @param duplicates what came again
 * @param late what came after something later of the same instrument, and was left out
 * @param revised bars that late trades have changed after they were handed on, which are left as they were
 * @param corrections trades that were corrected afterwards, which are left as they were
 * @param cancels trades that were cancelled afterwards, which are left as they were
 * @param oneSided quotes without a bid or without an ask, left out
 * @param malformed messages and frames that nobody can read
 * @param losses connections that were lost
 */
public record FeedCounts(
        long events,
        long filled,
        long duplicates,
        long late,
        long revised,
        long corrections,
        long cancels,
        long oneSided,
        long malformed,
        long losses) {}
