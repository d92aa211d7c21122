package io.strategysdk.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a file is or will be, whichever way is taken to it.
 *
 * @param path absolute, without symbolic links as far as it exists
 */
record Place(Path path) {
    static Place of(Path file) {
        return new Place(real(file.toAbsolutePath()));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            Path parent = file.getParent();
            return parent == null
                    ? file
                    : real(parent).resolve(file.getFileName()).normalize();
        }
    }

    /** As the file system sees it where both exist: its names may be the same in capitals. */
    boolean isSameAs(Place other) {
        try {
            return path.equals(other.path) || Files.isSameFile(path, other.path);
        } catch (IOException oneIsNotThere) {
            return false;
        }
    }
}
