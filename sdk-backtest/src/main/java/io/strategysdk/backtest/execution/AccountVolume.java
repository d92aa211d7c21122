package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;

/**
 * What an account had traded before a trade, all strategies together, in instruments of the trade's asset class and
 * since the run began. Quantities are shares, coins or contracts; values are in the run's currency.
 *
 * @param quantityThisMonth bought and sold in the trade's calendar month
 * @param valueInThirtyDays bought and sold on the thirty days before the trade's day, that day left out
 * @param quantityToday bought and sold on the trade's day
 * @param soldToday sold on the trade's day
 * @param soldValueToday what was sold on the trade's day is worth
 */
public record AccountVolume(
        BigDecimal quantityThisMonth,
        BigDecimal valueInThirtyDays,
        BigDecimal quantityToday,
        BigDecimal soldToday,
        BigDecimal soldValueToday) {
    /** Nothing. */
    public static final AccountVolume NONE =
            new AccountVolume(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public AccountVolume {
        requireNotNegative("quantity of the month", quantityThisMonth);
        requireNotNegative("value of thirty days", valueInThirtyDays);
        requireNotNegative("quantity of the day", quantityToday);
        requireNotNegative("quantity sold on the day", soldToday);
        requireNotNegative("value sold on the day", soldValueToday);
    }

    /** After one more trade on the same day. */
    AccountVolume plus(Side side, BigDecimal quantity, BigDecimal value) {
        boolean sells = side == Side.SELL;
        return new AccountVolume(
                quantityThisMonth.add(quantity),
                valueInThirtyDays,
                quantityToday.add(quantity),
                sells ? soldToday.add(quantity) : soldToday,
                sells ? soldValueToday.add(value) : soldValueToday);
    }

    private static void requireNotNegative(String what, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(what + " must not be negative, was " + amount.toPlainString());
        }
    }
}
