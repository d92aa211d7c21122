package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;

/**
 * How much worse than the market's price a market or triggered stop order fills (EXE-003). A pure function: equal
 * arguments, equal result. Limits are never worsened.
 */
@FunctionalInterface
public interface SlippageModel {
    /** No slippage. */
    SlippageModel NONE = (side, quantity, price, volume) -> 0;

    /**
     * Share of the price by which the fill is worse, against the trader on either side.
     *
     * @param side which side the order is on
     * @param quantity what is filled, in units of the instrument
     * @param price the market's price, in the instrument's currency
     * @param volume what the bar traded, in units of the instrument, 0 when unknown
     * @return 0.0005 is five basis points; not negative, below 1
     */
    double fraction(Side side, double quantity, double price, double volume);

    /**
     * This slippage in words, for reports: {@code 5 bps}. A model of one's own is called by its {@code toString}, or by
     * its class where it has none of its own.
     */
    default String describe() {
        return this == NONE ? "none" : ModelWords.ofOwn(this);
    }

    /**
     * The same share on every fill.
     *
     * @param basisPoints hundredths of a percent, from 0 to below 10000
     * @throws IllegalArgumentException when out of range
     */
    static SlippageModel fixed(double basisPoints) {
        requireBasisPoints(basisPoints);
        double fraction = basisPoints / 1e4;
        return new DescribedSlippage(
                ModelWords.number(basisPoints) + " bps", (side, quantity, price, volume) -> fraction);
    }

    /**
     * A base and a part that grows with the order's share of the bar's volume: basisPoints/10000 + volumeFactor ×
     * min(1, quantity/volume); without volume the share counts as 1.
     *
     * @param basisPoints hundredths of a percent, from 0 to below 10000
     * @param volumeFactor share of the price for an order as large as the bar's volume, from 0
     * @throws IllegalArgumentException when out of range, or both together reach 1
     */
    static SlippageModel volumeShare(double basisPoints, double volumeFactor) {
        requireBasisPoints(basisPoints);
        double base = basisPoints / 1e4;
        if (!(volumeFactor >= 0 && base + volumeFactor < 1)) {
            throw new IllegalArgumentException(
                    "volume factor must not be negative and leave a positive price, was " + volumeFactor);
        }
        return new DescribedSlippage(
                ModelWords.number(basisPoints) + " bps plus " + ModelWords.percent(BigDecimal.valueOf(volumeFactor))
                        + " times the order's share of the bar's volume",
                (side, quantity, price, volume) ->
                        base + volumeFactor * (volume > 0 ? Math.min(1, quantity / volume) : 1));
    }

    private static void requireBasisPoints(double basisPoints) {
        if (!(basisPoints >= 0 && basisPoints < 1e4)) {
            throw new IllegalArgumentException("basis points must be from 0 to below 10000, were " + basisPoints);
        }
    }
}
