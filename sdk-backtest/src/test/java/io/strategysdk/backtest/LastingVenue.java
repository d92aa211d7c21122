package io.strategysdk.backtest;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broker that outlives the runs that trade with it. Orders are filled in parts, reports may come late or, once a line is
 * cut, never; what happened is known to whoever asks.
 */
final class LastingVenue {
    private final SplittableRandom random;
    private final Map<OrderId, Booked> orders = new LinkedHashMap<>();
    final List<Fill> fills = new ArrayList<>();
    final List<OrderId> doubled = new ArrayList<>();
    private final Map<Instrument, BrokerAdapter.Holding> positions = new LinkedHashMap<>();
    BigDecimal cash;
    long now;
    private @Nullable Line line;

    LastingVenue(long seed, BigDecimal cash) {
        random = new SplittableRandom(seed);
        this.cash = cash;
    }

    private static final class Booked {
        final OrderId id;
        final NewOrder request;
        OrderStatus status = OrderStatus.SUBMITTED;
        Quantity cumQty = Quantity.ZERO;

        Booked(OrderId id, NewOrder request) {
            this.id = id;
            this.request = request;
        }

        Order snapshot() {
            Quantity orderQty = status == OrderStatus.FILLED ? cumQty : request.orderQty();
            return new Order(id, request, status, orderQty, cumQty, cumQty.isZero() ? Double.NaN : 10);
        }
    }

    /** A new connection; one before it is dead. */
    Line connect() {
        line = new Line();
        return line;
    }

    Set<OrderId> ids() {
        return orders.keySet();
    }

    BrokerAdapter.Holding held(Instrument instrument) {
        return positions.getOrDefault(instrument, BrokerAdapter.Holding.NONE);
    }

