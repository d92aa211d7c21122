package io.strategysdk.engine.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables into texts: a name in braces after a dollar, or a name, colon, hyphen and default. Two dollars before
 * the brace stand for one, without a variable.
 */
record Environment(Function<String, @Nullable String> lookup) {
    private static final Pattern REFERENCE =
            Pattern.compile("(\\$\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|(\\$\\{)");

    static boolean concerns(String text) {
        return text.contains("${");
    }

    /** The text with its variables; empty, and a problem, when one is missing. What was put in is not read again. */
    Optional<String> resolve(String text, String path, int line, List<Problem> problems) {
        StringBuilder resolved = new StringBuilder();
        int before = problems.size();
        Matcher matcher = REFERENCE.matcher(text);
        int last = 0;
        while (matcher.find()) {
            resolved.append(text.substring(last, matcher.start())).append(valueOf(matcher, text, path, line, problems));
            last = matcher.end();
        }
        resolved.append(text.substring(last));
        return problems.size() == before ? Optional.of(resolved.toString()) : Optional.empty();
    }

    private String valueOf(Matcher matcher, String text, String path, int line, List<Problem> problems) {
        if (matcher.group(1) != null) {
            return "${";
        }
        String name = matcher.group(2);
        if (name == null) {
            String rule = "must refer to the environment as ${NAME} or ${NAME:-default}";
            problems.add(new Problem(path, line, rule, "'" + text + "'"));
            return "";
        }
        String value = lookup.apply(name);
        if (value == null) {
            value = matcher.group(3);
        }
        if (value == null) {
            String rule = "needs the environment variable " + name + ", which is not set";
            problems.add(Problem.withoutValue(path, line, rule));
            return "";
        }
        return value;
    }
}
