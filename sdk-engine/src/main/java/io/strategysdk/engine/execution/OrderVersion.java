package io.strategysdk.engine.execution;

import io.strategysdk.api.order.OrderStatus;

/** What an order was like at a moment, to see whether it has changed since. */
record OrderVersion(OrderStatus status, long orderQty, long cumQty, boolean isAcknowledged) {
    static OrderVersion of(WorkingOrder order) {
        return new OrderVersion(order.status(), order.orderQty(), order.cumQty(), order.isAcknowledged());
    }
}
