package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderStatus;

/** Assertions on an order as it was at one moment. */
public final class OrderAssert extends RequestAssert<OrderAssert, Order> {
    OrderAssert(Order actual, Story story) {
        super(actual, OrderAssert.class, story);
    }

    @Override
    String subject() {
        return "order " + actual.id();
    }

    @Override
    NewOrder request() {
        return actual.request();
    }

    @Override
    Quantity quantity() {
        return actual.orderQty();
    }

    /** Stands like this. */
    public OrderAssert hasStatus(OrderStatus status) {
        isNotNull();
        return mustEqual("status of " + subject(), actual.status(), status);
    }

    /** Can still be filled. */
    public OrderAssert isWorking() {
        isNotNull();
        return must(actual.isWorking(), subject() + " must be working", actual.status());
    }

    /** Is filled whole. */
    public OrderAssert isFilled() {
        return hasStatus(OrderStatus.FILLED);
    }

    /** Was cancelled. */
    public OrderAssert isCancelled() {
        return hasStatus(OrderStatus.CANCELLED);
    }

    /** Was refused. */
    public OrderAssert isRejected() {
        return hasStatus(OrderStatus.REJECTED);
    }

    /** Its time in force has ended. */
    public OrderAssert isExpired() {
        return hasStatus(OrderStatus.EXPIRED);
    }

    /** CumQty(14) is so many whole shares. */
    public OrderAssert hasFilled(long shares) {
        return hasFilled(Quantity.of(shares));
    }

    /** CumQty(14) is so much. */
    public OrderAssert hasFilled(Quantity quantity) {
        isNotNull();
        return mustBe("filled quantity of " + subject(), actual.cumQty(), quantity);
    }

    /** LeavesQty(151) is so many whole shares. */
    public OrderAssert hasLeft(long shares) {
        return hasLeft(Quantity.of(shares));
    }

    /** LeavesQty(151) is so much; nothing when it no longer works. */
    public OrderAssert hasLeft(Quantity quantity) {
        isNotNull();
        return mustBe("quantity left of " + subject(), actual.leavesQty(), quantity);
    }

    /** AvgPx(6), decimal text in the instrument's currency, to nine digits. */
    public OrderAssert hasAveragePrice(String price) {
        isNotNull();
        return mustBe("average price of " + subject(), actual.avgPx(), price);
    }
}
