package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/** Stop: the open when it gaps through, else the stop once touched; what is left of it then is a market order. */
final class StopRule implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return order.isTriggered() || isPassedAt(order, bar.open()) ? bar.open() : NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        if (!touches(order, bar)) {
            return NONE;
        }
        return isPassedAt(order, bar.open()) ? bar.open() : order.stop();
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
    public boolean slips() {
        return true;
    }

    @Override
    public MatchPhase phaseInside(WorkingOrder order) {
        return MatchPhase.STOPS;
    }
}
