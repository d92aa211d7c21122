package io.strategysdk.testkit.market;

/**
 * GARCH(1,1): volatility clusters. The variance of session t is h(t) = ω + α ε²(t-1) + β h(t-1), where ε is what the
 * session before moved beyond its mean, m = drift/N and v = h. ω = (1 - α - β) σ²/N makes σ the volatility that it
 * comes back to; the first session has h = σ²/N.
 *
 * <p>Squared returns have autocorrelation ρ(1) = α(1 - αβ - β²)/(1 - 2αβ - β²) and ρ(k) = (α + β) ρ(k-1), and returns
 * the kurtosis 3(1 - (α+β)²)/(1 - (α+β)² - 2α²) as long as the divisor is positive. Bars within a session share its
 * variance.
 *
 * <p>Source: Bollerslev, Generalized Autoregressive Conditional Heteroskedasticity, Journal of Econometrics 31 (1986).
 *
 * @param drift expected growth per year, a share, from -10 to 10
 * @param volatility σ, long-run standard deviation of logarithmic returns per year, a share, from 0 to 10
 * @param alpha α, weight of the newest squared move, not negative
 * @param beta β, weight of the variance before, not negative; α + β is below 1
 */
public record Garch(double drift, double volatility, double alpha, double beta) implements PriceModel {
    /**
     * Checks all four.
     *
     * @throws IllegalArgumentException when one is not in its range, or variance would grow without end
     */
    public Garch {
        Bounds.requireDrift(drift);
        Bounds.requireVolatility(volatility);
        if (!(alpha >= 0 && beta >= 0 && alpha + beta < 1)) {
            throw new IllegalArgumentException(
                    "alpha and beta must not be negative and must be below 1 together, were " + alpha + " and " + beta);
        }
    }
}
