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

    private static final String CLASSES = "classes";

    private CompiledFeatures() {}

    /** A feature whose formula is an expression of x and n. */
    static Feature stretch(Path folder, String formula, int version, int n) {
        return stretch(folder, formula, version, n, LONG_AGO);
    }

    /** One whose class files were changed last at some time. */
    static Feature stretch(Path folder, String formula, int version, int n, FileTime changed) {
        try {
            Path classes = compile(folder, formula, version);
            age(classes, changed);
            return instance(new URLClassLoader(urls(classes), CompiledFeatures.class.getClassLoader()), n);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One whose loader has classes of its own, and finds the files of others under their names. */
    static Feature misplaced(Path folder, String formula, Path others, int n) {
        try {
            Path classes = compile(folder, formula, 1);
            age(classes, LONG_AGO);
            ClassLoader files =
                    new URLClassLoader(urls(others.resolve(CLASSES)), CompiledFeatures.class.getClassLoader());
            return instance(new OwnFirst(urls(classes), files), n);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known == null) {
                return name.startsWith("user.") ? findClass(name) : super.loadClass(name, resolve);
            }
            return known;
        }
    }

    private static Path compile(Path folder, String formula, int version) throws IOException {
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
        return compile(folder, source);
    }

    private static Path compile(Path folder, Path source) {
        Path classes = folder.resolve(CLASSES);
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

    private static void age(Path classes, FileTime changed) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, changed);
            }
        }
    }

    private static URL[] urls(Path classes) throws MalformedURLException {
        return new URL[] {classes.toUri().toURL()};
    }

    private static Feature instance(ClassLoader loader, int n) throws ReflectiveOperationException {
        return (Feature) Objects.requireNonNull(
                loader.loadClass("user.Stretch").getConstructor(int.class).newInstance(n));
    }
}
