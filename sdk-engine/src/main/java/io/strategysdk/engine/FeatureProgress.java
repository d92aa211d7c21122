package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import org.jspecify.annotations.Nullable;

/** How far a feature has come; what a checkpoint knows of one is there before a strategy binds it again. */
final class FeatureProgress {
    private @Nullable BoundFeature bound;
    private int firstValid;
    private long bars;

    void bind(BoundFeature feature) {
        bound = feature;
        firstValid = Feature.firstValid(feature.feature());
    }

    /** Whether this step has brought a bar to the feature, for a strategy that is at work; to be asked once in it. */
    boolean moves() {
        BoundFeature known = bound;
        if (known == null || known.desk().stopped || !known.handle().isUpdated()) {
            return false;
        }
        bars++;
        return true;
    }

    /** Whether enough bars have come for the feature to be defined. */
    boolean isWarm() {
        return bars > firstValid;
    }

    BoundFeature bound() {
        BoundFeature known = bound;
        if (known == null) {
            throw new IllegalStateException("a feature must have been bound");
        }
        return known;
    }

    void write(JournalBuffer out) {
        out.put(bars);
    }

    void read(JournalBuffer.Reader in) {
        bars = in.get();
    }
}
