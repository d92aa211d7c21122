package io.strategysdk.engine.execution;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.Irregularities.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends orders to a broker. Its reports come in on the adapter's thread, wait in a queue, and are applied on the run's
 * thread, each execution once. While the connection is down no order leaves.
 *
 * <p>An execution is booked for the order that it names, also when that has ended: the account holds what was executed.
 * The order stays as it ended, its cumQty grows. Ended orders and their executions are remembered, a few hundred bytes
 * each, since no broker says how late is too late; of more than a thousand those are forgotten that ended more than two
 * days ago. What no order of the run owns stands in no book and is told of in {@link #warnings}.
 *
 * <p>The broker knows an order by strategy, run and sequence, {@code trend.mu3k5a1c-7}; strategies and the journal, which
 * are to be the same in every repetition, by strategy and sequence, {@code trend-7}.
 */
public final class BrokerExecution implements Execution {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerExecution.class);

    private static final int REMEMBERED = 1_000;

    private final BrokerAdapter broker;
    private final int remembered;
    /** Calls of the adapter's listener, and looks at what a command has come to, in their order. */
    private final ConcurrentLinkedQueue<Consumer<BrokerAdapter.Listener>> incoming = new ConcurrentLinkedQueue<>();

    private volatile BrokerInputs.Link link = new BrokerInputs.Link(true, 0);
    /** Ended ones too: what is executed after the end still changes what the account holds. */
    private final Map<OrderId, WorkingOrder> orders = new LinkedHashMap<>();

    /** Under way: one of an order at a time. */
    private final Map<OrderId, OrderIntent.Replace> replacements = new HashMap<>();

    /** Ids of executions that came, with their orders: as long as those are remembered. */
    private final Map<String, OrderId> executions = new LinkedHashMap<>();

    /** Orders that have ended, and when that was noticed. */
    private final Map<OrderId, Long> ended = new LinkedHashMap<>();

    private final Map<String, Fill> unbooked = new LinkedHashMap<>();
    private final Set<OrderId> ofRunBefore = new HashSet<>();
    private boolean reconciles;
    /** What was asked before the connection was lost says nothing. */
    private int reconciledAfter = -1;

    private ConnectionState state = ConnectionState.LIVE;
    private volatile Duration clockAhead = Duration.ZERO;
    private boolean applying;
    private final Irregularities odd = new Irregularities();
    private final BrokerAdapter.Listener applied = new Applied();
    private @Nullable Reports reports;
    private BrokerInputs inputs = BrokerInputs.DIRECT;

    /** Over an adapter that has not been started; it is started and closed by the run. */
    public BrokerExecution(BrokerAdapter broker) {
        this(broker, REMEMBERED);
    }

    /**
     * The same, with less or more memory.
     *
     * @param remembered ended orders that are remembered however long ago they ended
     */
    public BrokerExecution(BrokerAdapter broker, int remembered) {
        this.broker = broker;
        this.remembered = remembered;
    }

    /** How far the broker's clock is ahead of this machine's at least, as it was measured last; any thread may ask. */
    public Duration clockAhead() {
        return clockAhead;
    }

    @Override
    public boolean isDegraded() {
        return state == ConnectionState.DEGRADED;
    }

    /** Orders are submitted one by one. */
    @Override
    public BrokerProfile profile() {
        return broker.profile().withPairs(BrokerProfile.Pairs.NONE);
    }

    @Override
    public void start(Reports to) {
        reports = to;
        inputs = to.inputs();
        broker.start(to.instruments(), new Incoming());
    }

    @Override
    public void close() {
        broker.close();
        if (!incoming.isEmpty()) {
            LOG.warn("the broker reported {} times after the end of the run, that stands in no book", incoming.size());
        }
    }

    @Override
    public void restore(byte[] saved, List<WorkingOrder> working) {
        working.forEach(this::own);
        working.forEach(order -> ofRunBefore.add(idOf(order)));
    }

    /**
     * From now on no order leaves before an {@link #inquire inquiry} has been {@linkplain #settle settled}: at the start,
     * and whenever the connection has come back.
     */
    public void reconcileFirst() {
        reconciles = true;
    }

    private boolean isReconciled(BrokerInputs.Link now) {
        return !reconciles || reconciledAfter == now.outages();
    }

    private synchronized void linked(boolean isUp) {
        link = isUp ? link.up() : link.lost();
    }

    private BrokerInputs.Link link() {
        return inputs.link(link);
    }

    /** Whether orders wait for an inquiry, and the broker can be asked. */
    public boolean awaitsReconciliation() {
        BrokerInputs.Link now = link();
        return now.isUp() && !isReconciled(now);
    }

    /**
     * What has to be known of the broker now.
     *
     * @param fillsFrom executions since then, UTC nanoseconds since 1970
     */
    public Inquiry inquire(long fillsFrom) {
        int before = link().outages();
        apply();
        List<Inquiry.Asked> asked = new ArrayList<>();
        orders.forEach((id, order) -> {
            if (order.isWorking() && !order.isHeld()) {
                asked.add(new Inquiry.Asked(
                        id, order, OrderVersion.of(order), order.instrument().quantityScale()));
            }
        });
        return new Inquiry(broker, asked, fillsFrom, before, orders.keySet(), executions.keySet());
    }

    /**
     * Takes what the broker says for true: books what was executed and not reported, and ends what has ended. Orders that
     * have changed since they were asked for are left to the next inquiry.
     *
     * @param recent orders that were decided on since then and are not found may still arrive, UTC nanoseconds since 1970
     */
    public Settlement settle(Inquiry inquiry, Inquiry.Answer answer, long recent) {
        apply();
        for (Fill fill : answer.fills()) {
            WorkingOrder order = orders.get(fill.orderId());
            if (order != null && !executions.containsKey(fill.execId())) {
                fillWhatIsMissing(order, fill, answer.filled().get(fill.orderId()));
            }
        }
        List<String> doubts = new ArrayList<>();
        int awaited = 0;
        for (Inquiry.Asked asked : inquiry.asked()) {
            WorkingOrder order = asked.order();
            if (!order.isWorking()) {
                continue;
            }
            Order known = answer.orders().get(asked.id());
            if (known != null) {
                settle(asked, known, doubts);
            } else if (order.isAcknowledged()) {
                doubts.add("order " + asked.id() + " works in the run, the broker has none of this id");
            } else if (order.decidedAt() >= recent) {
                awaited++;
            } else if (ofRunBefore.contains(asked.id())) {
                reports()
                        .rejected(
                                order,
                                RejectReason.NOT_CONNECTED,
                                "the run ended before the order reached the broker (" + order.instrument() + ", order "
                                        + order.id() + ")");
            }
        }
        Settlement settlement = new Settlement(doubts, awaited);
        if (settlement.isComplete()) {
            reconciledAfter = inquiry.outages();
        }
        return settlement;
    }

    /** What has been booked under another id, as of several executions at once, is not booked again. */
    private void fillWhatIsMissing(WorkingOrder order, Fill fill, @Nullable Quantity filledInAll) {
        Quantity booked = order.snapshot().cumQty();
        if (filledInAll == null || booked.plus(fill.lastQty()).compareTo(filledInAll) <= 0) {
            fill(fill);
        } else {
            odd.add(
                    Kind.REPEATED,
                    "execution " + fill.execId() + " of " + fill.lastQty() + " " + fill.instrument() + ", of which "
                            + booked + " stand in the books and the broker has " + filledInAll + ", order "
                            + fill.orderId());
        }
    }

    private void settle(Inquiry.Asked asked, Order known, List<String> doubts) {
        WorkingOrder order = asked.order();
        OrderId id = asked.id();
        long filled = known.cumQty().unitsAt(asked.scale());
        if (filled > order.cumQty()) {
            doubts.add("order " + id + " has filled " + known.cumQty() + " at the broker, "
                    + order.snapshot().cumQty() + " in the run, and no execution says how");
            return;
        }
        if (!asked.version().status().equals(order.status()) || filled < order.cumQty()) {
            return;
        }
        switch (known.status()) {
            case FILLED -> {
                if (known.orderQty().compareTo(known.cumQty()) > 0) {
                    doubts.add("order " + id + " is filled at the broker with " + known.cumQty() + " of "
                            + known.orderQty());
                } else {
                    end(id, "the end", reports()::cancelled); // it was replaced or restated to what is filled
                }
            }
            case CANCELLED, REPLACED -> end(id, "the cancel", reports()::cancelled);
            case EXPIRED -> end(id, "the expiry", reports()::expired);
            case REJECTED ->
                end(
                        id,
                        "the refusal",
                        its -> reports().rejected(its, RejectReason.BROKER, "the broker has refused the order " + id));
            case PENDING, SUBMITTED, PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE -> goOn(id, order, known);
        }
    }

    /** Works there: what the run before this one has asked for is asked again, or has been done. */
    private void goOn(OrderId id, WorkingOrder order, Order known) {
        if (!order.isAcknowledged()) {
            reports().accepted(order);
        }
        OrderIntent.Replace asked = order.asked();
        if (ofRunBefore.contains(id) && asked != null) {
            boolean isDone = known.request().terms().equals(asked.terms())
                    && known.orderQty().compareTo(asked.orderQty()) == 0;
            if (isDone) {
                replaced(id);
            } else if (known.status() != OrderStatus.PENDING_REPLACE) {
                replaceRejected(id, RejectReason.NOT_CONNECTED, "the run ended before the replacement was answered");
            }
        }
        if (ofRunBefore.contains(id) && order.status() == OrderStatus.PENDING_CANCEL) {
            attempt("cancel", id, () -> broker.cancel(id));
        }
        long units = known.orderQty().unitsAt(order.instrument().quantityScale());
        if (!order.isByAmount() && order.asked() == null && units != order.orderQty() && units > order.cumQty()) {
            reports().restated(order, units);
        }
    }

    @Override
    public void restore(Map<String, WorkingOrder> execIds, List<WorkingOrder> known) {
        known.forEach(this::own);
        execIds.forEach((id, order) -> executions.put(id, idOf(order)));
    }

    @Override
    public List<WorkingOrder> forget(long before) {
        if (orders.size() <= remembered) {
            return List.of();
        }
        orders.forEach((id, order) -> {
            if (!order.isWorking()) {
                ended.putIfAbsent(id, reports().now());
            }
        });
        List<WorkingOrder> forgotten = new ArrayList<>();
        for (Map.Entry<OrderId, Long> oldest : List.copyOf(ended.entrySet())) {
            if (ended.size() <= remembered || oldest.getValue() >= before) {
                break;
            }
            ended.remove(oldest.getKey());
            ofRunBefore.remove(oldest.getKey());
            forgotten.add(Objects.requireNonNull(orders.remove(oldest.getKey())));
        }
        if (!forgotten.isEmpty()) {
            executions.values().removeIf(id -> !orders.containsKey(id) && !isUnbooked(id));
        }
        return forgotten;
    }

    private boolean isUnbooked(OrderId id) {
        return unbooked.values().stream().anyMatch(fill -> fill.orderId().equals(id));
    }

    /** A replacement that was under way when the run before this one ended may still be answered. */
    private void own(WorkingOrder order) {
        OrderId id = idOf(order);
        orders.put(id, order);
        OrderIntent.Replace asked = order.asked();
        if (asked != null) {
            replacements.put(id, asked);
        }
    }

    /** A run begins connected; saying so is no news. */
    private void connection(ConnectionState now, String reason) {
        if (now != state) {
            state = now;
            reports().connection(now, reason);
        }
    }

    private Reports reports() {
        return Objects.requireNonNull(reports, "start must come first");
    }

    /** Client order id at the broker, which remembers those of earlier runs. */
    private OrderId idOf(WorkingOrder order) {
        OrderId own = order.id();
        String run = reports().runLabel();
        return run.isEmpty() ? own : new OrderId(own.origin() + "." + run, own.sequence());
    }

    /** Why no order may leave, null when they may. */
    private @Nullable String held() {
        BrokerInputs.Link now = link();
        if (!now.isUp()) {
            return "down";
        }
        return isReconciled(now) ? null : "not reconciled";
    }

    private Order atBroker(WorkingOrder order) {
        Order own = order.snapshot();
        return new Order(idOf(order), own.request(), own.status(), own.orderQty(), own.cumQty(), own.avgPx());
    }

    /** Executions that the broker reported again and that were dropped. */
    public long duplicates() {
        return odd.count(Kind.REPEATED);
    }

    @Override
    public List<Fill> unbooked() {
        return List.copyOf(unbooked.values());
    }

    @Override
    public List<String> warnings() {
        return odd.texts();
    }

    @Override
    public void submit(WorkingOrder order) {
        String where = " (" + order.instrument() + ", order " + order.id() + ")";
        String held = held();
        if (held != null) {
            reports()
                    .rejected(order, RejectReason.NOT_CONNECTED, "no order leaves while the broker is " + held + where);
            return;
        }
        String failure = attempt("submit", idOf(order), () -> send(order));
        if (failure != null) {
            afterReports(() -> {
                if (order.isWorking() && !order.isAcknowledged()) {
                    reports()
                            .rejected(
                                    order,
                                    RejectReason.BROKER,
                                    "the broker must take the order, it threw " + failure + where);
                }
            });
        }
        apply();
    }

    /**
     * What an adapter has thrown is looked at after what it had reported before; a command from within a report does not
     * apply the next ones.
     */
    private void afterReports(Runnable look) {
        incoming.add(new BrokerInputs.Own(look));
    }

    private void send(WorkingOrder order) {
        OrderId id = idOf(order);
        orders.put(id, order);
        order.exits().forEach(exit -> orders.put(idOf(exit), exit));
        tellMarket(order);
        broker.submit(id, order.request());
    }

    /** An adapter that throws, or lacks a class, harms neither the run nor the strategy: what it threw, or null. */
    private @Nullable String attempt(String command, OrderId id, Runnable call) {
        String failure = null;
        try {
            call.run();
        } catch (Exception | LinkageError thrown) {
            LOG.warn("the broker must take a command, it threw", thrown);
            failure = thrown.toString();
        }
        String taken = inputs.thrown(failure);
        if (taken != null) {
            odd.add(Kind.FAILED, command + " of order " + id + " threw " + taken);
        }
        return taken;
    }

    @Override
    public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
        Quantity quantity = new Quantity(orderQty, order.instrument().quantityScale());
        OrderIntent.Replace asked = new OrderIntent.Replace(order.snapshot(), quantity, terms);
        String held = held();
        if (held != null) {
            refuse(
                    order,
                    asked,
                    RejectReason.NOT_CONNECTED,
                    "no replacement leaves while the broker is " + held + " (" + order.instrument() + ", order "
                            + order.id() + ")");
            return;
        }
        replacements.put(idOf(order), asked);
        tellMarket(order);
        String failure = attempt(
                "replace",
                idOf(order),
                () -> broker.replace(new OrderIntent.Replace(atBroker(order), quantity, terms)));
        if (failure != null) {
            afterReports(() -> {
                if (replacements.remove(idOf(order), asked) && order.isWorking()) {
                    refuse(order, asked, RejectReason.BROKER, failed("replacement", order, failure));
                }
            });
        }
        apply();
    }

    @Override
    public void cancel(WorkingOrder order) {
        tellMarket(order);
        String failure = attempt("cancel", idOf(order), () -> broker.cancel(idOf(order)));
        if (failure != null) {
            afterReports(() -> {
                if (order.status() == OrderStatus.PENDING_CANCEL) {
                    refuse(
                            order,
                            OrderIntent.cancel(order.snapshot()),
                            RejectReason.BROKER,
                            failed("cancel", order, failure));
                }
            });
        }
        apply();
    }

    private static String failed(String command, WorkingOrder order, String failure) {
        return "the broker must take the " + command + ", it threw " + failure + " (" + order.instrument() + ", order "
                + order.id() + ")";
    }

    /** What the broker will charge is known when it reports. */
    @Override
    public long fee(WorkingOrder order, long quantity, long price) {
        return 0;
    }

    @Override
    public void match(Slice slice) {
        if (broker instanceof SliceDriven driven) {
            driven.onSlice(slice);
        }
        apply();
    }

    @Override
    public void takeReports() {
        apply();
    }

    private void tellMarket(WorkingOrder order) {
        if (broker instanceof SliceDriven driven) {
            driven.marketIs(reports().now(), reports().markUnits(order));
        }
    }

    /**
     * What the broker says wrong must harm neither the run nor the strategy whose command is under way. A report that
     * makes the run send an order is done with before the next one is looked at.
     */
    private void apply() {
        if (applying) {
            return;
        }
        applying = true;
        try {
            applyAll();
        } finally {
            applying = false;
        }
    }

    private void applyAll() {
        for (Consumer<BrokerAdapter.Listener> report = next(); report != null; report = next()) {
            try {
                report.accept(applied);
            } catch (RuntimeException broken) {
                LOG.warn("a report of the broker could not be applied", broken);
                odd.add(Kind.BROKEN, String.valueOf(broken));
            }
        }
    }

    private @Nullable Consumer<BrokerAdapter.Listener> next() {
        return inputs.report(incoming::poll);
    }

    /** The order that a report other than an execution is about, if it has not ended. */
    private @Nullable WorkingOrder find(OrderId id, String what) {
        WorkingOrder order = orders.get(id);
        if (order == null) {
            LOG.warn("the broker reported {} of an order that is none of this run: {}", what, id);
        } else if (!order.isWorking()) {
            LOG.info("the broker reported {} of an order that has ended: {}", what, order);
            return null;
        }
        return order;
    }

    private boolean isRefused(OrderId id) {
        WorkingOrder order = orders.get(id);
        return order != null && order.status() == OrderStatus.REJECTED;
    }

    /** Strategies have been told of its end, and may have sent another in its place. */
    private void cancelRevived(OrderId id) {
        odd.add(Kind.REVIVED, "order " + id);
        attempt("cancel", id, () -> broker.cancel(id));
    }

    private void fill(Fill fill) {
        String what = "execution " + fill.execId() + " of " + fill.side() + " " + fill.lastQty() + " "
                + fill.instrument() + " at " + fill.lastPx() + ", order " + fill.orderId();
        if (executions.containsKey(fill.execId())) {
            odd.add(Kind.REPEATED, what);
            return;
        }
        WorkingOrder order = orders.get(fill.orderId());
        if (order == null) {
            executions.put(fill.execId(), fill.orderId());
            unbooked.put(fill.execId(), fill);
            odd.add(Kind.UNOWNED, what);
            return;
        }
        try {
            execute(order, fill, Executed.of(fill, order), what);
        } catch (IllegalArgumentException | ArithmeticException untrue) {
            // not remembered: it may be reported again, and put right
            unbooked.put(fill.execId(), fill);
            odd.add(Kind.UNTRUE, what + ": " + untrue.getMessage());
        }
    }

    private void execute(WorkingOrder order, Fill fill, Executed executed, String what) {
        boolean isLate = !order.isWorking();
        boolean isBeyond = !order.isByAmount() && executed.quantity() > order.leavesQty();
        String state = what + ", " + order.status();
        reports().executed(order, executed.quantity(), executed.price(), executed.fee());
        executions.put(fill.execId(), fill.orderId());
        reports().remember(order, fill.execId());
        unbooked.remove(fill.execId());
        if (isLate) {
            odd.add(Kind.LATE, state);
        }
        if (isBeyond) {
            odd.add(Kind.BEYOND, state);
        }
        if (executed.isRounded()) {
            odd.add(Kind.ROUNDED, what + ", fee " + fill.fee().toPlainString());
        }
        if (!order.isWorking()) {
            replacements.remove(fill.orderId());
            ended.putIfAbsent(fill.orderId(), reports().now());
        }
        if (order.status() == OrderStatus.FILLED || !broker.profile().exitsWaitForFullFill()) {
            order.exits().stream().filter(WorkingOrder::isWorking).forEach(this::bringToLife);
        }
    }

    /** The broker keeps the exits of what it fills at the market by itself. */
    private void bringToLife(WorkingOrder exit) {
        if (exit.isHeld()) {
            exit.activate(reports().now());
        }
        reports().activated(exit);
    }

    private void restated(OrderId id, Quantity orderQty) {
        WorkingOrder order = find(id, "another quantity");
        if (order != null) {
            long units = orderQty.unitsAt(order.instrument().quantityScale());
            if (units > order.cumQty()) {
                reports().restated(order, units);
            } else {
                odd.add(Kind.UNTRUE, "a quantity of " + orderQty + " of order " + id + ", of which more is filled");
            }
        }
    }

    private void end(OrderId id, String what, Consumer<WorkingOrder> report) {
        WorkingOrder order = find(id, what);
        if (order != null) {
            replacements.remove(id);
            report.accept(order);
            ended.putIfAbsent(id, reports().now());
        }
    }

    private void replaced(OrderId id) {
        WorkingOrder order = find(id, "a replacement");
        OrderIntent.Replace asked = replacements.remove(id);
        if (order == null) {
            if (orders.containsKey(id)) {
                cancelRevived(id);
            }
        } else if (asked == null) {
            odd.add(Kind.UNASKED, "a replacement of order " + id);
        } else {
            long units = asked.orderQty().unitsAt(order.instrument().quantityScale());
            reports().replaced(order, asked.terms(), units);
        }
    }

    private void cancelRejected(OrderId id, RejectReason reason, String text) {
        WorkingOrder order = find(id, "a refused cancel");
        if (order != null && order.status() != OrderStatus.PENDING_CANCEL) {
            odd.add(Kind.UNASKED, "a refused cancel of order " + id + ", " + text);
        } else if (order != null) {
            refuse(order, OrderIntent.cancel(order.snapshot()), reason, text);
        }
    }

    private void replaceRejected(OrderId id, RejectReason reason, String text) {
        WorkingOrder order = find(id, "a refused replacement");
        OrderIntent.Replace asked = replacements.remove(id);
        if (order != null && asked == null) {
            odd.add(Kind.UNASKED, "a refused replacement of order " + id + ", " + text);
        } else if (order != null && asked != null) {
            refuse(order, asked, reason, text);
        }
    }

    private void refuse(WorkingOrder order, OrderIntent request, RejectReason reason, String text) {
        reports().cancelRejected(order, request, reason, text);
        awaitsReplacement(order);
    }

    /** A refused cancel does not settle an order whose replacement is under way. */
    private void awaitsReplacement(WorkingOrder order) {
        if (replacements.containsKey(idOf(order))
                && order.isWorking()
                && order.status() != OrderStatus.PENDING_REPLACE) {
            order.become(OrderStatus.PENDING_REPLACE);
        }
    }

    /** The broker's side of the queue. */
    private final class Incoming implements BrokerAdapter.Listener {
        @Override
        public void onAccepted(OrderId id) {
            incoming.add(to -> to.onAccepted(id));
        }

        @Override
        public void onFill(Fill fill) {
            incoming.add(to -> to.onFill(fill));
        }

        @Override
        public void onReplaced(OrderId id) {
            incoming.add(to -> to.onReplaced(id));
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            incoming.add(to -> to.onRestated(id, orderQty));
        }

        @Override
        public void onCancelled(OrderId id) {
            incoming.add(to -> to.onCancelled(id));
        }

        @Override
        public void onExpired(OrderId id) {
            incoming.add(to -> to.onExpired(id));
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            incoming.add(to -> to.onRejected(id, reasonOf(reason), textOf(text)));
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            incoming.add(to -> to.onCancelRejected(id, reasonOf(reason), textOf(text)));
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            incoming.add(to -> to.onReplaceRejected(id, reasonOf(reason), textOf(text)));
        }

        /** An adapter that is not checked may leave it out: the refusal is one all the same. */
        private static RejectReason reasonOf(@Nullable RejectReason reason) {
            return Objects.requireNonNullElse(reason, RejectReason.BROKER);
        }

        private static String textOf(@Nullable String text) {
            return Objects.requireNonNullElse(text, "the broker gave no reason");
        }

        @Override
        public void onConnection(ConnectionState state, String reason) {
            boolean isUp = state == ConnectionState.LIVE || state == ConnectionState.DEGRADED;
            linked(isUp);
            incoming.add(to -> to.onConnection(state, reason));
        }

        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {
            Duration certain = ahead.abs().minus(uncertainty);
            Duration least = certain.isNegative() ? Duration.ZERO : certain;
            clockAhead = ahead.isNegative() ? least.negated() : least;
        }
    }

    /** The run's side of it. */
    private final class Applied implements BrokerAdapter.Listener {
        @Override
        public void onAccepted(OrderId id) {
            WorkingOrder order = find(id, "the acceptance");
            if (order != null) {
                reports().accepted(order);
            } else if (isRefused(id)) {
                cancelRevived(id);
            }
        }

        @Override
        public void onFill(Fill fill) {
            BrokerExecution.this.fill(fill);
        }

        @Override
        public void onReplaced(OrderId id) {
            replaced(id);
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            restated(id, orderQty);
        }

        @Override
        public void onCancelled(OrderId id) {
            end(id, "the cancel", reports()::cancelled);
        }

        @Override
        public void onExpired(OrderId id) {
            end(id, "the expiry", reports()::expired);
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            end(id, "the refusal", order -> reports().rejected(order, reason, text));
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            cancelRejected(id, reason, text);
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            replaceRejected(id, reason, text);
        }

        @Override
        public void onConnection(ConnectionState now, String reason) {
            connection(now, reason);
        }

        /** It is asked for, and changes nothing. */
        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {}
    }
}
