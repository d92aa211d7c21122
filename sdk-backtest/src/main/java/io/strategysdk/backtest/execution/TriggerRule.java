package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/** When an order of one kind fills on a bar, and at which price before slippage; one class per kind, no state. */
interface TriggerRule {
    /** No fill. */
    long NONE = Long.MIN_VALUE;

    /** Price at the bar's open, or {@link #NONE}. */
    long atOpen(WorkingOrder order, BarPrices bar);

    /** Price inside of the bar for an order that did not fill at its open, or {@link #NONE}. */
    long inside(WorkingOrder order, BarPrices bar);

    /** It does nothing on a bar that stays above this price and below {@link #atOrAbove}. */
    default long atOrBelow(WorkingOrder order) {
        return Long.MAX_VALUE;
    }

    /** It does nothing on a bar that stays below this price and above {@link #atOrBelow}. */
    default long atOrAbove(WorkingOrder order) {
        return Long.MIN_VALUE;
    }

    /** Whether the price can be worse than the market's. */
    boolean slips();

    /** When its turn comes among what fills after the open. */
    default MatchPhase phaseInside() {
        return MatchPhase.LIMITS;
    }
}
