package io.strategysdk.engine.config;

import static java.util.stream.Collectors.joining;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.SessionFeatures;
import io.strategysdk.api.time.Timeframe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads names of features as what they are: calls of the catalogue's methods, {@code zscore(20).of(rsi(14))},
 * {@code bollinger(20, 2.0).upper}, {@code SessionFeatures.month()}, {@code ema(10).of(sma(20) of 1d)} over longer bars.
 * Only methods of the catalogue's package that answer with its types can be called.
 */
final class FeatureExpression {
    private static final Pattern CALL = Pattern.compile("\\.?([A-Za-z][A-Za-z0-9]*)(\\(?)");
    private static final Pattern FIELD =
            Pattern.compile("(open|high|low|close|volume|hl2|hlc3|ohlc4)(?:\\((\\d{1,3})\\))?");
    private static final Pattern OF_CALENDAR = Pattern.compile(
            Arrays.stream(Input.SessionField.values()).map(Names::snake).collect(joining("|", "(", ")"))
                    + "(?:\\((\\d{1,3})\\))?");
    private static final Pattern OF_LONGER_BARS = Pattern.compile("(.+) of (\\w+)(?:\\((\\d{1,3})\\))?");
    private static final String OF_SESSION = SessionFeatures.class.getSimpleName() + ".";
    private static final int DEEPEST = 16;

    private final Map<String, Feature> known;
    private final int depth;

    private FeatureExpression(Map<String, Feature> known, int depth) {
        this.known = known;
        this.depth = depth;
    }

    /**
     * A feature of a name.
     *
     * @param known features of one's own, by name
     * @throws IllegalArgumentException when there is none
     */
    static Feature feature(String text, Map<String, Feature> known) {
        Object value = new FeatureExpression(known, 0).value(text);
        if (value instanceof Feature feature) {
            return feature;
        }
        if (value instanceof Input) {
            throw new IllegalArgumentException(
                    "it must be a feature, " + text + " is an input of one, as in ema(5).of(" + text + ")");
        }
        throw noFeature(text);
    }

    /** An input of a name: a field of a bar, what the calendar says of it, what longer bars came to, or a feature. */
    static Input input(String text, Map<String, Feature> known) {
        return new FeatureExpression(known, 0).input(text);
    }

    private Input input(String text) {
        Object value = value(text);
        if (value instanceof Input input) {
            return input;
        }
        if (value instanceof Feature feature) {
            return Input.of(feature);
        }
        throw noFeature(text);
    }

    private static IllegalArgumentException noFeature(String text) {
        return new IllegalArgumentException("it must be a feature of the catalogue, was " + text);
    }

