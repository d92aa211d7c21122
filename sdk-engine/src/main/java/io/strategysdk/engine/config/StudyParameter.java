package io.strategysdk.engine.config;

import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Values of a strategy's parameter that were found to work: a range of numbers, or a list.
 *
 * @param name as in files, snake_case
 * @param min least value, included; empty for a list
 * @param max greatest value, included; empty for a list
 * @param step distance of the values that were tried; what lies between them is within the range
 * @param values all of a list: Boolean, Long, BigDecimal or String; empty for a range
 * @param value what was chosen
 * @param origin where it stood
 */
public record StudyParameter(
        @NotBlank String name,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        Optional<BigDecimal> step,
        List<Object> values,
        Object value,
        Origin origin) {
    /** Copies. */
    public StudyParameter {
        values = List.copyOf(values);
    }

    static StudyParameter range(String name, Number min, Number max, Number step, Number value) {
        return new StudyParameter(
                name,
                Optional.of(Study.decimal(min)),
                Optional.of(Study.decimal(max)),
                Optional.of(Study.decimal(step)),
                List.of(),
                plain(value),
                Origin.NONE);
    }

    static StudyParameter choice(String name, List<?> values, Object value) {
        return new StudyParameter(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                values.stream().map(StudyParameter::plain).toList(),
                plain(value),
                Origin.NONE);
    }

    /** As files have them. */
    private static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return Study.decimal(number);
        }
        return value instanceof Enum<?> constant ? Names.snake(constant) : value;
    }

    void check(List<Problem> problems) {
        boolean isRange = min.isPresent() || max.isPresent();
        if (isRange != values.isEmpty()) {
            problems.add(origin.problem("name", "must have min and max, or values, and not both", shown(name)));
            return;
        }
        if (values.isEmpty()) {
            checkRange(problems);
        } else if (step.isPresent()) {
            problems.add(origin.problem("step", "is for a range only", YamlText.of(step.get())));
        }
        if (!allows(value)) {
            problems.add(origin.problem("value", "must be " + rule() + " (" + name + ")", shown(value)));
        }
    }

    private void checkRange(List<Problem> problems) {
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            problems.add(origin.problem(
                    "min", "must not be above max " + YamlText.of(max.get()) + " (" + name + ")", shown(min.get())));
        }
        step.filter(each -> each.signum() <= 0)
                .ifPresent(
                        each -> problems.add(origin.problem("step", "must be positive (" + name + ")", shown(each))));
    }

    /** Whether a value is within: numbers are equal whatever their digits. */
    boolean allows(Object other) {
        if (!values.isEmpty()) {
            return values.stream().anyMatch(each -> isSame(each, other));
        }
        if (!(other instanceof Number number)) {
            return false;
        }
        BigDecimal exact = Study.decimal(number);
        boolean isBelow = min.filter(each -> exact.compareTo(each) < 0).isPresent();
        boolean isAbove = max.filter(each -> exact.compareTo(each) > 0).isPresent();
        return !isBelow && !isAbove;
    }

    private static boolean isSame(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number its) {
            return Study.decimal(number).compareTo(Study.decimal(its)) == 0;
        }
        return one.equals(other);
    }

    /** What a value must be: {@code from 5 to 20}. */
    String rule() {
        if (values.isEmpty()) {
            String least = min.map(YamlText::of).orElse("");
            String most = max.map(YamlText::of).orElse("");
            if (min.isPresent() && max.isPresent()) {
                return "from " + least + " to " + most;
            }
            return min.isPresent() ? "at least " + least : "at most " + most;
        }
        StringJoiner all = new StringJoiner(", ");
        values.forEach(each -> all.add(shown(each)));
        return "one of " + all;
    }

    static String shown(Object value) {
        return value instanceof String text ? "'" + text + "'" : YamlText.of(value);
    }

    void writeTo(StringBuilder text) {
        StringJoiner parts = new StringJoiner(", ", "      - {", "}\n");
        parts.add("name: " + YamlText.of(name));
        min.ifPresent(each -> parts.add("min: " + YamlText.of(each)));
        max.ifPresent(each -> parts.add("max: " + YamlText.of(each)));
        step.ifPresent(each -> parts.add("step: " + YamlText.of(each)));
        if (!values.isEmpty()) {
            StringJoiner all = new StringJoiner(", ", "[", "]");
            values.forEach(each -> all.add(YamlText.of(each)));
            parts.add("values: " + all);
        }
        text.append(parts.add("value: " + YamlText.of(value)));
    }
}
