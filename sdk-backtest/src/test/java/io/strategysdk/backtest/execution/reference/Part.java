package io.strategysdk.backtest.execution.reference;

/**
 * Quantity that a child got from its parent in this bar.
 *
 * @param quantity how much
 * @param moment when the parent filled
 * @param mayFill whether it may fill in this bar yet, as it was known at that moment
 */
record Part(long quantity, Moment moment, boolean mayFill) {}
