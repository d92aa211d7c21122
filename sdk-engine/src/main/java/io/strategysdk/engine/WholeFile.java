package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are there whole or not at all. */
final class WholeFile {
    private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);

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
        write(what, file, content, false);
    }

    /** The same, on the disk when it returns, whatever happens to the machine then. */
    static void writeDurably(String what, Path file, Content content) {
        write(what, file, content, true);
    }

    private static void write(String what, Path file, Content content, boolean durably) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path draft = Files.createTempFile(target.getParent(), "." + what, ".tmp");
            try {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    content.to(out);
                }
                if (durably) {
                    force(draft, StandardOpenOption.WRITE);
                }
                move(draft, target);
                if (durably) {
                    forceName(target);
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new SdkException(what + " file must be writable: " + file + " (" + e + ")", e);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /** That the file has its name; some systems do not let folders be opened. */
    private static void forceName(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException unsupported) {
            LOG.debug("a folder could not be forced to the disk", unsupported);
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
