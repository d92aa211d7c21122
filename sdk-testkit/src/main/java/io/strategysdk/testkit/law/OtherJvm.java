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

/** Runs a strategy in processes of their own, with other languages, time zones and character sets than most. */
final class OtherJvm {
    private static final long MINUTES = 5;

    /** Language, country, time zone and character set of each: a dotless i, other digits, a zone that changed its day. */
    private static final List<List<String>> PLACES = List.of(
            List.of("tr", "TR", "Asia/Kathmandu", "ISO-8859-9"),
            List.of("ar", "EG", "Pacific/Apia", "UTF-8"),
            List.of("de", "CH", "America/St_Johns", "US-ASCII"));

    /** What is sent over. */
    private record Task(Subject subject, StrategyLaws.Data data) implements Serializable {}

    private OtherJvm() {}

    static List<Journal> runs(Subject subject, StrategyLaws.Data data) {
        try {
            Path folder = Files.createTempDirectory("strategy-law");
            try {
                return runs(new Task(subject, data), folder);
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

    /** All at once. */
    private static List<Journal> runs(Task task, Path folder) throws IOException, InterruptedException {
        Path sent = folder.resolve("task");
        write(task, sent);
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES.size(); i++) {
                processes.add(new ProcessBuilder(command(task, PLACES.get(i), sent, journal(folder, i)))
                        .redirectErrorStream(true)
                        .redirectOutput(said(folder, i).toFile())
                        .start());
            }
            List<Journal> journals = new ArrayList<>();
            for (int i = 0; i < PLACES.size(); i++) {
                journals.add(ended(processes.get(i), folder, i));
            }
            return journals;
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static Path journal(Path folder, int number) {
        return folder.resolve("journal-" + number);
    }

    private static Path said(Path folder, int number) {
        return folder.resolve("said-" + number);
    }

    private static Journal ended(Process process, Path folder, int number) throws IOException, InterruptedException {
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError("a run in another JVM must come to its end, "
                    + (ended ? "ended with " + process.exitValue() : "took more than " + MINUTES + " minutes") + ":\n"
                    + Files.readString(said(folder, number)));
        }
        return Journal.read(journal(folder, number));
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

    private static List<String> command(Task task, List<String> place, Path sent, Path journal) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=" + place.get(0),
                "-Duser.country=" + place.get(1),
                "-Duser.timezone=" + place.get(2),
                "-Dfile.encoding=" + place.get(3),
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
