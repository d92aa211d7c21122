package io.strategysdk.engine.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/**
 * The journal: section {@code journal}.
 *
 * @param path file that the run's journal is written to; empty: none is written
 * @param folder where a paper or live run is kept, so that the next one goes on from it; given in mode live
 * @param inputsFolder where a paper or live run records everything that comes in, see {@link
 *     io.strategysdk.engine.RealtimeEngine.Builder#recordInputs}; nowhere when absent
 * @param inputsMaxMb most megabytes of that folder, of 1,000,000 bytes
 * @param origin where it stood
 */
public record JournalSettings(
        Optional<@NotBlank String> path,
        Optional<@NotBlank String> folder,
        Optional<@NotBlank String> inputsFolder,
        @Min(2) @Max(1000) int inputsMaxMb,
        Origin origin) {
    private static final long MEGABYTE = 1_000_000;

    /** Most bytes of {@link #inputsFolder}. */
    public long inputsMaxBytes() {
        return MEGABYTE * inputsMaxMb;
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
