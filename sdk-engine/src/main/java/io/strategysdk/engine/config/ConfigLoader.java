package io.strategysdk.engine.config;

import io.strategysdk.engine.config.RunConfig.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of a run from YAML or JSON and checks all of it, so that one attempt shows every mistake. A
 * draft is for those who can check more than the file, and tell its mistakes and theirs together.
 *
 * <p>Texts may refer to the environment: <code>${NAME}</code>, or <code>${NAME:-default}</code>; a dollar more,
 * <code>$${</code>, writes the two signs themselves. What the environment says is never shown, neither in errors nor
 * by {@code toString}. Only there may a number be written as text.
 *
 * <p>A file is UTF-8, one document, at most a megabyte and 16 levels deep; YAML aliases are refused. Immutable, may be
 * used from any thread.
 */
public final class ConfigLoader {
    private static final int LARGEST = 1 << 20;

    private final Environment environment;

    private ConfigLoader(Function<String, @Nullable String> environment) {
        this.environment = new Environment(environment);
    }

    /** Formats of files. */
    public enum Format {
        /** YAML 1.2. */
        YAML,
        /** JSON, RFC 8259. */
        JSON
    }

    /** With the environment of the process. */
    public static ConfigLoader create() {
        return new ConfigLoader(System::getenv);
    }

    /**
     * With an environment of one's own.
     *
     * @param environment value of a variable, null when it is not set
     */
    public static ConfigLoader withEnvironment(Function<String, @Nullable String> environment) {
        return new ConfigLoader(environment);
    }

    /** With the variables of a map, which is copied. */
    public static ConfigLoader withEnvironment(Map<String, String> variables) {
        return new ConfigLoader(Map.copyOf(variables)::get);
    }

    /**
     * Reads a file; {@code .json} is JSON, {@code .yaml} and {@code .yml} are YAML, anything else is told by its first
     * character.
     *
     * @throws ConfigException with every mistake of the file, or why it cannot be read
     */
    public RunConfig load(Path file) {
        return draft(file).config();
    }

    /**
     * Reads a file as {@link #load} does, as far as it can be understood.
     *
     * @throws ConfigException when it cannot be read at all, with the reason
     */
    public ConfigDraft draft(Path file) {
        String text = read(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return draft(text, Format.JSON, file.toString());
        }
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return draft(text, yaml ? Format.YAML : formatOf(text), file.toString());
    }

    /**
     * Reads a text, JSON when it starts with a brace.
     *
     * @throws ConfigException with every mistake
     */
    public RunConfig parse(String text) {
        return parse(text, formatOf(text), "configuration");
    }

    /**
     * Reads a text.
     *
     * @param text content of a file
     * @param format its format
     * @param source what errors call it
     * @throws ConfigException with every mistake
     */
    public RunConfig parse(String text, Format format, String source) {
        return draft(text, format, source).config();
    }

    /**
     * Reads a text as far as it can be understood.
     *
     * @param text content of a file
     * @param format its format
     * @param source what errors call it
     * @throws ConfigException when it is larger than a megabyte
     */
    public ConfigDraft draft(String text, Format format, String source) {
        if (text.length() > LARGEST) {
            throw unreadable(source, "file must not be larger than 1 MB", "");
        }
        List<Problem> problems = new ArrayList<>();
        Binder binder = new Binder(problems);
        RunConfig config = TreeReader.read(text, format, environment, problems)
                .map(root -> bind(root, binder, problems))
                .orElse(null);
        return new ConfigDraft(source, binder.understood(), problems, config);
    }

    private static @Nullable RunConfig bind(Node.Section root, Binder binder, List<Problem> problems) {
        Shorthands.expand(root, problems);
        Defaults.apply(root, mode(root));
        RunConfig config = binder.section(RunConfig.class, root, "");
        CrossRules.check(binder.understood(), problems);
        return config;
    }

    private static Optional<Mode> mode(Node.Section root) {
        return root.members().get("mode") instanceof Node.Scalar scalar
                ? Scalars.read(Mode.class, scalar).map(Mode.class::cast)
                : Optional.empty();
    }

    static Format formatOf(String text) {
        return text.stripLeading().startsWith("{") ? Format.JSON : Format.YAML;
    }

    static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw unreadable(file.toString(), "path must name a file", "a directory");
        }
        if (!Files.exists(file)) {
            throw unreadable(file.toString(), "file must exist", "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unreadable(file.toString(), "file must not be larger than 1 MB", "");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw unreadable(file.toString(), "file must be UTF-8 text", "other bytes");
        } catch (IOException e) {
            throw unreadable(file.toString(), "file must be readable: " + e.getMessage(), "");
        }
    }

    private static ConfigException unreadable(String source, String rule, String value) {
        return new ConfigException(source, List.of(Problem.ofFile(rule, value)));
    }
}
