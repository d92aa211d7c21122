package io.strategysdk.engine.execution;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A broker's execution in the units of the order that it is of.
 *
 * @param quantity units, positive
 * @param price units, positive
 * @param fee cash units; negative when it is a rebate
 * @param isRounded whether price or fee had more decimals than are counted: rounded half-even
 */
record Executed(long quantity, long price, long fee, boolean isRounded) {
    /**
     * Checks an execution against its order.
     *
     * @throws IllegalArgumentException when it cannot be one of this order
     * @throws ArithmeticException when its quantity, price or fee cannot be counted
     */
    static Executed of(Fill fill, WorkingOrder order) {
        Instrument own = order.instrument();
        Instrument told = fill.instrument();
        require(told.symbol().equals(own.symbol()), "instrument", own, told);
        require(told.currency().equals(own.currency()), "currency", own.currency(), told.currency());
        require(fill.side() == order.side(), "side", order.side(), fill.side());
        BigDecimal price = fill.lastPx().toBigDecimal();
        BigDecimal counted = price.setScale(own.priceScale(), RoundingMode.HALF_EVEN);
        BigDecimal fee = fill.fee().setScale(Scales.cashScale(own.currency()), RoundingMode.HALF_EVEN);
        if (counted.signum() <= 0) {
            throw new IllegalArgumentException("price must be positive, was " + price.toPlainString());
        }
        return new Executed(
                fill.lastQty().unitsAt(own.quantityScale()),
                units("price", counted),
                units("fee", fee),
                counted.compareTo(price) != 0 || fee.compareTo(fill.fee()) != 0);
    }

    private static void require(boolean isTrue, String what, Object own, Object told) {
        if (!isTrue) {
            throw new IllegalArgumentException(what + " must be the order's " + own + ", was " + told);
        }
    }

    private static long units(String what, BigDecimal value) {
        if (value.unscaledValue().bitLength() >= Long.SIZE) {
            throw new ArithmeticException(
                    what + " must fit 64 bits at " + value.scale() + " decimals, was " + value.toPlainString());
        }
        return value.unscaledValue().longValue();
    }
}
