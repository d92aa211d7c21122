package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Features of one's own as the components of their records. */
final class FeatureRecords {
    /** Files have whole numbers of at most 18 digits. */
    private static final long LONGS_END = 1_000_000_000_000_000_000L;

    private FeatureRecords() {}

    /**
     * Values by name, as files have them.
     *
     * @throws IllegalArgumentException when it is no record of values that can be written
     */
    static Map<String, Object> components(Feature feature) {
        Class<?> type = feature.getClass();
        if (!type.isRecord() || type.isLocalClass()) {
            throw new IllegalArgumentException(
                    "a feature must be a record of a class of its own to be written, was " + type.getName());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.put(Names.snake(component.getName()), written(component, read(component, feature)));
        }
        return values;
    }

    private static @Nullable Object read(RecordComponent component, Feature feature) {
        Method accessor = component.getAccessor();
        if (!accessor.trySetAccessible()) {
            throw Openness.closed(feature.getClass());
        }
        try {
            return accessor.invoke(feature);
        } catch (ReflectiveOperationException e) {
            throw new SdkException("component " + component.getName() + " must be readable: " + feature, e);
        }
    }

    private static Object written(RecordComponent component, @Nullable Object value) {
        if (value instanceof Integer || (value instanceof Long number && number > -LONGS_END && number < LONGS_END)) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number.toString());
        }
        if (value instanceof BigDecimal || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return Names.snake(constant);
        }
        if (value instanceof Feature nested) {
            return nested.name();
        }
        if (value instanceof Input) {
            return value.toString();
        }
        throw new IllegalArgumentException("component " + component.getName() + " of "
                + component.getDeclaringRecord().getName()
                + " must be a finite number, text, truth, constant, input or feature to be written, was " + value);
    }

    /**
     * A feature of a class and its components.
     *
     * @param known what it may be made of, by name
     * @throws IllegalArgumentException when there is no such record, or it does not take them
     * @throws SdkException when its package is not open, with the line to add
     */
    static Feature make(String name, Map<String, Object> components, Map<String, Feature> known) {
        Class<? extends Feature> type = named(name);
        RecordComponent[] all = type.getRecordComponents();
        List<String> names = new ArrayList<>();
        Object[] values = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            String component = Names.snake(all[i].getName());
            names.add(component);
            Object value = components.get(component);
            if (value == null) {
                throw new IllegalArgumentException("component " + component + " of " + name + " must be given");
            }
            values[i] = value(all[i].getType(), value, known, component + " of " + name);
        }
        for (String given : components.keySet()) {
            if (!names.contains(given)) {
                throw new IllegalArgumentException(
                        "component " + given + " must be one of " + names + " (" + name + ")");
            }
        }
        return created(type, all, values);
    }

    private static Class<? extends Feature> named(String name) {
        try {
            Class<?> type = Class.forName(name, false, StrategyDiscovery.applicationLoader());
            if (type.isRecord() && Feature.class.isAssignableFrom(type)) {
                return type.asSubclass(Feature.class);
            }
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new IllegalArgumentException("its class must be on the class path, was " + name, missing);
        }
        throw new IllegalArgumentException("its class must be a record that is a feature, was " + name);
    }

    private static Object value(Class<?> type, Object given, Map<String, Feature> known, String what) {
        if (type == Feature.class) {
            return FeatureExpression.feature(given.toString(), known);
        }
        if (type == Input.class) {
            return FeatureExpression.input(given.toString(), known);
        }
        if (!ParameterTypes.isSupported(type)) {
            throw new IllegalArgumentException(
                    "component " + what + " must be of a type that files can write, was " + type.getName());
        }
        return ParameterTypes.ofNatural(type, given)
                .orElseThrow(() -> new IllegalArgumentException("component " + what + " " + ParameterTypes.rule(type)
                        + ", was " + StudyParameter.shown(given)));
    }

    private static Feature created(Class<? extends Feature> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Feature> constructor = type.getDeclaredConstructor(types);
            if (!constructor.trySetAccessible()) {
                throw Openness.closed(type);
            }
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "its record must accept the components: "
                            + e.getTargetException().getMessage(),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("its record must be made by its components, was " + type.getName(), e);
        }
    }
}
