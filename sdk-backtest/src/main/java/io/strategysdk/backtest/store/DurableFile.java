package io.strategysdk.backtest.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are on the disk whole, or not there, whatever happens to process or machine. */
final class DurableFile {
    /** Ends names of files that are not finished; a writer that finds one deletes it. */
    static final String DRAFT = ".draft";

    private DurableFile() {}

    static Path draftOf(Path file) {
        return file.resolveSibling(file.getFileName() + DRAFT);
    }

    /** Creates or replaces a file. */
    static void write(Path file, byte[] content) throws IOException {
        Path draft = draftOf(file);
        try (FileChannel channel = create(draft)) {
            write(channel, ByteBuffer.wrap(content));
            channel.force(true);
        }
        publish(draft, file);
    }

    /** An empty draft, in place of one that a writer left behind. */
    static FileChannel create(Path draft) throws IOException {
        return FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Gives a draft that is on the disk its name, which is on the disk when this returns. */
    static void publish(Path draft, Path file) throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNames(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    /** A new folder that is on the disk when this returns; nothing when it is there. */
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            forceNames(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
        }
    }

    private static void forceNames(Path folder) throws IOException {
        // Windows opens no folders, and writes names at once
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
