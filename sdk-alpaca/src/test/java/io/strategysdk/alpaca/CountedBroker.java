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
import java.util.concurrent.atomic.AtomicInteger;

/** Knows whether every command has been answered. */
final class CountedBroker implements BrokerAdapter {
    private final BrokerAdapter broker;
    private final AtomicInteger open = new AtomicInteger();
    private BigDecimal filled = BigDecimal.ZERO;

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

    boolean isAnswered() {
        return open.get() <= 0;
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
        open.incrementAndGet();
        broker.submit(id, order);
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        open.incrementAndGet();
        broker.replace(replacement);
    }

    @Override
    public void cancel(OrderId id) {
        open.incrementAndGet();
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

        @Override
        public void onAccepted(OrderId id) {
            to.onAccepted(id);
            open.decrementAndGet();
        }

        @Override
        public void onFill(Fill fill) {
            to.onFill(fill);
            count(fill);
        }

        @Override
        public void onReplaced(OrderId id) {
            to.onReplaced(id);
            open.decrementAndGet();
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            to.onRestated(id, orderQty);
        }

        @Override
        public void onCancelled(OrderId id) {
            to.onCancelled(id);
            open.decrementAndGet();
        }

        @Override
        public void onExpired(OrderId id) {
            to.onExpired(id);
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            to.onRejected(id, reason, text);
            open.decrementAndGet();
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            to.onCancelRejected(id, reason, text);
            open.decrementAndGet();
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            to.onReplaceRejected(id, reason, text);
            open.decrementAndGet();
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
