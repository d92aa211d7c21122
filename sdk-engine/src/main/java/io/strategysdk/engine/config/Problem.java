package io.strategysdk.engine.config;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One mistake in a configuration.
 *
 * @param path where, such as {@code strategies[0].risk_limits.max_leverage}; empty when the whole file is meant
 * @param line line of the file, from 1; 0 when it is on no line
 * @param rule what must hold, without the value
 * @param value the value as it was written, text in quotes; empty when there is none to show. A value that came from
 *     the environment is shown as its {@code ${NAME}}
 */
public record Problem(String path, int line, String rule, String value) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Makes path and value printable: control characters are dropped, long texts cut. */
    public Problem {
        Objects.requireNonNull(rule);
        path = printable(path);
        value = printable(value);
    }

    static Problem ofFile(String rule, String value) {
        return new Problem("", 0, rule, value);
    }

    static Problem of(String path, Node node, String rule) {
        return new Problem(path, node.line(), rule, node.shown());
    }

    static Problem withoutValue(String path, int line, String rule) {
        return new Problem(path, line, rule, "");
    }

    private static String printable(String text) {
        String plain = CONTROL.matcher(text).replaceAll(" ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...";
    }

    /** Path, line, rule and value in one sentence. */
    @Override
    public String toString() {
        String at = line > 0 ? "line " + line : "";
        String place = path.isEmpty() ? at : path + (at.isEmpty() ? "" : " (" + at + ")");
        return (place.isEmpty() ? "" : place + ": ") + rule + (value.isEmpty() ? "" : ", was " + value);
    }
}
