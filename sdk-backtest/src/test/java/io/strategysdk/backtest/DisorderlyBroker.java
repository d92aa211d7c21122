package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Executes orders in parts whenever it is prodded, reports executions late, in another order and more than once, also
 * after it has said that the order is cancelled, and answers requests late or not as they were meant.
 */
final class DisorderlyBroker implements BrokerAdapter {
    private final SplittableRandom random;
    private final Map<OrderId, Resting> resting = new LinkedHashMap<>();
    private final List<Fill> undelivered = new ArrayList<>();
    private final List<Fill> delivered = new ArrayList<>();
    private @Nullable Listener listener;
    private int executions;

    DisorderlyBroker(long seed) {
        random = new SplittableRandom(seed);
    }

    private static final class Resting {
        final NewOrder order;
        long left;

        OrderIntent.@Nullable Replace asked;

        boolean isCancelled;

        Resting(NewOrder order, long left) {
            this.order = order;
            this.left = left;
        }
    }

    /** Every execution that has been reported, each once. */
    List<Fill> executions() {
        return delivered;
    }

    /** What happens at the broker between two bars. */
    void prod() {
        resting.forEach((id, order) -> {
            if (random.nextInt(3) == 0) {
                execute(id, order);
            }
        });
        for (OrderId id : List.copyOf(resting.keySet())) {
            if (random.nextBoolean()) {
                answer(id, Objects.requireNonNull(resting.get(id)));
            }
        }
        report(random.nextInt(undelivered.size() + 1));
        repeat();
    }

    private void execute(OrderId id, Resting order) {
        long quantity = random.nextLong(order.left + 1);
        if (quantity == 0) {
            return;
        }
        order.left -= quantity;
        Instrument instrument = order.order.instrument();
        undelivered.add(new Fill(
                "x" + ++executions,
                id,
                instrument,
                order.order.side(),
                new Quantity(quantity, instrument.quantityScale()),
                Price.of(BigDecimal.valueOf(9_000 + random.nextInt(2_000), 2)),
                BigDecimal.valueOf(random.nextInt(200), 2),
                0));
    }

    private void answer(OrderId id, Resting order) {
        if (order.isCancelled) {
            resting.remove(id);
            to().onCancelled(id);
        } else if (order.asked != null) {
            replace(id, order, order.asked);
        } else if (order.left == 0 || random.nextInt(10) == 0) {
            resting.remove(id);
            if (order.left > 0) {
                to().onExpired(id);
            }
        }
    }

    private void replace(OrderId id, Resting order, OrderIntent.Replace asked) {
        order.asked = null;
        if (random.nextInt(3) == 0) {
            to().onReplaceRejected(id, RejectReason.BROKER, "not now");
            return;
        }
        int scale = order.order.instrument().quantityScale();
        long executed = units(order) - order.left;
        long total = asked.orderQty().unitsAt(scale);
        order.left = Math.max(0, total - executed);
        resting.put(id, changed(order, total));
        to().onReplaced(id);
    }

    private static long units(Resting order) {
        return order.order.orderQty().unitsAt(order.order.instrument().quantityScale());
    }

    private static Resting changed(Resting order, long total) {
        Instrument instrument = order.order.instrument();
        NewOrder asked =
                OrderIntent.market(instrument, order.order.side(), new Quantity(total, instrument.quantityScale()));
        Resting changed = new Resting(asked, order.left);
        changed.isCancelled = order.isCancelled;
        return changed;
    }

    private void report(int count) {
        for (int i = 0; i < count; i++) {
            Fill fill = undelivered.remove(random.nextInt(undelivered.size()));
            delivered.add(fill);
            to().onFill(fill);
        }
    }

    private void repeat() {
        for (int i = random.nextInt(4); i > 0 && !delivered.isEmpty(); i--) {
            to().onFill(delivered.get(random.nextInt(delivered.size())));
        }
    }

    private Listener to() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public BrokerProfile profile() {
        return BrokerProfile.of("disorderly", Set.of(OrderType.values()), Set.of(TimeInForce.values()))
                .withExits(Set.of())
                .withOrders(BrokerProfile.Form.AMOUNT, Map.of());
    }

    @Override
    public void start(List<Instrument> instruments, Listener toWhom) {
        listener = toWhom;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        Resting resting = new Resting(order, 0);
        resting.left = units(resting);
        this.resting.put(id, resting);
        if (random.nextInt(8) == 0) {
            this.resting.remove(id);
            to().onRejected(id, RejectReason.BROKER, "not today");
        } else if (random.nextBoolean()) {
            to().onAccepted(id);
        }
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        Resting order = resting.get(replacement.order().id());
        if (order == null) {
            to().onReplaceRejected(replacement.order().id(), RejectReason.UNKNOWN_ORDER, "nothing to replace");
        } else {
            order.asked = replacement;
        }
    }

    @Override
    public void cancel(OrderId id) {
        Resting order = resting.get(id);
        if (order == null) {
            to().onCancelRejected(id, RejectReason.UNKNOWN_ORDER, "nothing to cancel");
        } else {
            order.isCancelled = true;
        }
    }

    @Override
    public Account account() {
        return new Account(BigDecimal.ZERO, Map.of(), List.of());
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        return List.of();
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
