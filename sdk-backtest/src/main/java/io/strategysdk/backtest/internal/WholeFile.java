package io.strategysdk.backtest.internal;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place and then moves it there, so that no reader sees half of it. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes a file's text, piece by piece. */
    @FunctionalInterface
    public interface Content {
        void to(Appendable out) throws IOException;
    }

    public static Path write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            Path directory = target.getParent();
            if (directory == null) {
                throw new IOException("is no file");
            }
            Files.createDirectories(directory);
            Path draft = directory.resolve(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                try (Writer out = Files.newBufferedWriter(draft)) {
                    content.to(out);
                }
                move(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new SdkException("report file must be writable: " + target + " (" + e + ")", e);
        }
        return file;
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
