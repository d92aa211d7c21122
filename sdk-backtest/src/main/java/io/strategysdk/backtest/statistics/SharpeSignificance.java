package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Moments.defined;

import java.util.OptionalDouble;

/**
 * How likely a Sharpe ratio is more than luck. Sharpe ratios here are per period (mean / std of daily returns), not per
 * year. Source: D. Bailey and M. López de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15 (2012), and
 * "The Deflated Sharpe Ratio", Journal of Portfolio Management 40 (2014).
 */
public final class SharpeSignificance {
    private static final double EULER_MASCHERONI = 0.5772156649015329;
    private static final double ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

    private SharpeSignificance() {}

    /**
     * Probabilistic Sharpe ratio: probability that the true Sharpe ratio exceeds a reference, Φ((s − s*)·√(n − 1) / √(1
     * − γ3·s + (γ4 − 1)/4·s²)), γ3 skewness, γ4 kurtosis; absent below two returns or without variation.
     *
     * @param daily equity at the end of each session
     * @param reference Sharpe ratio s* per period to be exceeded, 0 for no skill
     */
    public static OptionalDouble probabilistic(DailyEquity daily, double reference) {
        Moments moments = Moments.ofReturns(daily.returns());
        return probabilistic(
                moments.meanPerDeviation(0), moments.n, moments.skewness(), moments.excessKurtosis() + 3, reference);
    }

    /**
     * The same of figures that are known from elsewhere.
     *
     * @param sharpe observed Sharpe ratio per period
     * @param periods number of returns that it was observed over
     * @param skewness of the returns, 0 of normal ones
     * @param kurtosis of the returns, not its excess: 3 of normal ones
     * @param reference Sharpe ratio per period to be exceeded
     */
    public static OptionalDouble probabilistic(
            double sharpe, int periods, double skewness, double kurtosis, double reference) {
        double z = (sharpe - reference) * Math.sqrt(periods - 1.0) / Math.sqrt(error(sharpe, skewness, kurtosis));
        return Double.isFinite(z) ? defined(normalProbability(z)) : OptionalDouble.empty();
    }

    /** Variance of an observed Sharpe ratio times the number of periods less one. */
    private static double error(double sharpe, double skewness, double kurtosis) {
        return 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
    }

    /**
     * Minimum track record length: returns that must have been seen before the probabilistic Sharpe ratio reaches a
     * confidence, 1 + (1 − γ3·s + (γ4 − 1)/4·s²)·(Φ⁻¹(confidence) / (s − s*))²; absent where the observed ratio does not
     * exceed the reference. Source: Bailey and López de Prado (2012), as above.
     *
     * @param daily equity at the end of each session
     * @param reference Sharpe ratio s* per period to be exceeded
     * @param confidence 0.95 = 95 %, above 0.5 and below 1
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public static OptionalDouble minimumTrackRecord(DailyEquity daily, double reference, double confidence) {
        Moments moments = Moments.ofReturns(daily.returns());
        return minimumTrackRecord(
                moments.meanPerDeviation(0), moments.skewness(), moments.excessKurtosis() + 3, reference, confidence);
    }

    /**
     * The same of figures that are known from elsewhere.
     *
     * @param sharpe observed Sharpe ratio per period
     * @param skewness of the returns, 0 of normal ones
     * @param kurtosis of the returns, not its excess: 3 of normal ones
     * @param reference Sharpe ratio per period to be exceeded
     * @param confidence 0.95 = 95 %, above 0.5 and below 1
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public static OptionalDouble minimumTrackRecord(
            double sharpe, double skewness, double kurtosis, double reference, double confidence) {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be above 0.5 and below 1, was " + confidence);
        }
        double distance = normalQuantile(confidence) / (sharpe - reference);
        return sharpe > reference
                ? defined(1 + error(sharpe, skewness, kurtosis) * distance * distance)
                : OptionalDouble.empty();
    }

    /**
     * Deflated Sharpe ratio: the probabilistic one against the best Sharpe ratio that so many trials without skill would
     * show by luck, √variance·((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))), γ Euler's constant.
     *
     * @param daily equity of the chosen trial at the end of each session
     * @param trials number N of trials it was chosen from, at least 1
     * @param varianceOfTrials variance of the trials' Sharpe ratios per period, not negative
     * @throws IllegalArgumentException when an argument is out of range
     */
    public static OptionalDouble deflated(DailyEquity daily, int trials, double varianceOfTrials) {
        return probabilistic(daily, luckiest(trials, varianceOfTrials));
    }

    /**
     * Sharpe ratio per period that the best of so many trials without skill is expected to show: what a deflated Sharpe
     * ratio is measured against; 0 of a single one.
     *
     * @param trials number N of trials, at least 1
     * @param varianceOfTrials variance of the trials' Sharpe ratios per period, not negative
     * @throws IllegalArgumentException when an argument is out of range
     */
    public static double luckiest(int trials, double varianceOfTrials) {
        if (trials < 1 || !(varianceOfTrials >= 0)) {
            throw new IllegalArgumentException("trials must be at least 1 and their variance not negative, were "
                    + trials + " and " + varianceOfTrials);
        }
        return trials == 1 ? 0 : Math.sqrt(varianceOfTrials) * expectedMaximum(trials);
    }

    private static double expectedMaximum(int trials) {
        return (1 - EULER_MASCHERONI) * normalQuantile(1 - 1.0 / trials)
                + EULER_MASCHERONI * normalQuantile(1 - 1 / (trials * Math.E));
    }

    /** Φ(z) by G. Marsaglia's series, "Evaluating the Normal Distribution" (2004). */
    static double normalProbability(double z) {
        if (Math.abs(z) > 8) {
            return z < 0 ? 0 : 1;
        }
        double sum = z;
        double term = z;
        for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
            term *= z * z / k;
            sum += term;
        }
        double density = StrictMath.exp(-z * z / 2) / ROOT_OF_TWO_PI;
        return Math.max(0, Math.min(1, 0.5 + sum * density));
    }

    /** Φ⁻¹(p) by bisection: sure, and quick enough for one value per sweep. */
    static double normalQuantile(double p) {
        double low = -8;
        double high = 8;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            if (normalProbability(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
