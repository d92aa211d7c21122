package io.strategysdk.engine.config;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.config.Node.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads single values strictly: text is no number, 1.0 is no whole number; only the environment may write it all. */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");

    private Scalars() {}

    /** Records that are written as one value. */
    static boolean isScalar(Class<?> type) {
        return type == Timeframe.class || type == Speed.class;
    }

    /** The value; empty when it is of another type. */
    static Optional<Object> read(Class<?> type, Node.Scalar scalar) {
        String text = scalar.text();
        if (type == Object.class) {
            return natural(scalar);
        } else if (type == String.class) {
            return scalar.readableAs(Kind.TEXT) ? Optional.of(text) : Optional.empty();
        } else if (type == boolean.class) {
            return scalar.readableAs(Kind.BOOLEAN) ? truth(text) : Optional.empty();
        } else if (type == int.class || type == long.class) {
            return scalar.readableAs(Kind.INTEGER) ? whole(type, text) : Optional.empty();
        } else if (type == BigDecimal.class) {
            return number(scalar).map(Object.class::cast);
        } else if (type == double.class) {
            return number(scalar).map(BigDecimal::doubleValue);
        } else if (type == Speed.class) {
            return speed(scalar);
        } else if (!scalar.readableAs(Kind.TEXT)) {
            return Optional.empty();
        }
        return type.isEnum() ? constant(type, text) : dated(type, text);
    }

    /** What the value must be. */
    static String rule(Class<?> type) {
        if (type == Object.class) {
            return "must be a number, text, true or false";
        } else if (type == String.class) {
            return "must be text";
        } else if (type == boolean.class) {
            return "must be true or false";
        } else if (type == int.class || type == long.class) {
            return "must be a whole number";
        } else if (type == BigDecimal.class || type == double.class) {
            return "must be a number";
        } else if (type == Speed.class) {
            return "must be max or a number greater than 0";
        } else if (type == LocalDate.class) {
            return "must be a date such as 2023-01-31";
        } else if (type == Instant.class) {
            return "must be a moment in UTC such as 2023-01-31T21:30:00Z";
        } else if (type == LocalTime.class) {
            return "must be a time of day such as 09:30";
        } else if (type == ZoneId.class) {
            return "must be a time zone such as UTC or America/New_York";
        } else if (type == Timeframe.class) {
            return "must be a length of bars such as 1m, 4h, 1d, 1w or 1mo";
        }
        return "must be one of " + String.join(", ", constants(type));
    }

    /** Advice beyond the rule: the constant that was meant, or the quotes that are missing. */
    static String hint(Class<?> type, Node.Scalar scalar) {
        if (type == String.class) {
            return ", put it in quotes";
        }
        if (!type.isEnum() || scalar.fromEnvironment()) {
            return "";
        }
        return Names.nearest(scalar.text(), constants(type))
                .map(name -> ", did you mean '" + name + "'?")
                .orElse("");
    }

    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> Names.snake((Enum<?>) each))
                .toList();
    }

    /** A number of ordinary size: an exponent of a million would eat all memory once it is written out. */
    static Optional<BigDecimal> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
    }

    static Optional<Object> truth(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    static Optional<Object> whole(Class<?> type, String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        if (type == long.class) {
            return Optional.of(number);
        }
        return number == (int) number ? Optional.of((int) number) : Optional.empty();
    }

    private static Optional<BigDecimal> number(Node.Scalar scalar) {
        boolean numeric = scalar.readableAs(Kind.INTEGER) || scalar.kind() == Kind.DECIMAL;
        return numeric ? number(scalar.text()) : Optional.empty();
    }

    private static Optional<Object> natural(Node.Scalar scalar) {
        return switch (scalar.kind()) {
            case TEXT -> Optional.of(scalar.text());
            case BOOLEAN -> truth(scalar.text());
            case INTEGER -> whole(long.class, scalar.text());
            case DECIMAL -> number(scalar).map(Object.class::cast);
            case NULL -> Optional.empty();
        };
    }

    private static Optional<Object> speed(Node.Scalar scalar) {
        if (scalar.text().equals("max")) {
            return Optional.of(Speed.MAX);
        }
        return number(scalar).map(BigDecimal::doubleValue).filter(f -> f > 0).map(Speed::new);
    }

    private static Optional<Object> constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .map(Object.class::cast)
                .filter(each -> Names.snake((Enum<?>) each).equals(text))
                .findFirst();
    }

    private static Optional<Object> dated(Class<?> type, String text) {
        try {
            if (type == LocalDate.class) {
                return Optional.of(LocalDate.parse(text));
            } else if (type == Instant.class) {
                return Optional.of(Instant.parse(text));
            } else if (type == LocalTime.class) {
                return Optional.of(LocalTime.parse(text));
            } else if (type == ZoneId.class) {
                return Optional.of(ZoneId.of(text));
            }
            return Optional.of(Timeframe.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
