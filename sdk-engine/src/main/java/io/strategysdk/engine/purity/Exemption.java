package io.strategysdk.engine.purity;

import io.strategysdk.api.Impurity;
import java.util.Set;

/**
 * An annotation that lets code be impure.
 *
 * @param where class or method that has it, for people
 */
record Exemption(String where, Set<Impurity> impurities, String reason) {
    Exemption {
        impurities = Set.copyOf(impurities);
    }

    boolean hasReason() {
        return !reason.isBlank();
    }
}
