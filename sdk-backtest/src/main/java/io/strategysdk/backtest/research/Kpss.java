package io.strategysdk.backtest.research;

import io.strategysdk.backtest.research.Stationarity.Kind;
import java.util.Arrays;
import org.hipparchus.stat.regression.SimpleRegression;

/** The test of Kwiatkowski, Phillips, Schmidt and Shin, see {@link Kind#KPSS}. */
final class Kpss {
    static final double LEAST = 0.01;
    static final double MOST = 0.1;

    /** Table 1 of theirs. */
    private static final double[] PROBABILITIES = {MOST, 0.05, 0.025, LEAST};

    private static final double[] CRITICAL_OF_LEVEL = {0.347, 0.463, 0.574, 0.739};
    private static final double[] CRITICAL_OF_TREND = {0.119, 0.146, 0.176, 0.216};
    /** Of Bartlett's kernel: Hobijn, Franses and Ooms (2004), after Newey and West (1994). */
    private static final double GAMMA = 1.1447;

    private Kpss() {}

    static Stationarity.Test test(double[] x, boolean trend) {
        double[] residuals = trend ? fromTrend(x) : fromMean(x);
        int lags = lags(residuals);
        // where nothing moves, mean and line may still be a bit beside it
        double statistic = DefinedPairs.moves(x) ? statistic(residuals, lags) : Double.NaN;
        double[] critical = trend ? CRITICAL_OF_TREND : CRITICAL_OF_LEVEL;
        return new Stationarity.Test(
                Kind.KPSS,
                trend,
                statistic,
                lags,
                x.length,
                probability(statistic, critical),
                critical[3],
                critical[1],
                critical[0]);
    }

    private static double[] fromMean(double[] x) {
        double mean = Arrays.stream(x).sum() / x.length;
        return Arrays.stream(x).map(value -> value - mean).toArray();
    }

    private static double[] fromTrend(double[] x) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            line.addData(i, x[i]);
        }
        double[] residuals = new double[x.length];
        Arrays.setAll(residuals, i -> x[i] - line.predict(i));
        return residuals;
    }

    private static int lags(double[] residuals) {
        int n = residuals.length;
        int shown = (int) StrictMath.pow(n, 2.0 / 9);
        double sum = products(residuals, 0) / n;
        double weighted = 0;
        for (int lag = 1; lag <= shown; lag++) {
            double twice = 2 * products(residuals, lag) / n;
            sum += twice;
            weighted += lag * twice;
        }
        double ratio = weighted / sum;
        double gamma = GAMMA * StrictMath.cbrt(ratio * ratio);
        double lags = gamma * StrictMath.cbrt(n);
        return (int) Math.min(lags, n - 1.0);
    }

    private static double statistic(double[] residuals, int lags) {
        int n = residuals.length;
        double sums = 0;
        double sum = 0;
        for (double residual : residuals) {
            sum += residual;
            sums += sum * sum;
        }
        double variance = products(residuals, 0);
        for (int lag = 1; lag <= lags; lag++) {
            variance += 2 * products(residuals, lag) * (1 - lag / (lags + 1.0));
        }
        return sums / ((double) n * n) / (variance / n);
    }

    private static double products(double[] residuals, int lag) {
        double sum = 0;
        for (int i = lag; i < residuals.length; i++) {
            sum += residuals[i] * residuals[i - lag];
        }
        return sum;
    }

    private static double probability(double statistic, double[] critical) {
        if (Double.isNaN(statistic)) {
            return Double.NaN;
        }
        for (int i = 0; i < critical.length; i++) {
            if (statistic < critical[i]) {
                return i == 0 ? MOST : between(statistic, critical, i);
            }
        }
        return LEAST;
    }

    private static double between(double statistic, double[] critical, int i) {
        double way = (statistic - critical[i - 1]) / (critical[i] - critical[i - 1]);
        return PROBABILITIES[i - 1] + way * (PROBABILITIES[i] - PROBABILITIES[i - 1]);
    }
}
