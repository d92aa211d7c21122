package io.strategysdk.engine.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Legal values of a parameter, as far as the standard's constraints say.
 *
 * @param min smallest bound, inclusive or not as the rules say
 * @param max largest bound, inclusive or not as the rules say
 * @param rules every constraint in words
 */
public record ParameterRange(Optional<BigDecimal> min, Optional<BigDecimal> max, List<String> rules) {
    /** Copies. */
    public ParameterRange {
        rules = List.copyOf(rules);
    }

    static ParameterRange of(List<Annotation> constraints) {
        Collector found = new Collector();
        constraints.forEach(found::add);
        return new ParameterRange(Optional.ofNullable(found.min), Optional.ofNullable(found.max), found.rules);
    }

    private static final class Collector {
        private final List<String> rules = new ArrayList<>();
        private @Nullable BigDecimal min;
        private @Nullable BigDecimal max;

        private void add(Annotation constraint) {
            if (constraint instanceof Min bound) {
                atLeast(BigDecimal.valueOf(bound.value()), true);
            } else if (constraint instanceof Max bound) {
                atMost(BigDecimal.valueOf(bound.value()), true);
            } else if (constraint instanceof DecimalMin bound) {
                atLeast(new BigDecimal(bound.value()), bound.inclusive());
            } else if (constraint instanceof DecimalMax bound) {
                atMost(new BigDecimal(bound.value()), bound.inclusive());
            } else if (constraint instanceof Positive) {
                atLeast(BigDecimal.ZERO, false);
            } else if (constraint instanceof PositiveOrZero) {
                atLeast(BigDecimal.ZERO, true);
            } else if (constraint instanceof Negative) {
                atMost(BigDecimal.ZERO, false);
            } else if (constraint instanceof NegativeOrZero) {
                atMost(BigDecimal.ZERO, true);
            } else {
                rules.add(inWords(constraint));
            }
        }

        private void atLeast(BigDecimal bound, boolean inclusive) {
            min = min == null ? bound : min.max(bound);
            rules.add((inclusive ? "at least " : "above ") + bound.toPlainString());
        }

        private void atMost(BigDecimal bound, boolean inclusive) {
            max = max == null ? bound : max.min(bound);
            rules.add((inclusive ? "at most " : "below ") + bound.toPlainString());
        }

        private static String inWords(Annotation constraint) {
            if (constraint instanceof NotBlank) {
                return "not blank";
            }
            if (constraint instanceof Pattern pattern) {
                return "matches " + pattern.regexp();
            }
            return constraint.annotationType().getSimpleName();
        }
    }
}
