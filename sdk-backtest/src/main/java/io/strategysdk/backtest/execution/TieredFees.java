package io.strategysdk.backtest.execution;

import java.math.BigDecimal;
import java.util.List;

/** Each share at the rate of the tier that it falls into, counted from the account's first of the month. */
final class TieredFees implements CommissionModel {
    private final List<CommissionTier> tiers;

    TieredFees(List<CommissionTier> tiers) {
        this.tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.get(0).from().signum() != 0) {
            throw new IllegalArgumentException("the first commission tier must be from 0, was "
                    + (tiers.isEmpty() ? "none" : tiers.get(0).from().toPlainString()));
        }
        for (int i = 1; i < tiers.size(); i++) {
            requireAbove(tiers.get(i - 1).from(), tiers.get(i).from());
        }
    }

    private static void requireAbove(BigDecimal before, BigDecimal from) {
        if (from.compareTo(before) <= 0) {
            throw new IllegalArgumentException("a commission tier must be from above the one before it, "
                    + before.toPlainString() + ", was " + from.toPlainString());
        }
    }

    @Override
    public BigDecimal total(TradedOrder order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (TradedOrder.Trade trade : order.trades()) {
            BigDecimal from = trade.before().quantityThisMonth();
            sum = sum.add(between(from, from.add(trade.quantity().toBigDecimal())));
        }
        return sum;
    }

    private BigDecimal between(BigDecimal from, BigDecimal to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            BigDecimal low = from.max(tiers.get(i).from());
            BigDecimal high = i + 1 < tiers.size() ? to.min(tiers.get(i + 1).from()) : to;
            if (high.compareTo(low) > 0) {
                sum = sum.add(high.subtract(low).multiply(tiers.get(i).perShare()));
            }
        }
        return sum;
    }

    @Override
    public String describe() {
        StringBuilder words = new StringBuilder(ModelWords.number(tiers.get(0).perShare())).append(" per share");
        for (CommissionTier tier : tiers.subList(1, tiers.size())) {
            words.append(", ").append(ModelWords.number(tier.perShare())).append(" above ");
            words.append(ModelWords.number(tier.from()));
        }
        return tiers.size() == 1 ? words.toString() : words + " of the month";
    }

    @Override
    public String toString() {
        return describe();
    }
}
