package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Limit over quotes and trades: the first quote when that allows it, else the limit once the market trades through it or
 * quotes it on the other side.
 *
 * @param plain the same over bars
 * @param fillsAtTouch whether a trade at the limit is enough
 */
record TickLimitRule(LimitRule plain, boolean fillsAtTouch) implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        boolean isNew = TriggerRules.isImmediate(order) ? bar.isOpen() : bar.isQuoted() && !order.hasMetBar();
        return isNew && isPassedAt(order, bar.open()) ? bar.open() : NONE;
    }

    /** What is immediate never rests, for a trade or a later quote to come to it. */
    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        if (TriggerRules.isImmediate(order)) {
            return NONE;
        }
        boolean isMet = bar.isQuoted() && plain.allows(order, order.sign() > 0 ? bar.low() : bar.high());
        return isMet || isTradedThrough(order, bar) ? order.limit() : NONE;
    }

    private boolean isTradedThrough(WorkingOrder order, BarPrices bar) {
        if (!bar.hasTrade()) {
            return false;
        }
        long best = order.sign() > 0 ? bar.lowestTrade() : bar.highestTrade();
        long beyond = order.sign() * (plain.level(order) - best);
        return fillsAtTouch ? beyond >= 0 : beyond > 0 || (plain.ticksThrough() > 0 && beyond == 0);
    }

    @Override
    public int approach(WorkingOrder order) {
        return plain.approach(order);
    }

    @Override
    public long level(WorkingOrder order) {
        return order.limit();
    }

    @Override
    public boolean isPassedAt(WorkingOrder order, long price) {
        return plain.isPassedAt(order, price);
    }

    @Override
    public boolean touches(WorkingOrder order, BarPrices bar) {
        return false;
    }

    @Override
    public void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {
        if (bar.isOpen()) {
            order.meetBar();
        }
    }

    @Override
    public boolean restsAtLevel(WorkingOrder order) {
        return order.hasMetBar();
    }

    @Override
    public boolean slips() {
        return false;
    }
}
