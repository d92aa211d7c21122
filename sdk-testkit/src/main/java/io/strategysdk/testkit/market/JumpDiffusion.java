package io.strategysdk.testkit.market;

/**
 * Jump diffusion, dS/S = (μ - λk) dt + σ dW + (J - 1) dQ: a Brownian motion that leaps with the news. Jumps are a
 * Poisson process of λ a year; each multiplies the price by J, whose logarithm is normal, and k = E[J - 1] = exp(mean +
 * deviation²/2) - 1 takes out of the drift what they add to it. v = σ²/N and m = (μ - λk)/N. They are an instrument's
 * own, as in the source.
 *
 * <p>Times of jumps are drawn exactly; within a bar they come before its other move, so that it opens away from the
 * close before it. Logarithmic returns over a time t have the variance (σ² + λ(mean² + deviation²))t and the fourth
 * cumulant λ(mean⁴ + 6 mean² deviation² + 3 deviation⁴)t.
 *
 * <p>Source: Merton, Option Pricing When Underlying Stock Returns Are Discontinuous, Journal of Financial Economics 3
 * (1976).
 *
 * @param drift μ, expected growth per year, jumps included, a share, from -10 to 10
 * @param volatility σ, standard deviation of logarithmic returns per year without jumps, a share, from 0 to 10
 * @param jumpsPerYear λ, from 0 to 100,000
 * @param jumpMean mean of a jump's logarithm, from -1 to 1
 * @param jumpDeviation standard deviation of a jump's logarithm, from 0 to 1
 */
public record JumpDiffusion(double drift, double volatility, double jumpsPerYear, double jumpMean, double jumpDeviation)
        implements PriceModel {
    private static final double MOST_JUMPS = 100_000;

    /**
     * Checks all five.
     *
     * @throws IllegalArgumentException when one is not in its range
     */
    public JumpDiffusion {
        Bounds.requireDrift(drift);
        Bounds.requireVolatility(volatility);
        Bounds.require("jumps per year", jumpsPerYear, 0, MOST_JUMPS);
        Bounds.require("mean of a jump's logarithm", jumpMean, -1, 1);
        Bounds.require("standard deviation of a jump's logarithm", jumpDeviation, 0, 1);
    }
}
