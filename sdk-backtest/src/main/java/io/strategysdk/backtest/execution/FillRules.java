package io.strategysdk.backtest.execution;

import java.math.BigDecimal;
import java.util.StringJoiner;

/**
 * How bars fill orders, where that can be chosen.
 *
 * @param path what is assumed of prices inside of a bar
 * @param ticksThrough how many ticks beyond its price the market must trade for a limit to fill; 0: touching is enough. A
 *     limit that its first open has passed fills there in any case
 * @param volumeShare largest share of a bar's volume that all orders of the account in an instrument may fill, in order;
 *     the rest goes on with the next bar. 0: no bound. A series that has not traded so far has an unknown volume, and no
 *     bound
 * @param trailFrom what trailing stops follow
 * @param exitsWaitForNextBar whether the exits of an order that filled at an open begin with the next bar instead of
 *     within that one
 * @param atDecisionClose whether market orders fill at the close that they were decided on. Optimistic: that price was gone
 *     when it was known; reports say so
 * @param tradesFillAtTouch whether, over quotes and trades, a trade at a limit fills it; otherwise it takes one beyond it
 * @param exitsWaitForFullFill whether exits live when their entry is filled whole, and end with one that is not, as at
 *     brokers that keep brackets so; else with each part that is filled
 */
public record FillRules(
        IntrabarPath path,
        int ticksThrough,
        double volumeShare,
        TrailFrom trailFrom,
        boolean exitsWaitForNextBar,
        boolean atDecisionClose,
        boolean tradesFillAtTouch,
        boolean exitsWaitForFullFill) {
    /** The pessimistic ones: touching fills, any volume does, trailing stops follow extremes. */
    public static final FillRules DEFAULT =
            new FillRules(IntrabarPath.PESSIMISTIC, 0, 0, TrailFrom.EXTREME, false, false, false, false);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when the ticks are negative, or the share is not from 0 to 1
     */
    public FillRules {
        if (ticksThrough < 0) {
            throw new IllegalArgumentException("ticks through a limit must not be negative, were " + ticksThrough);
        }
        if (!(volumeShare >= 0 && volumeShare <= 1)) {
            throw new IllegalArgumentException("share of the volume must be from 0 to 1, was " + volumeShare);
        }
    }

    /** These rules with another path inside of bars. */
    public FillRules withPath(IntrabarPath value) {
        return new FillRules(
                value,
                ticksThrough,
                volumeShare,
                trailFrom,
                exitsWaitForNextBar,
                atDecisionClose,
                tradesFillAtTouch,
                exitsWaitForFullFill);
    }

    /** These rules with limits that fill only when the market trades so many ticks through them. */
    public FillRules withTicksThrough(int value) {
        return new FillRules(
                path,
                value,
                volumeShare,
                trailFrom,
                exitsWaitForNextBar,
                atDecisionClose,
                tradesFillAtTouch,
                exitsWaitForFullFill);
    }

    /** These rules with a largest share of a bar's volume; 0.1 is a tenth, 0 no bound. */
    public FillRules withVolumeShare(double value) {
        return new FillRules(
                path,
                ticksThrough,
                value,
                trailFrom,
                exitsWaitForNextBar,
                atDecisionClose,
                tradesFillAtTouch,
                exitsWaitForFullFill);
    }

    /** These rules with trailing stops that follow something else. */
    public FillRules withTrailFrom(TrailFrom value) {
        return new FillRules(
                path,
                ticksThrough,
                volumeShare,
                value,
                exitsWaitForNextBar,
                atDecisionClose,
                tradesFillAtTouch,
                exitsWaitForFullFill);
    }

    /** These rules with exits that begin with the bar after the one that opened with their entry's fill, or within it. */
    public FillRules withExitsWaitForNextBar(boolean value) {
        return new FillRules(
                path,
                ticksThrough,
                volumeShare,
                trailFrom,
                value,
                atDecisionClose,
                tradesFillAtTouch,
                exitsWaitForFullFill);
    }

    /** These rules with market orders that fill at the close they were decided on, or at the next open. */
    public FillRules withAtDecisionClose(boolean value) {
        return new FillRules(
                path,
                ticksThrough,
                volumeShare,
                trailFrom,
                exitsWaitForNextBar,
                value,
                tradesFillAtTouch,
                exitsWaitForFullFill);
    }

    /** These rules with limits that a trade at their price fills, over quotes and trades. */
    public FillRules withTradesFillAtTouch(boolean value) {
        return new FillRules(
                path,
                ticksThrough,
                volumeShare,
                trailFrom,
                exitsWaitForNextBar,
                atDecisionClose,
                value,
                exitsWaitForFullFill);
    }

    /** These rules with exits that live when their entry is filled whole, or with each part of it. */
    public FillRules withExitsWaitForFullFill(boolean value) {
        return new FillRules(
                path,
                ticksThrough,
                volumeShare,
                trailFrom,
                exitsWaitForNextBar,
                atDecisionClose,
                tradesFillAtTouch,
                value);
    }

    /** These rules in words: {@code pessimistic path, limits by touch, trails from extremes}. */
    public String describe() {
        StringJoiner words = new StringJoiner(", ");
        words.add(
                switch (path) {
                    case PESSIMISTIC -> "pessimistic path";
                    case ASSUME_WORST -> "worst path";
                    case NEAREST_EXTREME_FIRST -> "path by the nearest extreme first";
                    case OPEN_HIGH_LOW_CLOSE -> "path by high, low";
                    case OPEN_LOW_HIGH_CLOSE -> "path by low, high";
                    case STOP_FIRST_ALWAYS -> "stops always first";
                });
        words.add(
                ticksThrough == 0
                        ? "limits by touch"
                        : "limits " + ticksThrough + (ticksThrough == 1 ? " tick" : " ticks") + " through");
        words.add(trailFrom == TrailFrom.EXTREME ? "trails from extremes" : "trails from closes");
        if (volumeShare > 0) {
            words.add("at most " + ModelWords.percent(BigDecimal.valueOf(volumeShare)) + " of a bar's volume");
        }
        if (exitsWaitForNextBar) {
            words.add("exits from the next bar");
        }
        if (exitsWaitForFullFill) {
            words.add("exits after the full fill");
        }
        if (atDecisionClose) {
            words.add("market orders at the close of the decision");
        }
        if (tradesFillAtTouch) {
            words.add("limits by trades at their price");
        }
        return words.toString();
    }
}
