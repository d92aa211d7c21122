package io.strategysdk.backtest.execution.reference;

/** From when the children of a parent live that was filled at the open. */
public enum RefChildren {
    /** From that open. */
    SAME_BAR,
    /** From the next bar. */
    NEXT_BAR
}
