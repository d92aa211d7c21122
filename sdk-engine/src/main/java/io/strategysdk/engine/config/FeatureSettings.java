package io.strategysdk.engine.config;

/**
 * Features: section {@code features}.
 *
 * @param cache whether equal features share one column
 * @param computeOnDemand whether a feature is computed only once it is bound
 * @param origin where it stood
 */
public record FeatureSettings(boolean cache, boolean computeOnDemand, Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
