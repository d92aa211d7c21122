package io.strategysdk.backtest.execution;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an order costs in fees (EXE-012), as a function of all that it has traded: the fee of a fill is what the total
 * grows by, so that minimums and maximums count once per order. A pure function, exact; amounts in the instrument's
 * currency. What the account has traded before comes with each trade. A text that is no decimal number, or negative, is
 * an IllegalArgumentException.
 */
@FunctionalInterface
public interface CommissionModel {
    /** No fees. */
    CommissionModel NONE = order -> BigDecimal.ZERO;

    /**
     * Fees of an order so far.
     *
     * @param order what it has traded so far
     * @return not negative, and not less than for fewer trades of the same order
     */
    BigDecimal total(TradedOrder order);

    /**
     * These fees in words, for reports: {@code 0.005 per share, at least 1, at most 1 %}. A model of one's own is called
     * by its {@code toString}, or by its class where it has none of its own.
     */
    default String describe() {
        return this == NONE ? "none" : ModelWords.ofOwn(this);
    }

    /**
     * So much for each share or contract: quantity × rate.
     *
     * @param perShare decimal text, not negative
     */
    static CommissionModel perShare(String perShare) {
        BigDecimal rate = ModelWords.amount("commission per share", perShare);
        return new DescribedCommission(
                ModelWords.number(rate) + " per share",
                order -> order.quantity().toBigDecimal().multiply(rate));
    }

    /**
     * A percentage of the value: value × rate.
     *
     * @param percent decimal text, not negative; {@code "0.1"} is a tenth of a percent
     */
    static CommissionModel percent(String percent) {
        BigDecimal rate = ModelWords.amount("commission percent", percent).movePointLeft(2);
        return new DescribedCommission(
                ModelWords.percent(rate) + " of the value",
                order -> order.value().multiply(rate));
    }

    /**
     * So much for each order that fills.
     *
     * @param perOrder decimal text, not negative
     */
    static CommissionModel perOrder(String perOrder) {
        BigDecimal fee = ModelWords.amount("commission per order", perOrder);
        return new DescribedCommission(ModelWords.number(fee) + " per order", order -> fee);
    }

    /**
     * So much for each share, by what the account has traded in the calendar month: each share at the rate of the tier
     * that it falls into, Σ rate × (shares of the trade in the tier). The month and not the order decides, because that
     * is how brokers publish their tiers; a trade across an edge pays both rates.
     *
     * @param tiers the first from 0, each next from more
     * @throws IllegalArgumentException when they are not
     */
    static CommissionModel tiered(CommissionTier... tiers) {
        return new TieredFees(List.of(tiers));
    }

    /**
     * Interactive Brokers' fixed schedule for shares in the United States: 0.005 per share, at least 1 and at most 0.5 %
     * of the value, which beats the minimum. Fees of regulators come on top: {@link #plus} {@link #usRegulatory}. Source:
     * interactivebrokers.com, commissions for stocks; the broker has raised the maximum to 1 % since, for which there is
     * {@link #interactiveBrokersFixed(String)}.
     */
    static CommissionModel interactiveBrokersFixed() {
        return interactiveBrokersFixed("0.5");
    }

    /**
     * Interactive Brokers' fixed schedule with another maximum.
     *
     * @param maximumPercent of the value, decimal text, not negative
     */
    static CommissionModel interactiveBrokersFixed(String maximumPercent) {
        return perShare("0.005").withMinimum("1").withMaximumPercent(maximumPercent);
    }

    /**
     * Interactive Brokers' tiered schedule for shares in the United States: 0.0035 per share up to 300,000 shares of the
     * month, 0.002 up to 3 million, 0.0015 up to 20 million, 0.001 up to 100 million, 0.0005 above; at least 0.35 and at
     * most 0.5 % of the value. What exchanges, clearing and regulators charge on top is not in it. Source:
     * interactivebrokers.com, commissions for stocks; the broker has raised the maximum to 1 % since, for which there is
     * {@link #interactiveBrokersTiered(String)}.
     */
    static CommissionModel interactiveBrokersTiered() {
        return interactiveBrokersTiered("0.5");
    }

    /**
     * Interactive Brokers' tiered schedule with another maximum.
     *
     * @param maximumPercent of the value, decimal text, not negative
     */
    static CommissionModel interactiveBrokersTiered(String maximumPercent) {
        return tiered(
                        CommissionTier.of("0", "0.0035"),
                        CommissionTier.of("300000", "0.002"),
                        CommissionTier.of("3000000", "0.0015"),
                        CommissionTier.of("20000000", "0.001"),
                        CommissionTier.of("100000000", "0.0005"))
                .withMinimum("0.35")
                .withMaximumPercent(maximumPercent);
    }

    /**
     * What regulators of the United States charge on shares in dollars, by date: the SEC's section 31 fee on the value of
     * sales, FINRA's trading activity fee on shares sold, with its maximum per trade, and the consolidated audit trail's
     * on shares bought and sold. Each is added up over the account's day and rounded up to the cent. Tables reach from
     * 2012 to April 2026; before and after, their first and last rates hold. A trade that the maximum cuts counts in full
     * where the day's sum is rounded, which moves a later trade by a cent at most. Sources are with the tables.
     */
    static CommissionModel usRegulatory() {
        return RegulatoryFees.INSTANCE;
    }

    /**
     * Alpaca's schedule: {@linkplain #usRegulatory regulators' fees} on shares in dollars; for crypto 0.15 % of the value
     * where an order makes and 0.25 % where it takes liquidity, falling in eight tiers to 0 and 0.10 % from 100 million
     * dollars of crypto in the thirty days before; nothing on anything else. Fees are charged in cash, where Alpaca takes
     * those of a purchase of crypto from the coins. Source: alpaca.markets/support/crypto-maker-taker-gmt-faq, in force
     * since 2023-03-13, here for all dates.
     */
    static CommissionModel alpaca() {
        return AlpacaFees.INSTANCE;
    }

    /**
     * This, but at least so much for an order.
     *
     * @param minimum decimal text, not negative
     */
    default CommissionModel withMinimum(String minimum) {
        BigDecimal least = ModelWords.amount("commission minimum", minimum);
        String words = least.signum() == 0 ? describe() : describe() + ", at least " + ModelWords.number(least);
        return new DescribedCommission(words, order -> total(order).max(least));
    }

    /**
     * This, but at most a percentage of the value.
     *
     * @param percent decimal text, not negative
     */
    default CommissionModel withMaximumPercent(String percent) {
        BigDecimal rate =
                ModelWords.amount("commission maximum percent", percent).movePointLeft(2);
        return new DescribedCommission(
                describe() + ", at most " + ModelWords.percent(rate),
                order -> total(order).min(order.value().multiply(rate)));
    }

    /** Both fees together. Minimum and maximum of either are its own; those of the sum are set on the sum. */
    default CommissionModel plus(CommissionModel other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return new DescribedCommission(
                ModelWords.sum(describe(), other.describe()),
                order -> total(order).add(other.total(order)));
    }
}
