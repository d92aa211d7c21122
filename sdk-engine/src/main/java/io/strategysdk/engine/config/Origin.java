package io.strategysdk.engine.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where a section stood in its file, so that what is found out later (a file that is missing, a strategy that is
 * unknown) can still name path and line, and so that values of the environment stay out of every text. Where a value
 * came from is no part of what it is: all origins are equal.
 */
public final class Origin {
    /** Of a section that was made by hand or by default. */
    public static final Origin NONE = new Origin("", 0, Map.of(), Map.of());

    private final String path;
    private final int line;
    private final Map<String, Integer> lines;
    private final Map<String, String> masked;
    /** Strategy that something made by hand is of. */
    private final @Nullable StrategyMetadata strategy;

    private Origin(String path, int line, Map<String, Integer> lines, Map<String, String> masked) {
        this(path, line, lines, masked, null);
    }

    private Origin(
            String path,
            int line,
            Map<String, Integer> lines,
            Map<String, String> masked,
            @Nullable StrategyMetadata strategy) {
        this.path = path;
        this.line = line;
        this.lines = lines;
        this.masked = masked;
        this.strategy = strategy;
    }

    /** Of what is made by hand of a strategy's class. */
    static Origin of(StrategyMetadata strategy) {
        return new Origin("", 0, Map.of(), Map.of(), strategy);
    }

    /** The strategy whose class was at hand; empty where only its name was. */
    Optional<StrategyMetadata> strategy() {
        return Optional.ofNullable(strategy);
    }

    static Origin of(String path, Node.Section section) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        Map<String, String> masked = new LinkedHashMap<>();
        collect("", section, lines, masked);
        return new Origin(path, section.line(), lines, masked);
    }

    /** This one, or where a section is that was made by hand. */
    Origin orAt(String place) {
        return path.isEmpty() && line == 0 ? new Origin(place, 0, lines, masked) : this;
    }

    private static void collect(
            String prefix, Node.Section section, Map<String, Integer> lines, Map<String, String> masked) {
        section.members().forEach((name, node) -> {
            lines.put(prefix + name, node.line());
            if (node instanceof Node.Scalar scalar && scalar.fromEnvironment()) {
                masked.put(prefix + name, scalar.written());
            } else if (node instanceof Node.Section below) {
                collect(prefix + name + ".", below, lines, masked);
            }
        });
    }

    /** Path of the section, such as {@code strategies[0]}; empty at the top. */
    public String path() {
        return path;
    }

    /** Line of the section, from 1; 0 when it was not written. */
    public int line() {
        return line;
    }

    /** Whether a property was written in the file: {@code false} means that it has its default. */
    public boolean isGiven(String property) {
        return lines.getOrDefault(property, 0) > 0;
    }

    /**
     * A value for people: as it was written when it came from the environment.
     *
     * @param property name as in the file, such as {@code params.period}
     */
    public String shown(String property, String value) {
        return masked.getOrDefault(property, value);
    }

    /** Whether a property came from the environment, and must not be shown. */
    public boolean isMasked(String property) {
        return masked.containsKey(property);
    }

    /**
     * A mistake at a property of this section.
     *
     * @param property name as in the file, such as {@code params.period}
     * @param rule what must hold
     * @param value the value for people; its {@code ${NAME}} is shown instead when it came from the environment
     */
    public Problem problem(String property, String rule, String value) {
        int written = lines.getOrDefault(property, 0);
        return new Problem(
                Understood.below(path, property), written > 0 ? written : line, rule, shown(property, value));
    }

    /** A section's text: its components, those of the environment as they were written. */
    String show(Record section) {
        StringJoiner text = new StringJoiner(", ", section.getClass().getSimpleName() + "[", "]");
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            if (component.getType() != Origin.class) {
                String name = Names.snake(component.getName());
                text.add(name + "=" + shown(name, text(name, value(component, section))));
            }
        }
        return text.toString();
    }

    private String text(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value.toString();
        }
        StringJoiner text = new StringJoiner(", ", "{", "}");
        map.forEach((key, each) -> text.add(key + "=" + shown(name + "." + key, String.valueOf(each))));
        return text.toString();
    }

    static Object value(RecordComponent component, Record section) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("section must have readable components, had " + component, e);
        }
    }

    /** All origins are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Origin;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    /** Path and line. */
    @Override
    public String toString() {
        return path + (line > 0 ? " (line " + line + ")" : "");
    }
}
