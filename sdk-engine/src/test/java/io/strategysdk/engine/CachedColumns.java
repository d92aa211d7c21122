package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Columns of one series, with a cache in a folder and without. */
final class CachedColumns {
    private final Path folder;

    CachedColumns(Path folder) {
        this.folder = folder;
    }

    static double[] column(MarketData data, Feature feature) {
        return column(data, feature, 0);
    }

    private static double[] column(MarketData data, Feature feature, int basis) {
        return data.features.column(feature, List.of(data.bases[0]), List.of(basis));
    }

    static long[] bits(double[] column) {
        return Arrays.stream(column).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    /** One of another process: what another has hashed is not known to it. */
    FeatureCache cache() {
        return FeatureCache.in(folder).withoutPatience();
    }

    /** How many columns come from the folder when a feature is asked for, equal to those without a cache. */
    long found(MarketData data, Feature feature, int basis) {
        FeatureCache cache = cache();
        double[] kept = column(data.withFeatureCache(cache), feature, basis);
        assertThat(bits(kept)).isEqualTo(bits(column(data, feature, basis)));
        return cache.found();
    }

    long found(MarketData data, Feature feature) {
        return found(data, feature, 0);
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
