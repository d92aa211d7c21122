package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Turns what a strategy wants to hold into market orders for what is missing. */
final class Targets {
    /** Doubles count whole units exactly up to here. */
    private static final double LARGEST_QUANTITY = 9e15;

    private final Run run;
    private final OrderEntry entry;
    private final AccountRules.Weights weights;
    private final double invested;

    Targets(Run run, OrderEntry entry) {
        this.run = run;
        this.entry = entry;
        weights = run.accountRules.weights();
        invested = weights.invested();
    }

    void quantity(Desk desk, OrderIntent.TargetQuantity target) {
        int number = run.instruments.find(target.instrument());
        if (number < 0) {
            entry.refuseStranger(
                    desk,
                    OrderIntent.buy(target.instrument(), target.instrument().lotSize()));
            return;
        }
        long delta;
        try {
            long units = target.quantity().unitsAt(run.instruments.get(number).quantityScale());
            delta = Math.negateExact(Math.subtractExact(expectedUnits(desk, number), units));
        } catch (ArithmeticException tooLarge) {
            refuse(
                    desk,
                    target.instrument(),
                    target.quantity().signum(),
                    "a target must be countable from what is held and on its way, was " + target.quantity() + " ("
                            + target.instrument() + ")");
            return;
        }
        entry.market(desk, number, delta, false);
    }

    /** Sells first, then buys cut to what fits, both in the run's order of instruments. */
    void weights(Desk desk, Map<Instrument, Double> wanted) {
        Optional<Instrument> stranger = firstStranger(wanted);
        if (stranger.isPresent()) {
            Instrument instrument = stranger.orElseThrow();
            entry.refuseStranger(desk, OrderIntent.buy(instrument, instrument.lotSize()));
            return;
        }
        long[] deltas = new long[run.instruments.size()];
        for (int number = 0; number < deltas.length; number++) {
            Instrument instrument = run.instruments.get(number);
            Double weight = wanted.get(instrument);
            if (weight != null) {
                long expected = expectedUnits(desk, number);
                double way = weight == 0 ? 0 : toward(desk, number, weight, expected);
                if (isTooLarge(desk, number, weight, way)) {
                    refuseTooLarge(desk, instrument, weight);
                    return;
                }
                deltas[number] = delta(desk, number, weight, expected, way);
            }
        }
        for (int number = 0; number < deltas.length; number++) {
            if (deltas[number] < 0) {
                entry.market(desk, number, deltas[number], false);
            }
        }
        for (int number = 0; number < deltas.length; number++) {
            if (deltas[number] > 0) {
                entry.market(desk, number, deltas[number], true);
            }
        }
    }

    /** What will be held when the orders at market have filled; those of an amount count what it buys at the mark. */
    private static long expectedUnits(Desk desk, int number) {
        BookPosition position = desk.book.at(number);
        long expected = position.expectedUnits();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == number
                    && order.isByAmount()
                    && order.status() != OrderStatus.PENDING_CANCEL) {
                long units = OrderCosts.unitsLeft(desk.book, order);
                expected = Math.addExact(expected, order.sign() * units);
            }
        }
        return expected;
    }

    /** Signed size from what will be held to a weight, the nearest double; NaN without a mark. */
    private double toward(Desk desk, int number, double weight, long expected) {
        double mark = desk.book.at(number).mark();
        double size = Scales.nearest(expected, run.instruments.get(number).quantityScale());
        return (weight * invested * desk.book.equity() - size * mark) / mark;
    }

    /** Whether a weight asks for more units, or units further from what is there, than a double counts. */
    private boolean isTooLarge(Desk desk, int number, double weight, double way) {
        if (weight == 0) {
            return false;
        }
        double power = Scales.power(run.instruments.get(number).quantityScale());
        double target = weight * desk.book.equity() / desk.book.at(number).mark();
        return Math.max(Math.abs(target), Math.abs(way)) * power >= LARGEST_QUANTITY;
    }

    private void refuseTooLarge(Desk desk, Instrument instrument, double weight) {
        refuse(
                desk,
                instrument,
                weight,
                "a weight must ask for a quantity below " + (long) LARGEST_QUANTITY + " steps of 1e-"
                        + instrument.quantityScale() + ", was weight " + OrderCosts.text(weight) + " (" + instrument
                        + ")");
    }

    /** A target is no order: the refusal is that of one lot toward it. */
    private void refuse(Desk desk, Instrument instrument, double sign, String text) {
        entry.refuseTarget(
                desk, OrderIntent.market(instrument, sign > 0 ? Side.BUY : Side.SELL, instrument.lotSize()), text);
    }

    /** The map's own order is another one in each process. */
    private Optional<Instrument> firstStranger(Map<Instrument, Double> wanted) {
        return wanted.keySet().stream()
                .filter(instrument -> run.instruments.find(instrument) < 0)
                .min(Comparator.comparing(Instrument::symbol));
    }

    /** Signed quantity toward a weight, toward zero to the lot; without a mark one lot, which is refused. */
    private long delta(Desk desk, int number, double weight, long expected, double way) {
        Instrument instrument = run.instruments.get(number);
        if (Double.isNaN(desk.book.at(number).mark())) {
            return (long) Math.signum(weight) * instrument.lotSize().units();
        }
        if (weight == 0) {
            return -expected;
        }
        long units = instrument.quantity(way).unitsAt(instrument.quantityScale());
        boolean isAway = Math.abs(expected + units) > Math.abs(expected);
        return weights.feesInside() && isAway ? insideOf(desk, number, weight, expected, units) : units;
    }

    /** As much of an order away from zero as leaves room for its fee in the weight. */
    private long insideOf(Desk desk, int number, double weight, long expected, long units) {
        Instrument instrument = run.instruments.get(number);
        BookPosition position = desk.book.at(number);
        int sign = Long.signum(units);
        WorkingOrder order = new WorkingOrder(
                desk, desk.name, 0, number, instrument, sign > 0 ? Side.BUY : Side.SELL, Math.abs(units), null);
        long price = position.priceFor(sign);
        double room = Math.abs(weight) * invested * desk.book.equity();
        double quantityPower = Scales.power(instrument.quantityScale());
        double cashPower = Scales.power(desk.book.cashScale());
        return sign
                * OrderCosts.most(order, Math.abs(units), some -> {
                    double value = Math.abs(expected + sign * some) / quantityPower * position.mark();
                    double fee = run.execution.fee(order, some, price) / cashPower;
                    return value + fee * Math.abs(weight) <= room;
                });
    }
}
