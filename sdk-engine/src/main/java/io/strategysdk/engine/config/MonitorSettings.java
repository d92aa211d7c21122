package io.strategysdk.engine.config;

import io.strategysdk.engine.FeatureSamples;
import io.strategysdk.engine.Monitor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One monitor: an item of {@code risk_management.monitors}.
 *
 * @param measure what is measured
 * @param threshold largest figure that is right, in the measure's unit; 0 of positions when absent
 * @param window of how many fills, orders or bars the figure is; of measures that have one
 * @param reference file of samples that features are compared with, see {@link FeatureSamples#writeTo}; of measures of
 *     drift
 * @param every after how many bars of a feature drift is measured again; {@value #EVERY} when absent
 * @param response what the run does; it tells when absent
 * @param origin where it stood
 */
public record MonitorSettings(
        Monitor.Measure measure,
        OptionalDouble threshold,
        OptionalInt window,
        Optional<String> reference,
        OptionalInt every,
        Optional<Monitor.Response> response,
        Origin origin) {
    private static final int EVERY = 20;

    /**
     * The monitor as the engine takes it. The file of samples is read now.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be
     */
    public Monitor toMonitor() {
        return new Monitor(
                measure,
                threshold.orElse(0),
                window.orElse(0),
                response.orElse(Monitor.Response.ALERT),
                reference.map(file -> new Monitor.Drift(FeatureSamples.readFrom(Path.of(file)), every.orElse(EVERY))));
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
