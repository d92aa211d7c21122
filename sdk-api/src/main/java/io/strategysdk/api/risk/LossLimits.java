package io.strategysdk.api.risk;

import java.util.StringJoiner;

/**
 * Losses at which the engine acts by itself, all of them shares; infinity where there is none. They are looked at
 * whenever the books are marked.
 *
 * <p>A daily loss or a drawdown is taken for true once it is confirmed: on two marks in a row, or on one that came with
 * bars of at least a minute of which none is an outlier; so is a rise before losses are measured from it. Then entries
 * are cancelled and refused, exits go on: in a
 * backtest until the next session, in a live run until it is reset by hand. Stop-losses close at market.
 *
 * @param maxDailyLoss largest loss since the last mark of the session before, over the equity there
 * @param maxDrawdown largest loss since equity was highest, over that equity
 * @param stopLoss loss since the start, over the capital, at which all positions are closed and no more are opened
 * @param positionStopLoss adverse move of a mark from a position's average price, over that price, at which the
 *     position is closed
 */
public record LossLimits(double maxDailyLoss, double maxDrawdown, double stopLoss, double positionStopLoss) {
    /** No limits. */
    public static final LossLimits NONE = new LossLimits(Limit.NONE, Limit.NONE, Limit.NONE, Limit.NONE);

    /** The largest values that can be asked for; they hold in every run with a broker. */
    public static final LossLimits HARD =
            new LossLimits(Limit.MAX_DAILY_LOSS.hard(), Limit.MAX_DRAWDOWN.hard(), Limit.STOP_LOSS.hard(), Limit.NONE);

    /**
     * Checks each limit.
     *
     * @throws IllegalArgumentException when one is NaN, not positive, or beyond its hard maximum
     */
    public LossLimits {
        Limit.MAX_DAILY_LOSS.require(maxDailyLoss);
        Limit.MAX_DRAWDOWN.require(maxDrawdown);
        Limit.STOP_LOSS.require(stopLoss);
        Limit.POSITION_STOP_LOSS.require(positionStopLoss);
    }

    /** These limits with a largest loss of a day, at most 0.5. */
    public LossLimits withMaxDailyLoss(double value) {
        return new LossLimits(value, maxDrawdown, stopLoss, positionStopLoss);
    }

    /** These limits with a largest drawdown, at most 0.9. */
    public LossLimits withMaxDrawdown(double value) {
        return new LossLimits(maxDailyLoss, value, stopLoss, positionStopLoss);
    }

    /** These limits with a loss of capital at which everything is closed, at most 0.9. */
    public LossLimits withStopLoss(double value) {
        return new LossLimits(maxDailyLoss, maxDrawdown, value, positionStopLoss);
    }

    /** These limits with a loss at which a position is closed, at most 0.9 of its average price. */
    public LossLimits withPositionStopLoss(double value) {
        return new LossLimits(maxDailyLoss, maxDrawdown, stopLoss, value);
    }

    /** The stricter of both, limit by limit. */
    public LossLimits and(LossLimits other) {
        return new LossLimits(
                Math.min(maxDailyLoss, other.maxDailyLoss),
                Math.min(maxDrawdown, other.maxDrawdown),
                Math.min(stopLoss, other.stopLoss),
                Math.min(positionStopLoss, other.positionStopLoss));
    }

    /** The limits that there are, in words; the same on every version of Java. */
    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(", ");
        add(words, Limit.MAX_DAILY_LOSS, maxDailyLoss);
        add(words, Limit.MAX_DRAWDOWN, maxDrawdown);
        add(words, Limit.STOP_LOSS, stopLoss);
        add(words, Limit.POSITION_STOP_LOSS, positionStopLoss);
        return words.toString();
    }

    private static void add(StringJoiner words, Limit limit, double value) {
        if (value < Limit.NONE) {
            words.add(limit + " " + Limit.text(value));
        }
    }
}
