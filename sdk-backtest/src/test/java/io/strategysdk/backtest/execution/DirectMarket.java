package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.execution.reference.RefBar;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefOrder;
import io.strategysdk.backtest.execution.reference.RefSession;
import io.strategysdk.backtest.execution.reference.RefTerms;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The simulated market without an engine: orders are asked for in the reference's words, and books that can always pay
 * count positions.
 */
final class DirectMarket implements Execution.Reports {
    private static final int PRICE_SCALE = 8;

    /** What was filled, in units. */
    record Filled(long order, long quantity, long price) {}

    private final SimulatedMarket market;
    private final List<Instrument> instruments;
    private final List<RefInstrument> known;
    private final List<RefSession> sessions;
    private final Map<Long, WorkingOrder> orders = new HashMap<>();
    private final Map<Long, RefOrder> asked = new HashMap<>();
    private final Map<Long, Long> latencies = new HashMap<>();
    private final List<WorkingOrder> triggered = new ArrayList<>();
    private final long[][] positions;
    private final long[][] marks;
    private final boolean isQuoted;
    private final List<Filled> fills = new ArrayList<>();
    private @Nullable Slice slice;
    private long now;

    DirectMarket(History history, int owners) {
        LatencyModel latency =
                history.isInstant() ? LatencyModel.NONE : (seed, id) -> latencies.getOrDefault(id.sequence(), 0L);
        market = new SimulatedMarket(history.rules().model(latency));
        known = history.instruments();
        instruments = known.stream().map(DirectMarket::instrument).toList();
        sessions = history.sessions();
        positions = new long[owners][known.size()];
        marks = new long[known.size()][2];
        isQuoted = history.isQuoted();
        market.start(this);
    }

    private static Instrument instrument(RefInstrument known) {
        return Instrument.of("I" + known.id(), AssetClass.CRYPTO, "USD")
                .withTickSize(price(known.tick()).toString())
                .withLotSize(String.valueOf(known.lot()));
    }

    private static Price price(long units) {
        return new Price(units, PRICE_SCALE);
    }

    /** Matches what closes now. */
    void match(long time, List<RefBar> bars) {
        now = time;
        PlainSlice shown = new PlainSlice(time, bars, known, sessions, isQuoted);
        slice = shown;
        market.match(shown);
        if (shown.closesSession()) {
            market.expire(time);
        }
        for (RefBar bar : bars) {
            marks[bar.instrument()][0] = bar.of(Side.SELL).close();
            marks[bar.instrument()][1] = bar.of(Side.BUY).close();
        }
        sendTriggered();
    }

    /** As the engine does, once marks are known. */
    private void sendTriggered() {
        triggered.sort(Comparator.comparing((WorkingOrder second) -> (Integer) second.owner())
                .thenComparing(WorkingOrder::sequence));
        for (WorkingOrder second : triggered) {
            second.activate(now);
            send(second);
        }
        triggered.clear();
    }

    private void send(WorkingOrder order) {
        order.decided(now);
        order.expireAt(expiry(Objects.requireNonNull(asked.get(order.sequence()))));
        market.submit(order);
    }

    /** A moment between slices. */
    void waitUntil(long time) {
        now = time;
        slice = null;
    }

    /** Whether there has been a price, without which no order leaves. */
    boolean hasPrice(int instrument) {
        return marks[instrument][0] != 0;
    }

    void submit(RefOrder order) {
        send(order(order));
    }

    void submitPair(RefOrder first, RefOrder second) {
        WorkingOrder one = order(first);
        WorkingOrder other = order(second);
        OrderGroup.oneCancelsOther(one, other);
        send(one);
        send(other);
    }

    void submitChain(RefOrder first, RefOrder second) {
        WorkingOrder one = order(first);
        OrderGroup.oneTriggersOther(one, order(second));
        send(one);
        sendTriggered();
    }

    /** Whether it was asked for: not of an order that has ended, or is about to. */
    boolean cancel(long id) {
        WorkingOrder order = orders.get(id);
        if (order == null || !isAtMarket(order)) {
            return false;
        }
        order.become(OrderStatus.PENDING_CANCEL);
        market.cancel(order);
        return true;
    }

