package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Values of one parameter, as far as its own annotations say. */
record ParameterValues(Arbitrary<Object> arbitrary, Optional<Object> byDefault) {
    private static final int MOST_LETTERS = 10;
    private static final int FEWEST_DECIMALS = 4;

    static ParameterValues of(Class<? extends Record> type, RecordComponent component) {
        Optional<Parameter> parameter = Optional.ofNullable(component.getAnnotation(Parameter.class));
        Optional<Object> byDefault = parameter
                .map(Parameter::byDefault)
                .filter(text -> !text.isEmpty())
                .map(text -> read(component, text));
        return new ParameterValues(values(type, component, parameter, byDefault), byDefault);
    }

    private static Arbitrary<Object> values(
            Class<? extends Record> type,
            RecordComponent component,
            Optional<Parameter> parameter,
            Optional<Object> byDefault) {
        Class<?> kind = component.getType();
        if (kind.isEnum()) {
            return withDefault(Arbitraries.of(kind.getEnumConstants()), byDefault);
        }
        if (kind == boolean.class) {
            return withDefault(Arbitraries.of(false, true).map(Object.class::cast), byDefault);
        }
        if (kind == String.class) {
            return byDefault
                    .map(Arbitraries::just)
                    .orElseGet(() -> Arbitraries.strings()
                            .alpha()
                            .ofMinLength(1)
                            .ofMaxLength(MOST_LETTERS)
                            .map(Object.class::cast));
        }
        if (!isNumber(kind)) {
            throw new IllegalArgumentException("parameter " + component.getName()
                    + " must be int, long, double, boolean, String, BigDecimal or an enum, was " + kind.getName() + " ("
                    + type.getName() + ")");
        }
        Arbitrary<Object> numbers = parameter
                .filter(each -> !Double.isNaN(each.from()))
                .map(ParameterValues::swept)
                .orElseGet(() -> bounded(kind, ParameterBounds.of(type, component), byDefault))
                .map(number -> typed(kind, number));
        return withDefault(numbers, byDefault);
    }

    /** Which is what values shrink to. */
    private static Arbitrary<Object> withDefault(Arbitrary<Object> values, Optional<Object> byDefault) {
        return byDefault
                .map(value -> Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(value)), Tuple.of(9, values)))
                .orElse(values);
    }

    private static boolean isWhole(Class<?> kind) {
        return kind == int.class || kind == long.class;
    }

    private static boolean isNumber(Class<?> kind) {
        return isWhole(kind) || kind == double.class || kind == BigDecimal.class;
    }

    /** Those that a sweep tries. */
    private static Arbitrary<BigDecimal> swept(Parameter parameter) {
        BigDecimal from = BigDecimal.valueOf(parameter.from());
        BigDecimal step = BigDecimal.valueOf(parameter.step());
        int steps = BigDecimal.valueOf(parameter.to())
                .subtract(from)
                .divide(step, 0, RoundingMode.FLOOR)
                .intValueExact();
        return Arbitraries.integers().between(0, steps).map(i -> from.add(step.multiply(BigDecimal.valueOf(i))));
    }

    private static Arbitrary<BigDecimal> bounded(Class<?> kind, ParameterBounds bounds, Optional<Object> byDefault) {
        ParameterBounds closed = bounds.closed(byDefault.map(value -> new BigDecimal(value.toString())));
        if (isWhole(kind)) {
            ParameterBounds held = kind == int.class ? closed.withinInt() : closed.withinLong();
            return Arbitraries.bigIntegers()
                    .between(held.leastWhole(), held.mostWhole())
                    .map(BigDecimal::new);
        }
        int decimals = Math.max(
                FEWEST_DECIMALS, Math.max(closed.min().scale(), closed.max().scale()));
        return Arbitraries.bigDecimals()
                .between(closed.min(), closed.includesMin(), closed.max(), closed.includesMax())
                .ofScale(decimals);
    }

    private static Object typed(Class<?> kind, BigDecimal number) {
        if (kind == int.class) {
            return number.intValueExact();
        }
        if (kind == long.class) {
            return number.longValueExact();
        }
        return kind == double.class ? (Object) number.doubleValue() : number;
    }

    private static Object read(RecordComponent component, String text) {
        Class<?> kind = component.getType();
        try {
            if (isNumber(kind)) {
                return typed(kind, new BigDecimal(text));
            }
            if (kind == boolean.class) {
                return Boolean.valueOf(text);
            }
            return kind.isEnum() ? constant(kind, text) : text;
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "default must be a value of " + kind.getName() + ", was '" + text + "' (parameter "
                            + component.getName() + " of "
                            + component.getDeclaringRecord().getName() + ")",
                    e);
        }
    }

    private static Object constant(Class<?> kind, String text) {
        String name = text.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(kind.getEnumConstants())
                .map(Object.class::cast)
                .filter(each -> ((Enum<?>) each).name().toUpperCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no constant " + name));
    }
}
