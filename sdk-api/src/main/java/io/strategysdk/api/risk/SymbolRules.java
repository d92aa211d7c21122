package io.strategysdk.api.risk;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** What may be traded at all, and what may be sold short: symbols in their natural order. */
record SymbolRules(Optional<Set<String>> allowed, Set<String> denied, Optional<Set<String>> shortable) {
    static final SymbolRules NONE = new SymbolRules(Optional.empty(), Set.of(), Optional.empty());

    SymbolRules {
        allowed = allowed.map(SymbolRules::sorted);
        denied = sorted(denied);
        shortable = shortable.map(SymbolRules::sorted);
    }

    private static Set<String> sorted(Set<String> symbols) {
        return Collections.unmodifiableSet(new TreeSet<>(symbols));
    }

    SymbolRules and(SymbolRules other) {
        Set<String> either = new TreeSet<>(denied);
        either.addAll(other.denied);
        return new SymbolRules(both(allowed, other.allowed), either, both(shortable, other.shortable));
    }

    private static Optional<Set<String>> both(Optional<Set<String>> one, Optional<Set<String>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        Set<String> common = new TreeSet<>(one.orElseThrow());
        common.retainAll(other.orElseThrow());
        return Optional.of(common);
    }

    void describe(StringJoiner words) {
        allowed.ifPresent(symbols -> words.add("only " + symbols));
        if (!denied.isEmpty()) {
            words.add("not " + denied);
        }
        shortable.ifPresent(symbols -> words.add("short only " + symbols));
    }
}
