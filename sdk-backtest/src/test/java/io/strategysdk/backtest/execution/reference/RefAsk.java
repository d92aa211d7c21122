package io.strategysdk.backtest.execution.reference;

/**
 * What a bar asks, where it has a bid and an ask.
 *
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume size in quantity units
 */
public record RefAsk(long open, long high, long low, long close, long volume) {}
