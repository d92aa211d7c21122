package io.strategysdk.backtest.execution;

/** What trailing stops follow. */
public enum TrailFrom {
    /** The highs of bars to sell, the lows to buy. */
    EXTREME,
    /** Their closes. */
    CLOSE
}
