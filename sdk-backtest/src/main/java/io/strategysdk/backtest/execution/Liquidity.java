package io.strategysdk.backtest.execution;

/** LastLiquidityInd(851): whether a trade added liquidity to the book or took it. */
public enum Liquidity {
    /** A limit that rested in the book until the market came to it. */
    MAKER,
    /** Everything else: market and stop orders, auctions, limits that the open fills. */
    TAKER
}
