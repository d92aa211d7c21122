package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Trailing stop over quotes and trades: a stop at its level, which follows what triggers stops.
 *
 * @param stop the stop
 */
record TickTrailingRule(TickStopRule stop) implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return stop.atOpen(order, bar);
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        return stop.inside(order, bar);
    }

    @Override
    public int approach(WorkingOrder order) {
        return stop.approach(order);
    }

    @Override
    public long level(WorkingOrder order) {
        return stop.level(order);
    }

    @Override
    public boolean touches(WorkingOrder order, BarPrices bar) {
        return false;
    }

    @Override
    public void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {
        stop.leave(order, bar, isWalked);
        if (!order.isTriggered() && bar.hasTrigger()) {
            order.trailFrom(order.sign() > 0 ? bar.lowestTrigger() : bar.highestTrigger());
        }
    }

    /** Prices that take it further matter, too. */
    @Override
    public boolean restsAtLevel(WorkingOrder order) {
        return false;
    }

    @Override
    public boolean slips() {
        return true;
    }

    @Override
    public MatchPhase phaseInside(WorkingOrder order) {
        return MatchPhase.STOPS;
    }
}
