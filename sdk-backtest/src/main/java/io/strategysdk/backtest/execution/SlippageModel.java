package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;

/**
 * How much worse than the market's price a market or triggered stop order fills (EXE-003). A pure function: equal
 * arguments, equal result, for any quantity and price above zero. Limits are never worsened.
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

    /** Whether no fill leaves the range of its bar. */
    default boolean isWithinBar() {
        return false;
    }

    /**
     * This slippage, but no fill above the high or below the low of its bar. The optimistic choice: an order that is
     * larger than the market has to leave the range that was traded without it.
     */
    default SlippageModel withinBar() {
        if (this == NONE || isWithinBar()) {
            return this;
        }
        return new DescribedSlippage(describe() + ", within the bar", this, true);
    }

    /** The sum of both shares, below 1. It stays within the bar when either does. */
    default SlippageModel plus(SlippageModel other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return new DescribedSlippage(
                ModelWords.sum(describe(), other.describe()),
                (side, quantity, price, volume) -> belowOne(
                        fraction(side, quantity, price, volume) + other.fraction(side, quantity, price, volume)),
                isWithinBar() || other.isWithinBar());
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
                (side, quantity, price, volume) -> base + volumeFactor * shareOf(volume, quantity));
    }

    /**
     * A base and an impact that grows with the square root of the order's share of the bar's volume: basisPoints/10000 +
     * coefficient × volatility × √min(1, quantity/volume); without volume the share counts as 1. The square-root law:
     * Grinold and Kahn, Active Portfolio Management, 2nd ed., chapter 16; Tóth et al., Anomalous price impact and the
     * critical nature of liquidity in financial markets, Phys. Rev. X 1, 021006 (2011), who find a coefficient of about
     * 1; Almgren et al., Direct estimation of equity market impact, Risk 18 (2005), find a power of 0.6.
     *
     * <p>Volatility and volume are of one length of time. On daily bars that is the daily volatility. On shorter bars it
     * is the daily one over the root of the number of bars in a day, or, where the order's share of the day is meant, the
     * coefficient makes up for it.
     *
     * @param basisPoints hundredths of a percent, from 0 to below 10000
     * @param coefficient from 0, about 1 for shares
     * @param volatility standard deviation of the price's change over a bar as a share of the price, 0.02 being two
     *     percent, from 0
     * @throws IllegalArgumentException when out of range, or all together reach 1
     */
    static SlippageModel squareRoot(double basisPoints, double coefficient, double volatility) {
        requireBasisPoints(basisPoints);
        double base = basisPoints / 1e4;
        double most = coefficient * volatility;
        if (!(coefficient >= 0 && volatility >= 0 && base + most < 1)) {
            throw new IllegalArgumentException("coefficient and volatility must not be negative and leave a positive"
                    + " price, were " + coefficient + " and " + volatility);
        }
        return new DescribedSlippage(
                ModelWords.number(basisPoints) + " bps plus " + ModelWords.number(coefficient) + " times "
                        + ModelWords.percent(BigDecimal.valueOf(volatility))
                        + " times the root of the order's share of the bar's volume",
                (side, quantity, price, volume) -> base + most * Math.sqrt(shareOf(volume, quantity)));
    }

    /**
     * Half of a spread that is a share of the price: basisPoints/20000.
     *
     * @param basisPoints of the whole spread between bid and ask, hundredths of a percent, from 0 to below 20000
     * @throws IllegalArgumentException when out of range
     */
    static SlippageModel spread(double basisPoints) {
        if (!(basisPoints >= 0 && basisPoints < 2e4)) {
            throw new IllegalArgumentException("spread must be from 0 to below 20000 basis points, was " + basisPoints);
        }
        double half = basisPoints / 2e4;
        return new DescribedSlippage(
                "half a spread of " + ModelWords.number(basisPoints) + " bps", (side, quantity, price, volume) -> half);
    }

    /**
     * Half of a spread that is an amount: spread/2/price, below 1. For so many ticks, the spread is their number times
     * the tick.
     *
     * @param spread between bid and ask in the instrument's currency, decimal text, not negative
     * @throws IllegalArgumentException when no decimal number, or negative
     */
    static SlippageModel spreadOf(String spread) {
        BigDecimal whole = ModelWords.amount("slippage spread", spread);
        double half = whole.doubleValue() / 2;
        return new DescribedSlippage(
                "half a spread of " + ModelWords.number(whole),
                (side, quantity, price, volume) -> belowOne(half / price));
    }

    private static double shareOf(double volume, double quantity) {
        return volume > 0 ? Math.min(1, quantity / volume) : 1;
    }

    private static double belowOne(double fraction) {
        return Math.min(fraction, Math.nextDown(1.0));
    }

    private static void requireBasisPoints(double basisPoints) {
        if (!(basisPoints >= 0 && basisPoints < 1e4)) {
            throw new IllegalArgumentException("basis points must be from 0 to below 10000, were " + basisPoints);
        }
    }
}
