package io.strategysdk.testkit.law;

import io.strategysdk.engine.Journal;
import java.io.File;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a strategy in a process of its own, with another language, time zone and character set than most. */
final class OtherJvm {
    private static final long MINUTES = 5;

    /** What is sent over. */
    private record Task(Subject subject, StrategyLaws.Data data) implements Serializable {}

    private OtherJvm() {}

    static Journal run(Subject subject, StrategyLaws.Data data) {
        try {
            Path folder = Files.createTempDirectory("strategy-law");
            try {
                return run(new Task(subject, data), folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a run in another JVM must have files to pass on what it does", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a run in another JVM must not be interrupted", e);
        }
    }

    private static Journal run(Task task, Path folder) throws IOException, InterruptedException {
        Path sent = folder.resolve("task");
        Path journal = folder.resolve("journal");
        Path said = folder.resolve("said");
        write(task, sent);
        Process process = new ProcessBuilder(command(task, sent, journal))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("a run in another JVM must come to its end, "
                    + (ended ? "ended with " + process.exitValue() : "took more than " + MINUTES + " minutes") + ":\n"
                    + Files.readString(said));
        }
        return Journal.read(journal);
    }

    private static void write(Task task, Path to) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(to))) {
            out.writeObject(task);
        } catch (NotSerializableException captured) {
            throw new IllegalArgumentException(
                    "to be run in another JVM, what makes strategy, data and settings must not use anything from around it"
                            + " that is not Serializable: make it inside, or leave that run out with inThisJvm(); was "
                            + captured.getMessage(),
                    captured);
        }
    }

    private static List<String> command(Task task, Path sent, Path journal) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-9",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(task),
                OtherJvm.class.getName(),
                sent.toString(),
                journal.toString());
    }

    /** Also where tests run as modules, whose test classes are on no path. */
    private static String classPath(Task task) {
        Set<String> entries = new LinkedHashSet<>();
        for (Object sent : List.of(task.subject.strategies(), task.subject.settings(), task.data, task.subject)) {
            entries.add(home(sent.getClass().getNestHost()));
        }
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            entries.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator, -1)));
        }
        entries.remove("");
        return String.join(File.pathSeparator, entries);
    }

    /** Folder or jar of a class. */
    private static String home(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        URL found = type.getResource("/" + name);
        if (found == null) {
            return "";
        }
        String address = found.toString();
        String home = address.substring(0, address.length() - name.length());
        if (home.startsWith("jar:")) {
            home = home.substring("jar:".length(), home.lastIndexOf("!/"));
        }
        try {
            return Path.of(new URI(home)).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class must have a home that can be read, was " + address, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    /** In the other process: reads what is to be run, runs it, writes the journal. */
    public static void main(String... files) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(Path.of(files[0])))) {
            Task task = (Task) in.readObject();
            task.subject.journal(task.data.create()).writeTo(Path.of(files[1]));
        }
    }
}
