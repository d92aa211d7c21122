package io.strategysdk.engine;

import java.nio.file.Path;

/**
 * Where a run records what comes in.
 *
 * @param folder of recordings, one of each start
 * @param limit bytes that all of them may have together
 */
record RecordingSettings(Path folder, long limit) {
    static final long LEAST = 1L << 20;
    static final long MOST = 1L << 30;

    RecordingSettings {
        if (limit < LEAST || limit > MOST) {
            throw new IllegalArgumentException(
                    "recordings must be limited to " + LEAST + " to " + MOST + " bytes, was " + limit);
        }
    }
}
