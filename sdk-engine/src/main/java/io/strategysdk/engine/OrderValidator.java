package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Checks every order before it leaves (EXE-002), in a cash account: nothing is sold short, and cash is set aside for
 * every open order. A refusal is a value, never an exception; its text is made only when there is one.
 */
final class OrderValidator {
    /** Doubles of equal exact values may differ in the last bits. */
    private static final double SLACK = 1 + 1e-12;

    private final Steps steps;
    private final double[] marks;
    private final Execution execution;

    /** Why an order must not leave. */
    record Refusal(RejectReason reason, String text) {}

    OrderValidator(Steps steps, double[] marks, Execution execution) {
        this.steps = steps;
        this.marks = marks;
        this.execution = execution;
    }

    /** Sets aside what the order may cost, or says why it must not leave. */
    @Nullable
    Refusal admit(Desk desk, WorkingOrder order) {
        if (desk.stopped) {
            return refuse(RejectReason.STRATEGY_STOPPED, "orders of a stopped strategy must not leave", order);
        }
        if (desk.countOrder(steps.number) > desk.limits.maxOrdersPerStep()) {
            return refuse(
                    RejectReason.ORDER_RATE,
                    "orders in one step must not exceed " + desk.limits.maxOrdersPerStep(),
                    order);
        }
        if (order.expiry() <= steps.epochNanos) {
            return refuse(RejectReason.MARKET_CLOSED, "expiry must lie in the future", order);
        }
        BookPosition position = desk.book.at(order.instrumentIndex());
        if (Double.isNaN(marks[order.instrumentIndex()])) {
            return refuse(RejectReason.NO_PRICE, "there must have been a price before an order", order);
        }
        try {
            return order.orderQty() == 0 ? admitNotional(desk, order) : admitQuantity(desk, order, position);
        } catch (ArithmeticException tooLarge) {
            return refuse(RejectReason.QUANTITY_LIMIT, String.valueOf(tooLarge.getMessage()), order);
        }
    }

    /** Admits two orders of which one cancels the other: only the dearer one sets cash or holdings aside. */
    @Nullable
    Refusal admitPair(Desk desk, WorkingOrder first, WorkingOrder second) {
        Refusal refusal = admit(desk, first);
        if (refusal != null) {
            return refusal;
        }
        long reserved = first.reserved();
        desk.book.reserve(-reserved);
        refusal = admit(desk, second);
        if (refusal != null) {
            first.reserve(0);
            return refusal;
        }
        WorkingOrder cheaper = second.reserved() > reserved ? first : second;
        desk.book.reserve(Math.max(reserved, second.reserved()) - second.reserved());
        cheaper.reserve(0);
        return null;
    }

    private @Nullable Refusal admitQuantity(Desk desk, WorkingOrder order, BookPosition position) {
        long price = reference(order, position);
        Refusal refusal = checkQuantity(order, order.orderQty());
        if (refusal == null) {
            refusal = order.side() == Side.SELL
                    ? checkSell(desk, position, order, price)
                    : checkBuy(desk, position, order, price, order.leavesQty());
        }
        return refusal;
    }