    /** Whether it was asked for: not of an order that has ended, would not change, or is about to, itself or its family. */
    boolean replace(long id, long quantity, RefTerms terms) {
        WorkingOrder order = orders.get(id);
        if (order == null || !isAtMarket(order) || family(order).anyMatch(its -> its.askedQty() > 0)) {
            return false;
        }
        OrderTerms asked = terms(terms);
        long total = entryOf(order).isPresent() ? order.orderQty() : quantity;
        if (total <= order.cumQty()
                || (total == order.orderQty() && asked.equals(order.request().terms()))) {
            return false;
        }
        order.become(OrderStatus.PENDING_REPLACE);
        order.ask(new OrderIntent.Replace(
                order.snapshot(),
                new Quantity(total, order.instrument().quantityScale()),
                order.request().terms()));
        market.replace(order, asked, total);
        return true;
    }

    /** Whether it was sent, or waits for its entry that was, and goes on. */
    private static boolean isAtMarket(WorkingOrder order) {
        WorkingOrder sent = entryOf(order).orElse(order);
        return order.isWorking() && order.status() != OrderStatus.PENDING_CANCEL && !sent.isUnsent();
    }

    /** An order with its exits and what it is an exit of. */
    private static Stream<WorkingOrder> family(WorkingOrder order) {
        return Stream.concat(Stream.of(order), Stream.concat(order.exits().stream(), entryOf(order).stream()));
    }

    private static Optional<WorkingOrder> entryOf(WorkingOrder order) {
        return Optional.ofNullable(order.group())
                .filter(its -> its.kind() == OrderGroup.Kind.BRACKET)
                .map(OrderGroup::entry);
    }

    /** What has been filled since the last time this was asked. */
    List<Filled> takeFills() {
        List<Filled> taken = List.copyOf(fills);
        fills.clear();
        return taken;
    }

    OrderStatus status(long id) {
        WorkingOrder order = orders.get(id);
        if (order == null) {
            throw new IllegalArgumentException("order must have been submitted, was " + id);
        }
        return order.status();
    }

    long position(int owner, int instrument) {
        return positions[owner][instrument];
    }

    int ambiguous() {
        return market.quality().ambiguous();
    }

    private WorkingOrder order(RefOrder order) {
        NewOrder request = request(order);
        WorkingOrder entry = working(order.id(), order, request);
        asked.put(order.id(), order);
        List<WorkingOrder> exits = new ArrayList<>();
        List<NewOrder> asked = request.exitOrders();
        for (int i = 0; i < asked.size(); i++) {
            exits.add(working(order.exits().get(i).id(), order, asked.get(i)));
        }
        if (!exits.isEmpty()) {
            OrderGroup.bracket(entry, exits);
        }
        return entry;
    }

    private WorkingOrder working(long id, RefOrder order, NewOrder request) {
        WorkingOrder working = new WorkingOrder(
                order.owner(),
                "o" + order.owner(),
                id,
                order.instrument(),
                request.instrument(),
                request.side(),
                order.quantity(),
                request);
        latencies.put(id, order.times().arrivalNanos() - order.times().decidedNanos());
        orders.put(id, working);
        return working;
    }

    private NewOrder request(RefOrder order) {
        TimeInForce timeInForce = order.force().timeInForce();
        Instant expiry =
                timeInForce == TimeInForce.GTD ? Clock.instantOf(order.force().expiryNanos()) : null;
        return new NewOrder(
                instruments.get(order.instrument()),
                order.side(),
                new Quantity(order.quantity(), 0),
                null,
                terms(order.terms()),
                timeInForce,
                expiry,
                new Exits(
                        order.exits().stream().map(exit -> terms(exit.terms())).toList()),
                order.handling(),
                "");
    }

    private static OrderTerms terms(RefTerms terms) {
        if (terms instanceof RefTerms.Limit t) {
            return new OrderTerms.Limit(price(t.price()));
        }
        if (terms instanceof RefTerms.Stop t) {
            return new OrderTerms.Stop(price(t.stop()));
        }
        if (terms instanceof RefTerms.StopLimit t) {
            return new OrderTerms.StopLimit(price(t.stop()), price(t.limit()));
        }
        if (terms instanceof RefTerms.Trail t) {
            return new OrderTerms.TrailingStop(price(t.distance()));
        }
        if (terms instanceof RefTerms.TrailPercent t) {
            return new OrderTerms.TrailingStopPercent(t.percent());
        }
        return OrderTerms.MARKET;
    }

