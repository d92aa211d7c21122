package io.strategysdk.backtest.execution.reference;

/** Which price of a bar moves a trailing stop. */
public enum RefTrailFrom {
    /** A sell's high, a buy's low. */
    EXTREME,
    /** The close. */
    CLOSE
}
