package io.strategysdk.backtest.research;

import io.strategysdk.backtest.research.Stationarity.Kind;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/** The augmented test of Dickey and Fuller, see {@link Kind#ADF}. */
final class DickeyFuller {
    /** Critical values b0 + b1/n + b2/n² + b3/n³ at 1, 5 and 10 %: MacKinnon (2010), table 2, one variable. */
    private static final double[][] CRITICAL_OF_LEVEL = {
        {-3.43035, -6.5393, -16.786, -79.433}, {-2.86154, -2.8903, -4.234, -40.040}, {-2.56677, -1.5384, -2.809, 0}
    };

    private static final double[][] CRITICAL_OF_TREND = {
        {-3.95877, -9.0531, -28.428, -134.155},
        {-3.41049, -4.3904, -9.036, -45.374},
        {-3.12705, -2.5856, -3.925, -22.380}
    };

    /** Φ of a polynomial is the probability: MacKinnon (1994), tables 3 and 4, one variable. */
    private static final class Surface {
        private final double least;
        private final double turn;
        private final double most;
        private final double[] below;
        private final double[] above;

        Surface(double least, double turn, double most, double[] below, double[] above) {
            this.least = least;
            this.turn = turn;
            this.most = most;
            this.below = below;
            this.above = above;
        }

        double probability(double statistic) {
            if (Double.isNaN(statistic)) {
                return Double.NaN;
            }
            if (statistic < least) {
                return 0;
            }
            if (statistic > most) {
                return 1;
            }
            return new NormalDistribution()
                    .cumulativeProbability(polynomial(statistic <= turn ? below : above, statistic));
        }
    }

    private static final Surface LEVEL =
            new Surface(-18.83, -1.61, 2.74, new double[] {2.1659, 1.4412, 0.038269}, new double[] {
                1.7339, 0.93202, -0.12745, -0.010368
            });
    private static final Surface TREND =
            new Surface(-16.18, -2.89, 0.7, new double[] {3.2512, 1.6047, 0.049588}, new double[] {
                2.5261, 0.61654, -0.37956, -0.060285
            });

    private final double[] x;
    private final boolean trend;

    private DickeyFuller(double[] x, boolean trend) {
        this.x = x;
        this.trend = trend;
    }

    static Stationarity.Test test(double[] x, boolean trend) {
        DickeyFuller test = new DickeyFuller(x, trend);
        int lags = test.bestLags();
        int rows = x.length - 1 - lags;
        double statistic = test.statistic(lags);
        double[][] critical = trend ? CRITICAL_OF_TREND : CRITICAL_OF_LEVEL;
        return new Stationarity.Test(
                Kind.ADF,
                trend,
                statistic,
                lags,
                rows,
                (trend ? TREND : LEVEL).probability(statistic),
                polynomial(critical[0], 1.0 / rows),
                polynomial(critical[1], 1.0 / rows),
                polynomial(critical[2], 1.0 / rows));
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }

    private int mostLags() {
        int schwert = (int) Math.ceil(12 * StrictMath.pow(x.length / 100.0, 0.25));
        return Math.min(x.length / 2 - (trend ? 2 : 1) - 1, schwert);
    }

    /** Those with the smallest criterion of Akaike, on the rows that the longest regression has. */
    private int bestLags() {
        int most = mostLags();
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int lags = 0; lags <= most; lags++) {
            double criterion = criterion(lags, most);
            if (criterion < least) {
                least = criterion;
                best = lags;
            }
        }
        return best;
    }

    /** n·ln(Σe²/n) + 2k but for what is the same for all; infinite where the lags say the same as one another. */
    private double criterion(int lags, int start) {
        int rows = x.length - 1 - start;
        try {
            double squares = regression(lags, start).calculateResidualSumOfSquares();
            return rows * StrictMath.log(squares / rows) + 2.0 * lags;
        } catch (MathRuntimeException singular) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private double statistic(int lags) {
        try {
            OLSMultipleLinearRegression regression = regression(lags, lags);
            return regression.estimateRegressionParameters()[1]
                    / regression.estimateRegressionParametersStandardErrors()[1];
        } catch (MathRuntimeException singular) {
            return Double.NaN;
        }
    }

    /** Of the changes after the first {@code start} ones: on a constant, the level before, the changes before, the time. */
    private OLSMultipleLinearRegression regression(int lags, int start) {
        int rows = x.length - 1 - start;
        double[] changes = new double[rows];
        double[][] on = new double[rows][1 + lags + (trend ? 1 : 0)];
        for (int row = 0; row < rows; row++) {
            int at = start + 1 + row;
            changes[row] = x[at] - x[at - 1];
            on[row][0] = x[at - 1];
            for (int lag = 1; lag <= lags; lag++) {
                on[row][lag] = x[at - lag] - x[at - lag - 1];
            }
            if (trend) {
                on[row][lags + 1] = row + 1;
            }
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(changes, on);
        return regression;
    }
}
