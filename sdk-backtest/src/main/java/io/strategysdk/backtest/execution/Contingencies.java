package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Execution.Reports;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.List;

/** What a fill, or the end, of one order means for those that hang together with it. */
final class Contingencies {
    private Contingencies() {}

    /** What an order has filled its rivals lose; one that has nothing left is cancelled. */
    static void takeFromRivals(WorkingOrder order, long filled, Reports reports) {
        if (order.isGrouped()) {
            order.rivals().stream().filter(WorkingOrder::isWorking).forEach(rival -> {
                resize(rival, rival.orderQty() - filled, reports);
                if (rival.isWorking()) {
                    exitsFollow(rival, 0, reports);
                } else {
                    entryEnded(rival, reports);
                }
            });
        }
    }

    private static void resize(WorkingOrder order, long orderQty, Reports reports) {
        if (orderQty > order.cumQty()) {
            reports.restated(order, orderQty);
        } else {
            reports.cancelled(order);
        }
    }

    /** The exits, as far as they have not ended, of an order that has just been filled. */
    static List<WorkingOrder> exitsOf(WorkingOrder order) {
        return !order.isLeader()
                ? List.of()
                : order.exits().stream().filter(WorkingOrder::isWorking).toList();
    }

    /** An order has ended: its exits are for what it has filled; those that never lived end with it. */
    static void entryEnded(WorkingOrder order, Reports reports) {
        if (!order.isLeader()) {
            return;
        }
        if (order.leavesQty() > 0) {
            exitsOf(order).stream().filter(WorkingOrder::isHeld).forEach(exit -> resize(exit, 0, reports));
        }
        exitsFollow(order, 0, reports);
    }

    /** A change has acted on an order that had this quantity before; of an exit no more is left than its entry has open. */
    static void resized(WorkingOrder order, long before, Reports reports) {
        exitsFollow(order, Math.max(0, order.orderQty() - before), reports);
        OrderGroup group = order.group();
        WorkingOrder entry = group == null ? null : group.entry();
        if (entry != null) {
            exitsFollow(entry, 0, reports);
        }
    }

    /** An order has another quantity, or has ended: its exits grow with it, and are for no more than it can fill. */
    private static void exitsFollow(WorkingOrder order, long more, Reports reports) {
        List<WorkingOrder> exits = exitsOf(order);
        if (!exits.isEmpty()) {
            long most = mostOpen(order);
            exits.forEach(exit -> follow(exit, Math.min(exit.orderQty() + more, exit.cumQty() + most), reports));
        }
    }

    /** What an order may have filled in the end, less what its exits have. */
    private static long mostOpen(WorkingOrder order) {
        return open(order) + (order.isWorking() ? order.leavesQty() : 0);
    }

    /** What an order has filled and its exits have not. */
    static long open(WorkingOrder order) {
        long open = order.cumQty();
        for (WorkingOrder exit : order.exits()) {
            open -= exit.cumQty();
        }
        return open;
    }

    private static void follow(WorkingOrder exit, long orderQty, Reports reports) {
        if (orderQty != exit.orderQty()) {
            resize(exit, orderQty, reports);
        }
    }
}
