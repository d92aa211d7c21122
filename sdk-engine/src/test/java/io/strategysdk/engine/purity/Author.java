package io.strategysdk.engine.purity;

import io.strategysdk.api.Strategy;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Somebody who writes classes, compiles and loads them. */
final class Author {
    private static final String STRATEGY = """
            import io.strategysdk.api.*;
            import io.strategysdk.api.order.OrderIntent;
            import java.util.*;

            public class %s implements Strategy {
                public List<OrderIntent> generateOrders(Context context) {
                    decide();
                    return List.of();
                }

                %s
            }
            """;

    private final Path folder;

    Author(Path folder) {
        this.folder = folder;
    }

    /** A class by its full name. */
    Author writes(String name, String source) throws IOException {
        Path file = folder.resolve("src").resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        int dot = name.lastIndexOf('.');
        Files.writeString(file, (dot < 0 ? "" : "package " + name.substring(0, dot) + ";\n") + source);
        return this;
    }

    /** A strategy that calls its own {@code decide()} in generateOrders, on line 7 of its file or 8 in a package. */
    Author writesStrategy(String name, String members) throws IOException {
        return writes(
                name, STRATEGY.formatted(name.substring(name.lastIndexOf('.') + 1), members.replace("\n", "\n    ")));
    }

    /** Compiles all, and loads one in a loader of its own. */
    Class<? extends Strategy> loads(String name) throws IOException, ClassNotFoundException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String paths = System.getProperty("java.class.path", "")
                + File.pathSeparator
                + System.getProperty("jdk.module.path", "");
        List<String> arguments = new ArrayList<>(List.of("-g", "-proc:none", "-d", classes.toString(), "-cp", paths));
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .forEach(arguments::add);
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(said.toString());
        }
        return load(name);
    }

    /** As it was compiled before. */
    @SuppressWarnings("MustBeClosedChecker") // its classes are looked for when the strategy is checked
    Class<? extends Strategy> load(String name) throws IOException, ClassNotFoundException {
        URL[] path = {folder.resolve("classes").toUri().toURL()};
        ClassLoader loader = new URLClassLoader(path, Author.class.getClassLoader());
        return Class.forName(name, false, loader).asSubclass(Strategy.class);
    }

    /** Has a class no longer. */
    void loses(String name) throws IOException {
        Files.delete(folder.resolve("classes").resolve(name.replace('.', '/') + ".class"));
    }
}
