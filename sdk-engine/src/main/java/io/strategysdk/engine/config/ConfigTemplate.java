package io.strategysdk.engine.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** Commented configuration files to start from. */
public enum ConfigTemplate {
    /** Stored data, simulated orders. */
    BACKTEST,
    /** Data as it happens, simulated orders. */
    PAPER,
    /** Data as it happens, orders to a broker. */
    LIVE,
    /** Sizing and risk rules for an account. */
    RISK;

    /**
     * The template of a name such as {@code paper}.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static ConfigTemplate named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.fileName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "template must be one of backtest, paper, live, risk, was '" + name + "'"));
    }

    /** Its text, YAML. */
    public String text() {
        String resource = "templates/" + fileName() + ".yaml";
        try (InputStream in = ConfigTemplate.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("template must be in the jar: " + resource, e);
        }
    }

    private String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
