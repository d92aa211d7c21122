package io.strategysdk.backtest.execution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Costs as plain numbers, worked out by the formulas of the documentation; what is null is not charged.
 *
 * @param basisPoints slippage on every market and stop order
 * @param volumeFactor slippage of an order as large as the bar's volume
 * @param perShare fee for each share
 * @param percent fee in percent of the value
 * @param perOrder fee for each order that fills
 * @param minimum least fee of an order
 * @param maximumPercent largest fee of an order in percent of its value; beats the minimum
 */
record PlainCosts(
        double basisPoints,
        double volumeFactor,
        @Nullable String perShare,
        @Nullable String percent,
        @Nullable String perOrder,
        @Nullable String minimum,
        @Nullable String maximumPercent) {
    static final PlainCosts NONE = new PlainCosts(0, 0, null, null, null, null, null);

    SlippageModel slippageModel() {
        if (volumeFactor > 0) {
            return SlippageModel.volumeShare(basisPoints, volumeFactor);
        }
        return basisPoints > 0 ? SlippageModel.fixed(basisPoints) : SlippageModel.NONE;
    }

    CommissionModel commissionModel() {
        CommissionModel model = perShare != null
                ? CommissionModel.perShare(perShare)
                : percent != null
                        ? CommissionModel.percent(percent)
                        : perOrder != null ? CommissionModel.perOrder(perOrder) : CommissionModel.NONE;
        if (minimum != null) {
            model = model.withMinimum(minimum);
        }
        return maximumPercent != null ? model.withMaximumPercent(maximumPercent) : model;
    }

    /** The price after slippage, against the trader; the share is a double, so the product is one. */
    BigDecimal slipped(BigDecimal price, boolean buy, BigDecimal quantity, long volume, int priceScale) {
        double share = volume == 0 ? 1 : Math.min(1, quantity.doubleValue() / volume);
        double fraction = basisPoints / 1e4 + (volumeFactor > 0 ? volumeFactor * share : 0);
        double units = Math.rint(price.movePointRight(priceScale).doubleValue() * fraction);
        BigDecimal worse = new BigDecimal(units).movePointLeft(priceScale);
        return buy ? price.add(worse) : price.subtract(worse);
    }

    /** What an order costs in fees that has filled so much, to 8 decimals. */
    BigDecimal fee(BigDecimal quantity, BigDecimal value) {
        BigDecimal fee = BigDecimal.ZERO;
        if (perShare != null) {
            fee = quantity.multiply(new BigDecimal(perShare));
        } else if (percent != null) {
            fee = value.multiply(new BigDecimal(percent)).movePointLeft(2);
        } else if (perOrder != null) {
            fee = new BigDecimal(perOrder);
        }
        if (minimum != null) {
            fee = fee.max(new BigDecimal(minimum));
        }
        if (maximumPercent != null) {
            fee = fee.min(value.multiply(new BigDecimal(maximumPercent)).movePointLeft(2));
        }
        return fee.setScale(8, RoundingMode.HALF_EVEN);
    }
}
