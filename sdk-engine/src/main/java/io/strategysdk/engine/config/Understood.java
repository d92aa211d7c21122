package io.strategysdk.engine.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file says, path by path, also where other parts of it are wrong: rules between properties look here. */
final class Understood {
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    void at(String path, Node node) {
        nodes.put(path, node);
    }

    void is(String path, Object value) {
        values.put(path, value instanceof Optional<?> optional ? optional.orElseThrow() : value);
    }

    /** The value or default, when there is one and it is legal by itself. */
    <T> Optional<T> value(String path, Class<T> type) {
        return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
    }

    /** Whether it was written in the file, right or wrong. */
    boolean isGiven(String path) {
        Node node = nodes.get(path);
        return node != null && node.line() > 0;
    }

    boolean isAbsent(String path) {
        return !nodes.containsKey(path);
    }

    boolean isFromEnvironment(String path) {
        return nodes.get(path) instanceof Node.Scalar scalar && scalar.fromEnvironment();
    }

    /** Names of a section's members, in the order of the file. */
    List<String> namesBelow(String path) {
        return nodes.get(path) instanceof Node.Section section
                ? List.copyOf(section.members().keySet())
                : List.of();
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
}
