package io.strategysdk.engine.config;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a configuration says, path by path, also where other parts of it are wrong: rules between properties look here. */
final class Understood {
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();

    /** All of a configuration that is right by itself. */
    static Understood of(RunConfig config) {
        Understood all = new Understood();
        all.collect("", config);
        return all;
    }

    private void collect(String path, Record section) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Object value = Origin.value(component, section);
            if (value instanceof Origin origin) {
                origins.put(path, origin.orAt(path));
            } else {
                add(below(path, Names.snake(component.getName())), value);
            }
        }
    }

    private void add(String path, Object value) {
        is(path, value);
        Object plain = plain(value);
        if (plain instanceof Map<?, ?> map) {
            map.forEach((name, each) -> add(below(path, String.valueOf(name)), each));
        } else if (plain instanceof List<?> list) {
            length(path, list.size());
            for (int i = 0; i < list.size(); i++) {
                add(item(path, i), list.get(i));
            }
        } else if (plain instanceof Record section && !Scalars.isScalar(section.getClass())) {
            collect(path, section);
        }
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    void at(String path, Node node) {
        nodes.put(path, node);
    }

    void is(String path, Object value) {
        Object plain = plain(value);
        if (plain != null) {
            values.put(path, plain);
        }
    }

    void length(String path, int items) {
        lengths.put(path, items);
    }

    void from(Origin origin) {
        origins.put(origin.path(), origin);
    }

    private static @Nullable Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        return value;
    }

    /** Whether nothing at all could be read. */
    boolean isEmpty() {
        return values.isEmpty() && nodes.isEmpty();
    }

    /** The value or default, when there is one and it is legal by itself. */
    <T> Optional<T> value(String path, Class<T> type) {
        return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
    }

    /** Length of a list, right or wrong; 0 when there is none. */
    int length(String path) {
        return lengths.getOrDefault(path, 0);
    }

    /** Whether it was written in the file, right or wrong. */
    boolean isGiven(String path) {
        Node node = nodes.get(path);
        return node != null && node.line() > 0;
    }

    boolean isAbsent(String path) {
        return !nodes.containsKey(path) && !values.containsKey(path);
    }

    /** Names of a section's members, in the order of the file. */
    List<String> namesBelow(String path) {
        if (nodes.get(path) instanceof Node.Section section) {
            return List.copyOf(section.members().keySet());
        }
        return values.get(path) instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Members of a section of plain values, without those that are wrong by themselves. */
    Map<String, Object> members(String path) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : namesBelow(path)) {
            value(below(path, name), Object.class).ifPresent(value -> members.put(name, value));
        }
        return members;
    }

    int line(String path) {
        Node node = nodes.get(path);
        return node == null ? 0 : node.line();
    }

    String shown(String path) {
        Node node = nodes.get(path);
        return node == null ? "" : node.shown();
    }

    /** A problem with what stands at a path, or with its absence. */
    Problem problem(String path, String rule) {
        Node node = nodes.get(path);
        return node == null || node.line() == 0
                ? Problem.withoutValue(path, 0, rule)
                : new Problem(path, node.line(), rule, node instanceof Node.Scalar ? node.shown() : "");
    }

    /** A problem that shows a value in words of its own, unless the environment wrote it. */
    Problem problem(String path, String rule, String value) {
        String section = sectionAround(path);
        return origin(section).problem(within(section, path), rule, value);
    }

    /** Whether the environment wrote it, so that it must not be shown. */
    boolean isMasked(String path) {
        String section = sectionAround(path);
        return origin(section).isMasked(within(section, path));
    }

    /** Where the section at a path stood. */
    Origin origin(String section) {
        return origins.getOrDefault(section, Origin.NONE);
    }

    private String sectionAround(String path) {
        String section = path;
        do {
            section = section.substring(0, Math.max(0, section.lastIndexOf('.')));
        } while (!section.isEmpty() && !origins.containsKey(section));
        return section;
    }

    private static String within(String section, String path) {
        return section.isEmpty() ? path : path.substring(section.length() + 1);
    }
}
