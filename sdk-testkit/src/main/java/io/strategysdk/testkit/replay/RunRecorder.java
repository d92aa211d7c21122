package io.strategysdk.testkit.replay;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SliceListener;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

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
    private boolean broken;

    private RunRecorder(Path file, WholeFile.Draft draft, String calendar) throws IOException {
        this.file = file;
        this.draft = draft;
        out = draft.out();
        recording = new RecordingOutput(out, calendar);
    }

    /**
     * Begins a recording.
     *
     * @param file which becomes the recording, in a folder that exists
     * @param calendar sessions of the run
     * @throws SdkException when nothing can be written there
     */
    public static RunRecorder to(Path file, TradingCalendar calendar) {
        try {
            return new RunRecorder(file, WholeFile.Draft.of(file), calendar.name());
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    @Override
    public void onSlice(long epochNanos, List<MarketEvent> events) {
        try {
            recording.slice(epochNanos, events);
        } catch (IOException e) {
            broken = true;
            throw notWritable(file, e);
        }
    }

    /**
     * Ends the recording with what came of the run.
     *
     * @throws SdkException when a slice or the end could not be written; there is no file then
     */
    public void finish(RunResult result) {
        if (broken) {
            throw new SdkException("recording file must have every slice, one could not be written: " + file);
        }
        try {
            recording.finish(result.journal());
            out.flush();
            draft.publish();
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
        try {
            draft.close();
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }
}
