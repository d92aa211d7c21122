package io.strategysdk.engine.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.List;

/**
 * Numbers that keep the standard's bounds for certain. It spares a run whose parameters are good the validator, which
 * takes most of a second to start; what is not certain, and every sentence about a violation, is the validator's.
 */
final class PlainBounds {
    private PlainBounds() {}

    /** Whether the value keeps all constraints for certain; false when it does not, or when only a validator can say. */
    static boolean areKept(List<Annotation> constraints, Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return false;
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigDecimal) {
            BigDecimal number = new BigDecimal(value.toString());
            return constraints.stream().allMatch(constraint -> isKept(constraint, number));
        }
        return false;
    }

    private static boolean isKept(Annotation constraint, BigDecimal value) {
        if (constraint instanceof Min bound) {
            return value.compareTo(BigDecimal.valueOf(bound.value())) >= 0;
        }
        if (constraint instanceof Max bound) {
            return value.compareTo(BigDecimal.valueOf(bound.value())) <= 0;
        }
        if (constraint instanceof DecimalMin bound) {
            int compared = value.compareTo(new BigDecimal(bound.value()));
            return compared > 0 || (compared == 0 && bound.inclusive());
        }
        if (constraint instanceof DecimalMax bound) {
            int compared = value.compareTo(new BigDecimal(bound.value()));
            return compared < 0 || (compared == 0 && bound.inclusive());
        }
        return (constraint instanceof Positive && value.signum() > 0)
                || (constraint instanceof PositiveOrZero && value.signum() >= 0);
    }
}
