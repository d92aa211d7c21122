package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that came into a realtime run between a start and its end, in the order in which the run took it: events and
 * notices of the feed, reports and answers of the broker, readings of the clock, what was asked of the kill switch, and
 * when what waited was looked at; and beside it what the run wrote into its journal. Made by {@link
 * RealtimeEngine.Builder#recordInputs}, played again by {@link RealtimeEngine.Builder#replay}.
 *
 * <p>One of a run that is under way, or whose process was killed, goes as far as it was written: at the latest a second
 * before the end, and everything that led to an order that has left. Immutable; files are read anew each time.
 */
public final class InputRecording {
    private final Path file;
    private final RecordingStart start;

    private InputRecording(Path file, RecordingStart start) {
        this.file = file;
        this.start = start;
    }

    /**
     * Reads a recording and checks all of it.
     *
     * @throws SdkException when it cannot be read, is none, or is damaged
     */
    public static InputRecording read(Path file) {
        List<RecordingStart> starts = new ArrayList<>();
        RecordingFile.read(file, frame -> {
            if (starts.isEmpty()) {
                starts.add(RecordingStart.read(new JournalBuffer.Reader(frame, 0)));
            }
        });
        if (starts.isEmpty()) {
            throw new SdkException("recording must say what its run began with, ends before: " + file);
        }
        return new InputRecording(file, starts.get(0));
    }

    /**
     * Recordings of a folder, oldest first.
     *
     * @throws SdkException when it cannot be read
     */
    public static List<Path> in(Path folder) {
        try {
            return RecordingFile.in(folder);
        } catch (IOException e) {
            throw new SdkException("folder of recordings must be readable: " + folder + " (" + e + ")", e);
        }
    }

    /** Label of the run, part of its client order ids. */
    public String label() {
        return start.label();
    }

    /** When the run was started, by its clock. */
    public Instant startedAt() {
        return Clock.instantOf(start.startedAt());
    }

    RecordingStart start() {
        return start;
    }

    /** Gives what came in, cut where the run had done what it was told to; the last part may be cut elsewhere. */
    void parts(Consumer<byte[]> parts) {
        Parts cut = new Parts(parts);
        RecordingFile.read(file, cut::add);
        cut.end();
    }

    /** Frames, put together. */
    private static final class Parts {
        private final Consumer<byte[]> parts;
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private boolean isBegun;

        Parts(Consumer<byte[]> parts) {
            this.parts = parts;
        }

        void add(byte[] frame) {
            if (!isBegun) {
                isBegun = true;
                return;
            }
            JournalBuffer.Reader in = new JournalBuffer.Reader(frame, 0);
            int kind = in.getInt();
            part.writeBytes(in.rest());
            if (kind == RecordedInputs.COMPLETE) {
                end();
            }
        }

        void end() {
            if (part.size() > 0) {
                parts.accept(part.toByteArray());
                part.reset();
            }
        }
    }

    /** Where it is. */
    @Override
    public String toString() {
        return file.toString();
    }
}
