package io.strategysdk.backtest.analytics;

import java.util.OptionalDouble;

/**
 * How much of the market's trading the orders were: of each bar that filled some, what they filled together / the bar's
 * volume, 0.1 = 10 %. Bars without a volume are left out. Immutable.
 *
 * @param mean over bars; absent without a bar
 * @param largest of one bar; absent without a bar
 */
public record VolumeShare(OptionalDouble mean, OptionalDouble largest) {}
