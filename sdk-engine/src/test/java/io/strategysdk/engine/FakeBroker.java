package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accepts every order, fills market orders at ten at once, and writes down what it is asked for. */
final class FakeBroker implements BrokerAdapter {
    /** What it was called for, ids included. */
    final List<String> calls = new ArrayList<>();

    Set<TimeInForce> timesInForce = Set.of(TimeInForce.values());
    boolean notional = true;
    /** Whether it cannot be reached. */
    boolean down;
    /** Whether disconnecting fails. */
    boolean sticks;
    /** Whether the test answers replacements, instead of each being accepted at once. */
    boolean thinks;

    /** Whether the test fills market orders, instead of each being filled at once. */
    boolean fillsNothing;

    /** Whether the test answers cancels, instead of each being confirmed at once. */
    boolean answersNoCancel;

    /** The command that throws, after it was written down. */
    String breaks = "";

    /** What it throws instead of an exception. */
    @Nullable
    Error failure;

    /** Whether an order is accepted before its submission throws. */
    boolean acceptsFirst;

    private @Nullable Listener listener;

    /** The connection is lost, or there again. */
    void connection(boolean up) {
        listener().onConnection(up ? ConnectionState.LIVE : ConnectionState.DOWN, "");
    }

    /** A replacement that it thought about is accepted. */
    void accept(OrderId id) {
        listener().onReplaced(id);
    }

    /** A replacement that it thought about is refused. */
    void refuse(OrderId id) {
        listener().onReplaceRejected(id, RejectReason.BROKER, "not today");
    }

    /** A cancel that it thought about is refused. */
    void refuseCancel(OrderId id) {
        listener().onCancelRejected(id, RejectReason.BROKER, "not today");
    }

    /** Where a test reports what it wants. */
    Listener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public BrokerProfile profile() {
        BrokerProfile taken = BrokerProfile.of("fake", Set.of(OrderType.MARKET, OrderType.LIMIT), timesInForce)
                .withExits(Set.of());
        return notional ? taken : taken.withOrders(BrokerProfile.Form.AMOUNT, Map.of());
    }

    @Override
    public void start(List<Instrument> instruments, Listener to) {
        calls.add("start");
        if (down) {
            throw new SdkException("the broker must accept the key, it did not");
        }
        listener = to;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        calls.add("submit " + id);
        if (acceptsFirst) {
            listener().onAccepted(id);
        }
        breakDown("submit");
        listener().onAccepted(id);
        if (order.terms().type() == OrderType.MARKET && !fillsNothing) {
            listener()
                    .onFill(new Fill(
                            "execution of " + id,
                            id,
                            order.instrument(),
                            order.side(),
                            order.orderQty(),
                            Price.of(10),
                            BigDecimal.ZERO,
                            0));
        }
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        calls.add("replace " + replacement.order().id());
        breakDown("replace");
        if (!thinks) {
            accept(replacement.order().id());
        }
    }

    @Override
    public void cancel(OrderId id) {
        calls.add("cancel " + id);
        breakDown("cancel");
        if (!answersNoCancel) {
            listener().onCancelled(id);
        }
    }

    private void breakDown(String command) {
        if (!command.equals(breaks)) {
            return;
        }
        if (failure != null) {
            throw failure;
        }
        throw new SdkException("the line must hold, it did not");
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
    public void close() {
        calls.add("close");
        if (sticks) {
            throw new SdkException("the broker must say goodbye, it did not");
        }
    }
}
