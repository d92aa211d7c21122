package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted strategy does, and when.
 *
 * @param actions in the order they are emitted
 */
record Script(List<Action> actions) {
    Script {
        actions = List.copyOf(actions);
    }

    static Script of(Action... actions) {
        return new Script(List.of(actions));
    }

    /** Something emitted after a slice. */
    sealed interface Action {
        /** Number of the slice after which it is emitted, from 0. */
        int slice();

        /** Name of the order it is about, unique in the script. */
        int order();
    }

    /** A new order; price is the limit or the stop, null of a market order; expiry is null but for GTD. */
    record Place(
            int slice,
            int order,
            int instrument,
            Side side,
            BigDecimal quantity,
            OrderType type,
            @Nullable BigDecimal price,
            TimeInForce timeInForce,
            @Nullable Long expiry,
            boolean extendedHours)
            implements Action {

        Place(
                int slice,
                int order,
                int instrument,
                Side side,
                BigDecimal quantity,
                OrderType type,
                @Nullable BigDecimal price,
                TimeInForce timeInForce,
                @Nullable Long expiry) {
            this(slice, order, instrument, side, quantity, type, price, timeInForce, expiry, false);
        }

        NewOrder toIntent(Instrument of) {
            NewOrder order = OrderIntent.market(of, side, of.quantity(quantity)).withTag(tag(this.order));
            if (type == OrderType.LIMIT) {
                order = order.atLimit(Price.of(priceOf()));
            } else if (type == OrderType.STOP) {
                order = order.atStop(Price.of(priceOf()));
            }
            order = extendedHours ? order.withExtendedHours() : order;
            return expiry == null
                    ? order.withTimeInForce(timeInForce)
                    : order.withExpiry(Clock.instantOf(expiry.longValue()));
        }

        BigDecimal priceOf() {
            if (price == null) {
                throw new IllegalStateException("order must have a price: " + this);
            }
            return price;
        }
    }

    /** The end of an order. */
    record Cancel(int slice, int order) implements Action {}

    /** A new total quantity and, but for a market order, a new price. */
    record Replace(
            int slice,
            int order,
            BigDecimal quantity,
            @Nullable BigDecimal price) implements Action {
        OrderTerms terms(OrderTerms before) {
            if (price == null) {
                return before;
            }
            return before.type() == OrderType.LIMIT
                    ? new OrderTerms.Limit(Price.of(price))
                    : new OrderTerms.Stop(Price.of(price));
        }
    }

    static String tag(int order) {
        return "order " + order;
    }
}
