package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderType;

/** What fills before what within a slice. */
enum MatchPhase {
    /** Sells that the open fills: their proceeds pay for buys. */
    OPEN_SELLS,
    /** Buys that the open fills. */
    OPEN_BUYS,
    /** Stops inside of the bar: the pessimistic order. */
    STOPS,
    /** Limits inside of the bar. */
    LIMITS,
    /** Fills at the close. */
    CLOSES;

    /** Whether prices are those of the bar's open. */
    boolean isAtOpen() {
        return this == OPEN_SELLS || this == OPEN_BUYS;
    }

    /** Whether fills depend on the path between open and close. */
    boolean isInside() {
        return this == STOPS || this == LIMITS;
    }

    /** Only a limit that the market comes to inside of a bar has rested in the book for sure. */
    Liquidity liquidityOf(OrderType type) {
        return this == LIMITS && type == OrderType.LIMIT ? Liquidity.MAKER : Liquidity.TAKER;
    }
}
