package io.strategysdk.engine;

/**
 * What becomes of an order that could trade with an open order of another strategy on the same account: one of them a
 * market or stop order, or two limits of which the buy's is at or above the sell's.
 */
public enum OppositeOrders {
    /** It is refused, WASH_TRADE. The default where the broker forbids such orders. */
    REFUSE,
    /**
     * Market orders of the day that two strategies decide on in the same step trade with each other at the next open,
     * without slippage and fees; what is left of the larger side goes to the market. Others are sent, or refused where
     * the broker forbids them. In the simulated market only: a broker does not know of trades that it has not made.
     */
    INTERNAL_CROSS,
    /** It is sent. The default where the broker does not mind; refused with a broker that forbids it. */
    SEND
}
