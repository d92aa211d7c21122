package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;

/**
 * What an order costs in fees (EXE-012), as a function of all that it has filled: the fee of a fill is what the total
 * grows by, so that minimums and maximums count once per order. A pure function, exact; amounts in the instrument's
 * currency. A text that is no decimal number, or negative, is an IllegalArgumentException.
 */
@FunctionalInterface
public interface CommissionModel {
    /** No fees. */
    CommissionModel NONE = (side, quantity, value) -> BigDecimal.ZERO;

    /**
     * Fees of an order so far.
     *
     * @param side which side the order is on
     * @param quantity filled so far, positive
     * @param value what was filled so far is worth at its prices, positive
     * @return not negative, and not less than for a smaller part of the same order
     */
    BigDecimal total(Side side, Quantity quantity, BigDecimal value);

    /**
     * These fees in words, for reports: {@code 0.005 per share, at least 1, at most 1 %}. A model of one's own is called
     * by its {@code toString}, or by its class where it has none of its own.
     */
    default String describe() {
        return this == NONE ? "none" : ModelWords.ofOwn(this);
    }

    /**
     * So much for each share or contract.
     *
     * @param perShare decimal text, not negative
     */
    static CommissionModel perShare(String perShare) {
        BigDecimal rate = amount("per share", perShare);
        return new DescribedCommission(
                ModelWords.number(rate) + " per share",
                (side, quantity, value) -> quantity.toBigDecimal().multiply(rate));
    }

    /**
     * A percentage of the value.
     *
     * @param percent decimal text, not negative; {@code "0.1"} is a tenth of a percent
     */
    static CommissionModel percent(String percent) {
        BigDecimal rate = amount("percent", percent).movePointLeft(2);
        return new DescribedCommission(
                ModelWords.percent(rate) + " of the value", (side, quantity, value) -> value.multiply(rate));
    }

    /**
     * So much for each order.
     *
     * @param perOrder decimal text, not negative
     */
    static CommissionModel perOrder(String perOrder) {
        BigDecimal fee = amount("per order", perOrder);
        return new DescribedCommission(ModelWords.number(fee) + " per order", (side, quantity, value) -> fee);
    }

    /**
     * This, but at least so much for an order.
     *
     * @param minimum decimal text, not negative
     */
    default CommissionModel withMinimum(String minimum) {
        BigDecimal least = amount("minimum", minimum);
        String words = least.signum() == 0 ? describe() : describe() + ", at least " + ModelWords.number(least);
        return new DescribedCommission(
                words, (side, quantity, value) -> total(side, quantity, value).max(least));
    }

    /**
     * This, but at most a percentage of the value.
     *
     * @param percent decimal text, not negative
     */
    default CommissionModel withMaximumPercent(String percent) {
        BigDecimal rate = amount("maximum percent", percent).movePointLeft(2);
        return new DescribedCommission(
                describe() + ", at most " + ModelWords.percent(rate),
                (side, quantity, value) -> total(side, quantity, value).min(value.multiply(rate)));
    }

    private static BigDecimal amount(String what, String decimal) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(decimal);
        } catch (NumberFormatException notDecimal) {
            throw new IllegalArgumentException(
                    "commission " + what + " must be a decimal number such as 0.005, was '" + decimal + "'",
                    notDecimal);
        }
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("commission " + what + " must not be negative, was " + decimal);
        }
        return amount;
    }
}
