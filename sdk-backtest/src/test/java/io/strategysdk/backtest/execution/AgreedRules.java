package io.strategysdk.backtest.execution;

import io.strategysdk.backtest.execution.reference.RefChildren;
import io.strategysdk.backtest.execution.reference.RefOptions;
import io.strategysdk.backtest.execution.reference.RefPath;
import io.strategysdk.backtest.execution.reference.RefSlippage;
import io.strategysdk.backtest.execution.reference.RefTrailFrom;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One choice of rules in the words of both matchers.
 *
 * @param fills how bars fill orders
 * @param basisPoints of slippage
 * @param isWithinBar whether slippage ends at the bar's range
 */
record AgreedRules(FillRules fills, double basisPoints, boolean isWithinBar) {
    MarketModel model(LatencyModel latency) {
        SlippageModel fixed = basisPoints == 0 ? SlippageModel.NONE : SlippageModel.fixed(basisPoints);
        SlippageModel slippage = isWithinBar ? fixed.withinBar() : fixed;
        return new MarketModel(slippage, CommissionModel.NONE, latency, 1, fills);
    }

    RefOptions options() {
        return new RefOptions(
                path(),
                fills.exitsWaitForNextBar() ? RefChildren.NEXT_BAR : RefChildren.SAME_BAR,
                fills.exitsWaitForFullFill(),
                fills.trailFrom() == TrailFrom.EXTREME ? RefTrailFrom.EXTREME : RefTrailFrom.CLOSE,
                fills.ticksThrough(),
                fills.volumeShare() == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(fills.volumeShare())),
                fills.atDecisionClose(),
                slippage(),
                isWithinBar);
    }

    private RefSlippage slippage() {
        return (side, quantity, price, bar) -> (long) Math.rint(price * (basisPoints / 1e4));
    }

    private RefPath path() {
        return switch (fills.path()) {
            case PESSIMISTIC -> RefPath.PESSIMISTIC;
            case ASSUME_WORST -> RefPath.ASSUME_WORST;
            case NEAREST_EXTREME_FIRST -> RefPath.NEAREST_EXTREME_FIRST;
            case OPEN_HIGH_LOW_CLOSE -> RefPath.OPEN_HIGH_LOW_CLOSE;
            case OPEN_LOW_HIGH_CLOSE -> RefPath.OPEN_LOW_HIGH_CLOSE;
            case STOP_FIRST_ALWAYS -> RefPath.STOP_FIRST_ALWAYS;
        };
    }
}
