package io.strategysdk.engine.execution;

import static io.strategysdk.api.order.OrderStatus.PENDING;
import static io.strategysdk.api.order.OrderStatus.PENDING_REPLACE;
import static io.strategysdk.api.order.OrderStatus.REPLACED;
import static io.strategysdk.api.order.OrderStatus.SUBMITTED;

import io.strategysdk.api.order.OrderStatus;

/** Which status may follow which (EXE-001); nothing returns to pending, and an ended order stays ended. */
final class Lifecycle {
    private Lifecycle() {}

    static boolean allows(OrderStatus status, OrderStatus next) {
        if (next == PENDING || next == status) {
            return false;
        }
        return switch (status) {
            case PENDING -> next != REPLACED;
            case SUBMITTED, PENDING_REPLACE -> true;
            case PARTIALLY_FILLED -> next != SUBMITTED;
            case PENDING_CANCEL -> next != REPLACED && next != PENDING_REPLACE;
            case FILLED, CANCELLED, REPLACED, EXPIRED, REJECTED -> false;
        };
    }
}
