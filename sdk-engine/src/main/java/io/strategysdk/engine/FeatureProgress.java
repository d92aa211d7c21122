package io.strategysdk.engine;

import org.jspecify.annotations.Nullable;

/** A feature that is watched; there before a strategy binds it, where a checkpoint knows of it. */
final class FeatureProgress {
    private @Nullable BoundFeature bound;

    void bind(BoundFeature feature) {
        bound = feature;
    }

    /** Whether this step has brought a bar to the feature, for a strategy that is at work. */
    boolean moves() {
        BoundFeature known = bound;
        return known != null && !known.desk().stopped && known.handle().isUpdated();
    }

    /** Whether enough bars have come for the feature to be defined. */
    boolean isWarm() {
        return bound().handle().isWarm();
    }

    BoundFeature bound() {
        BoundFeature known = bound;
        if (known == null) {
            throw new IllegalStateException("a feature must have been bound");
        }
        return known;
    }
}
