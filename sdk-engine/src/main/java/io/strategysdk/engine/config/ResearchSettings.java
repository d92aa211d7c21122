package io.strategysdk.engine.config;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;

/**
 * What research found of a strategy: section {@code research} of an item of {@code strategies}. The run begins only where
 * strategy, parameters and features are within it, see {@link StrategyRegistry#check}; the strategy gets the study's
 * features, and no others.
 *
 * @param file a {@link ResearchFile}
 * @param study name of the study in it
 * @param origin where it stood
 */
public record ResearchSettings(
        @NotBlank String file, @NotBlank String study, Origin origin) {
    /**
     * The study, read from its file.
     *
     * @throws ConfigException when the file cannot be read, or is wrong
     * @throws IllegalArgumentException when it has no such study
     */
    public Study toStudy() {
        return ResearchFile.read(Path.of(file)).study(study);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
