package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Moments.defined;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What is computed from daily returns. Immutable. Fractions, not percent: 0.01 = 1 %.
 *
 * <p>E_0 … E_n are the rows of a {@link DailyEquity}, r_i = E_i / E_(i−1) − 1, p is the number of trading days per year
 * (252 for equities, 365 for crypto currencies), std the sample standard deviation (n − 1). A figure that is undefined
 * (fewer than two returns, no variation, equity at or below zero before the end) is absent, never NaN or infinite.
 */
public final class ReturnStatistics {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double TAIL = 0.05;

    private final double totalReturn;
    private final double cagr;
    private final double annualReturn;
    private final double volatility;
    private final double sharpe;
    private final double sortino;
    private final double calmar;
    private final double ulcer;
    private final double omega;
    private final double valueAtRisk95;
    private final double conditionalValueAtRisk95;
    private final double skewness;
    private final double excessKurtosis;

    private ReturnStatistics(DailyEquity daily, double maxDrawdown, int periodsPerYear, double riskFreeRate) {
        double[] r = daily.returns();
        Moments moments = Moments.ofReturns(r);
        double rootOfPeriods = Math.sqrt(periodsPerYear);
        double growth = daily.equity(daily.size() - 1) / daily.equity(0);
        totalReturn = growth - 1;
        cagr = growthPer(DAYS_PER_YEAR, daily.days(), growth);
        annualReturn = r.length < 2 ? Double.NaN : growthPer(periodsPerYear, r.length, growth);
        volatility = moments.deviation() * rootOfPeriods;
        sharpe = moments.meanPerDeviation(riskFreeRate / periodsPerYear) * rootOfPeriods;
        sortino = moments.mean / downsideDeviation(r, moments) * rootOfPeriods;
        calmar = annualReturn / maxDrawdown;
        ulcer = daily.size() < 2 ? Double.NaN : ulcer(daily);
        omega = omega(r);
        valueAtRisk95 = r.length < 2 ? Double.NaN : tailQuantile(r);
        conditionalValueAtRisk95 = meanUpTo(r, valueAtRisk95);
        skewness = moments.skewness();
        excessKurtosis = moments.excessKurtosis();
    }

    /**
     * Computes all of them.
     *
     * @param daily equity at the end of each session
     * @param maxDrawdown of the same run, over every mark
     * @param periodsPerYear trading days per year, at least 1
     * @param riskFreeRate per year, 0.02 = 2 %; finite
     * @throws IllegalArgumentException when an argument is out of range
     */
    public static ReturnStatistics of(DailyEquity daily, double maxDrawdown, int periodsPerYear, double riskFreeRate) {
        if (periodsPerYear < 1) {
            throw new IllegalArgumentException("periods per year must be at least 1, was " + periodsPerYear);
        }
        if (!Double.isFinite(riskFreeRate)) {
            throw new IllegalArgumentException("risk-free rate must be finite, was " + riskFreeRate);
        }
        return new ReturnStatistics(daily, maxDrawdown, periodsPerYear, riskFreeRate);
    }

    /** E_n / E_0 − 1; 0 when there is no session. */
    public double totalReturn() {
        return totalReturn;
    }

    /**
     * Compound annual growth rate: (E_n / E_0)^(365.25 / days) − 1, days from the first to the last session date; absent
     * within one day or when E_n is negative. Source: CFA Institute, "Rates and Returns".
     */
    public OptionalDouble cagr() {
        return defined(cagr);
    }

    /**
     * (E_n / E_0)^(p / n) − 1: growth per year of p sessions instead of 365.25 days. Source: C. Bacon, "Practical
     * Portfolio Performance Measurement and Attribution".
     */
    public OptionalDouble annualReturn() {
        return defined(annualReturn);
    }

    /** std(r)·√p, per year. Source: C. Bacon, as above. */
    public OptionalDouble volatility() {
        return defined(volatility);
    }

    /**
     * mean(r − rf) / std(r)·√p with rf = annual risk-free rate / p. Source: W. F. Sharpe, "The Sharpe Ratio", Journal of
     * Portfolio Management 21 (1994).
     */
    public OptionalDouble sharpe() {
        return defined(sharpe);
    }

