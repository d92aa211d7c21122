package io.strategysdk.engine;

import java.util.Arrays;

/**
 * How far two samples are from each other. Logarithms and exponentials are those of {@link StrictMath}, so that a figure
 * is the same on each machine; what cannot be computed is NaN.
 *
 * <p>Probabilities hold for independent values. Those of a feature hardly ever are: a mean over 20 bars repeats itself
 * for 20 bars, and what is shown as one in a hundred happens more often.
 */
final class DriftStatistics {
    /** What is added to the count of each bin: of an empty one no logarithm could be taken. */
    static final double SMOOTHING = 0.5;

    static final double PERFECT = 0.999999999;

    private static final double MACHINE_ZERO = 1e-18;
    /** Below it the one series needs fewer terms, above it the other. */
    private static final double SERIES_MEET = 1.18;

    private DriftStatistics() {}

    /**
     * Population stability index: Σ (q − p) · ln(q / p) over bins, where p is the share of the reference in a bin and q
     * that of the other sample; symmetric, 0 for equal shares (N. Siddiqi, Credit Risk Scorecards, 2006; it is the
     * divergence of H. Jeffreys, 1946). A share is (count + 0.5) / (n + 0.5 · bins), the estimate of Krichevsky and
     * Trofimov (1981), so that an empty bin has one, too. NaN where one of the samples is empty.
     *
     * <p>Of the same distribution its expectation is (bins − 1) · (1/n + 1/m) (B. Yurdakul, Statistical Properties of
     * Population Stability Index, 2018).
     */
    static double stabilityIndex(long[] reference, long[] counts) {
        double n = Arrays.stream(reference).sum();
        double m = Arrays.stream(counts).sum();
        if (n == 0 || m == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double p = (reference[i] + SMOOTHING) / (n + SMOOTHING * counts.length);
            double q = (counts[i] + SMOOTHING) / (m + SMOOTHING * counts.length);
            sum += (q - p) * StrictMath.log(q / p);
        }
        return sum;
    }

    /**
     * Statistic of Kolmogorov and Smirnov: the largest distance between the two empirical distribution functions. Equal
     * values are taken together. NaN where one of the samples is empty.
     *
     * @param a ascending
     * @param b ascending
     */
    static double distance(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) {
            return Double.NaN;
        }
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double x = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == x) {
                i++;
            }
            while (j < b.length && b[j] == x) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    /**
     * Asymptotic probability of such a {@linkplain #distance distance} or a larger one between samples of n and m values
     * of one continuous distribution: Q(d · √(n·m / (n + m))), where Q(λ) = 2 Σ (−1)^(k−1) e^(−2k²λ²) (N. Smirnov, 1948),
     * for small λ by the equal 1 − √(2π)/λ · Σ e^(−(2k−1)²π² / (8λ²)). Of distributions with ties it is too large.
     */
    static double probabilityOfDistance(double d, long n, long m) {
        double lambda = d * Math.sqrt((double) n * m / ((double) n + m));
        if (Double.isNaN(lambda) || n == 0 || m == 0) {
            return Double.NaN;
        }
        if (lambda == 0) {
            return 1;
        }
        return lambda < SERIES_MEET ? 1 - belowOf(lambda) : aboveOf(lambda);
    }

    private static double belowOf(double lambda) {
        double sum = 0;
        for (int odd = 1; ; odd += 2) {
            double term = StrictMath.exp(-(double) odd * odd * Math.PI * Math.PI / (8 * lambda * lambda));
            sum += term;
            if (term <= MACHINE_ZERO * sum || term == 0) {
                return Math.sqrt(2 * Math.PI) / lambda * sum;
            }
        }
    }

    private static double aboveOf(double lambda) {
        double sum = 0;
        double sign = 1;
        for (int k = 1; ; k++) {
            double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
            sum += sign * term;
            sign = -sign;
            if (term <= MACHINE_ZERO * sum || term == 0) {
                return 2 * sum;
            }
        }
    }

    /**
     * Shift of the mean in standard errors: (m₂ − m₁) / √(s₁²/n₁ + s₂²/n₂) (B. L. Welch, 1947). Without any scatter 0 for
     * equal means and infinite for others; NaN below two values.
     */
    static double meanShift(FeatureMoments reference, FeatureMoments other) {
        double shift = other.mean() - reference.mean();
        double error = Math.sqrt(reference.variance() / reference.count() + other.variance() / other.count());
        return error == 0 && shift == 0 ? 0 : shift / error;
    }

    /**
     * Ratio of the variances, s₂² / s₁²: F of R. A. Fisher (1924). Without any scatter in both 1, in the reference only
     * infinite; NaN below two values.
     */
    static double varianceRatio(FeatureMoments reference, FeatureMoments other) {
        return reference.variance() == 0 && other.variance() == 0 ? 1 : other.variance() / reference.variance();
    }

    /**
     * Change of a correlation in standard errors: (artanh r₂ − artanh r₁) / √(1/(n₁−3) + 1/(n₂−3)) (R. A. Fisher, On the
     * probable error of a coefficient of correlation, 1921). Nothing beyond ±{@value #PERFECT} is told from a perfect
     * correlation, of which a rounding would be an infinite shift. NaN below four values or without a correlation.
     */
    static double correlationShift(double r1, long n1, double r2, long n2) {
        if (n1 < 4 || n2 < 4) {
            return Double.NaN;
        }
        return (artanh(r2) - artanh(r1)) / Math.sqrt(1.0 / (n1 - 3) + 1.0 / (n2 - 3));
    }

    private static double artanh(double r) {
        double within = Math.max(-PERFECT, Math.min(PERFECT, r));
        return 0.5 * (StrictMath.log1p(within) - StrictMath.log1p(-within));
    }

    /**
     * Correlation of Bravais and Pearson, Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²), in two passes from the first to the
     * last, never beyond ±1; NaN below two values or where one of them does not move.
     */
    static double correlation(double[] x, double[] y) {
        double meanX = FeatureMoments.of(x).mean();
        double meanY = FeatureMoments.of(y).mean();
        double together = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            together += dx * dy;
            ofX += dx * dx;
            ofY += dy * dy;
        }
        double r = together / (Math.sqrt(ofX) * Math.sqrt(ofY));
        return Math.max(-1, Math.min(1, r));
    }
}
