package io.strategysdk.examples.data;

/**
 * How an instrument of the synthetic market behaves beside the market's first one.
 *
 * @param startPrice first price, in its currency
 * @param ownDrift expected return per year that has nothing to do with the regime
 * @param driftShare how much of the regime's drift it has
 * @param volatilityShare how much of the regime's volatility it has
 * @param calmCorrelation with the first instrument's returns, outside of bear markets
 * @param bearCorrelation with the first instrument's returns, in bear markets
 * @param jumpShare how much of a jump of the first instrument it makes along, negative for the other way
 * @param volume usual volume of a session
 */
record Asset(
        double startPrice,
        double ownDrift,
        double driftShare,
        double volatilityShare,
        double calmCorrelation,
        double bearCorrelation,
        double jumpShare,
        double volume) {
    static final Asset SHARES = new Asset(100, 0, 1, 1, 1, 1, 1, 4_000_000);
    static final Asset BONDS = new Asset(80, 0.03, 0, 0.45, 0.05, -0.55, -0.25, 1_500_000);
    static final Asset RELATED = new Asset(60, 0, 1, 1.05, 0.85, 0.9, 1, 2_500_000);

    double correlation(Regime regime) {
        return regime == Regime.BEAR ? bearCorrelation : calmCorrelation;
    }
}
