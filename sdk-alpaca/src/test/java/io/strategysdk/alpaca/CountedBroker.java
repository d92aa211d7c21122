package io.strategysdk.alpaca;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows whether every command has been answered, and what was reported in all. */
final class CountedBroker implements BrokerAdapter {
    private final BrokerAdapter broker;
    /** Commands without an answer so far. */
    private final Set<Command> open = ConcurrentHashMap.newKeySet();

    /** Orders for an amount, of which the adapter says that they have ended when they are filled. */
    private final Set<OrderId> byAmount = ConcurrentHashMap.newKeySet();

    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private BigDecimal filled = BigDecimal.ZERO;

    private record Command(String what, OrderId id) {}

    CountedBroker(BrokerAdapter broker) {
        this.broker = broker;
    }

    /** Units of all executions that were reported. */
    synchronized BigDecimal filled() {
        return filled;
    }

    private synchronized void count(Fill fill) {
        filled = filled.add(fill.lastQty().toBigDecimal());
    }

    /** Cancels and expiries that were reported. */
    int ended() {
        return ended.get();
    }

    /** How many were given. */
    int commands() {
        return commands.get();
    }

    private void ask(String what, OrderId id) {
        commands.incrementAndGet();
        open.add(new Command(what, id));
    }

    boolean isAnswered() {
        return open.isEmpty();
    }

    @Override
    public BrokerProfile profile() {
        return broker.profile();
    }

    @Override
    public void start(List<Instrument> instruments, Listener listener) {
        broker.start(instruments, new Counting(listener));
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        ask("submit", id);
        if (order.cashOrderQty().isPresent()) {
            byAmount.add(id);
        }
        broker.submit(id, order);
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        ask("replace", replacement.order().id());
        broker.replace(replacement);
    }

    @Override
    public void cancel(OrderId id) {
        ask("cancel", id);
        broker.cancel(id);
    }

    @Override
    public Account account() {
        return broker.account();
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        return broker.fillsSince(from);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return broker.find(id);
    }

    @Override
    public void close() {
        broker.close();
    }

    private final class Counting implements Listener {
        private final Listener to;

        Counting(Listener to) {
            this.to = to;
        }

        private void answered(String command, OrderId id) {
            open.remove(new Command(command, id));
        }

        private void over(OrderId id) {
            if (!byAmount.contains(id)) {
                ended.incrementAndGet();
            }
            answered("cancel", id);
            answered("replace", id);
        }

        @Override
        public void onAccepted(OrderId id) {
            to.onAccepted(id);
            answered("submit", id);
        }

        @Override
        public void onFill(Fill fill) {
            to.onFill(fill);
            count(fill);
        }

        @Override
        public void onReplaced(OrderId id) {
            to.onReplaced(id);
            answered("replace", id);
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            to.onRestated(id, orderQty);
        }

        @Override
        public void onCancelled(OrderId id) {
            to.onCancelled(id);
            over(id);
        }

        @Override
        public void onExpired(OrderId id) {
            to.onExpired(id);
            over(id);
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            to.onRejected(id, reason, text);
            answered("submit", id);
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            to.onCancelRejected(id, reason, text);
            answered("cancel", id);
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            to.onReplaceRejected(id, reason, text);
            answered("replace", id);
        }

        @Override
        public void onConnection(ConnectionState state, String reason) {
            to.onConnection(state, reason);
        }

        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {
            to.onClockSkew(ahead, uncertainty);
        }
    }
}
