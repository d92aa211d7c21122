package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for by an order that has passed the checks.
 *
 * @param qty null where the order is for an amount
 * @param notional in dollars, or null
 * @param takeProfit limit of the leg that takes the profit, or null
 * @param stopLoss stop of the leg that bounds the loss, or null
 * @param stopLossLimit limit of that leg once touched, or null for the market
 */
record OrderTicket(
        AlpacaAsset asset,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        @Nullable BigDecimal qty,
        @Nullable BigDecimal notional,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trailPrice,
        @Nullable BigDecimal trailPercent,
        boolean extendedHours,
        OrderClass orderClass,
        @Nullable BigDecimal takeProfit,
        @Nullable BigDecimal stopLoss,
        @Nullable BigDecimal stopLossLimit) {

    static OrderTicket leg(
            OrderTicket entry, Side side, OrderType type, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
        return new OrderTicket(
                entry.asset,
                side,
                type,
                entry.timeInForce,
                entry.qty,
                null,
                limit,
                stop,
                null,
                null,
                false,
                entry.orderClass,
                null,
                null,
                null);
    }

    static OrderTicket market(AlpacaAsset asset, Side side, BigDecimal qty, TimeInForce timeInForce) {
        return new OrderTicket(
                asset,
                side,
                OrderType.MARKET,
                timeInForce,
                qty,
                null,
                null,
                null,
                null,
                null,
                false,
                OrderClass.SIMPLE,
                null,
                null,
                null);
    }

    /** With other terms, as a replacement has them. */
    OrderTicket replaced(
            TimeInForce newTimeInForce,
            @Nullable BigDecimal newQty,
            @Nullable BigDecimal newLimit,
            @Nullable BigDecimal newStop,
            @Nullable BigDecimal newTrail) {
        return new OrderTicket(
                asset,
                side,
                type,
                newTimeInForce,
                newQty,
                notional,
                newLimit,
                newStop,
                trailPrice == null ? null : newTrail,
                trailPercent == null ? null : newTrail,
                extendedHours,
                orderClass,
                takeProfit,
                stopLoss,
                stopLossLimit);
    }

    /** Of two orders of which one cancels the other, the one that takes the profit is the parent. */
    OrderTicket withTargetAsLimit() {
        return new OrderTicket(
                asset,
                side,
                type,
                timeInForce,
                qty,
                notional,
                takeProfit == null ? limitPrice : takeProfit,
                stopPrice,
                trailPrice,
                trailPercent,
                extendedHours,
                orderClass,
                null,
                stopLoss,
                stopLossLimit);
    }

    OrderTicket withQty(@Nullable BigDecimal value) {
        return new OrderTicket(
                asset,
                side,
                type,
                timeInForce,
                value,
                notional,
                limitPrice,
                stopPrice,
                trailPrice,
                trailPercent,
                extendedHours,
                orderClass,
                takeProfit,
                stopLoss,
                stopLossLimit);
    }

    /** Whether nothing but the quantity differs. */
    boolean hasTermsOf(OrderTicket other) {
        return timeInForce == other.timeInForce
                && same(limitPrice, other.limitPrice)
                && same(stopPrice, other.stopPrice)
                && same(trail(), other.trail());
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    /** The trail, whichever way it is given. */
    @Nullable
    BigDecimal trail() {
        return trailPrice == null ? trailPercent : trailPrice;
    }

    boolean isFractional() {
        return notional != null || (qty != null && qty.stripTrailingZeros().scale() > 0);
    }
}
