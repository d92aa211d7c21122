package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds of a definition before anything is computed. */
final class DefinitionChecks {
    /** An object without toString, an array or a lambda: another text in each run. */
    private static final Pattern IDENTITY = Pattern.compile("[\\w$;/]@[0-9a-f]{1,8}\\b");

    private DefinitionChecks() {}

    static void check(Feature feature) {
        checkStable(feature);
        if (IDENTITY.matcher(feature.name()).find()) {
            throw Invariant.DEFINITION.brokenBy(feature, "its name is another one in each run of the program");
        }
        checkCopy(feature, Copy.of(feature));
        Feature.firstValid(feature);
    }

    private static void checkStable(Feature feature) {
        if (!feature.inputs().equals(feature.inputs())) {
            throw Invariant.DEFINITION.brokenBy(
                    feature, "its inputs were " + feature.inputs() + " and then " + feature.inputs());
        }
        if (!feature.name().equals(feature.name())) {
            throw Invariant.DEFINITION.brokenBy(feature, "its name was another one at the next call");
        }
        int warmUp = feature.warmUp();
        int again = feature.warmUp();
        if (warmUp < 0 || again != warmUp) {
            throw Invariant.DEFINITION.brokenBy(
                    feature, "its warm-up must be constant and not negative, was " + warmUp + " and then " + again);
        }
    }

    private static void checkCopy(Feature feature, Feature copy) {
        if (!feature.equals(copy) || feature.hashCode() != copy.hashCode()) {
            throw Invariant.DEFINITION.brokenBy(
                    feature, "one of equal components is not equal to it or has another hash (" + copy.name() + ")");
        }
        if (!feature.name().equals(copy.name())) {
            throw Invariant.DEFINITION.brokenBy(feature, "an equal one has the name " + copy.name());
        }
    }

    static void checkNames(Collection<Feature> features) {
        Map<String, Feature> byName = new HashMap<>();
        for (Feature feature : features) {
            Feature other = byName.putIfAbsent(feature.name(), feature);
            if (other != null && !other.equals(feature)) {
                throw Invariant.DEFINITION.brokenBy(
                        feature, "a definition that is not equal to it has the same name: " + other);
            }
        }
    }
}
