package io.strategysdk.engine;

import io.strategysdk.api.feature.FeatureHandle;

/** A feature's handle in a run. */
interface RunFeature extends FeatureHandle {
    /** Whether enough bars have come for it to be defined. */
    boolean isWarm();
}
