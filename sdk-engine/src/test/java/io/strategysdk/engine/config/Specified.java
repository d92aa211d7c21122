package io.strategysdk.engine.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The configuration files that the product was specified with, letter by letter. */
final class Specified {
    static final String BACKTEST = read("backtest");
    static final String PAPER = read("paper");
    static final String LIVE = read("live");
    static final String RISK = read("risk");

    private Specified() {}

    static RunConfig parse(String yaml) {
        return draft(yaml).config();
    }

    static ConfigDraft draft(String yaml) {
        return ConfigLoader.withEnvironment(Map.of()).draft(yaml, ConfigLoader.Format.YAML, "run.yaml");
    }

    /** The text with one thing written otherwise. */
    static String edited(String text, String old, String replacement) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("text must contain '" + old + "'");
        }
        return text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(replacement));
    }

    /** What an error says. */
    static String message(@Nullable Throwable thrown) {
        return Objects.requireNonNull(
                Objects.requireNonNull(thrown, "was accepted").getMessage());
    }

    private static String read(String name) {
        try (InputStream in = Specified.class.getResourceAsStream(name + "-as-specified.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
