package io.strategysdk.backtest.execution.reference;

/** Where in a bar something filled. */
public enum RefPhase {
    /** At its first price. */
    OPEN,
    /** Between its first and its last price. */
    INSIDE,
    /** At its last price. */
    CLOSE
}
