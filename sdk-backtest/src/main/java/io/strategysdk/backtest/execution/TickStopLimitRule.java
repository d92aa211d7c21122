package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Stop-limit over quotes and trades: a limit from the instant after the one that triggers it.
 *
 * @param stop the stop
 * @param limit what it becomes
 */
record TickStopLimitRule(TickStopRule stop, TickLimitRule limit) implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return order.isTriggered() ? limit.atOpen(order, bar) : NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        return order.isTriggered() ? limit.inside(order, bar) : NONE;
    }

    @Override
    public int approach(WorkingOrder order) {
        return order.isTriggered() ? limit.approach(order) : stop.approach(order);
    }

    @Override
    public long level(WorkingOrder order) {
        return order.isTriggered() ? limit.level(order) : stop.level(order);
    }

    @Override
    public boolean touches(WorkingOrder order, BarPrices bar) {
        return false;
    }

    @Override
    public void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {
        if (order.isTriggered()) {
            limit.leave(order, bar, isWalked);
        } else {
            stop.leave(order, bar, isWalked);
        }
    }

    @Override
    public boolean restsAtLevel(WorkingOrder order) {
        return order.isTriggered() ? limit.restsAtLevel(order) : stop.restsAtLevel(order);
    }

    @Override
    public boolean slips() {
        return false;
    }

    @Override
    public MatchPhase phaseInside(WorkingOrder order) {
        return order.isTriggered() ? MatchPhase.LIMITS : MatchPhase.STOPS;
    }
}
