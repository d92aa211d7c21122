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
            move(order, bar.close(), bar);
        } else if (!isWalked) {
            move(order, order.sign() > 0 ? bar.low() : bar.high(), bar);
        }
    }

    /** Inside of the bar, after prices that reached so far. */
    void follow(WorkingOrder order, long extreme, BarPrices bar) {
        if (from == TrailFrom.EXTREME) {
            move(order, extreme, bar);
        }
    }

    /** Where the level lies among the bar's prices now, the path decided whether it was met. */
    private static void move(WorkingOrder order, long price, BarPrices bar) {
        long before = order.stop();
        order.trailFrom(price);
        if (order.stop() != before && isWithin(order, bar)) {
            order.leaveUndecided();
        }
    }

    private static boolean isWithin(WorkingOrder order, BarPrices bar) {
        return bar.low() <= order.stop() && order.stop() <= bar.high();
    }

    /** Bars that take it further matter, too. */
    @Override
    public long atOrAbove(WorkingOrder order) {
        return order.sign() > 0 ? stop.atOrAbove(order) : Math.min(stop.atOrAbove(order), order.trailBest() + 1);
    }

    @Override
    public long atOrBelow(WorkingOrder order) {
        return order.sign() > 0 ? Math.max(stop.atOrBelow(order), order.trailBest() - 1) : stop.atOrBelow(order);
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
