package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What each value of a feature must be, and what the run does when one is not. It holds for every strategy that binds the
 * feature, on each series, and is looked at when a bar has brought a new value, before strategies decide on it; in a run
 * that decides {@linkplain Engine.Builder#from from} a time on, from there. All values that break a rule are counted
 * ({@link RunResult#featureViolations}), the first one is a warning. What is done beyond that is done at the first value
 * that breaks it, and again after values that did not.
 *
 * @param feature its name, see {@link Feature#name}
 * @param check what the values must be
 * @param response what the run does; {@link Monitor.Response#MARK} counts only
 */
public record FeatureRule(String feature, Check check, Monitor.Response response) {
    /** Longest window of a check. */
    public static final int LARGEST_WINDOW = 10_000;

    /** Checks that all is given. */
    public FeatureRule {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(response, "response");
    }

    /** A rule for a feature, by its definition. */
    public static FeatureRule of(Feature feature, Check check, Monitor.Response response) {
        return new FeatureRule(feature.name(), check, response);
    }

    /** The feature, what it must be, and what is done. */
    @Override
    public String toString() {
        return feature + " " + check + ": " + Alert.words(response);
    }

    /** What values must be. NaN is not in doubt but where a check says so; warm-up ends where the feature can be defined. */
    public sealed interface Check {
        /** From the least to the most, both included. */
        static Check between(double least, double most) {
            return new Range(least, false, most, false);
        }

        /** At least so much. */
        static Check atLeast(double least) {
            return new Range(least, false, Double.POSITIVE_INFINITY, false);
        }

        /** At most so much. */
        static Check atMost(double most) {
            return new Range(Double.NEGATIVE_INFINITY, false, most, false);
        }

        /** More than so much. */
        static Check above(double bound) {
            return new Range(bound, true, Double.POSITIVE_INFINITY, false);
        }

        /** Less than so much. */
        static Check below(double bound) {
            return new Range(Double.NEGATIVE_INFINITY, false, bound, true);
        }

        /** Neither infinite nor, after the warm-up, NaN. */
        static Check finite() {
            return new Finite(false);
        }

        /** Not infinite. */
        static Check finiteOrNaN() {
            return new Finite(true);
        }

        /** NaN in at most that share of the last so many bars after the warm-up, from when on there are as many. */
        static Check nanShare(double most, int bars) {
            return new NanShare(most, bars);
        }

        /** No further than so much from the value one bar ago. */
        static Check jump(double most) {
            return new Jump(most);
        }

        /** No further than so many robust units from the value one bar ago, see {@link RobustJump}. */
        static Check robustJump(double most, int bars) {
            return new RobustJump(most, bars);
        }

        /** A whole number. */
        static Check whole() {
            return new Whole();
        }

        /** One of these numbers, as a feature that tells categories has them. */
        static Check oneOf(double... values) {
            return new OneOf(Arrays.stream(values).boxed().toList());
        }
    }

    /**
     * Bounds.
     *
     * @param least lower bound
     * @param isAbove whether the lower bound itself is too low
     * @param most upper bound
     * @param isBelow whether the upper bound itself is too high
     */
    public record Range(double least, boolean isAbove, double most, boolean isBelow) implements Check {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when nothing lies between the bounds
         */
        public Range {
            if (!(least < most || (least == most && !isAbove && !isBelow))) {
                throw new IllegalArgumentException("range of a feature must have values, was from " + least + " to "
                        + most + (isAbove || isBelow ? ", of which not both belong to it" : ""));
            }
        }

        /** As a rule says it. */
        @Override
        public String toString() {
            String lower = least == Double.NEGATIVE_INFINITY ? "" : (isAbove ? "above " : "at least ") + text(least);
            String upper = most == Double.POSITIVE_INFINITY ? "" : (isBelow ? "below " : "at most ") + text(most);
            return "must be " + lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper;
        }
    }

    /**
     * No infinity.
     *
     * @param allowsNaN whether NaN is right after the warm-up, too
     */
    public record Finite(boolean allowsNaN) implements Check {
        /** As a rule says it. */
        @Override
        public String toString() {
            return allowsNaN ? "must not be infinite" : "must be a finite number";
        }
    }

    /**
     * Few undefined values.
     *
     * @param most largest share that is right, from 0 to less than 1
     * @param bars among how many
     */
    public record NanShare(double most, int bars) implements Check {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when the share is not from 0 to less than 1, or the window not from 1 to {@value
         *     #LARGEST_WINDOW}
         */
        public NanShare {
            if (!(most >= 0 && most < 1)) {
                throw new IllegalArgumentException("share of NaN must be from 0 to less than 1, was " + most);
            }
            requireWindow(bars, 1);
        }

        /** As a rule says it. */
        @Override
        public String toString() {
            return "must be NaN in at most " + text(most) + " of " + bars + " bars";
        }
    }

    /**
     * No large step.
     *
     * @param most largest distance from the value one bar ago that is right; NaN before or after is none
     */
    public record Jump(double most) implements Check {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when it is negative or no number
         */
        public Jump {
            if (!(most >= 0)) {
                throw new IllegalArgumentException("largest jump must not be negative, was " + most);
            }
        }

        /** As a rule says it. */
        @Override
        public String toString() {
            return "must not jump by more than " + text(most);
        }
    }

    /**
     * No step that is large beside those before it. The unit is 1.4826 times the median of the absolute changes between
     * the last bars, which of normal changes around 0 is their standard deviation (F. R. Hampel, 1974); of an even number
     * the lower of the two in the middle. It is not judged before there were so many changes, nor where the unit is 0. A
     * split that restates the feature begins it anew.
     *
     * @param most largest change that is right, in units
     * @param bars how many changes before it make the unit
     */
    public record RobustJump(double most, int bars) implements Check {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when the most is not positive, or the window not from 10 to {@value
         *     #LARGEST_WINDOW}
         */
        public RobustJump {
            if (!(most > 0)) {
                throw new IllegalArgumentException("largest jump must be positive, was " + most);
            }
            requireWindow(bars, 10);
        }

        /** As a rule says it. */
        @Override
        public String toString() {
            return "must not jump by more than " + text(most) + " robust units of " + bars + " bars";
        }
    }

    /** Whole numbers only. */
    public record Whole() implements Check {
        /** As a rule says it. */
        @Override
        public String toString() {
            return "must be a whole number";
        }
    }

    /**
     * Certain numbers only.
     *
     * @param values which, ascending
     */
    public record OneOf(List<Double> values) implements Check {
        /**
         * Sorts them.
         *
         * @throws IllegalArgumentException when there is none, or one is NaN
         */
        public OneOf {
            values = List.copyOf(new TreeSet<>(values));
            if (values.isEmpty() || values.stream().anyMatch(value -> Double.isNaN(value))) {
                throw new IllegalArgumentException("values of a feature must be given, and be numbers, was " + values);
            }
        }

        /** As a rule says it. */
        @Override
        public String toString() {
            return "must be one of " + values.stream().map(FeatureRule::text).collect(Collectors.joining(", "));
        }
    }

    private static void requireWindow(int bars, int least) {
        if (bars < least || bars > LARGEST_WINDOW) {
            throw new IllegalArgumentException(
                    "bars of a rule must be from " + least + " to " + LARGEST_WINDOW + ", was " + bars);
        }
    }

    private static String text(double value) {
        return OrderCosts.text(value);
    }
}
