package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.testkit.internal.Words;

/**
 * Assertions on what a strategy wants. Those on side, quantity, prices and the like are for new orders, and fail for what
 * is none; targets, closes and pairs are compared with {@code isEqualTo}.
 */
public final class OrderIntentAssert extends RequestAssert<OrderIntentAssert, OrderIntent> {
    OrderIntentAssert(OrderIntent actual, Story story) {
        super(actual, OrderIntentAssert.class, story);
    }

    @Override
    String subject() {
        return "'" + Words.of(actual) + "'";
    }

    @Override
    NewOrder request() {
        must(actual instanceof NewOrder, "intent must be a new order", subject());
        return (NewOrder) actual;
    }

    @Override
    Quantity quantity() {
        return request().orderQty();
    }

    /** Cancels this order, however it stood when it was last seen. */
    public OrderIntentAssert isCancelOf(Order order) {
        isNotNull();
        return must(
                actual instanceof OrderIntent.Cancel cancel && cancel.id().equals(order.id()),
                "intent must be 'cancel " + order.id() + "'",
                subject());
    }

    /** Replaces this order, however it stood when it was last seen. */
    public OrderIntentAssert isReplacementOf(Order order) {
        isNotNull();
        return must(
                actual instanceof OrderIntent.Replace replace
                        && replace.order().id().equals(order.id()),
                "intent must replace " + order.id(),
                subject());
    }

    /** Whether two want the same: how an order stood when it was seen makes no difference. */
    static boolean isSame(OrderIntent one, OrderIntent other) {
        if (one instanceof OrderIntent.Cancel cancel && other instanceof OrderIntent.Cancel second) {
            return cancel.id().equals(second.id());
        }
        if (one instanceof OrderIntent.Replace replace && other instanceof OrderIntent.Replace second) {
            return replace.order().id().equals(second.order().id())
                    && replace.orderQty().equals(second.orderQty())
                    && replace.terms().equals(second.terms());
        }
        return one.equals(other);
    }
}
