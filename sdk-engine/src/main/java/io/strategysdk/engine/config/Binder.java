package io.strategysdk.engine.config;

import io.strategysdk.engine.config.Node.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns a tree into records, collects every problem on the way, and remembers what it did understand. */
final class Binder {
    private final List<Problem> problems;
    private final Understood understood = new Understood();

    Binder(List<Problem> problems) {
        this.problems = problems;
    }

    /** What could be read, also where the whole could not. */
    Understood understood() {
        return understood;
    }

    /** The record; null, and a problem, when something in it is wrong. */
    <T extends Record> @Nullable T section(Class<T> type, Node node, String path) {
        if (!(node instanceof Node.Section section)) {
            refuse(path, node, "must be a section of named properties");
            return null;
        }
        Origin origin = Origin.of(path, section);
        understood.from(origin);
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        List<String> known = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            String name = Names.snake(components[i].getName());
            Object value;
            if (components[i].getType() == Origin.class) {
                value = origin;
            } else {
                known.add(name);
                value = component(type, components[i], section, Understood.below(path, name));
            }
            values[i] = value;
            complete &= value != null;
        }
        refuseUnknown(section, path, known);
        return complete ? create(type, values) : null;
    }

    private @Nullable Object component(
            Class<? extends Record> type, RecordComponent component, Node.Section section, String path) {
        Node node = section.members().get(Names.snake(component.getName()));
        if (node == null) {
            return absent(component, section, path);
        }
        understood.at(path, node);
        Object value = value(component.getGenericType(), node, path);
        if (value == null) {
            return null;
        }
        List<String> violations = Constraints.violations(type, component.getName(), value);
        violations.forEach(rule -> problems.add(Problem.of(path, node, rule)));
        if (!violations.isEmpty()) {
            return null;
        }
        understood.is(path, value);
        return value;
    }

    private @Nullable Object absent(RecordComponent component, Node.Section section, String path) {
        Class<?> type = component.getType();
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == OptionalDouble.class) {
            return OptionalDouble.empty();
        }
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        problems.add(Problem.withoutValue(path, section.line(), "must be given"));
        return null;
    }

    private void refuseUnknown(Node.Section section, String path, List<String> known) {
        section.members().forEach((name, node) -> {
            if (!known.contains(name)) {
                String rule = "is not a known property" + Names.didYouMean(name, known);
                problems.add(Problem.withoutValue(Understood.below(path, name), node.line(), rule));
            }
        });
    }

    private @Nullable Object value(Type type, Node node, String path) {
        if (node instanceof Node.Broken) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() == Kind.NULL) {
            refuse(path, node, "must have a value; leave the line out for the default");
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            return container(generic, node, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && Record.class.isAssignableFrom(plain) && !Scalars.isScalar(plain)) {
            return section(plain.asSubclass(Record.class), node, path);
        }
        if (plain == OptionalDouble.class) {
            Object number = scalar(double.class, node, path);
            return number == null ? null : OptionalDouble.of((Double) number);
        }
        if (plain == OptionalInt.class) {
            Object number = scalar(int.class, node, path);
            return number == null ? null : OptionalInt.of((Integer) number);
        }
        return scalar(plain, node, path);
    }

    private @Nullable Object container(ParameterizedType generic, Node node, String path) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            Object value = value(arguments[0], node, path);
            return value == null ? null : Optional.of(value);
        }
        return generic.getRawType() == List.class ? list(arguments[0], node, path) : map(arguments[1], node, path);
    }

    private @Nullable Object list(Type type, Node node, String path) {
        if (!(node instanceof Node.Sequence sequence)) {
            refuse(path, node, "must be a list");
            return null;
        }
        understood.length(path, sequence.items().size());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String at = Understood.item(path, i);
            Node item = sequence.items().get(i);
            understood.at(at, item);
            Object value = value(type, item, at);
            if (value != null) {
                understood.is(at, value);
                values.add(value);
            }
        }
        return values.size() == sequence.items().size() ? values : null;
    }

    private @Nullable Object map(Type type, Node node, String path) {
        if (!(node instanceof Node.Section section)) {
            refuse(path, node, "must be a section of named properties");
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        section.members().forEach((name, member) -> {
            understood.at(Understood.below(path, name), member);
            Object value = value(type, member, Understood.below(path, name));
            if (value != null) {
                understood.is(Understood.below(path, name), value);
                values.put(name, value);
            }
        });
        return values.size() == section.members().size() ? values : null;
    }

    private @Nullable Object scalar(Class<?> type, Node node, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            refuse(path, node, Scalars.rule(type));
            return null;
        }
        Optional<Object> value = Scalars.read(type, scalar);
        if (value.isEmpty()) {
            refuse(path, node, Scalars.rule(type) + Scalars.hint(type, scalar));
            return null;
        }
        return value.get();
    }

    private void refuse(String path, Node node, String rule) {
        if (!(node instanceof Node.Broken)) {
            problems.add(Problem.of(path, node, rule));
        }
    }

    private static <T extends Record> T create(Class<T> type, Object[] values) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("checked values must make a " + type.getSimpleName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record must have its canonical constructor, was " + type, e);
        }
    }
}
