package io.strategysdk.engine;

import java.util.Objects;

/**
 * What a filter of a universe measures of an instrument. All of it is of sessions that have completed before the moment:
 * raw prices of the run's bars, intraday bars from outside of the sessions left out. A value that is not known is worse
 * than any other: no bound lets it through, and no rank counts it.
 */
public sealed interface Measure {
    /**
     * Close of the last completed session, in the instrument's currency; not known when that had no bar, however late the
     * close before it is.
     */
    record Price() implements Measure {
        @Override
        public String toString() {
            return "price";
        }
    }

    /**
     * Shares outstanding × price, in the instrument's currency, exact: shares that were known before the open, put into
     * the terms of the price by the splits in between; not known where one of both is not.
     *
     * @param shares what was known when
     */
    record MarketCap(SharesOutstanding shares) implements Measure {
        /** Checks that there are some. */
        public MarketCap {
            Objects.requireNonNull(shares, "shares");
        }

        @Override
        public String toString() {
            return "market cap";
        }
    }

    /**
     * Mean over the last completed sessions of Σ close × volume of a session's bars, in the instrument's currency: a
     * double, added up in order of time. A session without a bar counts as 0; not known before the run has seen as many
     * sessions.
     *
     * @param sessions how many, from 1 to 1,000
     */
    record MeanDollarVolume(int sessions) implements Measure {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException when not from 1 to 1,000
         */
        public MeanDollarVolume {
            requireSessions(sessions);
        }

        @Override
        public String toString() {
            return "mean dollar volume of " + sessions + " sessions";
        }
    }

    /**
     * Median of the same, of an even number of sessions the mean of the two in the middle.
     *
     * @param sessions how many, from 1 to 1,000
     */
    record MedianDollarVolume(int sessions) implements Measure {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException when not from 1 to 1,000
         */
        public MedianDollarVolume {
            requireSessions(sessions);
        }

        @Override
        public String toString() {
            return "median dollar volume of " + sessions + " sessions";
        }
    }

    /** In how many completed sessions of the run the instrument had a bar. */
    record Age() implements Measure {
        @Override
        public String toString() {
            return "age in sessions";
        }
    }

    /** Last completed close. */
    static Measure price() {
        return new Price();
    }

    /** Shares outstanding × last completed close. */
    static Measure marketCap(SharesOutstanding shares) {
        return new MarketCap(shares);
    }

    /** Mean of what was traded in a session, in money. */
    static Measure meanDollarVolume(int sessions) {
        return new MeanDollarVolume(sessions);
    }

    /** Median of what was traded in a session, in money. */
    static Measure medianDollarVolume(int sessions) {
        return new MedianDollarVolume(sessions);
    }

    /** Sessions of data. */
    static Measure age() {
        return new Age();
    }

    private static void requireSessions(int sessions) {
        if (sessions < 1 || sessions > 1_000) {
            throw new IllegalArgumentException("sessions of a dollar volume must be from 1 to 1000, was " + sessions);
        }
    }
}
