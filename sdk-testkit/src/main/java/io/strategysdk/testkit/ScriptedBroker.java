package io.strategysdk.testkit;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.SliceDriven;
import io.strategysdk.testkit.internal.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broker that does what a test says: answers orders at once, later, in parts, twice, in the wrong order or not at all,
 * and loses its connection. For tests of what a strategy does when a broker is not kind.
 *
 * <pre>{@code
 * ScriptedBroker broker = ScriptedBroker.accepting();
 * broker.next(order -> {
 *     order.accept();
 *     order.fill(40, "10.05");
 *     order.later(2, late -> late.fillRest("10.10"));
 * });
 * }</pre>
 *
 * <p>What it reports is applied by the run at the next command or slice, as a broker's reports are. Orders can also be
 * answered by hand, between two steps of a test: {@link #last} and {@link #orders} give them. It believes everything it is
 * told to report, whether or not a real broker could: that is what it is for. Not thread-safe.
 */
public final class ScriptedBroker implements BrokerAdapter, SliceDriven {
    private final Queue<Consumer<VenueOrder>> nextAnswers = new ArrayDeque<>();
    private final Map<OrderId, VenueOrder> orders = new LinkedHashMap<>();
    private final List<Later> waiting = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Map<Instrument, Holding> positions = new LinkedHashMap<>();
    private Consumer<VenueOrder> answer;
    private Consumer<VenueOrder> cancelAnswer = VenueOrder::cancelled;
    private Consumer<VenueOrder> replaceAnswer = VenueOrder::replaced;
    private BrokerProfile profile = BrokerProfile.UNRESTRICTED;
    private BigDecimal cash = BigDecimal.ZERO;
    private @Nullable VenueOrder last;
    private @Nullable Listener listener;
    private @Nullable RecordedReports recorded;
    private boolean disconnected;
    private boolean closed;
    private long now = Long.MIN_VALUE;
    private long slice;

    /** Something that happens some slices later. */
    private record Later(long slice, VenueOrder order, Consumer<VenueOrder> action) {}

    private ScriptedBroker(Consumer<VenueOrder> answer) {
        this.answer = answer;
    }

    /** A broker that accepts orders and leaves the rest to the test; it cancels and replaces as it is asked. */
    public static ScriptedBroker accepting() {
        return new ScriptedBroker(VenueOrder::accept);
    }

    /** A broker that answers orders like this; it cancels and replaces as it is asked. */
    public static ScriptedBroker answering(Consumer<VenueOrder> answer) {
        return new ScriptedBroker(Objects.requireNonNull(answer));
    }

    /** A broker that says nothing by itself, neither to orders nor to cancels and replacements. */
    public static ScriptedBroker silent() {
        return new ScriptedBroker(order -> {}).onCancel(order -> {}).onReplace(order -> {});
    }

    /**
     * A broker that reports of each order what the journal of an earlier run says of the order of the same number, at the
     * same time, and nothing of any other: executions as they were, for a strategy that is looked at again.
     *
     * @param journal of a run with one strategy
     * @throws IllegalArgumentException when it had several
     */
    public static ScriptedBroker replaying(Journal journal) {
        RecordedReports reports = new RecordedReports(journal);
        ScriptedBroker broker = new ScriptedBroker(order -> {});
        broker.recorded = reports;
        Consumer<VenueOrder> answer = order -> reports.tell(broker.orders(), broker.now, false);
        return broker.always(answer).onCancel(answer).onReplace(answer);
    }

    /** Answers one order like this: the next that has no answer yet. May be said several times, for those after it. */
    public ScriptedBroker next(Consumer<VenueOrder> once) {
        nextAnswers.add(Objects.requireNonNull(once));
        return this;
    }

    /** Answers all further orders like this, after those of {@link #next}. */
    public ScriptedBroker always(Consumer<VenueOrder> value) {
        answer = Objects.requireNonNull(value);
        return this;
    }

    /** Answers cancels like this. */
    public ScriptedBroker onCancel(Consumer<VenueOrder> value) {
        cancelAnswer = Objects.requireNonNull(value);
        return this;
    }

    /** Answers replacements like this; {@link VenueOrder#replacement} says what is asked for. */
    public ScriptedBroker onReplace(Consumer<VenueOrder> value) {
        replaceAnswer = Objects.requireNonNull(value);
        return this;
    }

    /** What it takes; everything, unless said. Say it before the run begins. */
    public ScriptedBroker withProfile(BrokerProfile value) {
        profile = Objects.requireNonNull(value);
        return this;
    }

    /** Cash of its account before any fill, in the instruments' currency; 0 unless said. */
    public ScriptedBroker withCash(String amount) {
        cash = Amounts.of("cash", amount);
        return this;
    }

    /** Every order that came in, in order; exits of brackets follow their entry. */
    public List<VenueOrder> orders() {
        return List.copyOf(orders.values());
    }

    /**
     * The order that came in last; of a bracket its entry.
     *
     * @throws IllegalStateException when none has come
     */
    public VenueOrder last() {
        VenueOrder known = last;
        if (known == null) {
            throw new IllegalStateException("an order must have come in, none has");
        }
        return known;
    }

    /** Loses the connection: the run sends no order until it is back, cancels only. A run may begin without one. */
    public void disconnect() {
        connection(true);
    }

    /** The connection is back. */
    public void reconnect() {
        connection(false);
    }

    private void connection(boolean lost) {
        disconnected = lost;
        if (listener != null) {
            tellConnection(listener());
        }
    }

    private void tellConnection(Listener to) {
        to.onConnection(
                disconnected ? ConnectionState.DOWN : ConnectionState.LIVE,
                "the test has " + (disconnected ? "lost" : "restored") + " the connection");
    }

    Listener listener() {
        Listener known = listener;
        if (known == null || closed) {
            throw new IllegalStateException(
                    "a broker must be started and not closed to report, this one " + (closed ? "is closed" : "is new"));
        }
        return known;
    }

    long now() {
        return now;
    }

    void report(Fill fill) {
        fills.add(fill);
        Quantity signed =
                fill.side() == Side.BUY ? fill.lastQty() : fill.lastQty().negated();
        Holding held = positions.getOrDefault(fill.instrument(), Holding.NONE).after(fill);
        if (held.quantity().isZero()) {
            positions.remove(fill.instrument());
        } else {
            positions.put(fill.instrument(), held);
        }
        cash = cash.subtract(signed.toBigDecimal().multiply(fill.lastPx().toBigDecimal()))
                .subtract(fill.fee());
        listener().onFill(fill);
    }

    void later(int slices, VenueOrder order, Consumer<VenueOrder> action) {
        waiting.add(new Later(slice + slices, order, action));
    }

    /**
     * A slice of the market begins: what waited for it happens, before the run looks at it. A {@link StrategyTester} says so
     * by itself; whoever drives a run without one says it before each slice.
     *
     * @param epochNanos time of the slice, UTC nanoseconds since 1970
     */
    public void begin(long epochNanos) {
        if (epochNanos <= now && slice > 0) {
            return;
        }
        now = epochNanos;
        slice++;
        List<Later> due = waiting.stream().filter(later -> later.slice <= slice).toList();
        waiting.removeAll(due);
        due.forEach(later -> later.action.accept(later.order));
        if (recorded != null) {
            recorded.tell(orders(), now, true);
        }
    }

    @Override
    public void onSlice(Slice its) {
        begin(its.epochNanos());
    }

    @Override
    public void marketIs(long epochNanos, long markUnits) {
        now = Math.max(now, epochNanos);
    }

    @Override
    public BrokerProfile profile() {
        return profile;
    }

    @Override
    public void start(List<Instrument> instruments, Listener to) {
        if (listener != null) {
            throw new IllegalStateException("a broker must be started once, was started before");
        }
        listener = Objects.requireNonNull(to);
        if (disconnected) {
            tellConnection(to);
        }
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        VenueOrder entry = new VenueOrder(this, id, order);
        orders.put(id, entry);
        last = entry;
        long sequence = id.sequence();
        for (NewOrder exit : order.exitOrders()) {
            OrderId exitId = new OrderId(id.origin(), ++sequence);
            VenueOrder child = new VenueOrder(this, exitId, exit);
            entry.add(child);
            orders.put(exitId, child);
        }
        Consumer<VenueOrder> once = nextAnswers.poll();
        (once == null ? answer : once).accept(entry);
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        VenueOrder order = known(replacement.order().id());
        order.asked(replacement);
        replaceAnswer.accept(order);
    }

    @Override
    public void cancel(OrderId id) {
        VenueOrder order = known(id);
        order.askedToCancel();
        cancelAnswer.accept(order);
    }

    private VenueOrder known(OrderId id) {
        VenueOrder order = orders.get(id);
        if (order == null) {
            throw new IllegalArgumentException("order must have been submitted before, was " + id);
        }
        return order;
    }

    @Override
    public Account account() {
        return new Account(
                cash,
                positions,
                orders.values().stream()
                        .map(VenueOrder::snapshot)
                        .filter(Order::isWorking)
                        .toList());
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        long since = Clock.epochNanosOf(from);
        return fills.stream().filter(fill -> fill.epochNanos() >= since).toList();
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id)).map(VenueOrder::snapshot);
    }

    @Override
    public void close() {
        closed = true;
    }
}
