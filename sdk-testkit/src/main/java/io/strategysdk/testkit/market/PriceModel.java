package io.strategysdk.testkit.market;

/**
 * How a price moves at random: one of the models of the literature. A {@link GeneratedMarket} draws bars from it.
 *
 * <p>All have the same convention. Time is counted in sessions, N of which are a year: 252, and 365 for crypto
 * currencies ({@link io.strategysdk.api.instrument.AssetClass#periodsPerYear}). In each session the logarithm of the
 * price makes a Brownian move of variance v and mean m - v/2, to which jumps may come; what the model says is v, and
 * where m, the expected growth per session, is not the same in all of them. So the price is expected to grow by
 * exp(drift) a year whatever its volatility. Inside of a session the move is spread evenly over its length.
 *
 * <p>Drift and volatility are shares per year: 0.05 is five percent.
 */
public sealed interface PriceModel permits GeometricBrownianMotion, Garch, RegimeSwitching, JumpDiffusion {}
