package io.strategysdk.engine.config;

import io.strategysdk.engine.FeatureCache;
import io.strategysdk.engine.FeatureRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Features: section {@code features}.
 *
 * @param cache whether equal features share one column
 * @param computeOnDemand whether a feature is computed only once it is bound
 * @param cacheFolder where a backtest keeps columns of features that are slow to compute, see
 *     {@link io.strategysdk.engine.FeatureCache}; nowhere when absent
 * @param cacheMaxMb most megabytes of it, of 1,000,000 bytes
 * @param rules what values of features must be
 * @param origin where it stood
 */
public record FeatureSettings(
        boolean cache,
        boolean computeOnDemand,
        Optional<@NotBlank String> cacheFolder,
        @Positive int cacheMaxMb,
        List<FeatureRuleSettings> rules,
        Origin origin) {
    private static final long MEGABYTE = 1_000_000;

    /** Copies. */
    public FeatureSettings {
        rules = List.copyOf(rules);
    }

    /**
     * The cache of a backtest, if one is asked for.
     *
     * @throws io.strategysdk.api.SdkException when its folder cannot be written
     */
    public Optional<FeatureCache> toCache() {
        return cacheFolder.map(folder -> FeatureCache.in(Path.of(folder), MEGABYTE * cacheMaxMb));
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
