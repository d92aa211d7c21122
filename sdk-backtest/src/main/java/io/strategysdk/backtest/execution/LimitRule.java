package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Limit: the open when it is better, else the limit once it is touched, or traded through where that is asked for.
 *
 * @param ticksThrough how far beyond the limit the market must trade; its first open need not
 */
record LimitRule(int ticksThrough) implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        return isPassedAt(order, bar.open()) ? bar.open() : NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        boolean touched = order.sign() > 0 ? bar.low() <= level(order) : bar.high() >= level(order);
        return touched ? order.limit() : NONE;
    }

    @Override
    public int approach(WorkingOrder order) {
        return -order.sign();
    }

    @Override
    public long level(WorkingOrder order) {
        return ticksThrough == 0
                ? order.limit()
                : Math.subtractExact(
                        order.limit(), Math.multiplyExact((long) order.sign() * ticksThrough, tick(order)));
    }

    private static long tick(WorkingOrder order) {
        return order.instrument().tickSize().unitsAt(order.instrument().priceScale());
    }

    @Override
    public long priceAtLevel(WorkingOrder order) {
        return order.limit();
    }

    @Override
    public boolean isPassedAt(WorkingOrder order, long price) {
        return isAsGoodAs(order, price, order.hasMetBar() ? level(order) : order.limit());
    }

    /** The first price that it meets, if that is good enough; afterwards its own. */
    @Override
    public long priceWhenMet(WorkingOrder order, long at) {
        return order.hasMetBar() ? order.limit() : at;
    }

    /** Whether it may pay a price. */
    boolean allows(WorkingOrder order, long price) {
        return isAsGoodAs(order, price, order.limit());
    }

    /** Without a difference, which may not fit 64 bits. */
    private static boolean isAsGoodAs(WorkingOrder order, long price, long level) {
        return order.sign() > 0 ? price <= level : price >= level;
    }

    @Override
    public void leavePrice(WorkingOrder order) {
        order.meetBar();
    }

    @Override
    public boolean restsAtLevel(WorkingOrder order) {
        return ticksThrough == 0 || order.hasMetBar();
    }

    @Override
    public boolean slips() {
        return false;
    }
}
