package io.strategysdk.api.data;

import io.strategysdk.api.time.Timeframe;
import java.util.Locale;
import java.util.Objects;

/**
 * How bars are made of smaller things: of the bars, quotes or trades that a run has of an instrument.
 *
 * <pre>{@code
 * BarSeries hours = context.bars(instrument, BarType.time(Timeframe.hours(1)));
 * BarSeries blocks = context.bars(instrument, BarType.volume(100_000));
 * BarSeries smooth = context.bars(instrument, BarType.time(Timeframe.DAY).heikinAshi());
 * }</pre>
 *
 * <p>A bar is shown once it has closed, and never before. Bars that are made of bars are made of whole ones: a volume bar
 * over minutes ends with a minute. An empty bar is never made.
 *
 * @param rule when a bar closes
 * @param prices which of the prices that there are
 * @param isHeikinAshi whether the bars are smoothed in the Heikin-Ashi way
 */
public record BarType(Rule rule, Prices prices, boolean isHeikinAshi) {
    private static final int MAX_COUNT = 1_000_000_000;

    /** Which prices bars are made of. */
    public enum Prices {
        /** Those of the bars; of bid/ask bars the middle; of quotes and trades the trades. */
        OWN,
        /** What was bid, without a volume. */
        BID,
        /** What was asked for, without a volume. */
        ASK,
        /** (bid + ask) / 2, without a volume. */
        MIDDLE
    }

    /** When a bar closes. */
    public sealed interface Rule permits Time, Ticks, Volume, Value, Range, Renko {}

    /**
     * By the clock. Intraday bars begin with the session and follow one another at their length; the last one ends with the
     * session, shorter where the length does not go into it, half days included. What trades outside of sessions makes
     * bars that begin with the close before it and end at the latest with the next open. A bar of a day, week or month
     * has what closes inside of its sessions, opens with the first and closes with the last of them.
     *
     * @param timeframe length
     */
    public record Time(Timeframe timeframe) implements Rule {
        /** Checks that there is one. */
        public Time {
            Objects.requireNonNull(timeframe, "timeframe");
        }

        /** Such as {@code 5m}. */
        @Override
        public String toString() {
            return timeframe.toString();
        }
    }

    /**
     * After so many trades, quotes or bars.
     *
     * @param count how many
     */
    public record Ticks(int count) implements Rule {
        /**
         * Checks the count.
         *
         * @throws IllegalArgumentException when it is not from 1 to 1,000,000,000
         */
        public Ticks {
            if (count < 1 || count > MAX_COUNT) {
                throw new IllegalArgumentException(
                        "number of ticks in a bar must be from 1 to " + MAX_COUNT + ", was " + count);
            }
        }

        /** Such as {@code 500 ticks}. */
        @Override
        public String toString() {
            return count + " ticks";
        }
    }

    /**
     * With the trade or bar that brings the volume to so much; nothing is cut in two, so that a bar may have more. Where
     * no volume is known it never closes.
     *
     * @param units in units of the instrument
     */
    public record Volume(double units) implements Rule {
        /**
         * Checks the volume.
         *
         * @throws IllegalArgumentException when it is not positive and finite
         */
        public Volume {
            requirePositive("volume", units);
        }

        /** Such as {@code volume 100000.0}. */
        @Override
        public String toString() {
            return "volume " + units;
        }
    }

    /**
     * With the trade or bar that brings the traded value, the sum of close × volume, to so much.
     *
     * @param amount in the instrument's currency
     */
    public record Value(double amount) implements Rule {
        /**
         * Checks the amount.
         *
         * @throws IllegalArgumentException when it is not positive and finite
         */
        public Value {
            requirePositive("value", amount);
        }

        /** Such as {@code value 1000000.0}. */
        @Override
        public String toString() {
            return "value " + amount;
        }
    }

    /**
     * With the trade, quote or bar that brings high − low to so much; there are no bars for prices that a gap has left out.
     *
     * @param height in the instrument's currency
     */
    public record Range(double height) implements Rule {
        /**
         * Checks the height.
         *
         * @throws IllegalArgumentException when it is not positive and finite
         */
        public Range {
            requirePositive("height of a range bar", height);
        }

        /** Such as {@code range 0.5}. */
        @Override
        public String toString() {
            return "range " + height;
        }
    }

    /**
     * Bricks of one height, made of closes: the first level is the first close; a brick up is made when a close is a height
     * or more above the top of the newest brick, a brick down when it is a height or more below its bottom, as many as fit.
     * Open and close of a brick are its bottom and top, which nobody has traded at. The volume since the brick before
     * belongs to the first of those that are made at once.
     *
     * @param height in the instrument's currency
     */
    public record Renko(double height) implements Rule {
        /**
         * Checks the height.
         *
         * @throws IllegalArgumentException when it is not positive and finite
         */
        public Renko {
            requirePositive("height of a brick", height);
        }

        /** Such as {@code renko 2.0}. */
        @Override
        public String toString() {
            return "renko " + height;
        }
    }

    /** Checks that nothing is missing. */
    public BarType {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(prices, "prices");
    }

    /** Bars of a length: intraday, or of one day, week or month. */
    public static BarType time(Timeframe timeframe) {
        return of(new Time(timeframe));
    }

    /**
     * Bars of so many trades, quotes or bars.
     *
     * @throws IllegalArgumentException when it is not from 1 to 1,000,000,000
     */
    public static BarType ticks(int count) {
        return of(new Ticks(count));
    }

    /**
     * Bars of so much volume, in units of the instrument.
     *
     * @throws IllegalArgumentException when it is not positive and finite
     */
    public static BarType volume(double units) {
        return of(new Volume(units));
    }

    /**
     * Bars of so much traded value, in the instrument's currency; also called dollar bars.
     *
     * @throws IllegalArgumentException when it is not positive and finite
     */
    public static BarType value(double amount) {
        return of(new Value(amount));
    }

    /**
     * Bars of a height, high − low, in the instrument's currency.
     *
     * @throws IllegalArgumentException when it is not positive and finite
     */
    public static BarType range(double height) {
        return of(new Range(height));
    }

    /**
     * Bricks of a height, in the instrument's currency.
     *
     * @throws IllegalArgumentException when it is not positive and finite
     */
    public static BarType renko(double height) {
        return of(new Renko(height));
    }

    private static BarType of(Rule rule) {
        return new BarType(rule, Prices.OWN, false);
    }

    /** The same of other prices. */
    public BarType of(Prices other) {
        return new BarType(rule, other, isHeikinAshi);
    }

    /**
     * The same, smoothed: close = (open + high + low + close) / 4; open = half of the open and close of the smoothed bar
     * before, of the first bar (open + close) / 2; high and low reach to both (Dan Valcu, Using the Heikin-Ashi
     * Technique, 2004). Nobody has traded at these prices.
     */
    public BarType heikinAshi() {
        return new BarType(rule, prices, true);
    }

    /** Whether its prices are computed: no order is ever filled at them. */
    public boolean isSynthetic() {
        return isHeikinAshi || rule instanceof Renko;
    }

    /** Such as {@code 5m} or {@code volume 100000.0 bid heikin-ashi}. */
    @Override
    public String toString() {
        return rule
                + (prices == Prices.OWN ? "" : " " + prices.name().toLowerCase(Locale.ROOT))
                + (isHeikinAshi ? " heikin-ashi" : "");
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be positive and finite, was " + value);
        }
    }
}
