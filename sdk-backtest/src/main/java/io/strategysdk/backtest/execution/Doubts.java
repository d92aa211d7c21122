package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the fills that depended on the path that prices took inside of a bar, whatever path is assumed: another order of
 * the same strategy and instrument was reachable, an exit's level lay where it may have come before its entry, or a trail
 * moved among the bar's prices.
 */
final class Doubts {
    private final List<WorkingOrder> filled = new ArrayList<>();
    private final List<WorkingOrder> there = new ArrayList<>();
    private final List<WorkingOrder> reachable = new ArrayList<>();
    private final List<WorkingOrder> movingTrails = new ArrayList<>();
    private final List<WorkingOrder> fresh = new ArrayList<>();
    private final List<WorkingOrder> undecided = new ArrayList<>();
    private int count;

    int count() {
        return count;
    }

    void restore(int saved) {
        count = saved;
    }

    void add() {
        count++;
    }

    /** An order that is still there after the open, maybe though that had passed it. */
    void isThere(WorkingOrder order, TriggerRule rule, BarPrices bar, boolean isPassed) {
        there.add(order);
        if (isPassed || rule.touches(order, bar)) {
            reachable.add(order);
        }
        if (rule instanceof TrailingStopRule trail && trail.mayMoveInto(order, bar)) {
            movingTrails.add(order);
        }
    }

    /** An exit came to life inside of the bar; one that was there before has only grown. */
    void isFresh(WorkingOrder exit, TriggerRule rule, BarPrices bar, Reach reach) {
        if (there.contains(exit)) {
            return;
        }
        fresh.add(exit);
        if (rule instanceof TrailingStopRule trail && trail.mayMoveInto(exit, bar)) {
            undecided.add(exit);
        } else if (rule.isSure(exit, reach)) {
            reachable.add(exit);
        } else if (rule.touches(exit, bar)) {
            undecided.add(exit);
        }
    }

    void filledInside(WorkingOrder order) {
        filled.add(order);
    }

    /** The bar is over: it is judged, and forgotten. */
    void end() {
        for (WorkingOrder order : filled) {
            if (isDoubtful(order)) {
                count++;
            }
        }
        filled.clear();
        there.clear();
        reachable.clear();
        movingTrails.clear();
        fresh.clear();
        undecided.clear();
    }

    private boolean isDoubtful(WorkingOrder order) {
        return reachable.stream().anyMatch(other -> isAnother(order, other))
                || movingTrails.stream().anyMatch(trail -> sharesPosition(order, trail))
                || undecided.stream().anyMatch(exit -> sharesPosition(order, exit));
    }

    /** An exit that its entry made in this bar is sure to come after it. */
    private boolean isAnother(WorkingOrder order, WorkingOrder other) {
        return !other.equals(order)
                && sharesPosition(order, other)
                && !(fresh.contains(order) && isEntryOf(other, order))
                && !(fresh.contains(other) && isEntryOf(order, other));
    }

    private static boolean sharesPosition(WorkingOrder order, WorkingOrder other) {
        return other.owner().equals(order.owner()) && other.instrumentIndex() == order.instrumentIndex();
    }

    private static boolean isEntryOf(WorkingOrder entry, WorkingOrder order) {
        OrderGroup group = order.group();
        return group != null && entry.equals(group.entry());
    }
}
