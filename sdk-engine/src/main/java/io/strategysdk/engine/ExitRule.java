package io.strategysdk.engine;

import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Which orders only bring a position toward zero: limits never hold them back. A flip is none, however small the
 * position that it opens, and neither is what could open one together with other open orders of its side; those that
 * only reduce open nothing.
 */
final class ExitRule {
    private ExitRule() {}

    static boolean isExit(Desk desk, WorkingOrder order, long quantity) {
        long held = desk.book.at(order.instrumentIndex()).units();
        if (held == 0 || order.sign() == Long.signum(held)) {
            return false;
        }
        return order.isReduceOnly() || quantity <= Math.abs(held) - otherExits(desk, order);
    }

    /** Whether the engine closes a position already. */
    static boolean isClosing(Desk desk, int instrument) {
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.isLiquidation()
                    && order.instrumentIndex() == instrument
                    && order.status() != OrderStatus.PENDING_CANCEL) {
                return true;
            }
        }
        return false;
    }

    private static long otherExits(Desk desk, WorkingOrder asking) {
        long units = 0;
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == asking.instrumentIndex()
                    && order.side() == asking.side()
                    && order.sequence() != asking.sequence()
                    && order.status() != OrderStatus.PENDING_CANCEL
                    && !order.isReduceOnly()
                    && !order.isUnsent()) {
                units = Math.addExact(units, openUnits(desk, order));
            }
        }
        return units;
    }

    private static long openUnits(Desk desk, WorkingOrder order) {
        return order.isByAmount()
                ? OrderCosts.unitsLeft(desk.book, order)
                : Math.addExact(order.counted(), order.askedMore());
    }
}
