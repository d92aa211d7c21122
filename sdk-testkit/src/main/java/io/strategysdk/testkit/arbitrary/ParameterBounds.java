package io.strategysdk.testkit.arbitrary;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between which numbers a parameter is. */
record ParameterBounds(
        @Nullable BigDecimal least,
        boolean includesMin,
        @Nullable BigDecimal most,
        boolean includesMax) {
    private static final BigDecimal FAR = BigDecimal.valueOf(1_000);
    private static final ParameterBounds NONE = new ParameterBounds(null, true, null, true);

    /** What the standard's constraints say; what they say beyond it is for the validator. */
    static ParameterBounds of(Class<? extends Record> type, RecordComponent component) {
        ParameterBounds bounds = NONE;
        try {
            for (Annotation constraint :
                    type.getDeclaredField(component.getName()).getAnnotations()) {
                bounds = bounds.and(constraint);
            }
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("record must have a field for each component, was " + type, e);
        }
        return bounds;
    }

    private ParameterBounds and(Annotation constraint) {
        if (constraint instanceof Min bound) {
            return above(BigDecimal.valueOf(bound.value()), true);
        }
        if (constraint instanceof DecimalMin bound) {
            return above(new BigDecimal(bound.value()), bound.inclusive());
        }
        if (constraint instanceof Positive || constraint instanceof PositiveOrZero) {
            return above(BigDecimal.ZERO, constraint instanceof PositiveOrZero);
        }
        if (constraint instanceof Max bound) {
            return below(BigDecimal.valueOf(bound.value()), true);
        }
        if (constraint instanceof DecimalMax bound) {
            return below(new BigDecimal(bound.value()), bound.inclusive());
        }
        if (constraint instanceof Negative || constraint instanceof NegativeOrZero) {
            return below(BigDecimal.ZERO, constraint instanceof NegativeOrZero);
        }
        return this;
    }

    private ParameterBounds above(BigDecimal bound, boolean inclusive) {
        boolean isTighter = least == null || bound.compareTo(least) > 0 || (bound.compareTo(least) == 0 && !inclusive);
        return isTighter ? new ParameterBounds(bound, inclusive, most, includesMax) : this;
    }

    private ParameterBounds below(BigDecimal bound, boolean inclusive) {
        boolean isTighter = most == null || bound.compareTo(most) < 0 || (bound.compareTo(most) == 0 && !inclusive);
        return isTighter ? new ParameterBounds(least, includesMin, bound, inclusive) : this;
    }

    /** With a bound on each side: far from the other one, or else from a number in the middle. */
    ParameterBounds closed(Optional<BigDecimal> middle) {
        BigDecimal min = least == null
                ? middle.orElse(most == null ? BigDecimal.ZERO : most).subtract(FAR)
                : least;
        BigDecimal max = most == null
                ? middle.orElse(least == null ? BigDecimal.ZERO : least).add(FAR)
                : most;
        return new ParameterBounds(min, includesMin, max, includesMax);
    }

    ParameterBounds withinInt() {
        return above(BigDecimal.valueOf(Integer.MIN_VALUE), true).below(BigDecimal.valueOf(Integer.MAX_VALUE), true);
    }

    ParameterBounds withinLong() {
        return above(BigDecimal.valueOf(Long.MIN_VALUE), true).below(BigDecimal.valueOf(Long.MAX_VALUE), true);
    }

    BigDecimal min() {
        return Objects.requireNonNull(least);
    }

    BigDecimal max() {
        return Objects.requireNonNull(most);
    }

    BigInteger leastWhole() {
        BigInteger whole = min().setScale(0, RoundingMode.CEILING).toBigInteger();
        boolean isLeftOut = !includesMin && min().compareTo(new BigDecimal(whole)) == 0;
        return isLeftOut ? whole.add(BigInteger.ONE) : whole;
    }

    BigInteger mostWhole() {
        BigInteger whole = max().setScale(0, RoundingMode.FLOOR).toBigInteger();
        boolean isLeftOut = !includesMax && max().compareTo(new BigDecimal(whole)) == 0;
        return isLeftOut ? whole.subtract(BigInteger.ONE) : whole;
    }
}