    /**
     * mean(r)·p / (√mean(min(r, 0)²)·√p), the mean of squares over all n returns, gains counting as zero; absent without
     * a loss. Source: F. Sortino and L. Price, "Performance Measurement in a Downside Risk Framework", Journal of
     * Investing 3 (1994).
     */
    public OptionalDouble sortino() {
        return defined(sortino);
    }

    /** Annual return / maximum drawdown; absent without a drawdown. Source: T. Young, Futures 20 (1991). */
    public OptionalDouble calmar() {
        return defined(calmar);
    }

    /**
     * √mean((100·d)²) over the n + 1 rows, d = 1 − E / running maximum of E; in percent points. Source: P. Martin and
     * B. McCann, "The Investor's Guide to Fidelity Funds" (1989).
     */
    public OptionalDouble ulcer() {
        return defined(ulcer);
    }

    /**
     * Σ gains / Σ losses of the daily returns, threshold 0; absent without a loss. Source: C. Keating and W. Shadwick,
     * "A Universal Performance Measure", Journal of Performance Measurement 6 (2002).
     */
    public OptionalDouble omega() {
        return defined(omega);
    }

    /**
     * Historical value at risk: the 5 % quantile of r, interpolated linearly between order statistics; −0.02 = on one
     * day in twenty 2 % or more was lost. Source: P. Jorion, "Value at Risk"; quantile of type 7, R. Hyndman and Y. Fan,
     * American Statistician 50 (1996).
     */
    public OptionalDouble valueAtRisk95() {
        return defined(valueAtRisk95);
    }

    /**
     * Mean of the returns at or below {@link #valueAtRisk95}. Source: R. T. Rockafellar and S. Uryasev, Journal of Risk
     * 2 (2000).
     */
    public OptionalDouble conditionalValueAtRisk95() {
        return defined(conditionalValueAtRisk95);
    }

    /** Population skewness: m3 / m2^1.5 with central moments over n. Source: D. Joanes and C. Gill (1998), g1. */
    public OptionalDouble skewness() {
        return defined(skewness);
    }

    /** Population excess kurtosis: m4 / m2² − 3. Source: D. Joanes and C. Gill, The Statistician 47 (1998), g2. */
    public OptionalDouble excessKurtosis() {
        return defined(excessKurtosis);
    }

    // a negative base has a power where the exponent happens to be whole, but that is no growth
    private static double growthPer(double year, long elapsed, double growth) {
        return elapsed == 0 || growth < 0 ? Double.NaN : StrictMath.pow(growth, year / elapsed) - 1;
    }

    private static double downsideDeviation(double[] r, Moments moments) {
        double squares = 0;
        for (double value : r) {
            double loss = Math.min(value, 0);
            squares += loss * loss;
        }
        double deviation = moments.quiet(Math.sqrt(squares / r.length));
        return r.length < 2 || deviation == 0 ? Double.NaN : deviation;
    }

    private static double ulcer(DailyEquity daily) {
        double peak = daily.equity(0);
        double squares = 0;
        for (int row = 0; row < daily.size(); row++) {
            peak = Math.max(peak, daily.equity(row));
            double percent = 100 * (1 - daily.equity(row) / peak);
            squares += percent * percent;
        }
        return Math.sqrt(squares / daily.size());
    }

    private static double omega(double[] r) {
        double gains = 0;
        double losses = 0;
        for (double value : r) {
            gains += Math.max(value, 0);
            losses -= Math.min(value, 0);
        }
        return r.length < 2 || losses == 0 ? Double.NaN : gains / losses;
    }

    private static double tailQuantile(double[] r) {
        double[] sorted = r.clone();
        Arrays.sort(sorted);
        double position = TAIL * (sorted.length - 1);
        int below = (int) position;
        double weight = position - below;
        return weight == 0 ? sorted[below] : sorted[below] + weight * (sorted[below + 1] - sorted[below]);
    }

    private static double meanUpTo(double[] r, double limit) {
        double sum = 0;
        int count = 0;
        for (double value : r) {
            if (value <= limit) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
