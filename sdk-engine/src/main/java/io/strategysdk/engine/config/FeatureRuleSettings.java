package io.strategysdk.engine.config;

import io.strategysdk.engine.FeatureRule;
import io.strategysdk.engine.FeatureRule.Check;
import io.strategysdk.engine.Monitor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Rules for one feature: an item of {@code features.rules}. Each property but feature and response is a rule of its own,
 * with the same response; bounds are one rule together.
 *
 * @param feature its name, as reports show it
 * @param min least value, included
 * @param above the same, not included; not beside min
 * @param max greatest value, included
 * @param below the same, not included; not beside max
 * @param type what kind of number it must be
 * @param values each value that it may have
 * @param nanShare largest share of NaN among the last bars, from 0 to less than 1
 * @param nanBars how many bars that are
 * @param jump largest change from one bar to the next
 * @param robustJump the same in robust units, see {@link FeatureRule.RobustJump}
 * @param jumpBars how many changes make the unit
 * @param response what the run does; it alerts when absent
 * @param origin where it stood
 */
public record FeatureRuleSettings(
        String feature,
        OptionalDouble min,
        OptionalDouble above,
        OptionalDouble max,
        OptionalDouble below,
        Optional<Type> type,
        List<BigDecimal> values,
        OptionalDouble nanShare,
        OptionalInt nanBars,
        OptionalDouble jump,
        OptionalDouble robustJump,
        OptionalInt jumpBars,
        Optional<Monitor.Response> response,
        Origin origin) {
    /** Kinds of numbers. */
    public enum Type {
        /** Neither infinite nor, after the warm-up, NaN. */
        FINITE,
        /** Not infinite. */
        FINITE_OR_NAN,
        /** Whole, where it is not NaN. */
        WHOLE;

        private Check check() {
            return switch (this) {
                case FINITE -> Check.finite();
                case FINITE_OR_NAN -> Check.finiteOrNaN();
                case WHOLE -> Check.whole();
            };
        }
    }

    /** Copies. */
    public FeatureRuleSettings {
        values = List.copyOf(values);
    }

    /**
     * The rules as the engine takes them.
     *
     * @throws IllegalArgumentException when there is none, or one cannot be
     */
    public List<FeatureRule> toRules() {
        List<Check> checks = new ArrayList<>();
        if (min.isPresent() || above.isPresent() || max.isPresent() || below.isPresent()) {
            checks.add(range());
        }
        type.ifPresent(kind -> checks.add(kind.check()));
        if (!values.isEmpty()) {
            checks.add(Check.oneOf(
                    values.stream().mapToDouble(BigDecimal::doubleValue).toArray()));
        }
        requireBoth("nan_share", nanShare, "nan_bars", nanBars);
        nanShare.ifPresent(most -> checks.add(Check.nanShare(most, nanBars.getAsInt())));
        jump.ifPresent(most -> checks.add(Check.jump(most)));
        requireBoth("robust_jump", robustJump, "jump_bars", jumpBars);
        robustJump.ifPresent(most -> checks.add(Check.robustJump(most, jumpBars.getAsInt())));
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("must say what values of the feature must be");
        }
        Monitor.Response action = response.orElse(Monitor.Response.ALERT);
        return checks.stream()
                .map(check -> new FeatureRule(feature, check, action))
                .toList();
    }

    private Check range() {
        requireOne("min", min, "above", above);
        requireOne("max", max, "below", below);
        return new FeatureRule.Range(
                above.orElse(min.orElse(Double.NEGATIVE_INFINITY)),
                above.isPresent(),
                below.orElse(max.orElse(Double.POSITIVE_INFINITY)),
                below.isPresent());
    }

    private static void requireOne(String name, OptionalDouble value, String otherName, OptionalDouble other) {
        if (value.isPresent() && other.isPresent()) {
            throw new IllegalArgumentException("must have " + name + " or " + otherName + ", not both");
        }
    }

    private static void requireBoth(String name, OptionalDouble value, String barsName, OptionalInt bars) {
        if (value.isPresent() != bars.isPresent()) {
            throw new IllegalArgumentException("must have both " + name + " and " + barsName + ", or neither");
        }
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
