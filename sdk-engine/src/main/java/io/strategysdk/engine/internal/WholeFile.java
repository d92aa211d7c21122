package io.strategysdk.engine.internal;

import io.strategysdk.api.SdkException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are there whole or not at all: they are written beside their names and then moved there, so that no reader
 * sees half of one, whenever the process ends. Durable ones are on the disk before that, and their names after it, whatever
 * happens to the machine.
 */
public final class WholeFile {
    /** Ends names of files that are not finished. */
    public static final String DRAFT = ".draft";

    private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);

    private WholeFile() {}

    /** Writes a file's bytes; called anew when its thread is interrupted meanwhile. */
    @FunctionalInterface
    public interface Content {
        /** All of them. */
        void to(OutputStream out) throws IOException;
    }

    /** Writes a file's text, piece by piece; called anew when its thread is interrupted meanwhile. */
    @FunctionalInterface
    public interface Text {
        /** All of it. */
        void to(Appendable out) throws IOException;
    }

    /**
     * All of a file, of which no more than its beginning is read when that is another one.
     *
     * @throws SdkException when it cannot be read, or does not start as it must
     */
    public static byte[] read(String what, Path file, byte[] start) {
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

    /**
     * Creates or replaces a file, and the folder that it lies in.
     *
     * @throws SdkException when it cannot be written; what was there before stays
     */
    public static void write(String what, Path file, Content content) {
        write(what, file, content, false);
    }

    /** The same, on the disk when it returns, whatever happens to the machine then. */
    public static void writeDurably(String what, Path file, Content content) {
        write(what, file, content, true);
    }

    /** The same as {@link #write}, in UTF-8; returns the file. */
    public static Path writeText(String what, Path file, Text text) {
        write(what, file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder());
            text.to(writer);
            writer.flush();
        });
        return file;
    }

    private static void write(String what, Path file, Content content, boolean durably) {
        try {
            Files.createDirectories(folderOf(file));
            uninterrupted(() -> {
                try (Draft draft = Draft.of(file)) {
                    OutputStream out = draft.out();
                    content.to(out);
                    out.flush();
                    if (durably) {
                        draft.publishDurably();
                    } else {
                        draft.publish();
                    }
                }
            });
        } catch (IOException e) {
            throw new SdkException(what + " file must be writable: " + file + " (" + e + ")", e);
        }
    }

    /** Creates or replaces a file in a folder that is there; it is on the disk when this returns. */
    public static void writeDurably(Path file, byte[] content) throws IOException {
        uninterrupted(() -> {
            try (Draft draft = Draft.of(file)) {
                write(draft.channel(), ByteBuffer.wrap(content));
                draft.publishDurably();
            }
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    /**
     * An interrupt closes the files that its thread writes to: they are written once more, and the thread stays
     * interrupted.
     */
    private static void uninterrupted(Writing writing) throws IOException {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    writing.run();
                    return;
                } catch (ClosedByInterruptException e) {
                    isInterrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** All that remains of a buffer. */
    public static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A new folder that is on the disk when this returns; nothing when it is there. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            forceNames(folderOf(folder));
        }
    }

    static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("is no file");
        }
        return folder;
    }

    /** Puts the names of the files in a folder onto the disk. */
    static void forceNames(Path folder) throws IOException {
        // Windows opens no folders, and writes names at once
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A file that is being written beside its name, with a name of its own that nobody else writes to. */
    public static final class Draft implements AutoCloseable {
        private static final int BUFFER = 1 << 16;

        private final Path file;
        private final Path path;
        private final FileChannel channel;
        /** From then on its own name may be that of somebody else's draft. */
        private boolean isPublished;

        private Draft(Path file, Path path, FileChannel channel) {
            this.file = file;
            this.path = path;
            this.channel = channel;
        }

        /** An empty one, in the folder of the file that it is to become. */
        public static Draft of(Path file) throws IOException {
            Path folder = folderOf(file);
            String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".";
            for (int number = 1; ; number++) {
                Path path = folder.resolve(name + number + DRAFT);
                // taken by another thread, or left behind by a process that had this one's number
                if (Files.notExists(path)) {
                    try {
                        return new Draft(file.toAbsolutePath(), path, create(path));
                    } catch (FileAlreadyExistsException faster) {
                        LOG.debug("a draft was taken meanwhile", faster);
                    }
                }
            }
        }

        private static FileChannel create(Path path) throws IOException {
            return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        /** Where to write. */
        public FileChannel channel() {
            return channel;
        }

        /** The same as a buffered stream, which is to be flushed before it becomes the file. */
        public OutputStream out() {
            return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        }

        /** Gives it the file's name. */
        public void publish() throws IOException {
            channel.close();
            Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isPublished = true;
        }

        /** Puts it onto the disk, and gives it the file's name, which is on the disk when this returns. */
        public void publishDurably() throws IOException {
            channel.force(true);
            publish();
            forceNames(folderOf(file));
        }

        /** Removes what did not become the file. */
        @Override
        public void close() throws IOException {
            channel.close();
            if (!isPublished) {
                Files.deleteIfExists(path);
            }
        }
    }
}
