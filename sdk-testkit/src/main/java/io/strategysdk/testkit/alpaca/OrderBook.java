package io.strategysdk.testkit.alpaca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All orders that are remembered, in the order in which they came; and those that are open. */
final class OrderBook {
    private final Map<String, BookedOrder> byId = new LinkedHashMap<>();
    private final Map<String, BookedOrder> byClientId = new LinkedHashMap<>();
    private final Map<String, BookedOrder> open = new LinkedHashMap<>();

    private int count;

    void add(BookedOrder order) {
        order.place = count++;
        byId.put(order.id, order);
        byClientId.put(order.clientOrderId, order);
        open.put(order.id, order);
    }

    void ended(BookedOrder order) {
        open.remove(order.id);
    }

    /** Forgets what has ended before a moment, with all that hangs together with it. */
    void forget(Instant before) {
        byId.values().removeIf(order -> isOver(order, before));
        byClientId.values().removeIf(order -> isOver(order, before));
    }

    private static boolean isOver(BookedOrder order, Instant before) {
        BookedOrder entry = order.parent == null ? order : order.parent;
        BookedOrder successor = order.replacedBy;
        return hasEnded(order, before)
                && hasEnded(entry, before)
                && entry.legs.stream().allMatch(leg -> hasEnded(leg, before))
                && (successor == null || isOver(successor, before));
    }

    private static boolean hasEnded(BookedOrder order, Instant before) {
        return !order.isOpen() && order.updatedAt.isBefore(before);
    }

    boolean hasClientId(String clientOrderId) {
        return byClientId.containsKey(clientOrderId);
    }

    Optional<BookedOrder> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<BookedOrder> byClientId(String clientOrderId) {
        return Optional.ofNullable(byClientId.get(clientOrderId));
    }

    Collection<BookedOrder> all() {
        return byId.values();
    }

    /** A copy: what is done with them may end them. */
    List<BookedOrder> open() {
        return new ArrayList<>(open.values());
    }
}
