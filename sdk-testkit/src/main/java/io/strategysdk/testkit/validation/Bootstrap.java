package io.strategysdk.testkit.validation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The stationary bootstrap: what figures of daily returns would have been in other histories of the same kind.
 * Immutable; the same returns and seed give the same bits on any machine and number of threads.
 *
 * <p>A draw is as long as the history and is put together of blocks of it, which begin at random and have random
 * lengths (geometric, the end of the history followed by its beginning), so that what days have to do with the days
 * after them is kept. Intervals are those of percentiles. Source: D. Politis and J. Romano, "The Stationary Bootstrap",
 * Journal of the American Statistical Association 89 (1994); mean length of blocks, unless given: D. Politis and H.
 * White, Econometric Reviews 23 (2004), corrected 28 (2009), the longer one of returns and squared returns.
 *
 * <p>It takes for granted that the returns come from one process that does not change, and that what can happen has
 * happened: no crash is drawn that is not in the history.
 */
public final class Bootstrap {
    /** Fewer returns than these say nothing. */
    public static final int FEWEST_RETURNS = 20;

    private static final double MOST_UNDEFINED = 0.05;

    private final double[] returns;
    private final int periodsPerYear;
    private final int draws;
    private final double blockLength;
    private final long seed;

    private Bootstrap(double[] returns, int periodsPerYear, int draws, double blockLength, long seed) {
        this.returns = returns;
        this.periodsPerYear = periodsPerYear;
        this.draws = draws;
        this.blockLength = blockLength;
        this.seed = seed;
    }

    /**
     * Of returns, with 2,000 draws and seed 1.
     *
     * @param returns of each day, 0.01 = 1 %, oldest first; copied
     * @param periodsPerYear trading days per year, 252 for shares, at least 1
     * @throws IllegalArgumentException when the number of days per year is not positive
     */
    public static Bootstrap of(double[] returns, int periodsPerYear) {
        if (periodsPerYear < 1) {
            throw new IllegalArgumentException("periods per year must be at least 1, was " + periodsPerYear);
        }
        double[] copy = returns.clone();
        boolean isUsable = copy.length >= FEWEST_RETURNS && DailyFigures.areFinite(copy);
        return new Bootstrap(copy, periodsPerYear, 2_000, isUsable ? BlockLength.of(copy) : 1, 1);
    }

    /**
     * With this number of draws.
     *
     * @throws IllegalArgumentException when not from 100 to 1,000,000
     */
    public Bootstrap withDraws(int value) {
        Draws.requireCount(value);
        return new Bootstrap(returns, periodsPerYear, value, blockLength, seed);
    }

    /**
     * With blocks of this mean length instead of that of the rule.
     *
     * @param days at least 1; 1 takes each day for itself
     * @throws IllegalArgumentException when below 1 or not finite
     */
    public Bootstrap withBlockLength(double days) {
        if (!(days >= 1 && Double.isFinite(days))) {
            throw new IllegalArgumentException("block length must be at least 1 day, was " + days);
        }
        return new Bootstrap(returns, periodsPerYear, draws, days, seed);
    }

    /** With this seed. */
    public Bootstrap withSeed(long value) {
        return new Bootstrap(returns, periodsPerYear, draws, blockLength, value);
    }

    /** Mean length of the blocks in days. */
    public double blockLength() {
        return blockLength;
    }

    /**
     * Interval of the annual Sharpe ratio, mean / std·√p of daily returns, no risk-free rate. The range of true ratios
     * that the history does not contradict.
     *
     * @param confidence 0.95 = 95 %
     * @throws IllegalArgumentException when the confidence is not between 0 and 1
     */
    public Interval sharpe(double confidence) {
        return interval(confidence, sample -> DailyFigures.sharpe(sample, periodsPerYear));
    }

    /**
     * Interval of the maximum drawdown at the ends of days, 0.25 = 25 %. A drawdown is no constant of a process but
     * another one in each history: this is the range in which that of another history of the same length and kind lies.
     *
     * @param confidence 0.95 = 95 %
     * @throws IllegalArgumentException when the confidence is not between 0 and 1
     */
    public Interval maxDrawdown(double confidence) {
        return interval(confidence, DailyFigures::maxDrawdown);
    }

    private Interval interval(double confidence, ToDoubleFunction<double[]> figure) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
        }
        double estimate = returns.length < 2 ? Double.NaN : figure.applyAsDouble(returns);
        String flaw = DailyFigures.flaw(returns);
        if (!flaw.isEmpty()) {
            return Interval.undefined(estimate, confidence, flaw);
        }
        double[] drawn = Draws.of(draws, seed, random -> figure.applyAsDouble(sample(random)));
        double[] defined = Arrays.stream(drawn).filter(Double::isFinite).toArray();
        if (drawn.length - defined.length > MOST_UNDEFINED * drawn.length) {
            return Interval.undefined(estimate, confidence, "too few days have a return: many draws have none at all");
        }
        return Interval.of(estimate, confidence, defined);
    }

    private double[] sample(SplittableRandom random) {
        double[] sample = new double[returns.length];
        double newBlock = 1 / blockLength;
        int at = random.nextInt(returns.length);
        for (int i = 0; i < sample.length; i++) {
            sample[i] = returns[at];
            at = random.nextDouble() < newBlock ? random.nextInt(returns.length) : (at + 1) % returns.length;
        }
        return sample;
    }
}
