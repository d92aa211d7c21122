package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of columns by their keys, whole or not at all; those that were not used for the longest time go first. */
final class ColumnFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ColumnFolder.class);
    private static final String WHAT = "feature-column";
    /** Columns, and what writers that were killed have left. */
    private static final Pattern OURS =
            Pattern.compile("[0-9a-f]{64}\\." + WHAT + "(\\.[0-9]+\\.[0-9]+" + Pattern.quote(WholeFile.DRAFT) + ")?");

    private final Path folder;
    private final long maxBytes;
    private final RealtimeClock clock = RealtimeClock.system();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** A file of ours. */
    private record Kept(Path file, long bytes, FileTime used) {}

    private ColumnFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * The folder, made when it is not there.
     *
     * @throws SdkException when files cannot be made, replaced and removed in it
     */
    static ColumnFolder open(Path folder, long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("size of a feature cache must be positive, was " + maxBytes + " bytes");
        }
        ColumnFolder opened = new ColumnFolder(folder, maxBytes);
        opened.requireWritable();
        return opened;
    }

    private void requireWritable() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "." + WHAT, ".tmp"));
        } catch (IOException e) {
            throw new SdkException(
                    "feature cache must be a folder that can be written, was " + folder + " (" + e + ")", e);
        }
    }

    /** Whether the column was there, to the last bit; otherwise it may hold anything. */
    boolean read(String key, double[] column) {
        Path file = file(key);
        try {
            if (!Files.exists(file) || !ColumnFile.read(file, key, column)) {
                return false;
            }
        } catch (IOException e) {
            LOG.debug("a column that cannot be read is computed: {}", file, e);
            return false;
        }
        touch(file);
        return true;
    }

    /** When it was used decides over what is removed, and nothing else. */
    private void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.epochNanos(), TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            LOG.debug("a column that was used could not be marked so: {}", file, e);
        }
    }

    /** Keeps a column, as far as the folder can take it. */
    void write(String key, double[] column) {
        if (ColumnFile.size(column.length) > maxBytes) {
            return;
        }
        try {
            WholeFile.write(WHAT, file(key), out -> ColumnFile.write(key, column, out));
            removeOldest();
        } catch (SdkException | IOException e) {
            if (!warned.getAndSet(true)) {
                LOG.warn("columns of features should be kept in {}, which fails: each run computes them", folder, e);
            }
        }
    }

    private Path file(String key) {
        return folder.resolve(key + "." + WHAT);
    }

    private void removeOldest() throws IOException {
        List<Kept> all = kept();
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        all.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
        for (int i = 0; i < all.size() && bytes > maxBytes; i++) {
            remove(all.get(i).file);
            bytes -= all.get(i).bytes;
        }
    }

    /** Another process may have it in use, or may have removed it. */
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("a column that was to be removed stays: {}", file, e);
        }
    }

    private List<Kept> kept() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (OURS.matcher(String.valueOf(file.getFileName())).matches()) {
                    add(file, all);
                }
            }
        }
        return all;
    }

    private static void add(Path file, List<Kept> all) {
        try {
            BasicFileAttributes facts =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (facts.isRegularFile()) {
                all.add(new Kept(file, facts.size(), facts.lastModifiedTime()));
            }
        } catch (IOException e) {
            LOG.debug("a column is gone: {}", file, e);
        }
    }

    /** The folder and its limit. */
    @Override
    public String toString() {
        return folder + " of at most " + maxBytes + " bytes";
    }
}
