package io.strategysdk.backtest.execution.reference;

/**
 * Quantity that a child got from its parent in this bar.
 *
 * @param quantity how much
 * @param moment when the parent filled
 */
record Part(long quantity, Moment moment) {}
