package io.strategysdk.backtest.execution.reference;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The options of the rules.
 *
 * @param path inside one bar
 * @param children of a parent filled at the open
 * @param trailFrom what moves trails
 * @param throughTicks how far beyond a limit the price must go, 0 is touch
 * @param volumeShare most of a bar's volume that the account takes, 0.1 is ten percent
 * @param decisionClose whether market orders fill at the close they were decided on
 * @param slippage of market and stop orders
 * @param slippageWithinBar whether slippage ends at the bar's range
 */
public record RefOptions(
        RefPath path,
        RefChildren children,
        RefTrailFrom trailFrom,
        long throughTicks,
        Optional<BigDecimal> volumeShare,
        boolean decisionClose,
        RefSlippage slippage,
        boolean slippageWithinBar) {
    /** What holds when nothing is said. */
    public static final RefOptions DEFAULT = new RefOptions(
            RefPath.PESSIMISTIC,
            RefChildren.SAME_BAR,
            RefTrailFrom.EXTREME,
            0,
            Optional.empty(),
            false,
            RefSlippage.NONE,
            false);

    /** With this path. */
    public RefOptions with(RefPath value) {
        return new RefOptions(
                value, children, trailFrom, throughTicks, volumeShare, decisionClose, slippage, slippageWithinBar);
    }

    /** With children that live from then. */
    public RefOptions with(RefChildren value) {
        return new RefOptions(
                path, value, trailFrom, throughTicks, volumeShare, decisionClose, slippage, slippageWithinBar);
    }

    /** With trails that move with this price. */
    public RefOptions with(RefTrailFrom value) {
        return new RefOptions(
                path, children, value, throughTicks, volumeShare, decisionClose, slippage, slippageWithinBar);
    }

    /** Limits fill when the price goes through by so many ticks. */
    public RefOptions through(long ticks) {
        return new RefOptions(
                path, children, trailFrom, ticks, volumeShare, decisionClose, slippage, slippageWithinBar);
    }

    /** With a limit on the share of a bar's volume. */
    public RefOptions atMost(BigDecimal share) {
        return new RefOptions(
                path,
                children,
                trailFrom,
                throughTicks,
                Optional.of(share),
                decisionClose,
                slippage,
                slippageWithinBar);
    }

    /** Market orders fill at the close they were decided on. */
    public RefOptions atDecisionClose() {
        return new RefOptions(path, children, trailFrom, throughTicks, volumeShare, true, slippage, slippageWithinBar);
    }

    /** With slippage, and whether it ends at the bar's range. */
    public RefOptions with(RefSlippage value, boolean withinBar) {
        return new RefOptions(path, children, trailFrom, throughTicks, volumeShare, decisionClose, value, withinBar);
    }
}
