package io.strategysdk.engine;

import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which orders only bring a position toward zero: limits never hold them back. A flip is none, however small the
 * position that it opens, and neither is what could open one together with other open orders of its side. Of orders that
 * cancel one another the largest counts.
 *
 * <p>Where fills are cut to the position, orders that only reduce open nothing. Where they are final, as a broker's are,
 * such orders are like all others, and one under cancellation may still fill until the answer.
 */
final class ExitRule {
    private final boolean fillsAreFinal;

    ExitRule(boolean fillsAreFinal) {
        this.fillsAreFinal = fillsAreFinal;
    }

    /** Whether so much of an order, new or the replacement of a working one, is an exit beside all open orders. */
    boolean isExit(Desk desk, WorkingOrder order, long quantity) {
        return isExit(desk, order, quantity, beside -> true);
    }

    private boolean isExit(Desk desk, WorkingOrder order, long quantity, Predicate<WorkingOrder> among) {
        long held = held(desk, order);
        if (held == 0 || order.sign() == Long.signum(held)) {
            return false;
        }
        boolean isCut = order.isReduceOnly() && !fillsAreFinal;
        return isCut || atMost(desk, order, quantity) <= Math.abs(held) - beside(desk, order, among);
    }

    /** An exit of a bracket fills no more than its entry has. */
    private static long atMost(Desk desk, WorkingOrder order, long quantity) {
        WorkingOrder atWork = desk.find(order.sequence());
        boolean isBound = atWork != null && atWork.liveQty() < atWork.leavesQty();
        return atWork != null && isBound ? Math.min(quantity, atWork.liveQty()) : quantity;
    }

    /** Signed units that would be held once so much of an order, and the open ones of its side, have filled. */
    long left(Desk desk, WorkingOrder order, long quantity) {
        long units = Math.addExact(beside(desk, order, among -> true), quantity);
        return Math.addExact(held(desk, order), order.sign() * units);
    }

    /** Units that an order which only reduces may still close beside all open orders, in whole lots. */
    long reducible(Desk desk, WorkingOrder order) {
        long held = held(desk, order);
        long lot = order.instrument().lotSize().units();
        long free = Math.abs(held) - beside(desk, order, among -> true);
        return order.sign() == -Long.signum(held) ? Math.max(0, free - free % lot) : 0;
    }

    /** Units of a position that no open order can close any more; where fills are cut to the position all of it. */
    long closable(Desk desk, int instrument) {
        long held = desk.book.at(instrument).units();
        long open = fillsAreFinal ? open(desk, instrument, -Long.signum(held), this::mayOpen) : 0;
        return Math.max(0, Math.abs(held) - open);
    }

    /** Whether the cancel of an order that could close a position has not been answered, where that matters. */
    boolean awaitsAnswer(Desk desk, int instrument) {
        int sign = -Long.signum(desk.book.at(instrument).units());
        return fillsAreFinal && open(desk, instrument, sign, ExitRule::isCancelled) > 0;
    }

    /**
     * Units that open orders of a side may fill beyond what a book counts: what they grow by if a replacement is accepted,
     * and, where fills are final, what they may fill before they are cancelled.
     */
    long unanswered(Desk desk, int instrument, int sign) {
        long units = fillsAreFinal ? open(desk, instrument, sign, ExitRule::isCancelled) : 0;
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == instrument && order.sign() == sign && !isCancelled(order)) {
                units = Math.addExact(units, order.askedMore());
            }
        }
        return units;
    }

    /** Whether an answer is awaited that matters to what open orders may fill. */
    boolean isAnyUnanswered(Desk desk) {
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.asked() != null || (fillsAreFinal && isCancelled(order))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCancelled(WorkingOrder order) {
        return order.status() == OrderStatus.PENDING_CANCEL;
    }

    /** Whether what an order has filled is not cut to the position. */
    boolean fillsAreFinal() {
        return fillsAreFinal;
    }

    /** Open orders that are no exits, the newest first: of exits the oldest stay, as many as the position allows. */
    List<WorkingOrder> entries(Desk desk) {
        List<WorkingOrder> exits = new ArrayList<>();
        List<WorkingOrder> entries = new ArrayList<>();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            boolean stays = order.isLiquidation()
                    || order.status() == OrderStatus.PENDING_CANCEL
                    || isExit(desk, order, AccountOrders.openUnits(desk, order), exits::contains);
            (stays ? exits : entries).add(order);
        }
        Collections.reverse(entries);
        return entries;
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

    private static long held(Desk desk, WorkingOrder order) {
        return desk.book.at(order.instrumentIndex()).units();
    }

    private long beside(Desk desk, WorkingOrder asking, Predicate<WorkingOrder> among) {
        OrderGroup group = AccountOrders.atWork(asking).group();
        return open(
                desk,
                asking.instrumentIndex(),
                asking.sign(),
                order -> mayOpen(order)
                        && among.test(order)
                        && order.sequence() != asking.sequence()
                        && (group == null || group != order.group()));
    }

    private static long open(Desk desk, int instrument, int sign, Predicate<WorkingOrder> counts) {
        long units = 0;
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == instrument && order.sign() == sign && counts.test(order)) {
                units = Math.addExact(units, AccountOrders.countedUnits(desk, order, counts));
            }
        }
        return units;
    }

    private boolean mayOpen(WorkingOrder order) {
        boolean mayFill = order.isWorking() && !order.isUnsent();
        return mayFill && (fillsAreFinal || (!order.isReduceOnly() && order.status() != OrderStatus.PENDING_CANCEL));
    }
}
