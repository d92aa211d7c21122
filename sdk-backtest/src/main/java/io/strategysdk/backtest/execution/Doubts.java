package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;

/** Counts the fills that depended on the path that prices took inside of a bar. */
final class Doubts {
    private final Matching matching;
    private final List<WorkingOrder> filledInside = new ArrayList<>();
    private int count;

    Doubts(Matching matching) {
        this.matching = matching;
    }

    int count() {
        return count;
    }

    void restore(int saved) {
        count = saved;
    }

    void begin() {
        filledInside.clear();
    }

    void add() {
        count++;
    }

    void filledInside(WorkingOrder order) {
        filledInside.add(order);
    }

    /** Whether another order of its strategy and instrument could fill, or filled, inside of the same bar. */
    boolean hasRival(WorkingOrder order) {
        for (WorkingOrder other : filledInside) {
            if (isBesides(order, other)) {
                return true;
            }
        }
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder other = matching.order(i);
            if (isBesides(order, other) && isReached(other, matching.rule(i), isPaired(order, other))) {
                return true;
            }
        }
        return false;
    }

    private boolean isReached(WorkingOrder order, TriggerRule rule, boolean inAnyCase) {
        return rule.phaseInside(order).isInside()
                && (inAnyCase ? order.isWorking() : matching.staysForTheBar(order))
                && rule.inside(order, matching.barOf(order)) != TriggerRule.NONE;
    }

    private static boolean isBesides(WorkingOrder order, WorkingOrder other) {
        return !other.equals(order)
                && other.owner().equals(order.owner())
                && other.instrumentIndex() == order.instrumentIndex()
                && !isEntryOf(order, other)
                && !isEntryOf(other, order);
    }

    private static boolean isEntryOf(WorkingOrder entry, WorkingOrder order) {
        OrderGroup group = order.group();
        return group != null && entry.equals(group.entry());
    }

    private static boolean isPaired(WorkingOrder order, WorkingOrder other) {
        OrderGroup group = order.group();
        return group != null && group.members().contains(other);
    }

    /** Whether the bar reaches an exit, and the path decides whether that came after its entry. */
    boolean isUndecided(WorkingOrder exit, Reach reach) {
        BarPrices bar = matching.barOf(exit);
        long level = exit.stop() == 0 ? exit.limit() : exit.stop();
        return bar.low() <= level && level <= bar.high() && !reach.includes(level);
    }
}
