package io.strategysdk.testkit.market;

/**
 * Geometric Brownian motion, dS = μS dt + σS dW: returns are independent and normal, markets never change. v = σ²/N and
 * m = μ/N in each session, which is exact and no approximation.
 *
 * <p>Source: Samuelson, Rational Theory of Warrant Pricing, Industrial Management Review 6 (1965).
 *
 * @param drift μ, expected growth per year, a share, from -10 to 10
 * @param volatility σ, standard deviation of logarithmic returns per year, a share, from 0 to 10
 */
public record GeometricBrownianMotion(double drift, double volatility) implements PriceModel {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException when one is not in its range
     */
    public GeometricBrownianMotion {
        Bounds.requireDrift(drift);
        Bounds.requireVolatility(volatility);
    }
}
