package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Execution.Reports;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.List;

/** What a fill, or the end, of one order means for those that hang together with it. */
final class Contingencies {
    private Contingencies() {}

    /** What an order has filled its rivals lose; one that has nothing left is cancelled. */
    static void takeFromRivals(WorkingOrder order, long filled, Reports reports) {
        if (order.group() != null) {
            order.rivals().stream()
                    .filter(WorkingOrder::isWorking)
                    .forEach(rival -> shrink(rival, rival.orderQty() - filled, reports));
        }
    }

    private static void shrink(WorkingOrder order, long orderQty, Reports reports) {
        if (orderQty > order.cumQty()) {
            reports.restated(order, orderQty);
        } else {
            reports.cancelled(order);
        }
    }

    /** The exits, as far as they have not ended, of an order that has just been filled. */
    static List<WorkingOrder> exitsOf(WorkingOrder order) {
        return order.led().isEmpty()
                ? List.of()
                : order.exits().stream().filter(WorkingOrder::isWorking).toList();
    }

    /** An order has ended: its exits are for what it has filled; those that never lived end with it. */
    static void entryEnded(WorkingOrder order, Reports reports) {
        if (order.leavesQty() > 0) {
            exitsOf(order)
                    .forEach(exit -> shrink(exit, exit.isHeld() ? 0 : exit.orderQty() - order.leavesQty(), reports));
        }
    }
}