    /** What happens at the venue in the time of a bar, whether somebody is there or not. */
    void pass(long epochNanos, Price price) {
        pass(epochNanos, price, random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
    }

    /** The same, where so many reports arrive. */
    void pass(long epochNanos, Price price, int reports) {
        now = epochNanos;
        for (Booked order : List.copyOf(orders.values())) {
            if (order.status.isWorking() && random.nextInt(3) > 0) {
                execute(order, price);
            }
        }
        if (line != null) {
            line.deliver(reports);
        }
    }

    /** So much of an order. */
    void execute(OrderId id, long quantity, Price price) {
        execute(Objects.requireNonNull(orders.get(id)), price, quantity);
    }

    /** The venue takes away what an order has not filled, which nobody hears of. */
    void restateToFilled(OrderId id) {
        Objects.requireNonNull(orders.get(id)).status = OrderStatus.FILLED;
    }

    private static long left(Booked order) {
        return order.request.orderQty().minus(order.cumQty).unitsAt(0);
    }

    private void execute(Booked order, Price price) {
        long left = left(order);
        execute(order, price, random.nextInt(2) == 0 ? left : 1 + random.nextLong(left));
    }

    private void execute(Booked order, Price price, long part) {
        long left = left(order);
        Fill fill = new Fill(
                order.id + "/" + order.cumQty.plus(Quantity.of(part)),
                order.id,
                order.request.instrument(),
                order.request.side(),
                Quantity.of(part),
                price,
                new BigDecimal("0.01"),
                now);
        order.cumQty = order.cumQty.plus(fill.lastQty());
        order.status = part == left ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        fills.add(fill);
        positions.put(fill.instrument(), held(fill.instrument()).after(fill));
        BigDecimal value = fill.lastQty().toBigDecimal().multiply(price.toBigDecimal());
        cash = cash.subtract(fill.side() == Side.BUY ? value : value.negate()).subtract(fill.fee());
        report(to -> to.onFill(fill));
    }

    /** Somebody else trades on the account, at 11. */
    void bookByHand(long signed) {
        Fill fill = new Fill(
                "by hand",
                new OrderId("hand", 1),
                Instrument.equity("ABC"),
                signed > 0 ? Side.BUY : Side.SELL,
                Quantity.of(Math.abs(signed)),
                Price.of(11),
                BigDecimal.ZERO,
                now);
        positions.put(fill.instrument(), held(fill.instrument()).after(fill));
    }

    private void report(Consumer<BrokerAdapter.Listener> report) {
        if (line != null) {
            line.waiting.add(report);
        }
    }

    /** One run's connection. */
    final class Line implements BrokerAdapter {
        private final Queue<Consumer<Listener>> waiting = new ArrayDeque<>();
        private @Nullable Listener listener;

        /** Called when the account is asked for. */
        @Nullable
        Runnable question;

        /** Called before an order has arrived, and after that. */
        @Nullable
        Consumer<Boolean> interception;

        void deliver(int count) {
            for (int i = 0; i < count && !waiting.isEmpty(); i++) {
                Consumer<Listener> report = waiting.remove();
                if (listener != null) {
                    report.accept(listener);
                }
            }
        }

        void say(ConnectionState state, String reason) {
            if (listener != null) {
                listener.onConnection(state, reason);
            }
        }

        /** What an order has filled, as one execution that the venue does not know, instead of what was to be reported. */
        void reportInOne(OrderId id) {
            waiting.clear();
            List<Fill> parts =
                    fills.stream().filter(fill -> fill.orderId().equals(id)).toList();
            Fill last = parts.get(parts.size() - 1);
            if (listener != null) {
                listener.onFill(new Fill(
                        "all of " + last.execId(),
                        id,
                        last.instrument(),
                        last.side(),
                        parts.stream().map(Fill::lastQty).reduce(Quantity.ZERO, Quantity::plus),
                        last.lastPx(),
                        BigDecimal.ZERO,
                        last.epochNanos()));
            }
        }

        /** Once more. */
        void repeat(Fill fill) {
            if (listener != null) {
                listener.onFill(fill);
            }
        }

        /** What was to be reported is lost. */
        void forget() {
            waiting.clear();
        }

        void cancelled(OrderId id) {
            if (listener != null) {
                listener.onCancelled(id);
            }
        }

        void clockIsAhead(Duration ahead, Duration uncertainty) {
            if (listener != null) {
                listener.onClockSkew(ahead, uncertainty);
            }
        }

        @SuppressWarnings("ReferenceEquality") // which line it is
        private boolean isCut() {
            return line != this;
        }

        /** What was not reported is lost; it is up again at once. */
        void interrupt() {
            waiting.clear();
            say(ConnectionState.DOWN, "cut");
            say(ConnectionState.LIVE, "back");
        }

        @Override
        public BrokerProfile profile() {
            return BrokerProfile.of("lasting", Set.of(OrderType.values()), Set.of(TimeInForce.values()))
                    .withExits(Set.of(OrderType.LIMIT, OrderType.STOP));
        }

        @Override
        public void start(List<Instrument> instruments, Listener to) {
            listener = to;
        }

        @Override
        public void submit(OrderId id, NewOrder order) {
            intercept(true);
            if (orders.containsKey(id)) {
                doubled.add(id);
            } else if (!isCut()) {
                orders.put(id, new Booked(id, order));
                report(to -> to.onAccepted(id));
            }
            intercept(false);
        }

        private void intercept(boolean isBefore) {
            if (interception != null) {
                interception.accept(isBefore);
            }
        }

        @Override
        public void replace(OrderIntent.Replace replacement) {
            report(to ->
                    to.onReplaceRejected(replacement.order().id(), RejectReason.UNSUPPORTED, "no order is replaced"));
        }

        @Override
        public void cancel(OrderId id) {
            Booked order = orders.get(id);
            if (order == null || !order.status.isWorking()) {
                report(to -> to.onCancelRejected(id, RejectReason.UNKNOWN_ORDER, "does not work"));
            } else {
                order.status = OrderStatus.CANCELLED;
                report(to -> to.onCancelled(id));
            }
        }

        @Override
        public Account account() {
            if (question != null) {
                question.run();
            }
            return new Account(
                    cash,
                    positions,
                    orders.values().stream()
                            .filter(order -> order.status.isWorking())
                            .map(Booked::snapshot)
                            .toList());
        }

        @Override
        public List<Fill> fillsSince(Instant from) {
            long since = Clock.epochNanosOf(from);
            return fills.stream().filter(fill -> fill.epochNanos() >= since).toList();
        }

        @Override
        public Optional<Order> find(OrderId id) {
            return Optional.ofNullable(orders.get(id)).map(Booked::snapshot);
        }

        @Override
        public void close() {
            listener = null;
        }
    }
}
