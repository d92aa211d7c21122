package io.strategysdk.engine;

import io.strategysdk.engine.FeatureSamples.Correlation;

/**
 * How far the correlation of two features is from that of a reference.
 *
 * @param reference what it is compared with
 * @param recent what is compared
 * @param shift change in standard errors by Fisher, (artanh r₂ − artanh r₁) / √(1/(n₁−3) + 1/(n₂−3)); NaN below four bars
 *     or without a correlation; nothing beyond ±0.999999999 is told from a perfect one
 */
public record CorrelationDrift(Correlation reference, Correlation recent, double shift) {
    static CorrelationDrift between(Correlation reference, Correlation recent) {
        return new CorrelationDrift(
                reference,
                recent,
                DriftStatistics.correlationShift(reference.value(), reference.count(), recent.value(), recent.count()));
    }
}
