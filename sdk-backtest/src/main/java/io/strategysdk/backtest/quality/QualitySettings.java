package io.strategysdk.backtest.quality;

/**
 * From where on something counts as unusual. Immutable; {@link #DEFAULT} was chosen on real bars so that days of a crash
 * are not among the findings, see docs/data.md.
 *
 * <p>What is usual is the median of the values around one, without itself, and their median absolute deviation (MAD)
 * from it, times 1.4826, which for normally distributed values is their standard deviation. A score is the distance to
 * the median in such deviations.
 *
 * @param window values on each side that tell what is usual, from 10
 * @param outlierScore score of a return from which on it is an outlier
 * @param smallestDailyMove return of daily bars, and of the first bar of a session, below which none is one: 0.03 is 3 %
 * @param smallestIntradayMove the same of other bars
 * @param staleOdds a run of equal closes is stale when so few of its length or longer are expected in the whole series, by
 *     the part of closes around it that equal the one before
 * @param shortestStaleRun bars that such a run has at least
 * @param volumeScore score of the logarithm of a volume from which on it is a spike
 * @param volumeFactor and so many times the usual volume
 * @param spreadFactor so many times the usual spread is wide
 * @param smallestSpread part of the price below which no spread is wide
 * @param splitTolerance how far the change of price may be from a simple ratio, as a part of it
 * @param levelFactor change of the level of prices from which on it may be another company's
 * @param turnoverFactor change of price times volume at such a leap that no split makes
 * @param fewestSessions sessions of a season that must have bars before a shift of times is looked for
 * @param examples how many of each kind are told
 */
public record QualitySettings(
        int window,
        double outlierScore,
        double smallestDailyMove,
        double smallestIntradayMove,
        double staleOdds,
        int shortestStaleRun,
        double volumeScore,
        double volumeFactor,
        double spreadFactor,
        double smallestSpread,
        double splitTolerance,
        double levelFactor,
        double turnoverFactor,
        int fewestSessions,
        int examples) {
    /** What is used unless something else is given. */
    public static final QualitySettings DEFAULT =
            new QualitySettings(60, 12, 0.03, 0.01, 0.001, 4, 5, 10, 10, 0.002, 0.03, 3, 10, 5, 10);

    private static final int FEWEST_AROUND = 10;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    public QualitySettings {
        require(window >= FEWEST_AROUND, "window", "at least " + FEWEST_AROUND, window);
        requireAbove(0, outlierScore, "outlier score");
        requireAbove(0, smallestDailyMove, "smallest daily move");
        requireAbove(0, smallestIntradayMove, "smallest intraday move");
        requireAbove(0, staleOdds, "stale odds");
        require(shortestStaleRun >= 2, "shortest stale run", "at least 2", shortestStaleRun);
        requireAbove(0, volumeScore, "volume score");
        requireAbove(1, volumeFactor, "volume factor");
        requireAbove(1, spreadFactor, "spread factor");
        requireAbove(0, smallestSpread, "smallest spread");
        require(splitTolerance > 0 && splitTolerance < 0.1, "split tolerance", "above 0 and below 0.1", splitTolerance);
        requireAbove(1, levelFactor, "level factor");
        requireAbove(1, turnoverFactor, "turnover factor");
        require(fewestSessions >= 1, "fewest sessions", "at least 1", fewestSessions);
        require(examples >= 0, "examples", "at least 0", examples);
    }

    private static void requireAbove(double bound, double value, String what) {
        require(value > bound && value <= Double.MAX_VALUE, what, "above " + (int) bound + " and finite", value);
    }

    private static void require(boolean holds, String what, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + rule + ", was " + Words.plain(value));
        }
    }

    /** The same with another window. */
    public QualitySettings withWindow(int value) {
        return new QualitySettings(
                value,
                outlierScore,
                smallestDailyMove,
                smallestIntradayMove,
                staleOdds,
                shortestStaleRun,
                volumeScore,
                volumeFactor,
                spreadFactor,
                smallestSpread,
                splitTolerance,
                levelFactor,
                turnoverFactor,
                fewestSessions,
                examples);
    }

    /** The same with other bounds of returns. */
    public QualitySettings withOutliers(double score, double smallestDaily, double smallestIntraday) {
        return new QualitySettings(
                window,
                score,
                smallestDaily,
                smallestIntraday,
                staleOdds,
                shortestStaleRun,
                volumeScore,
                volumeFactor,
                spreadFactor,
                smallestSpread,
                splitTolerance,
                levelFactor,
                turnoverFactor,
                fewestSessions,
                examples);
    }
}
