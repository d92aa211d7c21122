package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.FrameLog;
import io.strategysdk.engine.internal.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a realtime run is kept while it goes on: what it is, as named values, and what has happened, as bytes of its
 * journal. Both are written together, in frames of a {@link FrameLog}, so that whatever is found after a crash belongs
 * together. A log that has become long is followed by a new one that begins with all values; the old ones are history.
 *
 * <p>One process at a time has it. Not thread-safe.
 */
final class RunFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String MAGIC = "strategy-sdk run 1";
    private static final Pattern NAME = Pattern.compile("run-[0-9]{6}\\.log");
    private static final int REMOVED = -1;

    private final Path folder;
    private final long longest;
    private final RandomAccessFile lockFile;
    private final FileLock lock;
    /** Looked up for each of them in each slice: there are tens of thousands. */
    private final Map<String, byte[]> values = new HashMap<>();

    private FrameLog log;
    private int number;
    /** Bytes of the log that tell of what was before it. */
    private long inherited;

    private boolean failed;

    private RunFolder(Path folder, long longest, RandomAccessFile lockFile, FileLock lock) throws IOException {
        this.folder = folder;
        this.longest = longest;
        this.lockFile = lockFile;
        this.lock = lock;
        List<Path> logs = logs(folder);
        dropUnbegun(logs);
        if (logs.isEmpty()) {
            number = 1;
            log = FrameLog.create(file(folder, 1), MAGIC, FrameLog.NOTHING);
        } else {
            Path newest = logs.get(logs.size() - 1);
            number = numberOf(newest);
            log = FrameLog.open(newest, MAGIC, frame -> {
                apply(frame, values);
                inherited = isWhole(frame) ? frame.length : inherited;
            });
            requireSuccession(logs);
        }
    }

    /**
     * Opens a folder, or makes it.
     *
     * @param longest bytes of a log after which a new one begins; those that it began with do not count, and it is never
     *     left before it has as many of its own
     * @throws SdkException when it cannot be read or written, is damaged, or another run has it
     */
    static RunFolder open(Path folder, long longest) {
        try {
            WholeFile.createFolder(folder);
            RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
            try {
                return new RunFolder(folder, longest, file, lock(folder, file));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SdkException("folder of a run must be writable: " + folder + " (" + e + ")", e);
        }
    }

    private static FileLock lock(Path folder, RandomAccessFile file) throws IOException {
        @Nullable FileLock held;
        try {
            held = file.getChannel().tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            held = null;
        }
        if (held == null) {
            throw new SdkException("folder of a run must be had by one run at a time, another has it: " + folder);
        }
        return held;
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList());
        }
    }

    private static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "run-%06d.log", number));
    }

    private static int numberOf(Path file) {
        return Integer.parseInt(file.getFileName().toString().substring("run-".length(), "run-000000".length()));
    }

    /** A process that ended while it began a new log has left its beginning. */
    private static void dropUnbegun(List<Path> logs) throws IOException {
        while (logs.size() > 1 && isUnbegun(logs.get(logs.size() - 1))) {
            Files.delete(logs.remove(logs.size() - 1));
        }
    }

    private static boolean isUnbegun(Path file) throws IOException {
        return Files.size(file) < MAGIC.length() + 1 + FrameLog.DIGEST
                || FrameLog.read(file, MAGIC, frame -> {}).frames() == 0;
    }

    private static void requireSuccession(List<Path> logs) {
        if (logs.size() > 1) {
            Path before = logs.get(logs.size() - 2);
            Path newest = logs.get(logs.size() - 1);
            String expected = FrameLog.read(before, MAGIC, frame -> {}).last();
            if (!FrameLog.read(newest, MAGIC, frame -> {}).before().equals(expected)) {
                throw new SdkException(
                        "log of a run must go on from the one before, " + before + ", does not: " + newest);
            }
        }
    }

    /** What the run is now, by name in their order, as far as it is known here; empty when nothing has been written. */
    NavigableMap<String, byte[]> values() {
        return new TreeMap<>(values);
    }

    /** What is known under a name, or null. */
    byte @Nullable [] value(String name) {
        return values.get(name);
    }

    /** All bytes of the journal that the folder has, from its beginning. */
    byte[] journal() {
        return journal(folder);
    }

    /**
     * The same of a folder that a run may be writing to.
     *
     * @throws SdkException when it cannot be read, or is damaged
     */
    static byte[] journal(Path folder) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (Path file : logs(folder)) {
                FrameLog.read(file, MAGIC, frame -> all.writeBytes(apply(frame, new TreeMap<>())));
            }
        } catch (IOException e) {
            throw new SdkException("folder of a run must be readable: " + folder + " (" + e + ")", e);
        }
        return all.toByteArray();
    }

    private static boolean isWhole(byte[] frame) {
        return new JournalBuffer.Reader(frame, 0).get() == 1;
    }

    /** Puts the values of a frame where they belong, and returns its part of the journal. */
    private static byte[] apply(byte[] frame, Map<String, byte[]> into) {
        JournalBuffer.Reader in = new JournalBuffer.Reader(frame, 0);
        if (in.get() == 1) {
            into.clear();
        }
        for (int i = in.getInt(); i > 0; i--) {
            String name = in.getText();
            int length = in.getInt();
            if (length == REMOVED) {
                into.remove(name);
            } else {
                into.put(name, in.getBytes(length));
            }
        }
        return in.getBytes(in.getInt());
    }

    /**
     * Writes what has changed, and what has happened since the last time. It survives the process; on the disk it is when
     * {@link #force} returns.
     *
     * @param changes values by name; an empty one removes it
     * @throws SdkException when it cannot be written; nothing can be from then on
     */
    void write(Map<String, byte[]> changes, byte[] journal) {
        requireSound();
        try {
            log.append(encoded(false, changes, journal));
            changes.forEach(this::keep);
            if (log.length() - inherited > Math.max(longest, inherited)) {
                beginAnother();
            }
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private void keep(String name, byte[] value) {
        if (value.length == 0) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    private void beginAnother() {
        log.force();
        FrameLog next = FrameLog.create(file(folder, number + 1), MAGIC, log.chain());
        next.append(encoded(true, values(), new byte[0]));
        next.force();
        log.close();
        log = next;
        inherited = next.length();
        number++;
        LOG.debug("run goes on in {}", file(folder, number));
    }

    private static byte[] encoded(boolean isWhole, Map<String, byte[]> changes, byte[] journal) {
        JournalBuffer out = new JournalBuffer();
        out.put(isWhole ? 1 : 0);
        out.put(changes.size());
        changes.forEach((name, value) -> {
            out.put(name);
            out.put(value.length == 0 ? REMOVED : value.length);
            out.put(value);
        });
        out.put(journal.length);
        out.put(journal);
        return out.toBytes();
    }

    /**
     * Returns when all that was written is on the disk.
     *
     * @throws SdkException when it cannot be; nothing can be written from then on
     */
    void force() {
        requireSound();
        try {
            log.force();
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private void requireSound() {
        if (failed) {
            throw new SdkException("folder of a run must be writable, it was not before: " + folder);
        }
    }

    @Override
    public void close() {
        log.close();
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("lock of a run's folder must be released, it was not: {}", folder, e);
        }
    }

    /** Where it is. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
