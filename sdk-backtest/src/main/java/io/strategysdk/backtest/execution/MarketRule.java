package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/** Market: the open. */
final class MarketRule implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return bar.open();
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        return NONE;
    }

    @Override
    public boolean slips() {
        return true;
    }
}
