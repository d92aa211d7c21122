package io.strategysdk.alpaca;

import io.strategysdk.api.order.OrderId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Commands of each order one after the other, each when it may be. Called from one thread at a time. */
final class Lanes {
    private final Map<OrderId, Deque<Step>> lanes = new LinkedHashMap<>();

    /** A command: goes once it is ready, and the next one once it is done. */
    private static final class Step {
        private final BooleanSupplier isReady;
        private final Runnable command;
        private boolean isUnderWay;

        Step(BooleanSupplier isReady, Runnable command) {
            this.isReady = isReady;
            this.command = command;
        }
    }

    /** Behind the others of the order. */
    void add(OrderId id, BooleanSupplier isReady, Runnable command) {
        lanes.computeIfAbsent(id, key -> new ArrayDeque<>()).add(new Step(isReady, command));
    }

    /** Right behind the command of the order that is under way. */
    void addNext(OrderId id, BooleanSupplier isReady, Runnable command) {
        Deque<Step> lane = lanes.computeIfAbsent(id, key -> new ArrayDeque<>());
        Step underWay = lane.pollFirst();
        lane.addFirst(new Step(isReady, command));
        if (underWay != null) {
            lane.addFirst(underWay);
        }
    }

    /** The command under way is done. */
    void done(OrderId id) {
        Deque<Step> lane = lanes.get(id);
        if (lane != null && !lane.isEmpty() && lane.getFirst().isUnderWay) {
            lane.removeFirst();
            if (lane.isEmpty()) {
                lanes.remove(id);
            }
        }
    }

    /** Lets those go that may by now. */
    void advance() {
        for (Deque<Step> lane : new ArrayList<>(lanes.values())) {
            Step first = lane.peekFirst();
            if (first != null && !first.isUnderWay && first.isReady.getAsBoolean()) {
                first.isUnderWay = true;
                first.command.run();
            }
        }
    }
}
