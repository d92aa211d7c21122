package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Features that are compiled by a test: {@code user.Stretch}, a record whose kernel calls {@code user.Formula}. */
final class CompiledFeatures {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private CompiledFeatures() {}

    /** A feature whose formula is an expression of x and n. */
    static Feature stretch(Path folder, String formula, int version, int n) {
        return stretch(folder, formula, version, n, true);
    }

    static Feature stretch(Path folder, String formula, int version, int n, boolean isOld) {
        try {
            Path source = Files.createDirectories(folder.resolve("source/user"));
            Files.writeString(source.resolve("Formula.java"), """
                    package user;

                    final class Formula {
                        static double of(double x, int n) {
                            return %s;
                        }
                    }
                    """.formatted(formula));
            Files.writeString(source.resolve("Stretch.java"), """
                    package user;

                    import io.strategysdk.api.feature.*;
                    import java.util.List;

                    public record Stretch(int n) implements Feature {
                        public List<Input> inputs() {
                            return List.of(Input.close());
                        }

                        public int warmUp() {
                            return 0;
                        }

                        public int version() {
                            return %d;
                        }

                        public Kernel newKernel() {
                            return (Kernel.Stateless) in -> Formula.of(in.get(0), n);
                        }
                    }
                    """.formatted(version));
            Path classes = compile(folder, source);
            if (isOld) {
                age(classes);
            }
            return load(classes, n);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path compile(Path folder, Path source) {
        Path classes = folder.resolve("classes");
        String paths = Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "-cp",
                        paths,
                        "-d",
                        classes.toString(),
                        "-proc:none",
                        source.resolve("Formula.java").toString(),
                        source.resolve("Stretch.java").toString());
        if (code != 0) {
            throw new IllegalStateException(said.toString());
        }
        return classes;
    }

    private static void age(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
        }
    }

    private static Feature load(Path classes, int n) throws ReflectiveOperationException, MalformedURLException {
        URL[] place = {classes.toUri().toURL()};
        ClassLoader loader = new URLClassLoader(place, CompiledFeatures.class.getClassLoader());
        return (Feature) Objects.requireNonNull(
                loader.loadClass("user.Stretch").getConstructor(int.class).newInstance(n));
    }
}
