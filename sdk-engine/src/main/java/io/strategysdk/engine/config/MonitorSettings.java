package io.strategysdk.engine.config;

import io.strategysdk.engine.Monitor;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One monitor: an item of {@code risk_management.monitors}.
 *
 * @param measure what is measured
 * @param threshold largest figure that is right, in the measure's unit; 0 of positions when absent
 * @param window of how many fills or orders the figure is; of measures that have one
 * @param response what the run does; it tells when absent
 * @param origin where it stood
 */
public record MonitorSettings(
        Monitor.Measure measure,
        OptionalDouble threshold,
        OptionalInt window,
        Optional<Monitor.Response> response,
        Origin origin) {
    /** The monitor as the engine takes it. */
    public Monitor toMonitor() {
        return new Monitor(measure, threshold.orElse(0), window.orElse(0), response.orElse(Monitor.Response.ALERT));
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
