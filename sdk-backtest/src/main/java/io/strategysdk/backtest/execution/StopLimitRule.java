package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Stop-limit: a limit from when the stop is touched. On the bar that touches it inside, the limit fills at the stop where it
 * allows that, else only where the close shows that it was met afterwards.
 *
 * @param stop the stop
 * @param limit what it becomes
 */
record StopLimitRule(StopRule stop, LimitRule limit) implements TriggerRule {
    @Override
    public long atOpen(WorkingOrder order, BarPrices bar) {
        if (order.isTriggered()) {
            return limit.atOpen(order, bar);
        }
        boolean fills = stop.isPassedAt(order, bar.open()) && limit.allows(order, bar.open());
        return fills ? bar.open() : NONE;
    }

    @Override
    public long inside(WorkingOrder order, BarPrices bar) {
        if (order.isTriggered()) {
            return limit.inside(order, bar);
        }
        long at = stop.inside(order, bar);
        return at == NONE ? NONE : afterTrigger(order, at, bar.close());
    }

    private long afterTrigger(WorkingOrder order, long at, long close) {
        if (limit.allows(order, at)) {
            return at;
        }
        return order.sign() * (close - limit.level(order)) <= 0 ? order.limit() : NONE;
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
    public long priceAtLevel(WorkingOrder order) {
        if (order.isTriggered()) {
            return limit.priceAtLevel(order);
        }
        return limit.allows(order, order.stop()) ? order.stop() : NONE;
    }

    @Override
    public boolean isPassedAt(WorkingOrder order, long price) {
        return order.isTriggered()
                ? limit.isPassedAt(order, price)
                : stop.isPassedAt(order, price) && limit.allows(order, price);
    }

    @Override
    public long certain(WorkingOrder order, Reach reach) {
        if (order.isTriggered()) {
            return limit.certain(order, reach);
        }
        long at = stop.isPassedAt(order, reach.at()) ? reach.at() : order.stop();
        return isSure(order, reach) ? afterTrigger(order, at, reach.close()) : NONE;
    }

    /** It came to life inside of the bar: what surely came afterwards triggers it. */
    void begin(WorkingOrder order, Reach reach) {
        if (!order.isTriggered() && isSure(order, reach)) {
            order.trigger();
            order.meetBar();
        }
    }

    @Override
    public boolean isSure(WorkingOrder order, Reach reach) {
        return order.isTriggered()
                ? limit.isSure(order, reach)
                : stop.isPassedAt(order, reach.at()) || reach.includes(order.stop());
    }

    @Override
    public long priceWhenMet(WorkingOrder order, long at) {
        if (order.isTriggered()) {
            return limit.priceWhenMet(order, at);
        }
        return limit.allows(order, at) ? at : NONE;
    }

    @Override
    public void leaveOpen(WorkingOrder order, BarPrices bar) {
        if (stop.isPassedAt(order, bar.open())) {
            order.trigger();
        }
    }

    @Override
    public void leavePrice(WorkingOrder order) {
        if (order.isTriggered()) {
            limit.leavePrice(order);
        }
    }

    @Override
    public void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {
        if (!order.isTriggered() && !isWalked && stop.touches(order, bar)) {
            order.trigger();
            order.meetBar();
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
