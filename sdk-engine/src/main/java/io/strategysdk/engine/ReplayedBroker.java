package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The broker of a recorded run: what it said is in the recording, and nothing reaches it. */
final class ReplayedBroker implements BrokerAdapter {
    private final BrokerProfile profile;

    ReplayedBroker(BrokerProfile profile) {
        this.profile = profile;
    }

    @Override
    public BrokerProfile profile() {
        return profile;
    }

    @Override
    public void start(List<Instrument> instruments, Listener listener) {}

    @Override
    public void submit(OrderId id, NewOrder order) {}

    @Override
    public void replace(OrderIntent.Replace replacement) {}

    @Override
    public void cancel(OrderId id) {}

    @Override
    public Account account() {
        throw notAsked();
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        throw notAsked();
    }

    @Override
    public Optional<Order> find(OrderId id) {
        throw notAsked();
    }

    private static IllegalStateException notAsked() {
        return new IllegalStateException("what the broker of a recorded run answered must come from the recording");
    }

    @Override
    public void close() {}
}
