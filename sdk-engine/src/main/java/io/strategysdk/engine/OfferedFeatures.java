package io.strategysdk.engine;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureNeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Features that a run has for its strategies, by name and version. */
final class OfferedFeatures {
    private final TreeMap<String, TreeMap<Integer, Feature>> byName = new TreeMap<>();
    /** All that a strategy may ask for; what is not named here may ask for any. */
    private final TreeMap<String, Set<Feature>> studied = new TreeMap<>();

    OfferedFeatures copy() {
        OfferedFeatures copy = new OfferedFeatures();
        byName.values().forEach(versions -> versions.values().forEach(copy::add));
        copy.studied.putAll(studied);
        return copy;
    }

    void add(Feature feature) {
        FeatureNeed named = FeatureNeed.of(feature.name(), feature.version());
        Feature earlier =
                byName.computeIfAbsent(named.name(), name -> new TreeMap<>()).putIfAbsent(named.version(), feature);
        if (earlier != null && !earlier.equals(feature)) {
            throw new IllegalArgumentException("features that are offered must differ in name or version, was " + named
                    + " of both " + described(earlier) + " and " + described(feature));
        }
    }

    void study(String strategy, Collection<? extends Feature> features) {
        if (studied.putIfAbsent(strategy, new LinkedHashSet<>(features)) != null) {
            throw new IllegalArgumentException(
                    "features that a strategy was studied with must be given once, were twice (" + strategy + ")");
        }
        features.forEach(this::add);
    }

    private static String described(Feature feature) {
        return feature + " (" + feature.getClass().getName() + ")";
    }

    /**
     * Checks that all that strategies need is there.
     *
     * @throws IllegalArgumentException that names all that is not
     */
    void require(Seats seats) {
        List<String> problems = new ArrayList<>();
        Set<String> absent = new TreeSet<>(studied.keySet());
        seats.forEach((name, strategy) -> {
            absent.remove(name);
            for (FeatureNeed need : needs(name, strategy)) {
                problem(name, need).ifPresent(problem -> problems.add(name + " needs " + need + problem));
            }
        });
        if (!absent.isEmpty()) {
            throw new IllegalArgumentException(
                    "features must have been studied with strategies of the run, was " + absent);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("features that strategies need must be offered as they need them: "
                    + String.join("; ", problems) + "; offered: " + this);
        }
    }

    private static List<FeatureNeed> needs(String name, Strategy strategy) {
        try {
            return List.copyOf(strategy.neededFeatures());
        } catch (RuntimeException error) {
            throw new IllegalArgumentException(
                    "strategy " + name + " must say which features it needs, was " + error, error);
        }
    }

    private Optional<String> problem(String strategy, FeatureNeed need) {
        Feature offered = offered(need);
        if (offered != null && !maySee(strategy, offered)) {
            return Optional.of(", with which it was not studied");
        }
        if (offered != null) {
            return need.fingerprint().flatMap(expected -> difference(expected, offered));
        }
        return Optional.of(
                byName.containsKey(need.name())
                        ? ", of which only other versions are: "
                                + byName.get(need.name()).keySet()
                        : ", which is not");
    }

    private static Optional<String> difference(String expected, Feature offered) {
        try {
            String actual = FeatureFingerprint.of(offered);
            return actual.equals(expected)
                    ? Optional.empty()
                    : Optional.of(", which has been changed: its fingerprint must be " + expected + ", was " + actual);
        } catch (Untold reason) {
            return Optional.of(
                    ", whose fingerprint must be " + expected + " and cannot be told: " + reason.getMessage());
        }
    }

    private @Nullable Feature offered(FeatureNeed need) {
        TreeMap<Integer, Feature> versions = byName.get(need.name());
        return versions == null ? null : versions.get(need.version());
    }

    /** What a strategy has declared that it needs. */
    Feature find(Desk desk, FeatureNeed need) {
        Feature found = offered(need);
        if (found == null || !needs(desk.name, desk.strategy).contains(need)) {
            throw new IllegalArgumentException(
                    "a feature that is looked up must be one of neededFeatures, was " + need + " (" + desk.name + ")");
        }
        return found;
    }

    private boolean maySee(String strategy, Feature feature) {
        Set<Feature> all = studied.get(strategy);
        return all == null || all.contains(feature);
    }

    /** Refuses what a strategy was not studied with. */
    void requireStudied(Desk desk, Feature feature) {
        if (!maySee(desk.name, feature)) {
            Set<Feature> all = studied.getOrDefault(desk.name, Set.of());
            String name = named(feature);
            boolean isAnother = all.stream().anyMatch(each -> named(each).equals(name));
            throw new IllegalArgumentException("features must be those that the strategy was studied with, "
                    + named(all) + ", was " + (isAnother ? "another " : "") + name + " (" + desk.name + ")");
        }
    }

    /** What was studied and is not used at all: the study is of something else. */
    void checkUsed(Desk desk, Warnings warnings) {
        Set<Feature> all = studied.getOrDefault(desk.name, Set.of());
        if (!all.isEmpty() && desk.features.isEmpty()) {
            warnings.add("Strategy " + desk.name + " asks for none of the features that it was studied with: "
                    + named(all) + ".");
        }
    }

    private static String named(Collection<Feature> features) {
        return features.isEmpty()
                ? "none"
                : features.stream().map(OfferedFeatures::named).collect(Collectors.joining(", "));
    }

    private static String named(Feature feature) {
        return feature.name() + "@" + feature.version();
    }

    /** Names with their versions, sorted. */
    @Override
    public String toString() {
        return byName.isEmpty()
                ? "none"
                : byName.entrySet().stream()
                        .flatMap(
                                each -> each.getValue().keySet().stream().map(version -> each.getKey() + "@" + version))
                        .collect(Collectors.joining(", "));
    }
}
