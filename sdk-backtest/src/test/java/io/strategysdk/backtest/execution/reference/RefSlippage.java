package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;

/** How much worse than the rules' price a market or stop order fills. */
@FunctionalInterface
public interface RefSlippage {
    /** None. */
    RefSlippage NONE = (side, quantity, price, bar) -> 0;

    /** Price units against the trader, not negative. */
    long against(Side side, long quantity, long price, RefBar bar);
}
