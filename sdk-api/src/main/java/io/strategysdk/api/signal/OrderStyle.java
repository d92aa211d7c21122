package io.strategysdk.api.signal;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import java.util.Objects;

/**
 * How the orders that follow from signals are placed.
 *
 * @param type MARKET or LIMIT
 * @param limitOffset distance of a limit from the mark as a share of it: buys at mark × (1 + offset), sells at mark × (1 -
 *     offset), so that a positive one gives way to the market, up to this much, and a negative one waits for it; 0 at
 *     market
 * @param timeInForce how long; not GTD, which needs a moment
 */
public record OrderStyle(OrderType type, double limitOffset, TimeInForce timeInForce) {
    /**
     * Checks that they go together.
     *
     * @throws IllegalArgumentException when the type is neither MARKET nor LIMIT, the offset not between -1 and 1, or
     *     not 0 at market, or the time in force GTD
     */
    public OrderStyle {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(timeInForce, "timeInForce");
        if (type != OrderType.MARKET && type != OrderType.LIMIT) {
            throw new IllegalArgumentException("orders of signals must be MARKET or LIMIT, was " + type);
        }
        if (!(Math.abs(limitOffset) < 1)) {
            throw new IllegalArgumentException("limit offset must be between -1 and 1, was " + limitOffset);
        }
        if (type == OrderType.MARKET && limitOffset != 0) {
            throw new IllegalArgumentException("market orders have no limit, offset must be 0, was " + limitOffset);
        }
        if (timeInForce == TimeInForce.GTD) {
            throw new IllegalArgumentException(
                    "orders of signals have no moment to expire at, time in force must not be GTD");
        }
    }

    /** At market, DAY. */
    public static OrderStyle market() {
        return new OrderStyle(OrderType.MARKET, 0, TimeInForce.DAY);
    }

    /**
     * At a limit, DAY.
     *
     * @param offset 0.001 lets a buy cost up to a tenth of a percent more than the mark, and a sell bring as much less
     * @throws IllegalArgumentException when not between -1 and 1
     */
    public static OrderStyle limit(double offset) {
        return new OrderStyle(OrderType.LIMIT, offset, TimeInForce.DAY);
    }

    /** The same, in force for so long. */
    public OrderStyle withTimeInForce(TimeInForce value) {
        return new OrderStyle(type, limitOffset, value);
    }

    /** In words, as reports show it. */
    @Override
    public String toString() {
        String price = type == OrderType.MARKET ? "" : " at the mark ± " + Bounds.percent(limitOffset);
        return type + price + " " + timeInForce;
    }
}
