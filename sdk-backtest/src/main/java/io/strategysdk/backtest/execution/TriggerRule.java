package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/** When an order of one kind fills on a bar, and at which price before slippage; one class per kind, no state of its own. */
interface TriggerRule {
    /** No fill. */
    long NONE = Long.MIN_VALUE;

    /** Price at the bar's open, or {@link #NONE}. */
    long atOpen(WorkingOrder order, BarPrices bar);

    /** Price inside of the bar, or at its close, for an order that did not fill at its open, or {@link #NONE}. */
    long inside(WorkingOrder order, BarPrices bar);

    /** Which way the market comes to the order's level: 1 from below, -1 from above, 0 when it waits for none. */
    default int approach(WorkingOrder order) {
        return 0;
    }

    /** Price at which the market makes the order act; asked for where there is an approach. */
    default long level(WorkingOrder order) {
        return NONE;
    }

    /** Price of a fill when the market comes to the level, or {@link #NONE} when it only makes the order something else. */
    default long priceAtLevel(WorkingOrder order) {
        return level(order);
    }

    /** Whether the order could be filled at a price at once. */
    default boolean isPassedAt(WorkingOrder order, long price) {
        return approach(order) != 0 && Long.signum(price - level(order)) * approach(order) >= 0;
    }

    /** Price of an order that came to life inside of the bar, where every path leads to it; else {@link #NONE}. */
    default long certain(WorkingOrder order, Reach reach) {
        return approach(order) != 0 && reach.includes(level(order)) ? priceAtLevel(order) : NONE;
    }

    /** Whether an order that came to life inside of the bar has been reached for certain. */
    default boolean isSure(WorkingOrder order, Reach reach) {
        return isPassedAt(order, reach.at()) || (approach(order) != 0 && reach.includes(level(order)));
    }

    /** Price of a fill when the market is there, on its way to the level or beyond it; {@link #NONE} as above. */
    default long priceWhenMet(WorkingOrder order, long at) {
        return level(order) == at ? priceAtLevel(order) : at;
    }

    /** The open has not filled the order, or not whole. */
    default void leaveOpen(WorkingOrder order, BarPrices bar) {}

    /** The market moves on from a price that the order has met. */
    default void leavePrice(WorkingOrder order) {}

    /** Whether the bar reaches its level after the open. */
    default boolean touches(WorkingOrder order, BarPrices bar) {
        int approach = approach(order);
        return approach > 0 ? bar.high() >= level(order) : approach < 0 && bar.low() <= level(order);
    }

    /** The bar is over, and has not filled the order; on a walked path what was touched on the way is known already. */
    default void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {}

    /** It does nothing on a bar that stays above this price and below {@link #atOrAbove}. */
    default long atOrBelow(WorkingOrder order) {
        return restsAtLevel(order) ? approach(order) < 0 ? level(order) : Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** It does nothing on a bar that stays below this price and above {@link #atOrBelow}. */
    default long atOrAbove(WorkingOrder order) {
        return restsAtLevel(order) ? approach(order) > 0 ? level(order) : Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Whether it does nothing until the market comes to its level. */
    default boolean restsAtLevel(WorkingOrder order) {
        return approach(order) != 0;
    }

    /** Whether the price can be worse than the market's. */
    boolean slips();

    /** When its turn comes among what fills after the open. */
    default MatchPhase phaseInside(WorkingOrder order) {
        return MatchPhase.LIMITS;
    }
}
