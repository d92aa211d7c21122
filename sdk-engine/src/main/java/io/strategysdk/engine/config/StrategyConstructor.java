package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** How a strategy is made: its one public constructor, and the parameter record that it takes. */
record StrategyConstructor(Constructor<?> constructor, Optional<Class<? extends Record>> parameters) {
    static StrategyConstructor of(Class<? extends Strategy> type) {
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1 || constructors[0].getParameterCount() > 1) {
            throw new IllegalArgumentException("strategy must have one public constructor with at most one parameter"
                    + " record, had " + Arrays.toString(constructors) + " (" + type.getName()
                    + (Modifier.isPublic(type.getModifiers()) ? ")" : ", which is not public)"));
        }
        Class<?>[] taken = constructors[0].getParameterTypes();
        return new StrategyConstructor(
                constructors[0], taken.length == 0 ? Optional.empty() : Optional.of(record(type, taken[0])));
    }

    private static Class<? extends Record> record(Class<?> strategy, Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("strategy must take its parameters as a record, took " + type.getName()
                    + " (" + strategy.getName() + ")");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!ParameterTypes.isSupported(component.getType())) {
                throw new IllegalArgumentException("parameter " + component.getName() + " must be int, long, double,"
                        + " boolean, String, BigDecimal or an enum, was "
                        + component.getType().getName() + " (" + strategy.getName() + ")");
            }
        }
        return type.asSubclass(Record.class);
    }

    /** The parameter record; what its constructor refuses comes through as it is. */
    Record newParameters(Object[] values) {
        Class<? extends Record> type = parameters.orElseThrow();
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return (Record) invoke(type.getDeclaredConstructor(types), values);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record must have its canonical constructor, was " + type, e);
        }
    }

    Strategy newStrategy(Object... arguments) {
        return (Strategy) invoke(constructor, arguments);
    }

    private static Object invoke(Constructor<?> constructor, Object[] arguments) {
        Class<?> type = constructor.getDeclaringClass();
        if (!constructor.trySetAccessible()) {
            throw Openness.closed(type);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof IllegalArgumentException refused) {
                throw refused;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new SdkException("constructor of " + type.getName() + " failed: " + cause, cause);
        } catch (InstantiationException e) {
            throw new IllegalArgumentException("strategy must not be abstract, was " + type.getName(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("constructor must be accessible: " + constructor, e);
        }
    }
}
