package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Files that are there whole or not at all. */
final class WholeFile {
    private WholeFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /**
     * All of a file, of which no more than its beginning is read when that is another one.
     *
     * @throws SdkException when it cannot be read, or does not start as it must
     */
    static byte[] read(String what, Path file, byte[] start) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(start.length), start)) {
                throw new SdkException(what + " file must start with '"
                        + new String(start, StandardCharsets.US_ASCII).strip() + "': " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new SdkException(what + " file must be readable: " + file + " (" + e + ")", e);
        }
    }

    static void write(String what, Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path draft = Files.createTempFile(target.getParent(), "." + what, ".tmp");
            try {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    content.to(out);
                }
                move(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new SdkException(what + " file must be writable: " + file + " (" + e + ")", e);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
