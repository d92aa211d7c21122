package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.engine.execution.WorkingOrder;

/** Closing auction: the close of the session's last bar, at market or where the limit allows. All get one price. */
final class ClosingRule implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        boolean isAllowed = order.type() == OrderType.MARKET || order.sign() * (bar.close() - order.limit()) <= 0;
        return bar.closesSession() && isAllowed ? bar.close() : NONE;
    }

    @Override
    public boolean slips() {
        return false;
    }

    @Override
    public MatchPhase phaseInside(WorkingOrder order) {
        return MatchPhase.CLOSES;
    }
}
