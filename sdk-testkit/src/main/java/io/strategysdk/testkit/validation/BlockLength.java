package io.strategysdk.testkit.validation;

import java.util.Arrays;

/**
 * Mean length of the blocks of a stationary bootstrap: D. Politis and H. White, "Automatic Block-Length Selection for
 * the Dependent Bootstrap", Econometric Reviews 23 (2004), with the correction of A. Patton, D. Politis and H. White,
 * Econometric Reviews 28 (2009).
 */
final class BlockLength {
    private static final double SIGNIFICANT = 2;
    private static final int FEWEST_QUIET_LAGS = 5;

    private BlockLength() {}

    /** The longer of those that returns and their squares ask for: clustered volatility has its length, too. */
    static double of(double[] returns) {
        double[] squares = Arrays.stream(returns).map(value -> value * value).toArray();
        return Math.max(ofMean(returns), ofMean(squares));
    }

    /**
     * (2·G² / D)^(1/3)·n^(1/3), G = Σ λ(k/M)·|k|·R(k), D = 2·(Σ λ(k/M)·R(k))², the sums over lags from −M to M, R the
     * autocovariance, λ the flat-top window of 1 to one half and falling to 0 from there; M twice the last lag before
     * {@code max(5, √log10 n)} autocorrelations in a row lie within ±2·√(log10 n / n). From 1 to min(3·√n, n/3).
     */
    static double ofMean(double[] values) {
        int n = values.length;
        double[] covariances = autocovariances(values, Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + quietLags(n)));
        if (!(covariances[0] > 0)) {
            return 1;
        }
        int m = Math.min(2 * Math.max(1, lastLag(covariances, n)), covariances.length - 1);
        double g = 0;
        double sum = covariances[0];
        for (int k = 1; k <= m; k++) {
            double ratio = (double) k / m;
            double window = ratio <= 0.5 ? 1 : 2 * (1 - ratio);
            g += 2 * window * k * covariances[k];
            sum += 2 * window * covariances[k];
        }
        double length = StrictMath.cbrt(g * g / (sum * sum) * n);
        double longest = Math.max(1, Math.min(3 * Math.sqrt(n), n / 3.0));
        return Double.isFinite(length) ? Math.max(1, Math.min(length, longest)) : longest;
    }

    private static int quietLags(int n) {
        return Math.max(FEWEST_QUIET_LAGS, (int) Math.ceil(Math.sqrt(StrictMath.log10(n))));
    }

    private static int lastLag(double[] covariances, int n) {
        double band = SIGNIFICANT * Math.sqrt(StrictMath.log10(n) / n) * covariances[0];
        int quiet = 0;
        int last = 0;
        for (int k = 1; k < covariances.length && quiet < quietLags(n); k++) {
            if (Math.abs(covariances[k]) < band) {
                quiet++;
            } else {
                quiet = 0;
                last = k;
            }
        }
        return last;
    }

    private static double[] autocovariances(double[] values, int lags) {
        double mean = Arrays.stream(values).sum() / values.length;
        double[] covariances = new double[lags + 1];
        for (int k = 0; k <= lags; k++) {
            double sum = 0;
            for (int i = k; i < values.length; i++) {
                sum += (values[i] - mean) * (values[i - k] - mean);
            }
            covariances[k] = sum / values.length;
        }
        return covariances;
    }
}
