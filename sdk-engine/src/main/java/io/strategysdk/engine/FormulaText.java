package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feature's definition as a text that no other one has: class, version, name, the record's components and theirs, and a
 * hash of each class that its kernel is made of. Numbers stand there by their bits, texts with their length.
 */
final class FormulaText {
    /** Those of the JDK whose text says all of them. */
    private static final Set<Class<?>> PLAIN = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Character.class,
            BigInteger.class,
            BigDecimal.class,
            Duration.class,
            Period.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class);

    private final StringBuilder text = new StringBuilder();
    private final Set<Class<?>> classes = new HashSet<>();

    private FormulaText() {}

    /**
     * The text of a definition.
     *
     * @throws Untold when it is no record, or a component or class is there whose content cannot be told
     */
    static String of(Feature feature) {
        if (!feature.getClass().isRecord()) {
            throw new Untold("feature must be a record for its content to be told, was a "
                    + feature.getClass().getName());
        }
        FormulaText told = new FormulaText();
        told.value(feature);
        told.text.append(" version ").append(feature.version()).append(" name ");
        told.text(feature.name());
        told.classes.add(feature.newKernel().getClass());
        return told.text + "\n" + String.join("\n", FormulaClasses.lines(told.classes)) + "\n";
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Enum<?> constant) {
            classes.add(value.getClass()); // that of a constant with a body is another one
            constant(constant);
        } else if (value instanceof Record fields) {
            components(fields);
        } else if (value instanceof List<?> list && isOfJdk(list)) {
            list(list);
        } else {
            plain(value);
        }
    }

    private void constant(Enum<?> constant) {
        text.append(constant.getDeclaringClass().getName()).append('.').append(constant.name());
    }

    private void components(Record fields) {
        Class<?> type = fields.getClass();
        classes.add(type);
        text.append(type.getName()).append('(');
        for (RecordComponent component : type.getRecordComponents()) {
            text.append(component.getName()).append('=');
            value(component(fields, component.getName()));
            text.append(';');
        }
        text.append(')');
    }

    private static @Nullable Object component(Record fields, String name) {
        Class<?> type = fields.getClass();
        try {
            Field field = type.getDeclaredField(name);
            if (!field.trySetAccessible()) {
                throw new Untold("record must be open to the engine for its content to be told: add 'opens "
                        + type.getPackageName() + ";' to the module-info of "
                        + type.getModule().getName() + " (" + type.getName() + ")");
            }
            return field.get(fields);
        } catch (ReflectiveOperationException e) {
            throw new Untold("record must have fields that can be read, was " + type.getName(), e);
        }
    }

    private void list(List<?> list) {
        text.append('[');
        for (Object each : list) {
            value(each);
            text.append(';');
        }
        text.append(']');
    }

    private void plain(Object value) {
        Class<?> type = value.getClass();
        text.append(type.getSimpleName()).append(' ');
        if (value instanceof Double number) {
            text.append(Long.toHexString(Double.doubleToRawLongBits(number)));
        } else if (value instanceof Float number) {
            text.append(Integer.toHexString(Float.floatToRawIntBits(number)));
        } else if (value instanceof String characters) {
            text(characters);
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof OptionalDouble optional) {
            value(optional.isPresent() ? optional.getAsDouble() : null);
        } else if (value instanceof OptionalInt || value instanceof OptionalLong) {
            text.append(value);
        } else if (PLAIN.contains(type)) {
            text.append(value);
        } else if (value instanceof ZoneId zone) {
            text(zone.getId());
        } else {
            throw new Untold("component of a feature must be a number, text, date, enum, record, feature or list of"
                    + " them for its content to be told, was a " + type.getName());
        }
    }

    private void text(String characters) {
        text.append(characters.length()).append(':').append(characters);
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getClassLoader() == null;
    }
}
