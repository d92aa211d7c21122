package io.strategysdk.testkit.market;

import java.util.List;

/**
 * Markov regime switching: bull, bear and quiet markets follow one another. Each session is in one regime, whose drift
 * and volatility it has (v = σ²/N, m = μ/N); after it the market leaves a regime of D expected sessions with
 * probability 1/D, for each of the others alike. The share of all sessions that a regime has is D divided by the sum of
 * all D, and the first session's regime is drawn by these shares.
 *
 * <p>The regime is the whole market's: instruments that are generated together and have as many regimes of the same
 * lengths are in the same one at any time.
 *
 * <p>Source: Hamilton, A New Approach to the Economic Analysis of Nonstationary Time Series and the Business Cycle,
 * Econometrica 57 (1989).
 *
 * @param regimes at least two
 */
public record RegimeSwitching(List<Regime> regimes) implements PriceModel {
    /**
     * A mood of the market.
     *
     * @param drift expected growth per year while it lasts, a share, from -10 to 10
     * @param volatility standard deviation of logarithmic returns per year, a share, from 0 to 10
     * @param sessions how many it is expected to last, at least 1
     */
    public record Regime(double drift, double volatility, double sessions) {
        /**
         * Checks all three.
         *
         * @throws IllegalArgumentException when one is not in its range
         */
        public Regime {
            Bounds.requireDrift(drift);
            Bounds.requireVolatility(volatility);
            if (!(sessions >= 1 && sessions < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "expected sessions of a regime must be at least 1 and finite, was " + sessions);
            }
        }
    }

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException when there are fewer than two
     */
    public RegimeSwitching {
        regimes = List.copyOf(regimes);
        if (regimes.size() < 2) {
            throw new IllegalArgumentException("regimes must be at least two, were " + regimes);
        }
    }

    /** Regimes in this order. */
    public static RegimeSwitching of(Regime... regimes) {
        return new RegimeSwitching(List.of(regimes));
    }
}
