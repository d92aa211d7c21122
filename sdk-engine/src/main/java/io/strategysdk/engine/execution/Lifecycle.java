package io.strategysdk.engine.execution;

import static io.strategysdk.api.order.OrderStatus.CANCELLED;
import static io.strategysdk.api.order.OrderStatus.EXPIRED;
import static io.strategysdk.api.order.OrderStatus.FILLED;
import static io.strategysdk.api.order.OrderStatus.PARTIALLY_FILLED;
import static io.strategysdk.api.order.OrderStatus.PENDING;
import static io.strategysdk.api.order.OrderStatus.PENDING_CANCEL;
import static io.strategysdk.api.order.OrderStatus.PENDING_REPLACE;
import static io.strategysdk.api.order.OrderStatus.REJECTED;
import static io.strategysdk.api.order.OrderStatus.REPLACED;
import static io.strategysdk.api.order.OrderStatus.SUBMITTED;

import io.strategysdk.api.order.OrderStatus;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which status may follow which (EXE-001); an ended order stays ended. */
final class Lifecycle {
    private static final Map<OrderStatus, Set<OrderStatus>> NEXT = new EnumMap<>(OrderStatus.class);

    static {
        from(
                PENDING,
                SUBMITTED,
                PARTIALLY_FILLED,
                FILLED,
                REJECTED,
                CANCELLED,
                EXPIRED,
                PENDING_CANCEL,
                PENDING_REPLACE);
        from(
                SUBMITTED,
                PARTIALLY_FILLED,
                FILLED,
                REJECTED,
                CANCELLED,
                EXPIRED,
                REPLACED,
                PENDING_CANCEL,
                PENDING_REPLACE);
        from(PARTIALLY_FILLED, FILLED, REJECTED, CANCELLED, EXPIRED, REPLACED, PENDING_CANCEL, PENDING_REPLACE);
        from(PENDING_CANCEL, SUBMITTED, PARTIALLY_FILLED, FILLED, REJECTED, CANCELLED, EXPIRED);
        from(
                PENDING_REPLACE,
                SUBMITTED,
                PARTIALLY_FILLED,
                FILLED,
                REJECTED,
                CANCELLED,
                EXPIRED,
                REPLACED,
                PENDING_CANCEL);
    }

    private Lifecycle() {}

    static boolean allows(OrderStatus status, OrderStatus next) {
        Set<OrderStatus> allowed = NEXT.get(status);
        return allowed != null && allowed.contains(next);
    }

    private static void from(OrderStatus status, OrderStatus first, OrderStatus... more) {
        NEXT.put(status, EnumSet.of(first, more));
    }
}
