package io.strategysdk.engine;

import java.util.Locale;
import java.util.Objects;

/**
 * Looks at what has happened, after the fact: a measure, the figure beyond which something is wrong, and what the run
 * does then. Each strategy of the run is measured by itself, data and positions instrument by instrument. It speaks when
 * its figure goes beyond the threshold, once, and again after the figure has come back. A run without monitors measures
 * nothing.
 *
 * @param measure what is measured
 * @param threshold largest figure that is right, in the measure's unit
 * @param window of how many fills or orders the figure is, which it is measured once there are; 0 of a measure without
 * @param response what the run does
 */
public record Monitor(Measure measure, double threshold, int window, Response response) {
    /** Most fills or orders that a figure may be measured over. */
    public static final int LARGEST_WINDOW = 10_000;

    /** What can be measured. */
    public enum Measure {
        /**
         * Mean of s × (p / d − 1) × 10,000 over the last fills of a strategy, in basis points, where s is 1 of buys and −1
         * of sells, p the price of the fill and d the mark when the order was sent; of stops their stop, and of other
         * exits and orders of which one cancels the other their limit. Positive is adverse, and each fill weighs the same.
         */
        SLIPPAGE(0, 10_000, true, "basis points"),
        /**
         * Loss of a strategy since the last mark of the session before, over the equity there, confirmed as that of {@link
         * io.strategysdk.api.risk.LossLimits}: it warns before a limit acts.
         */
        LOSS(0, 0.5, false, "of equity"),
        /** Loss of a strategy since its equity was highest, over that equity, confirmed likewise. */
        DRAWDOWN(0, 0.9, false, "of equity"),
        /**
         * Share of refusals among the last answers to a strategy's orders, by limits, account or venue. What is refused
         * because entries are held back or the kill switch is pulled does not count.
         */
        REJECTED_ORDERS(0, 1, true, "of orders"),
        /**
         * How far what a broker says to have executed is from the books, in units of the instrument: executions that
         * stand in no book, since no order of the run owns them or they cannot be true. In a simulation there are none.
         */
        POSITION(0, 1e9, false, "units"),
        /**
         * Time of the calendar's sessions without a bar of an instrument, in lengths of its bars; from days on, ended
         * sessions, five a week and 21 a month. Counted from the first slice of the run on.
         */
        STALE_DATA(1, 10_000, false, "bars");

        private final double least;
        private final double most;
        private final boolean hasWindow;
        private final String unit;

        Measure(double least, double most, boolean hasWindow, String unit) {
            this.least = least;
            this.most = most;
            this.hasWindow = hasWindow;
            this.unit = unit;
        }

        /** Smallest threshold, in the measure's unit. */
        public double least() {
            return least;
        }

        /** Largest threshold, in the measure's unit. */
        public double most() {
            return most;
        }

        /** Whether it is measured over a number of fills or orders. */
        public boolean hasWindow() {
            return hasWindow;
        }

        String unit() {
            return unit;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What a run does when a figure goes beyond its threshold. */
    public enum Response {
        /** Tells: the journal, the run's warnings and who listens to alerts. */
        ALERT,
        /**
         * Also cancels and refuses the entries of the strategy, of all of them where an instrument was measured, until
         * {@link KillSwitch#resume}.
         */
        PAUSE_STRATEGY,
        /** Also pulls the run's kill switch. */
        KILL
    }

    /**
     * Checks the threshold and the window.
     *
     * @throws IllegalArgumentException when the threshold is not within the measure's bounds, or a window is missing, too
     *     long, or given to a measure without
     */
    public Monitor {
        Objects.requireNonNull(response, "response");
        if (!(threshold >= measure.least && threshold <= measure.most)) {
            throw new IllegalArgumentException("threshold of " + measure.words() + " must be from "
                    + Alert.shown(measure.least) + " to " + Alert.shown(measure.most) + ", was "
                    + Alert.shown(threshold));
        }
        if (measure.hasWindow ? window < 1 || window > LARGEST_WINDOW : window != 0) {
            throw new IllegalArgumentException("window of " + measure.words() + " must be "
                    + (measure.hasWindow ? "from 1 to " + LARGEST_WINDOW : "0") + ", was " + window);
        }
    }

    /** Mean slippage of so many fills, at most so many basis points from 0 to 10,000. */
    public static Monitor slippage(double basisPoints, int fills, Response response) {
        return new Monitor(Measure.SLIPPAGE, basisPoints, fills, response);
    }

    /** Loss of a strategy within a session, at most that share of its equity, up to 0.5. */
    public static Monitor loss(double share, Response response) {
        return new Monitor(Measure.LOSS, share, 0, response);
    }

    /** Drawdown of a strategy, at most that share of its highest equity, up to 0.9. */
    public static Monitor drawdown(double share, Response response) {
        return new Monitor(Measure.DRAWDOWN, share, 0, response);
    }

    /** Refused orders, at most that share of so many. */
    public static Monitor rejectedOrders(double share, int orders, Response response) {
        return new Monitor(Measure.REJECTED_ORDERS, share, orders, response);
    }

    /** A position of the broker that differs from the books. */
    public static Monitor position(Response response) {
        return new Monitor(Measure.POSITION, 0, 0, response);
    }

    /** No bar of an instrument for more than so many of its bars, from 1 to 10,000. */
    public static Monitor staleData(double bars, Response response) {
        return new Monitor(Measure.STALE_DATA, bars, 0, response);
    }

    /** What it looks at, in words. */
    @Override
    public String toString() {
        return measure.words() + " above " + Alert.shown(threshold) + " " + measure.unit
                + (window == 0 ? "" : " over " + window) + ": "
                + response.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
