package io.strategysdk.engine.config;

import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/**
 * The journal: section {@code journal}.
 *
 * @param path file that the run's journal is written to; empty: none is written
 * @param origin where it stood
 */
public record JournalSettings(Optional<@NotBlank String> path, Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
