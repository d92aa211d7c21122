package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;

/**
 * A value of a feature that broke its rule.
 *
 * @param strategy who had bound it, by name
 * @param subject the feature and its bars: {@code rsi(14) of AAPL 1d}
 * @param instrument of the first of its series
 * @param epochNanos close of the bar, UTC nanoseconds since 1970
 * @param value the feature there; of a share of NaN and of jumps, too
 * @param rule which
 */
public record FeatureViolation(
        String strategy, String subject, Instrument instrument, long epochNanos, double value, FeatureRule rule) {
    /** All of it in a sentence. */
    public String text() {
        return "Feature " + subject + " " + rule.check() + ", was " + OrderCosts.text(value) + " at "
                + Clock.instantOf(epochNanos) + " (strategy " + strategy + ").";
    }
}
