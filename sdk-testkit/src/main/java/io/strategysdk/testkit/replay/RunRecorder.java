package io.strategysdk.testkit.replay;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SliceListener;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records a realtime run to a file while it goes on, without keeping it in memory:
 *
 * <pre>{@code
 * try (RunRecorder recorder = RunRecorder.to(file, calendar)) {
 *     RunResult result = RealtimeEngine.on(feed, instruments, timeframe, calendar)
 *             .onSlice(recorder)
 *             ...
 *             .build()
 *             .run();
 *     recorder.finish(result);
 * }
 * }</pre>
 *
 * <p>The file is there once the recording is finished, and not before. Of one run, which calls it on its thread.
 */
public final class RunRecorder implements SliceListener, AutoCloseable {
    private final Path file;
    private final WholeFile.Draft draft;
    private final OutputStream out;
    private final RecordingOutput recording;
    private int slices;
    private boolean broken;
    private boolean over;

    private RunRecorder(Path file, WholeFile.Draft draft, String calendar) throws IOException {
        this.file = file;
        this.draft = draft;
        out = draft.out();
        recording = new RecordingOutput(out, calendar);
    }

    /**
     * Begins a recording.
     *
     * @param file which becomes the recording; its folder is made where there is none
     * @param calendar sessions of the run
     * @throws SdkException when nothing can be written there
     */
    public static RunRecorder to(Path file, TradingCalendar calendar) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new RunRecorder(file, WholeFile.Draft.of(file), calendar.name());
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    @Override
    public void onSlice(long epochNanos, List<MarketEvent> events) {
        try {
            recording.slice(epochNanos, events);
            slices++;
        } catch (IOException e) {
            broken = true;
            throw notWritable(file, e);
        }
    }

    /**
     * Ends the recording with what came of the run.
     *
     * @throws SdkException when a slice or the end could not be written; there is no file then
     * @throws IllegalStateException when it was not shown the run's slices, or is finished or closed
     */
    public void finish(RunResult result) {
        if (over) {
            throw new IllegalStateException(
                    "a recording must be finished once, before it is closed, this one is over: " + file);
        }
        if (broken) {
            throw new SdkException("recording file must have every slice, one could not be written: " + file);
        }
        if (slices == 0 || slices < result.times().length) {
            throw new IllegalStateException("a recording must be shown every slice of its run by onSlice(recorder), was"
                    + " shown " + slices + " of " + result.times().length + ": " + file);
        }
        try {
            recording.finish(RunSettings.of(result, Map.of()), result.journal());
            out.flush();
            draft.publish();
            over = true;
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    private static SdkException notWritable(Path file, IOException e) {
        return new SdkException("recording file must be writable: " + file + " (" + e + ")", e);
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        over = true;
        try {
            draft.close();
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }
}
