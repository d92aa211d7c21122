package io.strategysdk.backtest.execution.reference;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The options of the rules.
 *
 * @param path inside one bar
 * @param children of a parent filled at the open
 * @param childrenNeedAll whether children live when their parent is filled whole, and not before
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
        boolean childrenNeedAll,
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
            false,
            RefTrailFrom.EXTREME,
            0,
            Optional.empty(),
            false,
            RefSlippage.NONE,
            false);

    /** With this path. */
    public RefOptions with(RefPath value) {
        return new RefOptions(
                value,
                children,
                childrenNeedAll,
                trailFrom,
                throughTicks,
                volumeShare,
                decisionClose,
                slippage,
                slippageWithinBar);
    }

    /** With children that live from then. */
    public RefOptions with(RefChildren value) {
        return new RefOptions(
                path,
                value,
                childrenNeedAll,
                trailFrom,
                throughTicks,
                volumeShare,
                decisionClose,
                slippage,
                slippageWithinBar);
    }

    /** Children live when their parent is filled whole, and end with one that is not. */
    public RefOptions onceAllIsFilled() {
        return new RefOptions(
                path, children, true, trailFrom, throughTicks, volumeShare, decisionClose, slippage, slippageWithinBar);
    }

    /** With trails that move with this price. */
    public RefOptions with(RefTrailFrom value) {
        return new RefOptions(
                path,
                children,
                childrenNeedAll,
                value,
                throughTicks,
                volumeShare,
                decisionClose,
                slippage,
                slippageWithinBar);
    }

    /** Limits fill when the price goes through by so many ticks. */
    public RefOptions through(long ticks) {
        return new RefOptions(
                path,
                children,
                childrenNeedAll,
                trailFrom,
                ticks,
                volumeShare,
                decisionClose,
                slippage,
                slippageWithinBar);
    }

    /** With a limit on the share of a bar's volume. */
    public RefOptions atMost(BigDecimal share) {
        return new RefOptions(
                path,
                children,
                childrenNeedAll,
                trailFrom,
                throughTicks,
                Optional.of(share),
                decisionClose,
                slippage,
                slippageWithinBar);
    }

    /** Market orders fill at the close they were decided on. */
    public RefOptions atDecisionClose() {
        return new RefOptions(
                path,
                children,
                childrenNeedAll,
                trailFrom,
                throughTicks,
                volumeShare,
                true,
                slippage,
                slippageWithinBar);
    }

    /** With slippage, and whether it ends at the bar's range. */
    public RefOptions with(RefSlippage value, boolean withinBar) {
        return new RefOptions(
                path, children, childrenNeedAll, trailFrom, throughTicks, volumeShare, decisionClose, value, withinBar);
    }
}
