package io.strategysdk.engine.config;

import io.strategysdk.engine.config.Node.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML or JSON into a tree with lines, within bounds that no honest file meets. */
final class TreeReader {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(16)
            .maxNumberLength(64)
            .maxNameLength(256)
            .maxStringLength(65_536)
            .maxTokenCount(25_000)
            .build();
    private static final TokenStreamFactory YAML =
            YAMLFactory.builder().streamReadConstraints(BOUNDS).build();
    private static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();

    private final JsonParser parser;
    private final Environment environment;
    private final List<Problem> problems;

    private TreeReader(JsonParser parser, Environment environment, List<Problem> problems) {
        this.parser = parser;
        this.environment = environment;
        this.problems = problems;
    }

    /** The tree; empty, and a problem, when there is none to be had. */
    static Optional<Node.Section> read(
            String text, ConfigLoader.Format format, Environment environment, List<Problem> problems) {
        TokenStreamFactory factory = format == ConfigLoader.Format.JSON ? JSON : YAML;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), new WholeCharacters(text))) {
            return new TreeReader(parser, environment, problems).root();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            problems.add(Problem.withoutValue("", line, "must be readable " + format + ": " + reason(e)));
            return Optional.empty();
        }
    }

    /** The parser's sentences, without the pieces of the file that it shows between them. */
    private static String reason(JacksonException e) {
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private Optional<Node.Section> root() {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            problems.add(Problem.ofFile("file must not be empty", ""));
            return Optional.empty();
        }
        Node root = value(first, "", line());
        if (parser.nextToken() != null) {
            problems.add(Problem.withoutValue("", line(), "file must hold one document, was followed by another"));
        }
        if (root instanceof Node.Section section) {
            return Optional.of(new Node.Section(0, section.members()));
        }
        problems.add(Problem.of("", root, "file must hold named properties"));
        return Optional.empty();
    }

    private Node value(JsonToken token, String path, int line) {
        return switch (token) {
            case START_OBJECT -> section(path, line);
            case START_ARRAY -> sequence(path, line);
            case VALUE_NUMBER_INT -> scalar(Kind.INTEGER, line);
            case VALUE_NUMBER_FLOAT -> scalar(Kind.DECIMAL, line);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN, line);
            case VALUE_NULL -> new Node.Scalar(line, Kind.NULL, "null", "null", false);
            case VALUE_STRING -> text(path, line);
            default -> refused(path, line, "must be a plain value, a list or a section");
        };
    }

    private Node.Section section(String path, int line) {
        Node.Section section = Node.Section.empty(line);
        Map<String, Integer> lines = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int at = line();
            String below = path.isEmpty() ? name : path + "." + name;
            Node value = value(parser.nextToken(), below, at);
            Integer earlier = lines.putIfAbsent(name, at);
            if (earlier == null) {
                section.members().put(name, value);
            } else {
                String rule = "must be given once, was given on line " + earlier + " already";
                problems.add(Problem.withoutValue(below, at, rule));
            }
        }
        return section;
    }

    private Node.Sequence sequence(String path, int line) {
        Node.Sequence sequence = Node.Sequence.empty(line);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            String below = path + "[" + sequence.items().size() + "]";
            sequence.items().add(value(token, below, line()));
        }
        return sequence;
    }

    private Node.Scalar scalar(Kind kind, int line) {
        String text = parser.getString();
        return new Node.Scalar(line, kind, text, text, false);
    }

    private Node text(String path, int line) {
        String written = parser.getString();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            // Ten lines of aliases can stand for more values than fit into memory.
            return refused(path, line, "must be written out, aliases such as *" + written + " are not read");
        }
        if (!Environment.concerns(written)) {
            return new Node.Scalar(line, Kind.TEXT, written, written, false);
        }
        Optional<String> resolved = environment.resolve(written, path, line, problems);
        return resolved.isEmpty()
                ? new Node.Broken(line)
                : new Node.Scalar(line, Kind.TEXT, resolved.get(), written, true);
    }

    private Node refused(String path, int line, String rule) {
        problems.add(Problem.withoutValue(path, line, rule));
        return new Node.Broken(line);
    }

    private int line() {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }
}
