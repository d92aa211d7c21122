package io.strategysdk.backtest.analytics;

import java.util.Optional;

/**
 * How well some orders were executed. Immutable.
 *
 * @param orders what became of them
 * @param timeToFill how long they took; empty when none was filled whole
 * @param shortfall what it cost, in parts
 * @param volumeShare how much of the market's trading they were
 */
public record ExecutionFigures(
        OrderCounts orders, Optional<TimeToFill> timeToFill, Shortfall shortfall, VolumeShare volumeShare) {}
