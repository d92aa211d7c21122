package io.strategysdk.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where results go: apart from the prices and from each other, and writable before a long run ends in nothing. */
final class Destinations {
    private static final List<String> REPORT =
            List.of("report.html", "report.json", "trades.csv", "equity.csv", "quality.html", "quality.json");

    private Destinations() {}

    /**
     * Looks whether one file would be written over another, or over prices. Nothing is read or made.
     *
     * @throws UsageException when one would be
     */
    static void requireApart(Arguments arguments) {
        Optional<Place> journal = arguments.journal().map(Place::of);
        List<Place> report = REPORT.stream()
                .map(name -> Place.of(arguments.out().resolve(name)))
                .toList();
        for (Path file : arguments.bars()) {
            Place prices = Place.of(file);
            if (report.stream().anyMatch(prices::isSameAs)) {
                throw new UsageException("--out must not be a directory where the report would replace --bars " + file
                        + ", was " + arguments.out());
            }
            if (journal.filter(prices::isSameAs).isPresent()) {
                throw new UsageException("--journal must not be a file of --bars, was "
                        + arguments.journal().orElseThrow());
            }
        }
        if (journal.filter(place -> report.stream().anyMatch(place::isSameAs)).isPresent()) {
            throw new UsageException("--journal must not be a file of the report, was "
                    + arguments.journal().orElseThrow());
        }
    }

    /**
     * Makes the directories.
     *
     * @throws UsageException when one cannot be written
     */
    static void prepare(Arguments arguments) {
        if (!isReady(arguments.out())) {
            throw new UsageException("--out must be a directory that can be written, was " + arguments.out());
        }
        arguments.journal().ifPresent(journal -> {
            Path directory = journal.toAbsolutePath().getParent();
            if (directory == null || Files.isDirectory(journal) || !isReady(directory)) {
                throw new UsageException("--journal must be a file that can be written, was " + journal);
            }
        });
    }

    private static boolean isReady(Path directory) {
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException e) {
            return false;
        }
    }
}
