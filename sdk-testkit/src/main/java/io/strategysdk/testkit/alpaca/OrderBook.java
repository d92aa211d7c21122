package io.strategysdk.testkit.alpaca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All orders that there ever were, in the order in which they came; and those that are open. */
final class OrderBook {
    private final Map<String, BookedOrder> byId = new LinkedHashMap<>();
    private final Map<String, BookedOrder> byClientId = new LinkedHashMap<>();
    private final Map<String, BookedOrder> open = new LinkedHashMap<>();

    void add(BookedOrder order) {
        order.place = byId.size();
        byId.put(order.id, order);
        byClientId.put(order.clientOrderId, order);
        open.put(order.id, order);
    }

    void ended(BookedOrder order) {
        open.remove(order.id);
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
