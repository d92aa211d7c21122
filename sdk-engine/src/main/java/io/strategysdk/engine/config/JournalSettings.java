package io.strategysdk.engine.config;

import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/**
 * The journal: section {@code journal}.
 *
 * @param path file that the run's journal is written to; empty: none is written
 * @param folder where a paper or live run is kept, so that the next one goes on from it; given in mode live
 * @param origin where it stood
 */
public record JournalSettings(Optional<@NotBlank String> path, Optional<@NotBlank String> folder, Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
