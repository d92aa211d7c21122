package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Opening auction: the open of the bar that begins with the session, at market or where the limit allows. All get one price.
 *
 * @param plain the same outside of auctions
 */
record OpeningRule(TriggerRule plain) implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        boolean isOfThisSession = order.expiry() <= bar.sessionClose();
        return bar.opensSession() && isOfThisSession ? plain.atOpen(order, bar) : NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        return NONE;
    }

    @Override
    public boolean slips() {
        return false;
    }
}
