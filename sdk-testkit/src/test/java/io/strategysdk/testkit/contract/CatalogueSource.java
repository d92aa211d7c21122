package io.strategysdk.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources of the catalogue say in Javadoc, as sentences of Markdown. */
final class CatalogueSource {
    private static final Path FOLDER =
            Path.of("..", "sdk-api", "src", "main", "java", "io", "strategysdk", "api", "feature");
    private static final String JAVADOC = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+\\s*)*";

    private CatalogueSource() {}

    /** Sentences about a factory. */
    static List<String> of(Method factory) {
        String parameters = factory.getParameterCount() == 0
                ? "\\s*"
                : "[^),]+(?:,[^),]+){" + (factory.getParameterCount() - 1) + "}";
        return sentences(
                factory.getDeclaringClass(), "public static \\w+ " + factory.getName() + "\\(" + parameters + "\\)");
    }

    /** Sentences about a record of several features. */
    static List<String> of(Class<?> type) {
        return sentences(type, "public record " + type.getSimpleName() + "\\(");
    }

    /** Sentences about one of its features. */
    static List<String> of(Class<?> type, String method) {
        return sentences(type, "public \\w+ " + method + "\\(\\)");
    }

    /** How far down in the source one of its features is. */
    static int place(Class<?> type, String method) {
        Matcher matcher = Pattern.compile("public \\w+ " + method + "\\(\\)").matcher(read(type));
        return matcher.find() ? matcher.start() : -1;
    }

    private static List<String> sentences(Class<?> type, String declaration) {
        Matcher matcher = Pattern.compile(JAVADOC + declaration, Pattern.DOTALL).matcher(read(type));
        if (!matcher.find()) {
            throw new AssertionError("no Javadoc before " + declaration + " in " + type);
        }
        return sentences(markdown(matcher.group(1)));
    }

    private static String read(Class<?> type) {
        try {
            return Files.readString(FOLDER.resolve(type.getSimpleName() + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String markdown(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("(?ms)^@.*", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #(\\w+)}", "`$1`")
                .replace("<p>", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    /** A period ends a sentence unless it stands in parentheses, where names have some. */
    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean isEnd = c == '.' && depth == 0 && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
            if (isEnd) {
                sentences.add(text.substring(from, i + 1).strip());
                from = i + 1;
            }
        }
        if (sentences.isEmpty()) {
            throw new AssertionError("no sentence in " + text);
        }
        return sentences;
    }
}
