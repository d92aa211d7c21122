package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;

/**
 * A feature that a strategy has bound.
 *
 * @param bars instrument and timeframe of each series
 * @param instrument of the first series
 */
record BoundFeature(Desk desk, Feature feature, String bars, Instrument instrument, RunFeature handle) {
    /** As a strategy's result names it. */
    String subject() {
        return subject(feature.name(), feature.version(), bars);
    }

    /** The version is told from the second on. */
    static String subject(String name, int version, String bars) {
        return name + (version == 1 ? "" : "@" + version) + " of " + bars;
    }
}