    /** As the engine sets it. */
    private long expiry(RefOrder order) {
        return switch (order.force().timeInForce()) {
            case DAY, CLS -> close(now + 1, Long.MIN_VALUE);
            case OPG -> close(Long.MIN_VALUE, now);
            case GTD -> order.force().expiryNanos();
            case GTC, IOC, FOK -> WorkingOrder.NEVER;
        };
    }

    /** Close of the first session that closes and opens no earlier than this. */
    private long close(long closesFrom, long opensFrom) {
        for (RefSession session : sessions) {
            if (session.closeNanos() >= closesFrom && session.openNanos() >= opensFrom) {
                return session.closeNanos();
            }
        }
        return WorkingOrder.NEVER;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long markUnits(WorkingOrder order) {
        return marks[order.instrumentIndex()][order.sign() > 0 ? 1 : 0];
    }

    @Override
    public @Nullable Slice slice() {
        return slice;
    }

    @Override
    public void accepted(WorkingOrder order) {
        if (!order.isAcknowledged()) {
            order.acknowledge();
        }
    }

    @Override
    public long filled(WorkingOrder order, long quantity, long price, long fee) {
        long[] ofOwner = positions[(Integer) order.owner()];
        int instrument = order.instrumentIndex();
        long wanted =
                order.isReduceOnly() ? Math.max(0, Math.min(quantity, -order.sign() * ofOwner[instrument])) : quantity;
        if (wanted == 0) {
            rejected(order, RejectReason.NOTHING_TO_REDUCE, "");
            return 0;
        }
        if (wanted < quantity) {
            order.cutTo(order.cumQty() + wanted);
        }
        accepted(order);
        order.fill(wanted, 0, 0);
        ofOwner[instrument] += order.sign() * wanted;
        fills.add(new Filled(order.sequence(), wanted, price));
        if (!order.isWorking()) {
            afterEnd(order);
        }
        return wanted;
    }

    private void afterEnd(WorkingOrder order) {
        if (order.cumQty() == 0) {
            order.exits().stream().filter(WorkingOrder::isWorking).forEach(this::cancelled);
        }
        for (OrderGroup group : order.led()) {
            if (group.kind() == OrderGroup.Kind.ONE_TRIGGERS_OTHER) {
                group.members().stream().filter(WorkingOrder::isUnsent).forEach(second -> trigger(second, order));
            }
        }
    }

    private void trigger(WorkingOrder second, WorkingOrder first) {
        if (first.status() == OrderStatus.FILLED) {
            triggered.add(second);
        } else {
            cancelled(second);
        }
    }

    private void end(WorkingOrder order, OrderStatus status) {
        accepted(order);
        order.become(status);
        afterEnd(order);
    }

    @Override
    public void replaced(WorkingOrder order, OrderTerms terms, long orderQty) {
        if (orderQty <= order.cumQty()) {
            cancelled(order);
            return;
        }
        accepted(order);
        order.replace(terms, orderQty);
        order.ask(null);
        if (order.status() == OrderStatus.PENDING_REPLACE) {
            order.worksAgain();
        }
    }

    @Override
    public void sized(WorkingOrder order, long orderQty) {
        order.size(orderQty);
    }

    @Override
    public void activated(WorkingOrder order) {}

    @Override
    public void restated(WorkingOrder order, long orderQty) {
        order.size(orderQty);
    }

    @Override
    public void cancelled(WorkingOrder order) {
        end(order, OrderStatus.CANCELLED);
    }

    @Override
    public void expired(WorkingOrder order) {
        end(order, OrderStatus.EXPIRED);
    }

    @Override
    public void rejected(WorkingOrder order, RejectReason reason, String text) {
        end(order, OrderStatus.REJECTED);
    }

    @Override
    public void executed(WorkingOrder order, long quantity, long price, long fee) {
        throw new AssertionError("no venue must execute on its own, did " + order);
    }

    @Override
    public void cancelRejected(WorkingOrder order, OrderIntent request, RejectReason reason, String text) {
        throw new AssertionError("a request must not be refused, was one of " + order);
    }
}
