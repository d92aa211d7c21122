package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Moments.defined;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A strategy's daily returns r beside a benchmark's b. Immutable. Fractions, not percent: 0.01 = 1 %.
 *
 * <p>Returns are taken between the session dates that both curves have, beginning with both starts. p is the number of
 * trading days per year; variances and covariances are those of samples (n − 1). Undefined is absent.
 */
public final class BenchmarkComparison {
    private final int returnCount;
    private final double beta;
    private final double alpha;
    private final double correlation;
    private final double trackingError;
    private final double informationRatio;

    private BenchmarkComparison(double[] r, double[] b, int periodsPerYear) {
        returnCount = r.length;
        Moments strategy = Moments.ofReturns(r);
        Moments benchmark = Moments.ofReturns(b);
        double covariance = covariance(r, strategy.mean, b, benchmark.mean);
        double deviation = benchmark.deviation();
        beta = deviation == 0 ? Double.NaN : covariance / (deviation * deviation);
        alpha = (strategy.mean - beta * benchmark.mean) * periodsPerYear;
        correlation = limited(covariance / deviation / strategy.deviation());
        Moments excess = Moments.ofReturns(difference(r, b));
        trackingError = excess.deviation() * Math.sqrt(periodsPerYear);
        informationRatio = excess.meanPerDeviation(0) * Math.sqrt(periodsPerYear);
    }

    /**
     * Compares two curves.
     *
     * @param strategy equity at the end of each session
     * @param benchmark the same of what it is compared with, such as buying and holding
     * @param periodsPerYear trading days per year, at least 1
     * @throws IllegalArgumentException when below 1
     */
    public static BenchmarkComparison of(DailyEquity strategy, DailyEquity benchmark, int periodsPerYear) {
        if (periodsPerYear < 1) {
            throw new IllegalArgumentException("periods per year must be at least 1, was " + periodsPerYear);
        }
        double[][] both = commonReturns(strategy, benchmark);
        return new BenchmarkComparison(both[0], both[1], periodsPerYear);
    }

    /** Returns that were compared. */
    public int returnCount() {
        return returnCount;
    }

    /** cov(r, b) / var(b). Source: W. F. Sharpe, "Capital Asset Prices", Journal of Finance 19 (1964). */
    public OptionalDouble beta() {
        return defined(beta);
    }

    /**
     * (mean r − beta·mean b)·p: what was earned per year beyond the benchmark's share. Source: M. Jensen, "The
     * Performance of Mutual Funds", Journal of Finance 23 (1968), with a risk-free rate of 0.
     */
    public OptionalDouble alpha() {
        return defined(alpha);
    }

    /** Pearson's: cov(r, b) / (std r·std b), −1 to 1. */
    public OptionalDouble correlation() {
        return defined(correlation);
    }

    /** R²: correlation squared, the share of the variance that the benchmark explains, 0 to 1. */
    public OptionalDouble rSquared() {
        return defined(correlation * correlation);
    }

    /** std(r − b)·√p, per year. Source: R. Grinold and R. Kahn, "Active Portfolio Management". */
    public OptionalDouble trackingError() {
        return defined(trackingError);
    }

    /** mean(r − b) / std(r − b)·√p. Source: R. Grinold and R. Kahn, as above. */
    public OptionalDouble informationRatio() {
        return defined(informationRatio);
    }

    private static double[][] commonReturns(DailyEquity strategy, DailyEquity benchmark) {
        int most = Math.min(strategy.size(), benchmark.size()) - 1;
        double[] r = new double[most];
        double[] b = new double[most];
        int count = 0;
        int lastI = 0;
        int lastJ = 0;
        int i = 1;
        int j = 1;
        while (i < strategy.size() && j < benchmark.size()) {
            int order = strategy.date(i).compareTo(benchmark.date(j));
            if (order == 0 && (strategy.equity(lastI) <= 0 || benchmark.equity(lastJ) <= 0)) {
                return new double[][] {{}, {}};
            }
            if (order == 0) {
                r[count] = strategy.equity(i) / strategy.equity(lastI) - 1;
                b[count++] = benchmark.equity(j) / benchmark.equity(lastJ) - 1;
                lastI = i;
                lastJ = j;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return new double[][] {Arrays.copyOf(r, count), Arrays.copyOf(b, count)};
    }

    private static double covariance(double[] r, double meanR, double[] b, double meanB) {
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            sum += (r[i] - meanR) * (b[i] - meanB);
        }
        return r.length < 2 ? Double.NaN : sum / (r.length - 1);
    }

    private static double[] difference(double[] r, double[] b) {
        double[] difference = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            difference[i] = r[i] - b[i];
        }
        return difference;
    }

    // the quotient of a perfect correlation may be one rounding above 1
    private static double limited(double correlation) {
        return Double.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : Double.NaN;
    }
}
