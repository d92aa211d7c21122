package io.strategysdk.engine.config;

import io.strategysdk.api.Parameter;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes strategies from named values. A class has one public constructor that takes nothing or one parameter record;
 * values are named by the record's components, in snake_case or as the component is spelled. What is not given has
 * the default of its {@link Parameter}. Constraints and the record's own constructor are checked; all mistakes are
 * told at once.
 */
public final class StrategyFactory {
    private static final String SOURCE = "parameters of ";

    private StrategyFactory() {}

    /**
     * A fresh strategy from values as YAML and JSON have them: Boolean, whole numbers, BigDecimal or Double, String.
     *
     * @throws ConfigException with every mistake in the values
     * @throws IllegalArgumentException when the class cannot be made from configuration at all
     * @throws io.strategysdk.api.SdkException when its package is not open, with the line to add
     */
    public static <S extends Strategy> S create(Class<S> type, Map<String, ?> values) {
        return type.cast(create(type, values, Origin.NONE, ParameterTypes::ofNatural));
    }

    /**
     * A fresh strategy from texts, as of a command line.
     *
     * @throws ConfigException with every mistake in the values
     * @throws IllegalArgumentException when the class cannot be made from configuration at all
     * @throws io.strategysdk.api.SdkException when its package is not open, with the line to add
     */
    public static <S extends Strategy> S createFromText(Class<S> type, Map<String, String> values) {
        return type.cast(create(type, values, Origin.NONE, (t, v) -> ParameterTypes.ofText(t, v.toString())));
    }

    /** From a file's section: problems name path and line. */
    static Strategy create(Class<? extends Strategy> type, StrategySettings settings) {
        return create(type, settings.params(), settings.origin(), ParameterTypes::ofNatural);
    }

    private static Strategy create(
            Class<? extends Strategy> type,
            Map<String, ?> values,
            Origin origin,
            BiFunction<Class<?>, Object, Optional<Object>> reader) {
        List<Problem> problems = new ArrayList<>();
        StrategyConstructor constructor = StrategyConstructor.of(type);
        Strategy made = new Making(constructor, values, origin, reader, problems).strategy();
        if (made == null) {
            throw new ConfigException(SOURCE + StrategyMetadata.nameOf(type), problems);
        }
        return made;
    }

    /** Checks the values without making the strategy; the parameter record is made, its constructor is a check too. */
    static List<Problem> check(Class<? extends Strategy> type, Map<String, ?> values, Origin origin) {
        List<Problem> problems = new ArrayList<>();
        StrategyConstructor constructor = StrategyConstructor.of(type);
        new Making(constructor, values, origin, ParameterTypes::ofNatural, problems).arguments();
        return problems;
    }

    /** One attempt. */
    private record Making(
            StrategyConstructor constructor,
            Map<String, ?> values,
            Origin origin,
            BiFunction<Class<?>, Object, Optional<Object>> reader,
            List<Problem> problems) {

        @Nullable
        Strategy strategy() {
            Object[] arguments = arguments();
            if (!problems.isEmpty()) {
                return null;
            }
            try {
                return constructor.newStrategy(arguments);
            } catch (IllegalArgumentException e) {
                problems.add(refusal(e));
                return null;
            } catch (SdkException failed) {
                if (hasSecrets()) {
                    problems.add(whole("must be accepted by the strategy, its constructor failed"));
                    return null;
                }
                throw failed;
            }
        }

        Object[] arguments() {
            Map<String, Given> byName = byName();
            if (constructor.parameters().isEmpty()) {
                refuseUnknown(byName, List.of());
                return new Object[0];
            }
            Class<? extends Record> type = constructor.parameters().get();
            RecordComponent[] components = type.getRecordComponents();
            List<String> known = new ArrayList<>();
            Object[] read = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                String name = Names.snake(components[i].getName());
                known.add(name);
                read[i] = value(type, components[i], byName.get(name)).orElse(null);
            }
            refuseUnknown(byName, known);
            return problems.isEmpty() ? checked(read) : new Object[0];
        }

        private Map<String, Given> byName() {
            Map<String, Given> byName = new LinkedHashMap<>();
            values.forEach((written, value) -> {
                if (byName.put(Names.snake(written), new Given(written, value)) != null) {
                    problems.add(problem(written, "must be given once, was given in two spellings", ""));
                }
            });
            return byName;
        }

        private Optional<Object> value(Class<? extends Record> type, RecordComponent component, @Nullable Given given) {
            String name = given == null ? Names.snake(component.getName()) : given.written();
            Parameter parameter = component.getAnnotation(Parameter.class);
            String byDefault = parameter == null ? "" : parameter.byDefault();
            if (given == null && byDefault.isEmpty()) {
                problems.add(problem(name, "must be given", ""));
                return Optional.empty();
            }
            String shown = given == null ? byDefault + " by default" : given.shown();
            Optional<Object> value = given == null
                    ? ParameterTypes.ofText(component.getType(), byDefault)
                    : read(given, component.getType());
            if (value.isEmpty()) {
                problems.add(problem(name, ParameterTypes.rule(component.getType()), shown));
                return value;
            }
            Constraints.violations(type, component.getName(), value.get())
                    .forEach(rule -> problems.add(problem(name, rule, shown)));
            return value;
        }

        private Optional<Object> read(Given given, Class<?> type) {
            return origin.isMasked("params." + given.written())
                    ? ParameterTypes.ofText(type, given.value().toString())
                    : reader.apply(type, given.value());
        }

        private Object[] checked(Object[] read) {
            try {
                Record record = constructor.newParameters(read);
                Constraints.violations(record).forEach(rule -> problems.add(whole(rule)));
                return new Object[] {record};
            } catch (IllegalArgumentException e) {
                problems.add(refusal(e));
                return new Object[0];
            }
        }

        private void refuseUnknown(Map<String, Given> byName, List<String> known) {
            byName.forEach((name, given) -> {
                if (!known.contains(name)) {
                    String advice = known.isEmpty() ? ", the strategy takes none" : Names.didYouMean(name, known);
                    problems.add(problem(given.written(), "is not a known parameter" + advice, ""));
                }
            });
        }

        /** The author's own sentence; it may quote values, so it is left out where one of them must not be shown. */
        private Problem refusal(IllegalArgumentException e) {
            return whole(hasSecrets() ? "must be accepted by the strategy" : String.valueOf(e.getMessage()));
        }

        private boolean hasSecrets() {
            return values.keySet().stream().anyMatch(name -> origin.isMasked("params." + name));
        }

        private Problem whole(String rule) {
            return origin.path().isEmpty() ? Problem.withoutValue("", 0, rule) : origin.problem("params", rule, "");
        }

        private Problem problem(String name, String rule, String shown) {
            return origin.path().isEmpty()
                    ? new Problem(name, 0, rule, shown)
                    : origin.problem("params." + name, rule, shown);
        }
    }

    /** A value under the name it was written with. */
    private record Given(String written, Object value) {
        String shown() {
            return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
        }
    }
}
