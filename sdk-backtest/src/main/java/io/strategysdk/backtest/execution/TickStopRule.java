package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Stop over quotes and trades: triggered by a trade, or by the quote that it would meet where nothing has been traded so
 * far; a market order from then on. Of the quotes of the instant that triggers it the worst, else the next one.
 */
final class TickStopRule implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return order.isTriggered() ? bar.open() : NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        if (order.isTriggered() || !bar.isOpen() || !isReached(order, bar)) {
            return NONE;
        }
        return order.sign() > 0 ? bar.high() : bar.low();
    }

    static boolean isReached(WorkingOrder order, BarPrices bar) {
        if (!bar.hasTrigger()) {
            return false;
        }
        return order.sign() > 0 ? bar.highestTrigger() >= order.stop() : bar.lowestTrigger() <= order.stop();
    }

    @Override
    public int approach(WorkingOrder order) {
        return order.isTriggered() ? 0 : order.sign();
    }

    @Override
    public long level(WorkingOrder order) {
        return order.stop();
    }

    @Override
    public boolean touches(WorkingOrder order, BarPrices bar) {
        return false;
    }

    @Override
    public void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {
        if (isReached(order, bar)) {
            order.trigger();
        }
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
