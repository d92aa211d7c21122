package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Held by the only writer of a store, on this machine or any that honours the file system's locks. */
final class WriterLock implements AutoCloseable {
    /** Behind the text, which others may read. */
    private static final long LOCKED_BYTE = 1 << 20;

    private static final int LONGEST_TEXT = 100;
    /** Closing any channel of a file gives up all locks that the process has on it: none is opened twice. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static WriterLock take(Path folder) {
        try {
            Path file = folder.toRealPath().resolve("writer.lock");
            if (!HELD.add(file)) {
                throw held(folder, "this process");
            }
            try {
                return new WriterLock(file, lock(folder, file));
            } catch (IOException | RuntimeException e) {
                HELD.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw new SdkException("store must be writable: " + folder + " (" + e + ")", e);
        }
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw held(folder, text(channel));
            }
            channel.truncate(0);
            String text = "process " + ProcessHandle.current().pid();
            WholeFile.write(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(bytes, 0);
        String text = StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
        return text.matches("process [0-9]+") ? text : "another process";
    }

    private static SdkException held(Path folder, String by) {
        return new SdkException("store must have one writer at a time, is being written by " + by + ": " + folder);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SdkException("lock must be given back: " + file + " (" + e + ")", e);
        } finally {
            HELD.remove(file);
        }
    }
}
