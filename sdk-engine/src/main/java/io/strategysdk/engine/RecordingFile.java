package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.FrameLog;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file of a recording: frames of a {@link FrameLog}. Older files of its folder go when all of them together would be
 * too long.
 */
final class RecordingFile implements AutoCloseable {
    private static final String MAGIC = "strategy-sdk inputs 1";
    private static final Pattern NAME = Pattern.compile("inputs-[0-9]{6}\\.rec");

    private final FrameLog log;
    private final Path path;
    private final RecordingSettings settings;

    private RecordingFile(FrameLog log, Path path, RecordingSettings settings) {
        this.log = log;
        this.path = path;
        this.settings = settings;
    }

    /**
     * A new one, after those that are there.
     *
     * @throws SdkException when it cannot be written
     */
    static RecordingFile begin(RecordingSettings settings) {
        try {
            WholeFile.createFolder(settings.folder());
            List<Path> before = in(settings.folder());
            int number = before.isEmpty() ? 1 : numberOf(before.get(before.size() - 1)) + 1;
            Path path = settings.folder().resolve(String.format(Locale.ROOT, "inputs-%06d.rec", number));
            return new RecordingFile(FrameLog.create(path, MAGIC, FrameLog.NOTHING), path, settings);
        } catch (IOException e) {
            throw new SdkException("folder of recordings must be writable: " + settings.folder() + " (" + e + ")", e);
        }
    }

    /** Recordings of a folder, oldest first. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static int numberOf(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring("inputs-".length(), name.length() - ".rec".length()));
    }

    /**
     * Reads one from its beginning, also while it is written to.
     *
     * @param frames takes what was added, in order
     * @throws SdkException when it cannot be read, is none, or is damaged
     */
    static void read(Path file, Consumer<byte[]> frames) {
        FrameLog.read(file, MAGIC, frames);
    }

    /**
     * Adds a frame. It survives the end of the process.
     *
     * @return false when there is no room for it, however old what else there is
     * @throws SdkException when it cannot be written
     */
    boolean add(byte[] frame) {
        if (!makeRoom(frame.length)) {
            return false;
        }
        log.append(frame);
        return true;
    }

    private boolean makeRoom(int bytes) {
        long limit = settings.limit();
        if (log.length() + bytes > limit) {
            return false;
        }
        try {
            List<Path> others = in(settings.folder()).stream()
                    .filter(file -> !file.equals(path))
                    .toList();
            long total = log.length() + bytes;
            for (Path file : others) {
                total += Files.size(file);
            }
            for (Path oldest : others) {
                if (total > limit) {
                    total -= Files.size(oldest);
                    Files.delete(oldest);
                }
            }
            return true;
        } catch (IOException e) {
            throw new SdkException("recordings must be readable and removable: " + path + " (" + e + ")", e);
        }
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    @Override
    public void close() {
        log.close();
    }
}
