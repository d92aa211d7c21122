package io.strategysdk.engine.config;

import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of a strategy, as its parameter record declares them.
 *
 * @param entries in the order of the record; empty when the strategy takes none
 */
public record ParameterSchema(List<Entry> entries) {
    /** Copies. */
    public ParameterSchema {
        entries = List.copyOf(entries);
    }

    /**
     * A parameter.
     *
     * @param name as in files, snake_case
     * @param type {@code int}, {@code long}, {@code double}, {@code boolean}, {@code decimal}, {@code text}, or the
     *     values of a choice such as {@code fast|slow}
     * @param byDefault text of the value that holds when none is given; empty: it must be given
     * @param range legal values as far as constraints say
     * @param sweep what a sweep tries; empty: it is not swept
     * @param description a line for people; may be empty
     */
    public record Entry(
            String name,
            String type,
            Optional<String> byDefault,
            ParameterRange range,
            Optional<Sweep> sweep,
            String description) {
        private static Entry of(Class<? extends Record> record, RecordComponent component) {
            Optional<Parameter> parameter = Optional.ofNullable(component.getAnnotation(Parameter.class));
            List<Annotation> constraints = Constraints.on(record, component.getName());
            return new Entry(
                    Names.snake(component.getName()),
                    ParameterTypes.name(component.getType()),
                    parameter
                            .map(Parameter::byDefault)
                            .filter(text -> !text.isEmpty())
                            .map(text -> legal(text, record, component)),
                    ParameterRange.of(constraints),
                    parameter.flatMap(p -> Sweep.of(component, p)).map(sweep -> legal(sweep, record, component)),
                    parameter.map(Parameter::value).orElse(""));
        }

        /** A default that is refused whenever it is used would be found out too late. */
        private static String legal(String byDefault, Class<? extends Record> record, RecordComponent component) {
            List<String> broken = broken(byDefault, record, component);
            if (!broken.isEmpty()) {
                throw new IllegalArgumentException(
                        "default " + broken.get(0) + ", was '" + byDefault + "'" + where(component));
            }
            return byDefault;
        }

        /** So would be a sweep whose ends the parameter itself refuses. */
        private static Sweep legal(Sweep sweep, Class<? extends Record> record, RecordComponent component) {
            Class<?> type = component.getType();
            if (type == boolean.class || type == String.class || type.isEnum()) {
                throw new IllegalArgumentException(
                        "sweep must be of a number, was of " + ParameterTypes.name(type) + where(component));
            }
            if (ParameterTypes.ofText(type, ParameterTypes.plain(sweep.step)).isEmpty()) {
                throw new IllegalArgumentException("step of a sweep " + ParameterTypes.rule(type) + ", was "
                        + ParameterTypes.plain(sweep.step) + where(component));
            }
            for (double end : new double[] {sweep.from, sweep.to}) {
                List<String> broken = broken(ParameterTypes.plain(end), record, component);
                if (!broken.isEmpty()) {
                    throw new IllegalArgumentException("end of a sweep " + broken.get(0) + ", was "
                            + ParameterTypes.plain(end) + where(component));
                }
            }
            return sweep;
        }

        private static List<String> broken(String text, Class<? extends Record> record, RecordComponent component) {
            return ParameterTypes.ofText(component.getType(), text)
                    .map(value -> Constraints.violations(record, component.getName(), value))
                    .orElseGet(() -> List.of(ParameterTypes.rule(component.getType())));
        }

        /** One line such as {@code fast (int, default 10, at least 1, sweep 5 to 50 by 5): fast average, bars}. */
        @Override
        public String toString() {
            StringBuilder line = new StringBuilder(name).append(" (").append(type);
            line.append(byDefault.map(text -> ", default " + text).orElse(", must be given"));
            range.rules().forEach(rule -> line.append(", ").append(rule));
            sweep.ifPresent(values -> line.append(", sweep ").append(values));
            return line.append(')')
                    .append(description.isEmpty() ? "" : ": " + description)
                    .toString();
        }
    }

    /**
     * Values that a sweep tries.
     *
     * @param from first
     * @param to last, inclusive
     * @param step distance
     */
    public record Sweep(double from, double to, double step) {
        /**
         * Checks that it comes to an end.
         *
         * @throws IllegalArgumentException when a number is not finite, the last lies before the first, or the step is not
         *     positive
         */
        public Sweep {
            if (!Double.isFinite(from) || !Double.isFinite(to) || from > to || !(step > 0 && Double.isFinite(step))) {
                throw new IllegalArgumentException(
                        "sweep must go from a number to one not below it by a positive step, was " + from + " to " + to
                                + " by " + step);
            }
        }

        private static Optional<Sweep> of(RecordComponent component, Parameter parameter) {
            if (Double.isNaN(parameter.from()) && Double.isNaN(parameter.to())) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Sweep(parameter.from(), parameter.to(), parameter.step()));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(refused.getMessage() + where(component), refused);
            }
        }

        /** Such as {@code 5 to 50 by 5}. */
        @Override
        public String toString() {
            return ParameterTypes.plain(from) + " to " + ParameterTypes.plain(to) + " by " + ParameterTypes.plain(step);
        }
    }

    /**
     * The schema of a strategy class, without making an instance.
     *
     * @throws IllegalArgumentException when the class breaks the rule of one public constructor with at most one
     *     parameter record, a component has a type that configuration cannot write, a default breaks its own rules, or a
     *     sweep does not come to an end or breaks them
     */
    public static ParameterSchema of(Class<? extends Strategy> type) {
        return new ParameterSchema(StrategyConstructor.of(type)
                .parameters()
                .map(record -> Arrays.stream(record.getRecordComponents())
                        .map(component -> Entry.of(record, component))
                        .toList())
                .orElse(List.of()));
    }

    private static String where(RecordComponent component) {
        return " (parameter " + component.getName() + " of "
                + component.getDeclaringRecord().getName() + ")";
    }

    /** The parameter of a name. */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** A line per parameter, for help texts; {@code no parameters} when there is none. */
    public String describe() {
        return entries.isEmpty()
                ? "no parameters"
                : entries.stream().map(Entry::toString).collect(Collectors.joining("\n"));
    }
}
