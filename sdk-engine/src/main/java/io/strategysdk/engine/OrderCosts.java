package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.LongPredicate;

/** What orders are expected to cost. */
final class OrderCosts {
    private final Execution execution;

    OrderCosts(Execution execution) {
        this.execution = execution;
    }

    /** Price that an order is expected to cost at most: its limit, a stop above the market, else the market's. */
    static long reference(WorkingOrder order, BookPosition position) {
        return switch (order.type()) {
            case LIMIT, STOP_LIMIT -> order.limit();
            case STOP, TRAILING_STOP -> Math.max(order.stop(), position.priceFor(order.sign()));
            case MARKET -> position.priceFor(order.sign());
        };
    }

    /**
     * Price at which limits value an order: the reference, and of a sale at least what the market pays, since its limit is
     * the lowest price that it accepts.
     */
    static long valuation(WorkingOrder order, BookPosition position, long reference) {
        boolean isReference = order.sign() > 0 || order.type() == OrderType.MARKET;
        return isReference ? reference : Math.max(reference, position.priceFor(order.sign()));
    }

    /** Fee in cash units. */
    long fee(WorkingOrder order, long quantity, long price) {
        return execution.fee(order, quantity, price);
    }

    /** Value and fee in cash units. */
    long total(Desk desk, WorkingOrder order, long quantity, long price) {
        long value = desk.book.at(order.instrumentIndex()).notional(quantity, price);
        return Math.addExact(value, fee(order, quantity, price));
    }

    /** Most units, in whole lots and up to a bound, that pass a test that all smaller ones pass, too. */
    static long most(WorkingOrder order, long bound, LongPredicate passes) {
        long lot = order.instrument().lotSize().units();
        long low = 0;
        long high = bound / lot;
        while (low < high) {
            long lots = low + (high - low + 1) / 2;
            if (passes.test(lots * lot)) {
                low = lots;
            } else {
                high = lots - 1;
            }
        }
        return low * lot;
    }

    /** Amount of an order by amount in cash units, toward zero. */
    static long amount(WorkingOrder order, Book book) {
        return order.request()
                .cashOrderQty()
                .orElseThrow()
                .setScale(book.cashScale(), RoundingMode.DOWN)
                .unscaledValue()
                .longValueExact();
    }

    /** Whole lots at the market's price that make up what is left of an order's amount. */
    static long unitsLeft(Book book, WorkingOrder order) {
        BigDecimal spent = BigDecimal.valueOf(order.cumValue(), book.cashScale());
        return unitsFor(
                order, order.request().cashOrderQty().orElseThrow().subtract(spent), book.at(order.instrumentIndex()));
    }

    /** Whole lots that an amount buys at the market's price. */
    static long unitsFor(WorkingOrder order, BigDecimal amount, BookPosition position) {
        Instrument instrument = order.instrument();
        BigDecimal price = BigDecimal.valueOf(position.priceFor(order.sign()), instrument.priceScale());
        BigDecimal lots =
                amount.divideToIntegralValue(price.multiply(instrument.lotSize().toBigDecimal()));
        return lots.multiply(BigDecimal.valueOf(instrument.lotSize().units()))
                .min(instrument.maxOrderQty().toBigDecimal().movePointRight(instrument.quantityScale()))
                .longValue();
    }

    /** The same digits on every version of Java, which write doubles in their own ways. */
    static String text(double value) {
        return text(value, MathContext.DECIMAL64);
    }

    /** The same with so many digits; what is no number, or infinite, by its name. */
    static String text(double value, MathContext digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** Its limit, in the instrument's currency. */
    static Price limit(WorkingOrder order) {
        return new Price(order.limit(), order.instrument().priceScale());
    }

    static String money(Book book, long units) {
        return BigDecimal.valueOf(units, book.cashScale())
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
