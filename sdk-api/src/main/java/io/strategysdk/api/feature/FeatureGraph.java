package io.strategysdk.api.feature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A feature and all that it is computed from. */
final class FeatureGraph {
    /** Far above what anyone writes by hand; below, the stack has room. */
    private static final int MOST_LEVELS = 500;

    private static final int MOST_SHOWN = 12;

    private final Set<Feature> complete = new LinkedHashSet<>();
    private final List<Feature> path = new ArrayList<>();

    private FeatureGraph() {}

    /** Inputs before who reads them. */
    static List<Feature> of(Feature feature) {
        FeatureGraph graph = new FeatureGraph();
        graph.add(feature);
        return List.copyOf(graph.complete);
    }

    private void add(Feature feature) {
        if (complete.contains(feature)) {
            return;
        }
        int before = path.indexOf(feature);
        path.add(feature);
        if (before >= 0) {
            throw new IllegalArgumentException("features must not read themselves by way of others, was "
                    + shown(path.subList(before, path.size())));
        }
        if (path.size() > MOST_LEVELS) {
            throw new IllegalArgumentException(
                    "features must not read others more than " + MOST_LEVELS + " levels deep, was " + shown(path));
        }
        for (Input input : feature.inputs()) {
            Feature nested = featureOf(input);
            if (nested != null) {
                add(nested);
            }
        }
        requireWarmUp(feature);
        path.remove(path.size() - 1);
        complete.add(feature);
    }

    static int requireWarmUp(Feature feature) {
        int warmUp = feature.warmUp();
        if (warmUp < 0) {
            throw new IllegalArgumentException(
                    "warm-up must not be negative, was " + warmUp + " (" + feature.name() + ")");
        }
        return warmUp;
    }

    private static String shown(List<Feature> readers) {
        String names = readers.stream().limit(MOST_SHOWN).map(Feature::name).collect(Collectors.joining(" → "));
        return readers.size() > MOST_SHOWN ? names + " → …" : names;
    }

    /** The feature that an input reads, on whatever bars. */
    static @Nullable Feature featureOf(Input input) {
        if (input instanceof Input.OfTimeframe longer) {
            return featureOf(longer.input());
        }
        return input instanceof Input.OfFeature nested ? nested.feature() : null;
    }
}
