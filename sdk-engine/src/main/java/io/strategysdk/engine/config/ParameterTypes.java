package io.strategysdk.engine.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Types that parameters may have, and how values become them. */
final class ParameterTypes {
    private static final List<Class<?>> PLAIN =
            List.of(int.class, long.class, double.class, boolean.class, String.class, BigDecimal.class);

    private ParameterTypes() {}

    static boolean isSupported(Class<?> type) {
        return type.isEnum() || PLAIN.contains(type);
    }

    /** Name for people. */
    static String name(Class<?> type) {
        if (type.isEnum()) {
            return String.join("|", Scalars.constants(type));
        }
        return type == BigDecimal.class ? "decimal" : type == String.class ? "text" : type.getName();
    }

    /** What a value must be. */
    static String rule(Class<?> type) {
        return Scalars.rule(type);
    }

    /** A text, as of a command line. */
    static Optional<Object> ofText(Class<?> type, String text) {
        if (type.isEnum()) {
            return Scalars.read(
                    type, scalar(Node.Kind.TEXT, text.toLowerCase(Locale.ROOT).replace('-', '_')));
        }
        return Scalars.read(type, new Node.Scalar(0, Node.Kind.TEXT, text, text, true));
    }

    /** A value that already has a type: numbers are not made of texts, nor whole ones of broken ones. */
    static Optional<Object> ofNatural(Class<?> type, Object value) {
        if (value instanceof String text) {
            return type == String.class || type.isEnum() ? ofText(type, text) : Optional.empty();
        }
        if (value instanceof Boolean) {
            return type == boolean.class ? Optional.of(value) : Optional.empty();
        }
        if (type.isInstance(value)) {
            return Optional.of(value);
        }
        return value instanceof Number number ? ofNumber(type, number) : Optional.empty();
    }

    private static Optional<Object> ofNumber(Class<?> type, Number number) {
        boolean whole = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger;
        return Scalars.read(type, scalar(whole ? Node.Kind.INTEGER : Node.Kind.DECIMAL, number.toString()));
    }

    private static Node.Scalar scalar(Node.Kind kind, String text) {
        return new Node.Scalar(0, kind, text, text, false);
    }

    /** 5 rather than 5.0. */
    static String plain(double value) {
        return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
