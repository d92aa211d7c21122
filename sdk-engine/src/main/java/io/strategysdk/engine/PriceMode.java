package io.strategysdk.engine;

/**
 * What the prices of a run are. Adjusted prices know later splits and dividends: only their changes, and not their
 * levels, are what a trader of the day could have seen, and a run that ends earlier has other ones.
 */
public enum PriceMode {
    /** What was paid on the day; splits and dividends are events. */
    RAW,
    /** What was paid, divided by all later splits; dividends are events, in shares as they are counted at the end. */
    SPLIT_ADJUSTED,
    /** The same, also less all later dividends as if they were put into the shares; there are no such events. */
    TOTAL_RETURN
}
