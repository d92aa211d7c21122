package io.strategysdk.testkit.purity;

import io.strategysdk.api.Strategy;
import io.strategysdk.engine.purity.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must be found in a fixture, as comments at the ends of its lines say: {@code Clocks.java:42 CLOCK}. */
final class Marks {
    private static final Pattern MARK = Pattern.compile("// ([A-Z_]+)$");

    private Marks() {}

    /** Of the file of a class, and of others in its folder. */
    static Collection<String> of(Class<? extends Strategy> type, String... others) {
        TreeSet<String> marks = new TreeSet<>();
        marks.addAll(inFile(type.getSimpleName()));
        Arrays.stream(others).map(Marks::inFile).forEach(marks::addAll);
        return marks;
    }

    static Collection<String> of(Collection<Finding> findings) {
        TreeSet<String> marks = new TreeSet<>();
        findings.forEach(each -> marks.add(mark(
                each.where().getFileName(),
                each.where().getLineNumber(),
                each.impurity().name())));
        return marks;
    }

    private static List<String> inFile(String name) {
        String file = name + ".java";
        Path path = Path.of("src/test/java", Marks.class.getPackageName().replace('.', '/'), "fixture", file);
        TreeSet<String> marks = new TreeSet<>();
        try {
            List<String> lines = Files.readAllLines(path);
            for (int i = 0; i < lines.size(); i++) {
                Matcher matcher = MARK.matcher(lines.get(i));
                if (matcher.find()) {
                    marks.add(mark(file, i + 1, matcher.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(marks);
    }

    static String mark(String file, int line, String impurity) {
        return file + ":" + line + " " + impurity;
    }
}
