package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;

/** An order on its way from acceptance to its end. */
final class FilledOrder {
    private static final OrderId ID = new OrderId("generated", 1);
    private static final Instant ACCEPTED = Instant.parse("2020-01-02T14:30:00Z");

    private final NewOrder request;
    /** What it is filled with in all. */
    private final Quantity total;

    private Quantity cumQty = Quantity.ZERO;
    private BigDecimal paid = BigDecimal.ZERO;
    private int fills;
    private long now = Clock.epochNanosOf(ACCEPTED);

    FilledOrder(NewOrder request, Quantity total) {
        this.request = request;
        this.total = total;
    }

    long now() {
        return now;
    }

    void pass(long nanos) {
        now += nanos;
    }

    Quantity leaves() {
        return total.minus(cumQty);
    }

    /** Also when an order by amount of cash buys nothing. */
    boolean isWorking() {
        return fills == 0 || !leaves().isZero();
    }

    Order order() {
        if (!isWorking()) {
            return order(OrderStatus.FILLED);
        }
        return order(fills == 0 ? OrderStatus.SUBMITTED : OrderStatus.PARTIALLY_FILLED);
    }

    Order rejected() {
        return order(OrderStatus.REJECTED);
    }

    Order cancelled() {
        return order(OrderStatus.CANCELLED);
    }

    Order expired() {
        return order(OrderStatus.EXPIRED);
    }

    /** At this price, or at the limit where that is better for who sent it. */
    OrderEvent fill(Quantity lastQty, Price price, BigDecimal fee) {
        Price lastPx = limit().filter(limit -> isBeyond(price, limit)).orElse(price);
        cumQty = cumQty.plus(lastQty);
        paid = paid.add(lastQty.toBigDecimal().multiply(lastPx.toBigDecimal()));
        fills++;
        Fill fill = new Fill(ID + "/" + fills, ID, request.instrument(), request.side(), lastQty, lastPx, fee, now);
        return new OrderEvent.Filled(order(), fill);
    }

    private boolean isBeyond(Price price, Price limit) {
        return request.side() == Side.BUY ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0;
    }

    private Optional<Price> limit() {
        if (request.terms() instanceof OrderTerms.StopLimit stopLimit) {
            return Optional.of(stopLimit.price());
        }
        return request.terms() instanceof OrderTerms.Limit limit ? Optional.of(limit.price()) : Optional.empty();
    }

    private Order order(OrderStatus status) {
        Quantity orderQty = request.cashOrderQty().isPresent() ? cumQty : request.orderQty();
        double avgPx = fills == 0
                ? Double.NaN
                : paid.divide(cumQty.toBigDecimal(), MathContext.DECIMAL128).doubleValue();
        return new Order(ID, request, status, orderQty, cumQty, avgPx);
    }
}
