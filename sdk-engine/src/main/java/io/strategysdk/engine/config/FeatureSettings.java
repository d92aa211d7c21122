package io.strategysdk.engine.config;

import io.strategysdk.engine.FeatureRule;
import java.util.List;

/**
 * Features: section {@code features}.
 *
 * @param cache whether equal features share one column
 * @param computeOnDemand whether a feature is computed only once it is bound
 * @param rules what values of features must be
 * @param origin where it stood
 */
public record FeatureSettings(boolean cache, boolean computeOnDemand, List<FeatureRuleSettings> rules, Origin origin) {
    /** Copies. */
    public FeatureSettings {
        rules = List.copyOf(rules);
    }

    /**
     * The rules as the engine takes them, in the order of the file.
     *
     * @throws IllegalArgumentException when one cannot be; a configuration that was read has none of those
     */
    public List<FeatureRule> toRules() {
        return rules.stream().flatMap(each -> each.toRules().stream()).toList();
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
