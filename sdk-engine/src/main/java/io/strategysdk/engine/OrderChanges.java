package io.strategysdk.engine;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/** Cancels and replacements of orders that work: what is refused, what waits, and what comes too late. */
final class OrderChanges {
    private static final String TOO_LATE = "an order must work to be changed, it has been filled meanwhile";

    private final Run run;
    private final OrderValidator validator;

    OrderChanges(Run run, OrderValidator validator) {
        this.run = run;
        this.validator = validator;
    }

    void cancel(Desk desk, OrderIntent.Cancel cancel) {
        WorkingOrder order =
                own(desk, cancel.order().id().origin(), cancel.order().id().sequence());
        if (order == null) {
            refuseChange(
                    desk, cancel.order(), cancel, RejectReason.UNKNOWN_ORDER, "order must be working to be cancelled");
            return;
        }
        if (order.isLiquidation()) {
            refuseChange(
                    desk,
                    cancel.order(),
                    cancel,
                    RejectReason.LOSS_LIMIT,
                    "order must not be one that the engine closes a position with " + OrderEntry.where(order));
            return;
        }
        run.cancel(desk, order);
    }

    void cancelAll(Desk desk, int number) {
        for (int i = desk.workingCount() - 1; i >= 0; i--) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == number && !order.isLiquidation()) {
                run.cancel(desk, order);
            }
        }
    }

    void replace(Desk desk, OrderIntent.Replace replace) {
        WorkingOrder order =
                own(desk, replace.order().id().origin(), replace.order().id().sequence());
        if (order == null) {
            refuseChange(desk, replace, RejectReason.UNKNOWN_ORDER, "order must be working to be replaced");
            return;
        }
        if (order.isLiquidation()) {
            refuseChange(
                    desk,
                    replace,
                    RejectReason.LOSS_LIMIT,
                    "order must not be one that the engine closes a position with " + OrderEntry.where(order));
            return;
        }
        if (order.isUnsent()) {
            refuseChange(
                    desk,
                    replace,
                    RejectReason.UNKNOWN_ORDER,
                    "order must have been sent to be replaced " + OrderEntry.where(order));
            return;
        }
        if (order.status() == OrderStatus.PENDING_CANCEL) {
            refuseChange(
                    desk,
                    replace,
                    RejectReason.UNKNOWN_ORDER,
                    "order must not be under cancellation to be replaced " + OrderEntry.where(order));
            return;
        }
        if (order.status() == OrderStatus.PENDING_REPLACE) {
            order.waitWith(replace);
            return;
        }
        long total = replace.orderQty().unitsAt(order.instrument().quantityScale());
        if (total == order.orderQty() && replace.terms().equals(order.request().terms())) {
            return;
        }
        if (total <= order.cumQty()) {
            refuseChange(desk, replace, RejectReason.QUANTITY_LIMIT, "new quantity must exceed what is filled by now");
            return;
        }
        WorkingOrder asked = new WorkingOrder(
                desk,
                desk.name,
                order.sequence(),
                order.instrumentIndex(),
                order.instrument(),
                order.side(),
                order.orderQty(),
                order.request());
        asked.replace(replace.terms(), total);
        Refusal refusal = validator.admitReplacement(desk, order, asked);
        if (refusal != null) {
            refuseChange(desk, replace, refusal.reason(), refusal.text());
            return;
        }
        order.become(OrderStatus.PENDING_REPLACE);
        order.ask(replace);
        run.replace(order, replace, total);
    }

    /** The last replacement that was asked for while another was under way. */
    void sendWaiting(Desk desk, WorkingOrder order) {
        OrderIntent.Replace replace = order.waiting();
        if (replace != null) {
            order.waitWith(null);
            replace(desk, replace);
        }
    }

    /** A replacement that has not left is of no use any more. */
    void refuseWaiting(Desk desk, WorkingOrder order, String text) {
        OrderIntent.Replace replace = order.waiting();
        if (replace != null) {
            order.waitWith(null);
            refuseChange(
                    desk, order.snapshot(), replace, RejectReason.UNKNOWN_ORDER, text + " " + OrderEntry.where(order));
        }
    }

    /** What was asked of an order comes too late once it is filled. */
    void refuseAfterFill(Desk desk, WorkingOrder order, boolean wasUnderCancellation) {
        if (wasUnderCancellation) {
            tooLate(desk, order, new OrderIntent.Cancel(order.snapshot()));
        }
        OrderIntent.Replace asked = order.asked();
        if (asked != null) {
            order.ask(null);
            tooLate(desk, order, asked);
        }
        refuseWaiting(desk, order, TOO_LATE);
    }

    private void tooLate(Desk desk, WorkingOrder order, OrderIntent request) {
        refuseChange(
                desk, order.snapshot(), request, RejectReason.UNKNOWN_ORDER, TOO_LATE + " " + OrderEntry.where(order));
    }

    private void refuseChange(Desk desk, OrderIntent.Replace request, RejectReason reason, String text) {
        refuseChange(desk, request.order(), request, reason, text);
    }

    private void refuseChange(Desk desk, Order order, OrderIntent request, RejectReason reason, String text) {
        run.journal.cancelRejected(run.steps.epochNanos, desk.number, order, request, reason, text);
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.CancelRejected(order, request, reason, text, run.steps.epochNanos));
        }
    }

    private static @Nullable WorkingOrder own(Desk desk, String origin, long sequence) {
        return origin.equals(desk.name) ? desk.find(sequence) : null;
    }
}
