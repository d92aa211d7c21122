package io.strategysdk.backtest.execution;

import java.math.BigDecimal;

/**
 * A rate that holds from some volume of the month on.
 *
 * @param from shares or contracts of the month above which it holds; 0 for the first tier
 * @param perShare fee of each share above it, in the instrument's currency
 */
public record CommissionTier(BigDecimal from, BigDecimal perShare) {
    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public CommissionTier {
        if (from.signum() < 0 || perShare.signum() < 0) {
            throw new IllegalArgumentException("start and rate of a commission tier must not be negative, were "
                    + from.toPlainString() + " and " + perShare.toPlainString());
        }
    }

    /**
     * A tier.
     *
     * @param from decimal text, shares of the month
     * @param perShare decimal text
     * @throws IllegalArgumentException when one is no decimal number, or negative
     */
    public static CommissionTier of(String from, String perShare) {
        return new CommissionTier(
                ModelWords.amount("commission tier from", from),
                ModelWords.amount("commission per share of a tier", perShare));
    }
}
