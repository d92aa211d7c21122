package io.strategysdk.engine;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks at what has happened, after the fact: a measure, the figure beyond which something is wrong, and what the run
 * does then. Each strategy of the run is measured by itself, data and positions instrument by instrument. It speaks when
 * its figure goes beyond the threshold, once, and again after the figure has come back. A run without monitors measures
 * nothing.
 *
 * @param measure what is measured
 * @param threshold largest figure that is right, in the measure's unit
 * @param window of how many fills, orders or bars the figure is, which it is measured once there are; 0 of a measure
 *     without
 * @param response what the run does
 * @param drift what features are compared with; of measures of drift only
 */
public record Monitor(Measure measure, double threshold, int window, Response response, Optional<Drift> drift) {
    /** Most fills, orders or bars that a figure may be measured over. */
    public static final int LARGEST_WINDOW = 10_000;

    /** Fewest bars that drift may be measured over. */
    public static final int SMALLEST_DRIFT_WINDOW = 30;

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
        STALE_DATA(1, 10_000, false, "bars"),
        /**
         * What breaks a {@link FeatureRule}: stands in alerts of rules, whose figure is the value. No monitor measures
         * it.
         */
        FEATURE_RULE(0, 0, false, ""),
        /** {@link FeatureDrift#stabilityIndex} of the last values of a feature. */
        FEATURE_STABILITY(0, 100, true, "of stability index", true),
        /** {@link FeatureDrift#distance} of the last values of a feature. */
        FEATURE_DISTRIBUTION(0, 1, true, "between distributions", true),
        /** {@link FeatureDrift#meanShift} of the last values of a feature, whichever way. */
        FEATURE_MEAN(0, 1e6, true, "standard errors", true),
        /** {@link FeatureDrift#varianceRatio} of the last values of a feature, or its inverse where that is larger. */
        FEATURE_VARIANCE(1, 1e9, true, "times the variance", true),
        /** {@link CorrelationDrift#shift} of the last values of each pair of features, whichever way. */
        FEATURE_CORRELATION(0, 1e6, true, "standard errors", true),
        /** {@link FeatureDrift#undefinedIncrease} of the last values of a feature. */
        FEATURE_UNDEFINED(0, 1, true, "of values", true);

        private final double least;
        private final double most;
        private final boolean hasWindow;
        private final String unit;
        private final boolean isDrift;

        Measure(double least, double most, boolean hasWindow, String unit) {
            this(least, most, hasWindow, unit, false);
        }

        Measure(double least, double most, boolean hasWindow, String unit, boolean isDrift) {
            this.least = least;
            this.most = most;
            this.hasWindow = hasWindow;
            this.unit = unit;
            this.isDrift = isDrift;
        }

        /** Smallest threshold, in the measure's unit. */
        public double least() {
            return least;
        }

        /** Largest threshold, in the measure's unit. */
        public double most() {
            return most;
        }

        /** Whether it is measured over a number of fills, orders or bars. */
        public boolean hasWindow() {
            return hasWindow;
        }

        /** Whether it compares features with samples of them. */
        public boolean isDrift() {
            return isDrift;
        }

        /** Shortest window of it, 0 of a measure without. */
        public int smallestWindow() {
            return isDrift ? SMALLEST_DRIFT_WINDOW : hasWindow ? 1 : 0;
        }

        String unit() {
            return unit;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What features are compared with: each one that a strategy binds and a sample is of, by itself. One of another
     * version or definition must not be bound.
     *
     * @param reference samples of the features as they should be
     * @param every after how many bars of the feature the figure is taken again
     */
    public record Drift(FeatureSamples reference, int every) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when the interval is not from 1 to {@value #LARGEST_WINDOW}
         */
        public Drift {
            Objects.requireNonNull(reference, "reference");
            if (every < 1 || every > LARGEST_WINDOW) {
                throw new IllegalArgumentException(
                        "drift must be measured every 1 to " + LARGEST_WINDOW + " bars, was " + every);
            }
        }
    }

    /** What a run does when a figure goes beyond its threshold. */
    public enum Response {
        /** Warns in the run's result, no more. */
        MARK,
        /** Tells: the journal, the run's warnings and who listens to alerts. */
        ALERT,
        /**
         * Also cancels and refuses the entries of the strategy, of all of them where an instrument was measured, until
         * {@link KillSwitch#resume}.
         */
        PAUSE_STRATEGY,
        /**
         * Tells, and stops the strategy, all of them where an instrument was measured, as one that throws: its working
         * orders are cancelled, its position stays, and it is not called again in this run.
         */
        STOP_STRATEGY,
        /** Tells, and pulls the run's kill switch. */
        KILL
    }

    /**
     * Checks the threshold and the window.
     *
     * @throws IllegalArgumentException when the threshold is not within the measure's bounds, or a window is missing, too
     *     short, too long, or given to a measure without, or samples are missing or given to a measure without
     */
    public Monitor {
        Objects.requireNonNull(response, "response");
        if (measure.isDrift != drift.isPresent()) {
            throw new IllegalArgumentException("samples to compare with must " + (measure.isDrift ? "" : "not ")
                    + "be given for " + measure.words());
        }
        if (!(threshold >= measure.least && threshold <= measure.most)) {
            throw new IllegalArgumentException("threshold of " + measure.words() + " must be from "
                    + Alert.shown(measure.least) + " to " + Alert.shown(measure.most) + ", was "
                    + Alert.shown(threshold));
        }
        if (measure.hasWindow ? window < measure.smallestWindow() || window > LARGEST_WINDOW : window != 0) {
            throw new IllegalArgumentException("window of " + measure.words() + " must be "
                    + (measure.hasWindow ? "from " + measure.smallestWindow() + " to " + LARGEST_WINDOW : "0")
                    + ", was "
                    + window);
        }
    }

    /** One that compares no features. */
    public Monitor(Measure measure, double threshold, int window, Response response) {
        this(measure, threshold, window, response, Optional.empty());
    }

    /** What breaks rules of features. */
    static Monitor ofRules(Response response) {
        return new Monitor(Measure.FEATURE_RULE, 0, 0, response);
    }

    /**
     * Features beside samples of them.
     *
     * @param measure one of those of drift
     * @param threshold largest figure that is right, in the measure's unit
     * @param bars over how many of a feature's last values, from {@value #SMALLEST_DRIFT_WINDOW} to {@value
     *     #LARGEST_WINDOW}
     */
    public static Monitor drift(Measure measure, double threshold, int bars, Drift drift, Response response) {
        return new Monitor(measure, threshold, bars, response, Optional.of(drift));
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
                + (window == 0 ? "" : " over " + window)
                + drift.map(with -> " every " + with.every + " of " + with.reference)
                        .orElse("") + ": "
                + Alert.words(response);
    }
}
