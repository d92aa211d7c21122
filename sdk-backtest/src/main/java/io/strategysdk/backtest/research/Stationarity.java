package io.strategysdk.backtest.research;

import java.util.List;

/**
 * Whether a column keeps its level, so that what was learnt of it then holds now. Two tests with opposite hypotheses, each
 * around a level and around a trend.
 *
 * @param column its name
 * @param firstRow first row of the longest stretch of defined values, from 0, which is what was tested
 * @param rows how many rows that are
 * @param tests augmented Dickey-Fuller around level and trend, then KPSS around level and trend
 */
public record Stationarity(String column, int firstRow, int rows, List<Test> tests) {
    private static final int FEWEST = 20;

    /** Which test. */
    public enum Kind {
        /**
         * Of D. Dickey and W. Fuller, Journal of the American Statistical Association 74 (1979), augmented by S. Said and
         * the latter, Biometrika 71 (1984): the column has a unit root, it wanders, unless its statistic is low. The t
         * value of c in Δx_t = a (+ b·t) + c·x_(t−1) + Σ d_i·Δx_(t−i); as many lags i, up to ⌈12·(n/100)^¼⌉ (Schwert,
         * 1989), as have the smallest information criterion of Akaike on the rows that all of them have. Critical values
         * for the number of rows are those of J. MacKinnon, "Critical Values for Cointegration Tests" (2010), the
         * probability is that of the same, Journal of Business and Economic Statistics 12 (1994).
         */
        ADF("ADF"),
        /**
         * Of D. Kwiatkowski, P. Phillips, P. Schmidt and Y. Shin, Journal of Econometrics 54 (1992): the column is
         * stationary unless its statistic is high. Σ S_t² / (n²·s²), S the sums of residuals from level or trend, s² their
         * long-run variance with Bartlett's weights; as many lags as B. Hobijn, P. Franses and M. Ooms, Statistica
         * Neerlandica 58 (2004), choose. Critical values and probabilities by their table, from 0.01 to 0.1, in between
         * on straight lines.
         */
        KPSS("KPSS");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Its usual name. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** What a column does around level or trend, by both tests at 5 %. */
    public enum Verdict {
        /** No unit root, and stationary. */
        STATIONARY,
        /** A unit root, and not stationary: differences or ratios of it may be. */
        WANDERS,
        /** Both hypotheses stand or both fall: too few rows, or something else, such as a break of the level. */
        UNCLEAR
    }

    /**
     * What a test says.
     *
     * @param kind which test
     * @param trend whether around a trend instead of a level
     * @param statistic its statistic; NaN where the column does not move
     * @param lags that were taken in
     * @param rows that the statistic is of
     * @param probability of a statistic like that if the hypothesis holds; of KPSS never below 0.01 or above 0.1
     * @param critical1 critical value at 1 %
     * @param critical5 at 5 %
     * @param critical10 at 10 %
     */
    public record Test(
            Kind kind,
            boolean trend,
            double statistic,
            int lags,
            int rows,
            double probability,
            double critical1,
            double critical5,
            double critical10) {
        /** Whether the test's hypothesis falls at 5 %: a unit root for ADF, stationarity for KPSS. */
        public boolean isRejected() {
            return kind == Kind.ADF ? statistic < critical5 : statistic > critical5;
        }
    }

    /** Copies. */
    public Stationarity {
        tests = List.copyOf(tests);
    }

    static Stationarity of(String column, double[] values) {
        int first = 0;
        int rows = 0;
        for (int from = 0; from < values.length; from++) {
            int to = from;
            while (to < values.length && Double.isFinite(values[to])) {
                to++;
            }
            if (to - from > rows) {
                first = from;
                rows = to - from;
            }
            from = to;
        }
        if (rows < FEWEST) {
            throw new IllegalArgumentException("stationarity must be tested of at least " + FEWEST
                    + " values without an undefined one between them, was " + rows + " (" + column + ")");
        }
        double[] stretch = new double[rows];
        System.arraycopy(values, first, stretch, 0, rows);
        return new Stationarity(
                column,
                first,
                rows,
                List.of(
                        DickeyFuller.test(stretch, false),
                        DickeyFuller.test(stretch, true),
                        Kpss.test(stretch, false),
                        Kpss.test(stretch, true)));
    }

    /**
     * One of the tests.
     *
     * @param trend whether around a trend
     */
    public Test test(Kind kind, boolean trend) {
        return tests.stream()
                .filter(test -> test.kind == kind && test.trend == trend)
                .findFirst()
                .orElseThrow();
    }

    /** What both tests around a level say together; STATIONARY where the column does not move at all. */
    public Verdict verdict() {
        Test adf = test(Kind.ADF, false);
        Test kpss = test(Kind.KPSS, false);
        if (Double.isNaN(adf.statistic) && Double.isNaN(kpss.statistic)) {
            return Verdict.STATIONARY;
        }
        if (adf.isRejected() == kpss.isRejected()) {
            return Verdict.UNCLEAR;
        }
        return adf.isRejected() ? Verdict.STATIONARY : Verdict.WANDERS;
    }

    TextTable table() {
        TextTable table = TextTable.of(
                "stationarity of " + column + ", " + rows + " rows from row " + firstRow + ": " + verdict(),
                "test",
                "around",
                "statistic",
                "1 %",
                "5 %",
                "10 %",
                "probability",
                "lags",
                "hypothesis",
                "falls");
        for (Test test : tests) {
            table.row(
                    test.kind.toString(),
                    test.trend ? "trend" : "level",
                    Digits.fixed(test.statistic, 3),
                    Digits.fixed(test.critical1, 3),
                    Digits.fixed(test.critical5, 3),
                    Digits.fixed(test.critical10, 3),
                    probability(test),
                    Integer.toString(test.lags),
                    test.kind == Kind.ADF ? "unit root" : "stationary",
                    test.isRejected() ? "yes" : "no");
        }
        return table;
    }

    private static String probability(Test test) {
        if (test.kind == Kind.ADF) {
            return Digits.probability(test.probability);
        }
        return test.probability <= Kpss.LEAST
                ? "<=0.01"
                : test.probability >= Kpss.MOST ? ">=0.1" : Digits.fixed(test.probability, 4);
    }

    /** A table with a line for each test. */
    @Override
    public String toString() {
        return table().toString();
    }
}
