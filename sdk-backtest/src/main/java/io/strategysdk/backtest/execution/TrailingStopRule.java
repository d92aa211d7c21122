package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Trailing stop: a stop at its level, which each bar that did not reach it moves toward the market.
 *
 * @param stop the stop
 * @param from what the level follows
 */
record TrailingStopRule(StopRule stop, TrailFrom from) implements TriggerRule {
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
    public void leave(WorkingOrder order, BarPrices bar, boolean isWalked) {
        if (from == TrailFrom.CLOSE) {
            move(order, bar.close(), bar.close());
        } else if (!isWalked) {
            move(order, best(order, bar), bar.close());
        }
    }

    /** It came to life inside of the bar: only what surely came afterwards moves it. */
    void begin(WorkingOrder order, Reach reach) {
        if (order.isTriggered()) {
            return;
        }
        if (from == TrailFrom.CLOSE) {
            move(order, reach.close(), reach.close());
        } else {
            move(order, order.sign() > 0 ? reach.low() : reach.high(), reach.close());
        }
    }

    private static void move(WorkingOrder order, long price, long close) {
        order.trailFrom(price);
        order.leaveToOpen(order.sign() * (close - order.stop()) >= 0);
    }

    /** On a walked path: it moves as the market does. */
    void walk(WorkingOrder order, long price) {
        if (from == TrailFrom.EXTREME) {
            order.trailFrom(price);
        }
    }

    /** Whether the bar moves the level to where it may have met it, before or after. */
    boolean mayMoveInto(WorkingOrder order, BarPrices bar) {
        if (from == TrailFrom.CLOSE || order.isTriggered()) {
            return false;
        }
        long moved = order.trailedTo(best(order, bar));
        return moved != order.stop() && bar.low() <= moved && moved <= bar.high();
    }

    private static long best(WorkingOrder order, BarPrices bar) {
        return order.sign() > 0 ? bar.low() : bar.high();
    }

    @Override
    public boolean restsAtLevel(WorkingOrder order) {
        return stop.restsAtLevel(order) && !order.isUndecided();
    }

    /** Bars that take it further matter, too. */
    @Override
    public long atOrAbove(WorkingOrder order) {
        long level = TriggerRule.super.atOrAbove(order);
        return order.sign() > 0 ? level : Math.min(level, order.trailBest() + 1);
    }

    @Override
    public long atOrBelow(WorkingOrder order) {
        long level = TriggerRule.super.atOrBelow(order);
        return order.sign() > 0 ? Math.max(level, order.trailBest() - 1) : level;
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
