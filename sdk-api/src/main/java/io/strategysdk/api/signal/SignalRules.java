package io.strategysdk.api.signal;

import java.util.Objects;

/**
 * How signals become positions, and positions orders. Immutable; start from {@link #DEFAULT}, or from those of
 * {@link io.strategysdk.api.Context#signalRules the run}, which configuration may have changed.
 *
 * <p>Weights are shares of the strategy's equity at the marks of the decision: 0.1 is ten percent.
 *
 * @param threshold signals whose absolute strength is below it are weak, from 0 to 1
 * @param ignoresWeak what a weak signal means: false, flat, so that no position outlives the conviction behind it; true,
 *     nothing, as if there were no signal. Strength 0 is flat in either case
 * @param sizing how large a position is before the caps
 * @param maxPositionWeight largest absolute weight of one position
 * @param maxExposure largest sum of the absolute weights of all positions
 * @param allowsShort whether negative targets go short; if not, they are flat
 * @param minTradeNotional smallest value of a change that is traded, in the run's currency; going flat is always traded
 * @param style how orders are placed
 */
public record SignalRules(
        double threshold,
        boolean ignoresWeak,
        Sizing sizing,
        double maxPositionWeight,
        double maxExposure,
        boolean allowsShort,
        double minTradeNotional,
        OrderStyle style) {
    private static final double MOST_WEIGHT = 100;

    /**
     * No threshold; the share of equity that the strength says, at most all in one position and 95 percent in all of
     * them, so that fees and a gap before the fill still fit the cash; long only; every change is traded, at market.
     */
    public static final SignalRules DEFAULT =
            new SignalRules(0, false, Sizing.signalWeighted(1), 1, 0.95, false, 0, OrderStyle.market());

    /**
     * Checks each.
     *
     * @throws IllegalArgumentException when one is NaN or outside of its range: weights are above 0 and at most 100
     */
    public SignalRules {
        Objects.requireNonNull(sizing, "sizing");
        Objects.requireNonNull(style, "style");
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("signal threshold must be from 0 to 1, was " + threshold);
        }
        Bounds.requireAtMost(MOST_WEIGHT, "largest weight of a position", maxPositionWeight);
        Bounds.requireAtMost(MOST_WEIGHT, "largest exposure", maxExposure);
        if (!(minTradeNotional >= 0) || minTradeNotional == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "smallest trade must not be negative and be finite, was " + minTradeNotional);
        }
    }

    /** With a threshold: signals below it, in absolute strength, mean flat. */
    public SignalRules withThreshold(double value) {
        return new SignalRules(
                value, ignoresWeak, sizing, maxPositionWeight, maxExposure, allowsShort, minTradeNotional, style);
    }

    /** With another meaning of weak signals: true leaves the position alone, false is flat. */
    public SignalRules withIgnoresWeak(boolean value) {
        return new SignalRules(
                threshold, value, sizing, maxPositionWeight, maxExposure, allowsShort, minTradeNotional, style);
    }

    /** With another sizing. */
    public SignalRules withSizing(Sizing value) {
        return new SignalRules(
                threshold, ignoresWeak, value, maxPositionWeight, maxExposure, allowsShort, minTradeNotional, style);
    }

    /** With another largest weight of one position. */
    public SignalRules withMaxPositionWeight(double value) {
        return new SignalRules(
                threshold, ignoresWeak, sizing, value, maxExposure, allowsShort, minTradeNotional, style);
    }

    /** With another largest sum of absolute weights. */
    public SignalRules withMaxExposure(double value) {
        return new SignalRules(
                threshold, ignoresWeak, sizing, maxPositionWeight, value, allowsShort, minTradeNotional, style);
    }

    /** With or without short positions; an account that cannot be short refuses them. */
    public SignalRules withAllowsShort(boolean value) {
        return new SignalRules(
                threshold, ignoresWeak, sizing, maxPositionWeight, maxExposure, value, minTradeNotional, style);
    }

    /** With another smallest value of a change that is traded. */
    public SignalRules withMinTradeNotional(double value) {
        return new SignalRules(
                threshold, ignoresWeak, sizing, maxPositionWeight, maxExposure, allowsShort, value, style);
    }

    /** With another way of placing orders. */
    public SignalRules withStyle(OrderStyle value) {
        return new SignalRules(
                threshold, ignoresWeak, sizing, maxPositionWeight, maxExposure, allowsShort, minTradeNotional, value);
    }

    boolean isWeak(Signal signal) {
        return Math.abs(signal.strength()) < threshold;
    }

    /** In words, as reports show them. */
    @Override
    public String toString() {
        return sizing + "; " + (threshold == 0 ? "" : weak() + "; ") + "position at most "
                + Bounds.percent(maxPositionWeight) + ", all at most " + Bounds.percent(maxExposure) + " of equity; "
                + (allowsShort ? "long and short; " : "long only; ")
                + (minTradeNotional == 0 ? "" : "trades of at least " + Bounds.text(minTradeNotional) + "; ") + style;
    }

    private String weak() {
        return "below " + Bounds.text(threshold) + (ignoresWeak ? " left alone" : " flat");
    }
}
