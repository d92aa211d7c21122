package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.FrameLog;
import io.strategysdk.engine.internal.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The file of a recording: frames of a {@link FrameLog}, compressed one after another. Older files of its folder go when
 * all of them together would be too long.
 */
final class RecordingFile implements AutoCloseable {
    private static final String MAGIC = "strategy-sdk inputs 1";
    private static final Pattern NAME = Pattern.compile("inputs-[0-9]{6}\\.rec");

    private static final int BUFFER = 1 << 14;

    private final FrameLog log;
    private final Path path;
    private final RecordingSettings settings;
    private final Deflater deflater = new Deflater();
    private final byte[] buffer = new byte[BUFFER];

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
        Inflater inflater = new Inflater();
        try {
            FrameLog.read(file, MAGIC, frame -> frames.accept(inflated(file, inflater, frame)));
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflated(Path file, Inflater inflater, byte[] frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        inflater.setInput(frame);
        try {
            for (int count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (DataFormatException e) {
            throw new SdkException("recording must be as it was written, is damaged: " + file, e);
        }
        return out.toByteArray();
    }

    /**
     * Adds a frame. It survives the end of the process.
     *
     * @return false when there is no room for it, however old what else there is
     * @throws SdkException when it cannot be written
     */
    boolean add(byte[] frame) {
        byte[] compressed = deflated(frame);
        if (!makeRoom(compressed.length)) {
            return false;
        }
        log.append(compressed);
        return true;
    }

    private byte[] deflated(byte[] frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        deflater.setInput(frame);
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, count);
        } while (count == buffer.length);
        return out.toByteArray();
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
        deflater.end();
        log.close();
    }
}
