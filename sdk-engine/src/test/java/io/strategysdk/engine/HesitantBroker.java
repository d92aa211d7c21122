package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
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
 * Fills orders that 100 meets at 100, in parts, orders under cancellation too, and answers in its own time. It does not
 * know what an order that only reduces is.
 */
final class HesitantBroker implements BrokerAdapter {
    private final SplittableRandom random;
    private final Map<OrderId, NewOrder> open = new LinkedHashMap<>();
    private final Map<OrderId, Long> left = new LinkedHashMap<>();
    private final Map<OrderId, Long> total = new LinkedHashMap<>();
    private final List<Object> asked = new ArrayList<>();
    private @Nullable Listener listener;
    private int executions;
    /** What the account holds. */
    long held;

    HesitantBroker(SplittableRandom random) {
        this.random = random;
    }

    private Listener listener() {
        return Objects.requireNonNull(listener);
    }

    /** Fills and answers some of what is open, or, in the end, answers all. */
    void turn(boolean answersAll) {
        for (OrderId id : List.copyOf(open.keySet())) {
            NewOrder order = Objects.requireNonNull(open.get(id));
            boolean isMarket = order.terms().type() == OrderType.MARKET;
            if (isMet(order) && (isMarket || random.nextInt(3) == 0)) {
                fill(id, order, answersAll ? leaves(id) : random.nextLong(1, leaves(id) + 1));
            }
        }
        for (Object each : List.copyOf(asked)) {
            if (answersAll || random.nextBoolean()) {
                asked.remove(each);
                answer(each, answersAll);
            }
        }
    }

    private static boolean isMet(NewOrder order) {
        double limit =
                order.terms() instanceof OrderTerms.Limit terms ? terms.price().toDouble() : 100;
        return order.side() == Side.BUY ? limit >= 100 : limit <= 100;
    }

    private long leaves(OrderId id) {
        return left.getOrDefault(id, 0L);
    }

    private void fill(OrderId id, NewOrder order, long quantity) {
        executions++;
        held += order.side().sign() * quantity;
        left.merge(id, -quantity, Long::sum);
        if (leaves(id) == 0) {
            open.remove(id);
        }
        listener()
                .onFill(new Fill(
                        "execution " + executions,
                        id,
                        order.instrument(),
                        order.side(),
                        Quantity.of(quantity),
                        Price.of(100),
                        BigDecimal.ZERO,
                        0));
    }

    private void answer(Object each, boolean cancels) {
        if (each instanceof OrderId id) {
            if (open.containsKey(id) && !cancels && random.nextInt(4) == 0) {
                listener().onCancelRejected(id, RejectReason.BROKER, "not today");
            } else if (open.remove(id) != null) {
                listener().onCancelled(id);
            }
        } else if (each instanceof OrderIntent.Replace replace) {
            replaced(replace);
        }
    }

    private void replaced(OrderIntent.Replace replace) {
        OrderId id = replace.order().id();
        long filled = total.getOrDefault(id, 0L) - leaves(id);
        long wanted = (long) replace.orderQty().toDouble();
        if (!open.containsKey(id) || random.nextBoolean() || wanted <= filled) {
            listener().onReplaceRejected(id, RejectReason.BROKER, "not today");
            return;
        }
        total.put(id, wanted);
        left.put(id, wanted - filled);
        listener().onReplaced(id);
    }

    @Override
    public BrokerProfile profile() {
        return BrokerProfile.of("hesitant", Set.of(OrderType.MARKET, OrderType.LIMIT), Set.of(TimeInForce.values()));
    }

    @Override
    public void start(List<Instrument> instruments, Listener to) {
        listener = to;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        long quantity = (long) order.orderQty().toDouble();
        open.put(id, order);
        left.put(id, quantity);
        total.put(id, quantity);
        listener().onAccepted(id);
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        asked.add(replacement);
    }

    @Override
    public void cancel(OrderId id) {
        asked.add(id);
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
