package io.strategysdk.backtest.analytics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which expected order is which actual one. By client order id; what is left by strategy, instrument, side and sequence;
 * and where an order has no id, and so no strategy, by instrument, side and sequence.
 */
final class OrderPairing {
    private final IdentityHashMap<ComparedOrder, ComparedOrder> actualOf = new IdentityHashMap<>();
    private final Set<ComparedOrder> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ComparedOrder> extra;

    OrderPairing(List<ComparedOrder> expected, List<ComparedOrder> actual) {
        extra = new ArrayList<>(actual);
        pair(
                expected,
                order -> List.of(order.id(), order.symbol(), order.side()),
                order -> !order.id().isEmpty());
        pair(
                expected,
                order -> List.of(order.strategy(), order.symbol(), order.side()),
                order -> !order.id().isEmpty());
        pair(
                expected,
                order -> List.of(order.symbol(), order.side()),
                order -> order.id().isEmpty());
    }

    /** The actual order that was expected; empty when it is missing. */
    Optional<ComparedOrder> actual(ComparedOrder expected) {
        return Optional.ofNullable(actualOf.get(expected));
    }

    /** Actual orders that were not expected, in their order. */
    List<ComparedOrder> extra() {
        return extra;
    }

    private void pair(
            List<ComparedOrder> expected, Function<ComparedOrder, Object> key, Predicate<ComparedOrder> candidates) {
        Map<Object, Deque<ComparedOrder>> waiting = new HashMap<>();
        extra.stream()
                .filter(candidates)
                .forEach(order -> waiting.computeIfAbsent(key.apply(order), k -> new ArrayDeque<>())
                        .add(order));
        for (ComparedOrder order : expected) {
            Deque<ComparedOrder> found = actualOf.containsKey(order) ? null : waiting.get(key.apply(order));
            if (found != null && !found.isEmpty()) {
                ComparedOrder actual = found.remove();
                actualOf.put(order, actual);
                taken.add(actual);
            }
        }
        extra.removeIf(taken::contains);
    }
}