    /** A number, an input, a feature, or what has features. */
    private Object value(String text) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("it must not be deeper than " + DEEPEST + " features");
        }
        Feature own = known.get(text);
        if (own != null) {
            return own;
        }
        Matcher field = FIELD.matcher(text);
        if (field.matches()) {
            return Input.of(
                    series(field.group(2)), Input.Field.valueOf(field.group(1).toUpperCase(Locale.ROOT)));
        }
        Matcher calendar = OF_CALENDAR.matcher(text);
        if (calendar.matches()) {
            return new Input.OfSession(
                    series(calendar.group(2)),
                    Input.SessionField.valueOf(calendar.group(1).toUpperCase(Locale.ROOT)));
        }
        Matcher longer = OF_LONGER_BARS.matcher(text);
        if (longer.matches()) {
            return new Input.OfTimeframe(
                    series(longer.group(3)),
                    Timeframe.parse(longer.group(2)),
                    new FeatureExpression(known, depth + 1).input(longer.group(1)));
        }
        if (text.startsWith("Input.")) {
            throw new IllegalArgumentException(
                    "inputs must be written as they are named, such as close(1) or sma(20) of 1d, was " + text);
        }
        Optional<BigDecimal> number = Scalars.number(text);
        return number.isPresent()
                ? number.get()
                : calls(text.startsWith(OF_SESSION) ? text.substring(OF_SESSION.length()) : text);
    }

    /** Number of a series; the first one's is left out. */
    private static int series(@Nullable String number) {
        return number == null ? 0 : Integer.parseInt(number);
    }

    private Object calls(String text) {
        Object target = null;
        Class<?> type = home(text);
        int at = 0;
        while (at < text.length()) {
            Matcher call = CALL.matcher(text).region(at, text.length());
            if (!call.lookingAt() || (text.charAt(at) == '.') != (at > 0)) {
                throw unreadable(text);
            }
            // outputs of a feature with several are named without parentheses: bollinger(20, 2.0).upper
            boolean hasArguments = !call.group(2).isEmpty();
            int end = hasArguments ? closing(text, call.end()) : call.end();
            List<Object> arguments = new ArrayList<>();
            for (String argument : hasArguments ? split(text.substring(call.end(), end)) : List.<String>of()) {
                arguments.add(new FeatureExpression(known, depth + 1).value(argument));
            }
            Method method = method(type, target == null, call.group(1), arguments);
            target = invoke(method, target, arguments);
            type = method.getReturnType();
            at = hasArguments ? end + 1 : end;
        }
        if (target == null) {
            throw unreadable(text);
        }
        return target;
    }

    /** Where the first method is. */
    private static Class<?> home(String text) {
        Matcher first = CALL.matcher(text);
        boolean isOfSession = first.lookingAt()
                && Arrays.stream(SessionFeatures.class.getMethods())
                        .anyMatch(method -> Modifier.isStatic(method.getModifiers())
                                && method.getName().equals(first.group(1)));
        return isOfSession ? SessionFeatures.class : Indicators.class;
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("it must be written as in code, such as ema(5).of(rsi(14)), was " + text);
    }

    /** Place of the parenthesis that closes the one before a place. */
    private static int closing(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            open += text.charAt(i) == '(' || text.charAt(i) == '[' ? 1 : 0;
            open -= text.charAt(i) == ')' || text.charAt(i) == ']' ? 1 : 0;
            if (open == 0) {
                return i;
            }
        }
        throw unreadable(text);
    }

    private static List<String> split(String arguments) {
        List<String> parts = new ArrayList<>();
        int open = 0;
        int from = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && open == 0) {
                parts.add(arguments.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (!arguments.isBlank()) {
            parts.add(arguments.substring(from).strip());
        }
        return parts;
    }

    private static Method method(Class<?> type, boolean isStatic, String name, List<Object> arguments) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name)
                        && Modifier.isStatic(method.getModifiers()) == isStatic
                        && method.getReturnType().getPackage() == Indicators.class.getPackage()
                        && takes(method, arguments))
                .min((one, other) -> Integer.compare(wrapped(one, arguments), wrapped(other, arguments)))
                .orElseThrow(() -> new IllegalArgumentException("there must be such a method of the catalogue, was "
                        + name + " of " + arguments.size() + (arguments.size() == 1 ? " argument" : " arguments")));
    }

    private static boolean takes(Method method, List<Object> arguments) {
        Class<?>[] types = method.getParameterTypes();
        boolean takes = types.length == arguments.size();
        for (int i = 0; takes && i < types.length; i++) {
            takes = converted(types[i], arguments.get(i)) != null;
        }
        return takes;
    }

    /** How many features would have to become inputs first. */
    private static int wrapped(Method method, List<Object> arguments) {
        int wrapped = 0;
        for (int i = 0; i < arguments.size(); i++) {
            wrapped += arguments.get(i) instanceof Feature && method.getParameterTypes()[i] == Input.class ? 1 : 0;
        }
        return wrapped;
    }

    private static @Nullable Object converted(Class<?> type, Object argument) {
        if (argument instanceof BigDecimal number) {
            if (type == int.class) {
                int whole = number.intValue();
                return number.compareTo(BigDecimal.valueOf(whole)) == 0 ? whole : null;
            }
            return type == double.class ? number.doubleValue() : null;
        }
        if (type == Input.class && argument instanceof Feature feature) {
            return Input.of(feature);
        }
        return type.isInstance(argument) ? argument : null;
    }

    private static Object invoke(Method method, @Nullable Object target, List<Object> arguments) {
        Object[] values = new Object[arguments.size()];
        Arrays.setAll(values, i -> converted(method.getParameterTypes()[i], arguments.get(i)));
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getTargetException().getMessage()), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the catalogue must be open to all, was " + method, e);
        }
    }
}
