package io.strategysdk.api.signal;

import io.strategysdk.api.data.DataAccess;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.portfolio.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instrument as a processor sees it: what is held, what is on its way, what it is worth. */
final class Holding {
    private final Instrument instrument;
    private final Position position;
    private final @Nullable FeatureHandle measured;
    private final List<Order> resting = new ArrayList<>();
    private final List<Order> atMarket = new ArrayList<>();
    private Quantity expected = Quantity.ZERO;

    private Holding(Instrument instrument, Position position, @Nullable FeatureHandle measured) {
        this.instrument = instrument;
        this.position = position;
        this.measured = measured;
    }

    static Holding bind(Instrument instrument, Position position, Sizing sizing, DataAccess data) {
        return new Holding(
                instrument,
                position,
                sizing.feature()
                        .map(feature -> data.feature(feature, instrument))
                        .orElse(null));
    }

    Instrument instrument() {
        return instrument;
    }

    double mark() {
        return position.mark();
    }

    boolean isPriced() {
        return mark() > 0;
    }

    /** Units without sign; NaN when nothing is known. */
    double size(Sizing sizing, double equity, double strength) {
        if (!isPriced()) {
            return Double.NaN;
        }
        double now = measured == null ? Double.NaN : measured.value();
        double quantity = sizing.quantity(new Sizing.Facts(equity, mark(), strength, now));
        return quantity >= 0 && quantity < Double.POSITIVE_INFINITY ? quantity : Double.NaN;
    }

    /** Looks at the working orders of this moment; those under cancellation are as good as gone. */
    void look(List<Order> working) {
        resting.clear();
        atMarket.clear();
        expected = position.quantity();
        for (Order order : working) {
            if (order.instrument().equals(instrument) && order.status() != OrderStatus.PENDING_CANCEL) {
                count(order);
            }
        }
    }

    private void count(Order order) {
        OrderType type = order.request().terms().type();
        if (type == OrderType.MARKET) {
            expected = expected.plus(signed(order, leaves(order)));
        }
        if (order.tag().equals(SignalProcessor.TAG)) {
            remember(type, order);
        }
    }

    private void remember(OrderType type, Order order) {
        if (type == OrderType.MARKET) {
            atMarket.add(order);
        } else if (type == OrderType.LIMIT) {
            resting.add(order);
        }
    }

    /** What an order by amount will still bring, at the mark. */
    private Quantity leaves(Order order) {
        return order.request()
                .cashOrderQty()
                .map(BigDecimal::doubleValue)
                .map(cash -> instrument.quantity(cash / mark()).minus(order.cumQty()))
                .orElseGet(order::leavesQty);
    }

    private static Quantity signed(Order order, Quantity quantity) {
        return order.side() == Side.BUY ? quantity : quantity.negated();
    }

    /** Signed quantity once working market orders are filled. */
    Quantity expected() {
        return expected;
    }

    /** Orders of signals that rest, oldest first. */
    List<Order> resting() {
        return resting;
    }

    /** Orders of signals at market that go the other way. */
    List<Order> against(Side side) {
        return atMarket.stream().filter(order -> order.side() != side).toList();
    }

    /** The most that it may be worth if it is left alone, without sign. */
    double exposure() {
        Quantity filled = expected;
        for (Order order : resting) {
            filled = filled.plus(signed(order, order.leavesQty()));
        }
        double units = Math.max(Math.abs(expected.toDouble()), Math.abs(filled.toDouble()));
        return units == 0 ? 0 : units * mark();
    }
}