    /**
     * Admits a replacement of a working order, whose reservation is given back first. Until the answer is there, either
     * may fill: what the dearer one needs is set aside.
     */
    @Nullable
    Refusal admitReplacement(Desk desk, WorkingOrder order, WorkingOrder asked) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        Refusal refusal = checkQuantity(order, asked.orderQty());
        if (refusal != null) {
            return refusal;
        }
        long leaves = asked.orderQty() - order.cumQty();
        desk.book.reserve(-order.reserved());
        position.working(order.sign(), -order.counted(), false);
        try {
            refusal = order.side() == Side.SELL
                    ? checkHoldings(desk, position, order, leaves)
                    : checkBuy(desk, position, asked, reference(asked, position), leaves);
        } catch (ArithmeticException tooLarge) {
            refusal = refuse(RejectReason.QUANTITY_LIMIT, String.valueOf(tooLarge.getMessage()), order);
        }
        position.working(order.sign(), order.counted(), false);
        desk.book.reserve(order.reserved());
        if (refusal == null) {
            desk.book.reserve(-Math.min(order.reserved(), asked.reserved()));
            order.reserve(Math.max(order.reserved(), asked.reserved()));
        }
        return refusal;
    }

    /** What an order may cost as it is. */
    long mostCost(WorkingOrder order, BookPosition position) {
        if (order.isByAmount()) {
            return order.reserved();
        }
        return order.side() == Side.SELL ? 0 : cost(order, position, order.leavesQty(), reference(order, position));
    }

    /** Largest quantity up to a bound that cash pays for, fees included, in whole lots. */
    long affordable(WorkingOrder order, BookPosition position, long bound, long price, long cash) {
        long lot = order.instrument().lotSize().units();
        long low = 0;
        long high = bound / lot;
        while (low < high) {
            long lots = low + (high - low + 1) / 2;
            if (cost(order, position, lots * lot, price) <= cash) {
                low = lots;
            } else {
                high = lots - 1;
            }
        }
        return low * lot;
    }

    long cost(WorkingOrder order, BookPosition position, long quantity, long price) {
        return Math.addExact(position.notional(quantity, price), execution.fee(order, quantity, price));
    }

    /** Price that an order is expected to cost at most: its limit, a stop above the mark, else the mark. */
    static long reference(WorkingOrder order, BookPosition position) {
        return switch (order.type()) {
            case LIMIT, STOP_LIMIT -> order.limit();
            case STOP -> Math.max(order.stop(), position.markUnits());
            default -> position.markUnits();
        };
    }

    private @Nullable Refusal checkQuantity(WorkingOrder order, long quantity) {
        Instrument instrument = order.instrument();
        Quantity exact = new Quantity(quantity, instrument.quantityScale());
        long lot = instrument.lotSize().units();
        if (lot != 1 && quantity % lot != 0) {
            return refuse(
                    RejectReason.LOT_OR_TICK,
                    "quantity must be a multiple of the lot size " + instrument.lotSize() + ", was " + exact,
                    order);
        }
        if (exact.compareTo(instrument.maxOrderQty()) > 0) {
            return refuse(
                    RejectReason.QUANTITY_LIMIT,
                    "quantity must not exceed " + instrument.maxOrderQty() + ", was " + exact,
                    order);
        }
        return null;
    }

    private @Nullable Refusal checkSell(Desk desk, BookPosition position, WorkingOrder order, long price) {
        Refusal refusal = checkHoldings(desk, position, order, order.leavesQty());
        if (refusal == null && order.type() == OrderType.MARKET) {
            long proceeds = position.notional(order.leavesQty(), price);
            long fee = execution.fee(order, order.leavesQty(), price);
            desk.expectProceeds(steps.number, Math.max(0, proceeds - fee));
        }
        return refusal;
    }

    /** What is held less what other open sells may take: by amount at the mark, under replacement the larger of the two. */
    private static long free(Desk desk, BookPosition position, WorkingOrder asking) {
        long free = position.units() - position.workingSells();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.side() == Side.SELL
                    && order.instrumentIndex() == asking.instrumentIndex()
                    && order.sequence() != asking.sequence()
                    && order.status() != OrderStatus.PENDING_CANCEL) {
                free -= order.isByAmount() ? unitsLeft(desk.book, order, position) : order.askedMore();
            }
        }
        return free;
    }

    /** Whole lots at the mark that make up what is left of an order's amount. */
    static long unitsLeft(Book book, WorkingOrder order, BookPosition position) {
        BigDecimal spent = BigDecimal.valueOf(order.cumValue(), book.cashScale());
        return quantityFor(order, order.request().cashOrderQty().orElseThrow().subtract(spent), position);
    }

    private @Nullable Refusal checkHoldings(Desk desk, BookPosition position, WorkingOrder order, long quantity) {
        long free = free(desk, position, order);
        if (quantity <= free) {
            return null;
        }
        int scale = order.instrument().quantityScale();
        return refuse(
                order.isReduceOnly() ? RejectReason.NOTHING_TO_REDUCE : RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells, open sells included: free are " + new Quantity(free, scale)
                        + ", was " + new Quantity(quantity, scale),
                order);
    }

    private @Nullable Refusal checkBuy(
            Desk desk, BookPosition position, WorkingOrder order, long price, long quantity) {
        if (order.isReduceOnly()) {
            return nothingToReduce(order);
        }
        Book book = desk.book;
        position.requireCountable(quantity);
        long available = Math.addExact(book.availableUnits(), desk.proceeds(steps.number));
        long need = cost(order, position, quantity, price);
        if (need > available && order.shrinksToFit()) {
            long fits = affordable(order, position, quantity, price, available);
            if (fits > 0) {
                order.cutTo(order.cumQty() + fits);
                return checkBuy(desk, position, order, price, fits);
            }
        }
        if (need > available) {
            return refuse(
                    RejectReason.BUYING_POWER,
                    "cost " + money(book, need) + " must fit what is free of cash, " + money(book, available),
                    order);
        }
        Refusal refusal = checkLimits(desk, order, position, position.notional(quantity, price));
        if (refusal == null) {
            order.reserve(need);
            book.reserve(need);
        }
        return refusal;
    }

    private static Refusal nothingToReduce(WorkingOrder order) {
        return refuse(
                RejectReason.NOTHING_TO_REDUCE, "a buy must have a short position to reduce, there is none", order);
    }

    /**
     * The order at its own value in cash units; what is held, and all other open buys that name a quantity, at the mark:
     * an order far from the market makes no position smaller.
     */
    private @Nullable Refusal checkLimits(Desk desk, WorkingOrder order, BookPosition position, long valueUnits) {
        RiskLimits limits = desk.limits;
        if (!desk.isLimited) {
            return null;
        }
        Book book = desk.book;
        double value = valueUnits / book.cashUnit();
        if (value < limits.minOrderNotional()) {
            return refuse(
                    RejectReason.QUANTITY_LIMIT,
                    "order value must be at least " + text(limits.minOrderNotional()) + ", was " + text(value),
                    order);
        }
        if (value > limits.maxOrderNotional()) {
            return refuse(
                    RejectReason.QUANTITY_LIMIT,
                    "order value must be at most " + text(limits.maxOrderNotional()) + ", was " + text(value),
                    order);
        }
        long others = Math.addExact(position.boughtUnits(), desk.openAmounts(order.instrumentIndex()));
        double held = Math.addExact(others, valueUnits) / book.cashUnit();
        if (held > limits.maxPositionWeight() * book.equity() * SLACK) {
            return refuse(
                    RejectReason.POSITION_LIMIT,
                    "position must not exceed " + text(limits.maxPositionWeight()) + " of equity " + text(book.equity())
                            + ", would be " + text(held),
                    order);
        }
        double gross = book.grossExposure() + book.reservedUnits() / book.cashUnit() + value;
        if (gross > limits.maxLeverage() * book.equity() * SLACK) {
            return refuse(
                    RejectReason.LEVERAGE_LIMIT,
                    "positions and open orders must not exceed " + text(limits.maxLeverage()) + " times equity "
                            + text(book.equity()) + ", would be " + text(gross),
                    order);
        }
        return null;
    }

    /** A notional buy sets its amount and its fee aside; a notional sale must be covered by what is held at the mark. */
    private @Nullable Refusal admitNotional(Desk desk, WorkingOrder order) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        long price = position.markUnits();
        BigDecimal amount = order.request().cashOrderQty().orElseThrow();
        long units = amount.setScale(desk.book.cashScale(), RoundingMode.DOWN)
                .unscaledValue()
                .longValueExact();
        if (order.side() == Side.SELL) {
            long free = free(desk, position, order);
            return position.notional(free, price) >= units
                    ? null
                    : refuse(
                            RejectReason.SHORT_NOT_ALLOWED,
                            "a cash account must hold what it sells: free are "
                                    + money(desk.book, position.notional(free, price)) + ", was "
                                    + amount.toPlainString(),
                            order);
        }
        if (order.isReduceOnly()) {
            return nothingToReduce(order);
        }
        long available = Math.addExact(desk.book.availableUnits(), desk.proceeds(steps.number));
        long need = Math.addExact(units, execution.fee(order, quantityFor(order, amount, position), price));
        if (need > available) {
            return refuse(
                    RejectReason.BUYING_POWER,
                    "cost " + money(desk.book, need) + " must fit what is free of cash, " + money(desk.book, available),
                    order);
        }
        Refusal refusal = checkLimits(desk, order, position, units);
        if (refusal == null) {
            order.reserve(need);
            desk.book.reserve(need);
        }
        return refusal;
    }

    /** Whole lots that an amount buys at the mark. */
    static long quantityFor(WorkingOrder order, BigDecimal amount, BookPosition position) {
        Instrument instrument = order.instrument();
        BigDecimal mark = BigDecimal.valueOf(position.markUnits(), instrument.priceScale());
        BigDecimal lots =
                amount.divideToIntegralValue(mark.multiply(instrument.lotSize().toBigDecimal()));
        return lots.multiply(BigDecimal.valueOf(instrument.lotSize().units()))
                .min(instrument.maxOrderQty().toBigDecimal().movePointRight(instrument.quantityScale()))
                .longValue();
    }

    /** The same digits on every version of Java, which write doubles in their own ways. */
    static String text(double value) {
        return new BigDecimal(value)
                .round(MathContext.DECIMAL64)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String money(Book book, long units) {
        return BigDecimal.valueOf(units, book.cashScale())
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static Refusal refuse(RejectReason reason, String text, WorkingOrder order) {
        return new Refusal(reason, text + " (" + order.instrument() + ", order " + order.id() + ")");
    }
}
