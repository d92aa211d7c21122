package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.SharpeSignificance;
import java.util.OptionalDouble;

/**
 * How likely a Sharpe ratio is more than luck, see {@link SharpeSignificance}. It takes for granted that returns of
 * different days have nothing to do with each other; a {@link Bootstrap} does not.
 *
 * @param sharpe annual Sharpe ratio that was observed
 * @param days daily returns that it was observed over
 * @param probabilistic probability that the true ratio is above 0
 * @param trials strategies and parameters that were tried, this one included
 * @param luckiest annual Sharpe ratio that the best of so many without skill is expected to show; 0 of one
 * @param deflated probability that the true ratio is above that
 * @param minimumDays daily returns after which a ratio as observed shows to be above 0 with the confidence; absent for
 *     one that is not above 0
 * @param reason why nothing can be told but what was observed, as of fewer than {@link Bootstrap#FEWEST_RETURNS}
 *     returns; empty when it can
 */
public record Significance(
        OptionalDouble sharpe,
        int days,
        OptionalDouble probabilistic,
        int trials,
        OptionalDouble luckiest,
        OptionalDouble deflated,
        OptionalDouble minimumDays,
        String reason) {

    /**
     * Of a run.
     *
     * @param daily equity at the end of each session
     * @param periodsPerYear trading days per year, 252 for shares
     * @param trials number of strategies and parameters that were tried, at least 1
     * @param deviation standard deviation of the trials' annual Sharpe ratios; absent where it is not known: then that
     *     of ratios observed over as many days without skill, √(periods per year / (days − 1))
     * @param confidence 0.95 = 95 %, above 0.5 and below 1
     * @throws IllegalArgumentException when an argument is out of range
     */
    static Significance of(
            DailyEquity daily, int periodsPerYear, int trials, OptionalDouble deviation, double confidence) {
        double[] returns = daily.returns();
        double root = Math.sqrt(periodsPerYear);
        double ratio = returns.length < 2 ? Double.NaN : DailyFigures.sharpe(returns, periodsPerYear);
        OptionalDouble sharpe = Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
        String loss = DailyFigures.loss(daily);
        String reason = loss.isEmpty() ? DailyFigures.flaw(returns) : loss;
        if (!reason.isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return new Significance(sharpe, returns.length, none, trials, none, none, none, reason);
        }
        double perDay = deviation.orElse(root / Math.sqrt(returns.length - 1.0)) / root;
        double variance = perDay * perDay;
        return new Significance(
                sharpe,
                returns.length,
                SharpeSignificance.probabilistic(daily, 0),
                trials,
                OptionalDouble.of(SharpeSignificance.luckiest(trials, variance) * root),
                SharpeSignificance.deflated(daily, trials, variance),
                SharpeSignificance.minimumTrackRecord(daily, 0, confidence),
                "");
    }
}
