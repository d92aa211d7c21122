package io.strategysdk.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the directories that results go to, before a long run ends in nothing. */
final class Destinations {
    private Destinations() {}

    /**
     * Looks at all of them.
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
