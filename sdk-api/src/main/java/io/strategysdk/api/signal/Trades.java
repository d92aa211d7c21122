package io.strategysdk.api.signal;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orders from positions to targets: cancels, then sells, then buys. */
final class Trades {
    private final SignalRules rules;
    private final double band;
    private final List<OrderIntent> cancels = new ArrayList<>();
    private final List<OrderIntent> sells = new ArrayList<>();
    private final List<OrderIntent> buys = new ArrayList<>();

    /** The band is an amount of money: what differs by no more is not traded. */
    Trades(SignalRules rules, double band) {
        this.rules = rules;
        this.band = band;
    }

    /** Toward signed units, which are rounded toward zero to the lot. */
    void bring(Holding holding, double units) {
        Quantity target = holding.instrument().quantity(units);
        Quantity gap = wholeLots(holding.instrument(), target.minus(holding.expected()));
        Side side = gap.signum() < 0 ? Side.SELL : Side.BUY;
        Optional<Order> resting = restingOn(side, holding);
        if (gap.isZero() || !(target.isZero() || resting.isPresent() || isWorthIt(gap, holding))) {
            holding.resting().forEach(this::cancel);
            return;
        }
        holding.resting().stream()
                .filter(order -> !resting.equals(Optional.of(order)))
                .forEach(this::cancel);
        Quantity left = turn(holding, side, gap.abs());
        if (left.signum() > 0) {
            order(holding, side, left, resting).ifPresent((side == Side.SELL ? sells : buys)::add);
        }
    }

    /**
     * Cancels what goes the wrong way by now, and says how much is to do beyond it. Less is not asked for again before the
     * cancel is answered: it may have come too late.
     */
    private Quantity turn(Holding holding, Side side, Quantity quantity) {
        Quantity left = quantity;
        for (Order order : holding.against(side)) {
            cancel(order);
            left = left.minus(order.leavesQty());
        }
        return left;
    }

    private void cancel(Order order) {
        cancels.add(OrderIntent.cancel(order));
    }

    List<OrderIntent> intents() {
        cancels.addAll(sells);
        cancels.addAll(buys);
        return List.copyOf(cancels);
    }

    /** What is held may be no multiple of the lot, after a split for instance; what is traded must be. */
    private static Quantity wholeLots(Instrument instrument, Quantity gap) {
        return instrument.isOnLot(gap) ? gap : instrument.quantity(gap.toDouble());
    }

    /** The newest order that rests on a side; one at market takes no one's place. */
    private Optional<Order> restingOn(Side side, Holding holding) {
        return rules.style().type() == OrderType.MARKET
                ? Optional.empty()
                : holding.resting().stream()
                        .filter(order -> order.side() == side)
                        .reduce((older, newer) -> newer);
    }

    private boolean isWorthIt(Quantity gap, Holding holding) {
        double value = Math.abs(gap.toDouble()) * holding.mark();
        return value >= rules.minTradeNotional() && value > band;
    }

    /** Empty when the order that rests is just that. */
    private Optional<OrderIntent> order(Holding holding, Side side, Quantity quantity, Optional<Order> resting) {
        NewOrder order = OrderIntent.market(holding.instrument(), side, quantity)
                .withTimeInForce(rules.style().timeInForce())
                .withTag(SignalProcessor.TAG);
        if (rules.style().type() == OrderType.MARKET) {
            return Optional.of(order);
        }
        Price limit = limit(holding.instrument(), side, holding.mark());
        return resting.isEmpty()
                ? Optional.of(order.atLimit(limit))
                : replacement(resting.orElseThrow(), quantity, limit);
    }

    private static Optional<OrderIntent> replacement(Order resting, Quantity quantity, Price limit) {
        boolean same = resting.leavesQty().equals(quantity)
                && resting.price().filter(limit::equals).isPresent();
        return same
                ? Optional.empty()
                : Optional.of(OrderIntent.replace(resting)
                        .withLimit(limit)
                        .withQuantity(resting.cumQty().plus(quantity)));
    }

    /** To the nearest tick; what would be no price is one tick. */
    private Price limit(Instrument instrument, Side side, double mark) {
        double offset = rules.style().limitOffset();
        Price price = instrument.price(mark * (side == Side.BUY ? 1 + offset : 1 - offset));
        return price.signum() <= 0 ? instrument.tickSize() : price;
    }
}
