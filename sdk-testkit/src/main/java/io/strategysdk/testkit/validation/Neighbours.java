package io.strategysdk.testkit.validation;

import io.strategysdk.api.Parameter;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.StrategyFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parameter records one step away from another one. */
final class Neighbours {
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private final Record parameters;
    private final RecordComponent[] components;
    private final Object[] values;
    private final Optional<Class<? extends Strategy>> strategy;

    /**
     * One of them.
     *
     * @param name of the parameter that differs
     * @param value of it, as text
     * @param parameters empty where they are refused
     * @param refusal why
     */
    record Neighbour(String name, String value, Optional<Record> parameters, String refusal) {}

    /**
     * Around these.
     *
     * @param types classes of the run's strategies: the constraints of the first that takes this record are asked
     */
    Neighbours(Record parameters, List<Class<? extends Strategy>> types) {
        this.parameters = parameters;
        components = parameters.getClass().getRecordComponents();
        values = Arrays.stream(components).map(this::value).toArray();
        strategy = types.stream().filter(this::takesThem).findFirst();
    }

    /** Names and values, such as {@code fast 10, slow 30}. */
    static String text(Record parameters) {
        Neighbours of = new Neighbours(parameters, List.of());
        return IntStream.range(0, of.values.length)
                .mapToObj(i -> of.components[i].getName() + " " + of.values[i])
                .collect(Collectors.joining(", "));
    }

    private boolean takesThem(Class<? extends Strategy> type) {
        return Arrays.stream(type.getConstructors())
                .map(Constructor::getParameterTypes)
                .anyMatch(taken -> taken.length == 1 && taken[0] == parameters.getClass());
    }

    /** Each numeric parameter a step down and a step up, in the order of the record. */
    List<Neighbour> all() {
        List<Neighbour> all = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            if (!(values[i] instanceof Number number)) {
                continue;
            }
            BigDecimal value = new BigDecimal(number.toString());
            BigDecimal step = step(components[i], value);
            if (step.signum() == 0) {
                all.add(new Neighbour(components[i].getName(), "0", Optional.empty(), "a tenth of 0 is no step"));
            } else {
                all.add(neighbour(i, value.subtract(step)));
                all.add(neighbour(i, value.add(step)));
            }
        }
        return all;
    }

    /** That of its sweep; of one that is not swept 1 where it is whole, or else a tenth of the value. */
    private static BigDecimal step(RecordComponent component, BigDecimal value) {
        Parameter parameter = component.getAnnotation(Parameter.class);
        boolean isWhole = isWhole(component.getType());
        if (parameter == null || Double.isNaN(parameter.from())) {
            return isWhole ? BigDecimal.ONE : value.abs().multiply(TENTH);
        }
        double step = parameter.step();
        return isWhole ? BigDecimal.valueOf(Math.max(1, Math.round(step))) : BigDecimal.valueOf(step);
    }

    private static boolean isWhole(Class<?> type) {
        return type == int.class || type == long.class;
    }

    private Neighbour neighbour(int component, BigDecimal value) {
        String name = components[component].getName();
        String text = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        Object[] changed = values.clone();
        try {
            changed[component] = as(components[component].getType(), value);
            Record made = make(changed);
            Optional<String> broken = strategy.flatMap(type -> broken(type, changed));
            return broken.map(rule -> new Neighbour(name, text, Optional.empty(), rule))
                    .orElseGet(() -> new Neighbour(name, text, Optional.of(made), ""));
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return new Neighbour(name, text, Optional.empty(), String.valueOf(refused.getMessage()));
        }
    }

    private static Object as(Class<?> type, BigDecimal value) {
        if (type == int.class) {
            return value.intValueExact();
        }
        if (type == long.class) {
            return value.longValueExact();
        }
        return type == double.class ? (Object) value.doubleValue() : value;
    }

    private Object value(RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(parameters);
        } catch (ReflectiveOperationException | RuntimeException closed) {
            throw closed(closed);
        }
    }

    private Record make(Object[] changed) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = parameters.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(changed);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new SdkException("constructor of " + parameters.getClass().getName() + " failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
            throw closed(closed);
        }
    }

    private SdkException closed(Exception cause) {
        Class<?> type = parameters.getClass();
        return new SdkException(
                "parameters must be open to the testkit, add to the module declaration: opens " + type.getPackageName()
                        + " to io.strategysdk.testkit; was " + type.getName(),
                cause);
    }

    /** What the constraints on the record say; nothing where the strategy cannot be made of names and values. */
    private Optional<String> broken(Class<? extends Strategy> type, Object[] changed) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < components.length; i++) {
            texts.put(components[i].getName(), String.valueOf(changed[i]));
        }
        try {
            StrategyFactory.createFromText(type, texts);
            return Optional.empty();
        } catch (ConfigException broken) {
            return Optional.of(broken.problems().get(0).toString());
        } catch (IllegalArgumentException | SdkException notConfigurable) {
            return Optional.empty();
        }
    }
}
