package io.strategysdk.api.signal;

import io.strategysdk.api.feature.Feature;
import java.util.Optional;

/**
 * How large a position a signal deserves: a pure function of a few {@linkplain Facts facts}. The signal's sign decides
 * the side, the sizing only says how much; caps come after it. Unless its description says otherwise, a sizing ignores
 * the signal's strength, see {@link #timesStrength}.
 *
 * <p>Write one's own as a record, so that its text, which reports and checkpoints show, is the same in every process.
 */
public interface Sizing {
    /**
     * What a sizing may look at. Amounts are in the run's currency.
     *
     * @param equity of the strategy, positive
     * @param mark price of the instrument in this step, positive
     * @param strength absolute strength of the signal, above 0 and at most 1
     * @param measured present value of the sizing's {@linkplain Sizing#feature feature}; NaN without one
     */
    record Facts(double equity, double mark, double strength, double measured) {}

    /** What must be measured of each instrument, on bars of the run's own timeframe; nothing unless said otherwise. */
    default Optional<Feature> feature() {
        return Optional.empty();
    }

    /**
     * How many units of the instrument to hold, without sign; fractions are rounded toward zero to the lot later.
     *
     * @return 0 or more; NaN, infinity and less than 0 say that nothing is known, and the position is left alone
     */
    double quantity(Facts facts);

    /** The same, multiplied by the absolute strength of the signal. */
    default Sizing timesStrength() {
        return new Sizings.TimesStrength(this);
    }

    /**
     * Always so many units.
     *
     * @param units positive
     * @throws IllegalArgumentException when not positive or not finite
     */
    static Sizing fixedQuantity(double units) {
        return new Sizings.FixedQuantity(units);
    }

    /**
     * Always for this amount of money: quantity = amount / mark.
     *
     * @param amount positive, in the run's currency
     * @throws IllegalArgumentException when not positive or not finite
     */
    static Sizing fixedNotional(double amount) {
        return new Sizings.FixedNotional(amount);
    }

    /**
     * Always this share of equity: quantity = weight × equity / mark.
     *
     * @param weight 0.1 is ten percent of equity
     * @throws IllegalArgumentException when not positive, or above 100
     */
    static Sizing percentOfEquity(double weight) {
        return new Sizings.PercentOfEquity(weight);
    }

    /**
     * A share of equity in proportion to conviction: quantity = |strength| × weight × equity / mark.
     *
     * @param weight share of equity at full strength, 0.1 being ten percent
     * @throws IllegalArgumentException when not positive, or above 100
     */
    static Sizing signalWeighted(double weight) {
        return percentOfEquity(weight).timesStrength();
    }

    /**
     * The share of equity at which the position swings as much as is wanted: weight = target / realised volatility, at
     * most a largest weight (Harvey, Hoyle, Korgaonkar, Rattray, Sargaison, Van Hemert, "The Impact of Volatility
     * Targeting", Journal of Portfolio Management 45(1), 2018). Realised volatility is the standard deviation of simple
     * returns from bar to bar, with n - 1, times √periodsPerYear. A market that did not move has none: no position is
     * changed there.
     *
     * @param annualVolatility target, 0.1 being ten percent a year
     * @param bars how many returns are measured, 2 or more
     * @param periodsPerYear bars in a year: 252 for daily bars of shares, 365 for those of crypto
     * @param maxWeight largest share of equity
     * @throws IllegalArgumentException when a number is not positive or not finite, bars are below 2, or the largest
     *     weight is above 100
     */
    static Sizing volatilityTarget(double annualVolatility, int bars, double periodsPerYear, double maxWeight) {
        return new Sizings.VolatilityTarget(annualVolatility, bars, periodsPerYear, maxWeight);
    }

    /**
     * As much as loses a share of equity when the price moves against it by a multiple of its average true range:
     * quantity = riskShare × equity / (multiple × ATR) (the "percent volatility" model of Van K. Tharp, Trade Your Way
     * to Financial Freedom, 1998; ATR of J. Welles Wilder, 1978). A stop at that distance is the strategy's own to send.
     *
     * @param riskShare share of equity at risk, 0.01 being one percent
     * @param multiple distance of the stop in average true ranges
     * @param bars length of the average true range
     * @throws IllegalArgumentException when a number is not positive or not finite, or the share is above 1
     */
    static Sizing atrRisk(double riskShare, double multiple, int bars) {
        return new Sizings.AtrRisk(riskShare, multiple, bars);
    }

    /**
     * The share of equity that makes capital grow fastest in the long run, or a fraction of it: weight = fraction × (W -
     * (1 - W) / R), at least 0 and at most a largest weight (J. L. Kelly, "A New Interpretation of Information Rate",
     * Bell System Technical Journal 35, 1956; in this form E. O. Thorp, "The Kelly Criterion in Blackjack, Sports
     * Betting, and the Stock Market", 2006). Win rate and payoff are estimates, and errors in them cost more above the
     * right share than below it: half of it or less is usual. Without an edge the position is flat.
     *
     * @param winRate W, share of trades that win, from 0 to 1
     * @param payoff R, average win over average loss
     * @param fraction how much of Kelly's share, above 0 and at most 1
     * @param maxWeight largest share of equity
     * @throws IllegalArgumentException when a number is outside of its range or not finite
     */
    static Sizing kelly(double winRate, double payoff, double fraction, double maxWeight) {
        return new Sizings.Kelly(winRate, payoff, fraction, maxWeight);
    }
}
