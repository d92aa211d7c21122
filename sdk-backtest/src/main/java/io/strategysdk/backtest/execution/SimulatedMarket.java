package io.strategysdk.backtest.execution;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills orders from bars: nothing inside the bar that it was decided on, nothing from a bar that was not there, limits
 * never beyond their price, stops that gap at the open. Bars outside of the sessions fill orders for extended hours only.
 *
 * <p>Within a slice: first what can fill at the open, sells before buys; then stops; then limits; then what fills at the
 * close; each by acceptance.
 */
public final class SimulatedMarket implements Execution {
    private static final long LONGEST_TOLERANCE = 1_000_000_000L;
    private static final double LARGE_SHARE = 0.1;
    private static final int COUNTERS = 4 * Long.BYTES;
    private static final MatchPhase[] PHASES = MatchPhase.values();

    private final MarketModel model;
    private final Costs costs;
    private final boolean isInstant;
    private final BarPrices bar = new BarPrices();
    private final Changes changes = new Changes();
    private final Calm calm = new Calm();
    private final List<WorkingOrder> filledInside = new ArrayList<>();
    private @Nullable Reports reports;
    private WorkingOrder[] orders = new WorkingOrder[8];
    private TriggerRule[] rules = new TriggerRule[8];
    private int count;
    private boolean calmIsKnown;
    private int ambiguous;
    private int large;
    private long slippageUnits;
    private int slippageScale;

    /** A market with these models; serves one run. */
    public SimulatedMarket(MarketModel model) {
        this.model = model;
        costs = new Costs(model);
        isInstant = model.latency() == LatencyModel.NONE;
    }

    @Override
    public void start(Reports to) {
        reports = to;
    }

    private Reports reports() {
        return Objects.requireNonNull(reports, "start must come first");
    }

    @Override
    public void submit(WorkingOrder order) {
        TriggerRule rule = ruleOf(order);
        if (rule == null) {
            reports()
                    .rejected(
                            order,
                            RejectReason.UNSUPPORTED,
                            "the simulated market takes market, limit and stop orders, was " + order.type() + " ("
                                    + order.instrument() + ", order " + order.id() + ")");
            return;
        }
        if (!isInstant) {
            order.arrives(costs.arrival(order, order.decidedAt()));
        }
        add(order, rule);
        reports().accepted(order);
    }

    private static @Nullable TriggerRule ruleOf(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        return TriggerRules.of(order.type(), request == null ? TimeInForce.DAY : request.timeInForce());
    }

    private void add(WorkingOrder order, TriggerRule rule) {
        if (count == orders.length) {
            orders = Arrays.copyOf(orders, count * 2);
            rules = Arrays.copyOf(rules, count * 2);
        }
        orders[count] = order;
        rules[count++] = rule;
        calmIsKnown = false;
    }

    @Override
    public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
        change(order, terms, orderQty);
    }

    @Override
    public void cancel(WorkingOrder order) {
        change(order, null, 0);
    }

    /** At once without latency; a request never overtakes its order. */
    private void change(WorkingOrder order, @Nullable OrderTerms terms, long orderQty) {
        if (isInstant) {
            apply(order, terms, orderQty);
            return;
        }
        changes.add(
                order,
                Math.max(order.arrivesAt(), costs.arrival(order, reports().now())),
                terms,
                orderQty);
    }

    private void apply(WorkingOrder order, @Nullable OrderTerms terms, long orderQty) {
        if (terms == null) {
            remove(order);
            reports().cancelled(order);
            return;
        }
        reports().replaced(order, terms, orderQty);
        calmIsKnown = false;
        if (!order.isWorking()) {
            remove(order);
        }
    }

    @Override
    public long fee(WorkingOrder order, long quantity, long price) {
        return costs.fees().fee(order, quantity, price, reports().now());
    }

    @Override
    public void match(Slice slice) {
        if (!changes.isEmpty()) {
            applyArrived(slice);
        }
        if (isCalm(slice)) {
            return;
        }
        expireBefore(slice);
        filledInside.clear();
        bar.forget();
        int before = count;
        for (MatchPhase phase : PHASES) {
            match(slice, phase);
        }
        expireInside(slice);
        if (count == 0) {
            Arrays.fill(orders, 0, before, null);
        }
    }

    /** Whether nothing happens on this slice. A market order that came last acts on any bar: no need to look. */
    private boolean isCalm(Slice slice) {
        if (count > 0 && orders[count - 1].type() == OrderType.MARKET) {
            return false;
        }
        if (!calmIsKnown) {
            calm.lookAt(orders, rules, count);
            calmIsKnown = true;
        }
        return calm.isKeptBy(slice);
    }

    private void applyArrived(Slice slice) {
        for (Changes.Change change : changes.takeArrived(order -> {
            int row = slice.row(order.instrumentIndex());
            return row < 0 ? slice.epochNanos() : slice.openEpochNanos(row);
        })) {
            if (change.isCurrent()) {
                apply(change.order(), change.terms(), change.orderQty());
            }
        }
    }

    /** What expired before this slice; a bar that the expiry lies inside of may still fill at its open. */
    private void expireBefore(Slice slice) {
        for (int i = 0; i < count; i++) {
            WorkingOrder order = orders[i];
            if (order.expiry() < slice.epochNanos() && !opensBeforeExpiry(slice, order)) {
                removeAt(i--);
                reports().expired(order);
            }
        }
    }

    /** What expired during this slice, having had the open at most. */
    private void expireInside(Slice slice) {
        for (int i = 0; i < count; i++) {
            WorkingOrder order = orders[i];
            if (order.expiry() < slice.epochNanos()) {
                removeAt(i--);
                reports().expired(order);
            }
        }
    }

    private static boolean opensBeforeExpiry(Slice slice, WorkingOrder order) {
        int row = slice.row(order.instrumentIndex());
        return row >= 0 && slice.openEpochNanos(row) < order.expiry();
    }

    private void match(Slice slice, MatchPhase phase) {
        int i = 0;
        while (i < count) {
            WorkingOrder order = orders[i];
            if (takesPart(order, rules[i], phase) && hasArrived(slice, order)) {
                bar.show(slice, slice.row(order.instrumentIndex()));
                match(slice, phase, order, rules[i]);
            }
            if (order.isWorking()) {
                i++;
            } else {
                removeAt(i);
            }
        }
    }

    private void match(Slice slice, MatchPhase phase, WorkingOrder order, TriggerRule rule) {
        boolean atOpen = phase.isAtOpen();
        if (!atOpen && order.expiry() < slice.epochNanos()) {
            return;
        }
        long price = atOpen ? rule.atOpen(order, bar) : rule.inside(order, bar);
        boolean ends = price == TriggerRule.NONE && atOpen && TriggerRules.isImmediate(order);
        // asked last: most bars neither fill nor end the order
        if ((price == TriggerRule.NONE && !ends) || isOutsideItsHours(slice, order)) {
            return;
        }
        if (ends) {
            reports().cancelled(order);
        } else if (fill(order, rule, price, phase) > 0 && phase.isInside()) {
            noteInside(slice, order);
        }
    }

    private static boolean takesPart(WorkingOrder order, TriggerRule rule, MatchPhase phase) {
        return switch (phase) {
            case OPEN_SELLS -> order.side() == Side.SELL;
            case OPEN_BUYS -> order.side() == Side.BUY;
            case STOPS, LIMITS, CLOSES -> phase == rule.phaseInside();
        };
    }

    /** Whether there is a bar that began after the order had arrived. */
    private static boolean hasArrived(Slice slice, WorkingOrder order) {
        int row = slice.row(order.instrumentIndex());
        if (row < 0) {
            return false;
        }
        if (slice.opensFrom(row, order.arrivesAt())) {
            return true;
        }
        long open = slice.openEpochNanos(row);
        long tolerance = Math.min((slice.epochNanos() - open) / 100, LONGEST_TOLERANCE);
        return order.arrivesAt() <= open + tolerance;
    }

    /** Whether the bar opened outside of the session and the order is not for extended hours. */
    private static boolean isOutsideItsHours(Slice slice, WorkingOrder order) {
        if (!slice.isOutsideSession(slice.row(order.instrumentIndex()))) {
            return false;
        }
        NewOrder request = order.requestOrNull();
        return request == null || !request.handling().extendedHours();
    }

    /** The quantity that was filled, 0 when the order was refused. */
    private long fill(WorkingOrder order, TriggerRule rule, long marketPrice, MatchPhase phase) {
        long quantity = order.orderQty() == 0 ? costs.quantityFor(order, marketPrice, bar) : order.leavesQty();
        if (quantity == 0) {
            reports()
                    .rejected(
                            order,
                            RejectReason.QUANTITY_LIMIT,
                            "amount must pay for at least one lot of "
                                    + order.instrument().lotSize() + " (" + order.instrument() + ", order "
                                    + order.id() + ")");
            return 0;
        }
        long price = rule.slips() ? costs.worse(order, quantity, marketPrice, bar) : marketPrice;
        costs.fees().begin(phase.liquidityOf(order.type()));
        long filled = reports().filled(order, quantity, price, fee(order, quantity, price));
        costs.fees().end(order, filled, price, reports().now());
        if (filled > 0) {
            note(order, filled, Math.abs(price - marketPrice));
        }
        return filled;
    }

    private void note(WorkingOrder order, long quantity, long worseBy) {
        double size = quantity / Scales.power(order.instrument().quantityScale());
        if (bar.tradedLessThan(size / LARGE_SHARE)) {
            large++;
        }
        if (worseBy != 0) {
            slippageScale = Scales.cashScale(order.instrument().currency());
            slippageUnits = Math.addExact(slippageUnits, Costs.value(order, quantity, worseBy, slippageScale));
        }
    }

    /** A fill is ambiguous when another order of its strategy and instrument could fill, or filled, in the same bar. */
    private void noteInside(Slice slice, WorkingOrder order) {
        if (hasRival(slice, order)) {
            ambiguous++;
        }
        filledInside.add(order);
    }

    private boolean hasRival(Slice slice, WorkingOrder order) {
        for (WorkingOrder other : filledInside) {
            if (sharesPosition(order, other)) {
                return true;
            }
        }
        for (int i = 0; i < count; i++) {
            WorkingOrder other = orders[i];
            if (!other.equals(order)
                    && sharesPosition(order, other)
                    && rules[i].phaseInside().isInside()
                    && rules[i].inside(other, bar) != TriggerRule.NONE
                    && other.expiry() >= slice.epochNanos()
                    && hasArrived(slice, other)
                    && !isOutsideItsHours(slice, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sharesPosition(WorkingOrder order, WorkingOrder other) {
        return other.owner().equals(order.owner()) && other.instrumentIndex() == order.instrumentIndex();
    }

    /** How far the fills so far can be trusted. */
    public FillQuality quality() {
        return new FillQuality(ambiguous, large, BigDecimal.valueOf(slippageUnits, slippageScale));
    }

    @Override
    public void expire(long epochNanos) {
        for (int i = 0; i < count; i++) {
            WorkingOrder order = orders[i];
            if (order.expiry() <= epochNanos) {
                removeAt(i--);
                reports().expired(order);
            }
        }
    }

    @Override
    public byte[] save() {
        byte[] words = model.describe().getBytes(StandardCharsets.UTF_8);
        byte[] fees = costs.fees().save();
        ByteBuffer out =
                ByteBuffer.allocate(2 * Integer.BYTES + words.length + COUNTERS + changes.savedBytes() + fees.length);
        out.putInt(words.length).put(words);
        out.putLong(ambiguous).putLong(large).putLong(slippageUnits).putLong(slippageScale);
        changes.save(out);
        out.putInt(fees.length).put(fees);
        return Arrays.copyOf(out.array(), out.position());
    }

    @Override
    public void restore(byte[] saved, List<WorkingOrder> working) {
        ByteBuffer in = ByteBuffer.wrap(saved);
        byte[] words = new byte[Math.min(in.getInt(), in.remaining())];
        in.get(words);
        requireSameModel(new String(words, StandardCharsets.UTF_8));
        ambiguous = (int) in.getLong();
        large = (int) in.getLong();
        slippageUnits = in.getLong();
        slippageScale = (int) in.getLong();
        for (WorkingOrder order : working) {
            add(order, Objects.requireNonNull(ruleOf(order)));
        }
        changes.restore(in, working);
        byte[] fees = new byte[in.getInt()];
        in.get(fees);
        costs.fees().restore(fees, working);
    }

    private void requireSameModel(String words) {
        if (!words.equals(model.describe())) {
            throw new SdkException(
                    "a checkpoint must go on with its market model, " + words + ", was " + model.describe());
        }
    }

    private void remove(WorkingOrder order) {
        for (int i = 0; i < count; i++) {
            if (orders[i].equals(order)) {
                removeAt(i);
                return;
            }
        }
    }

    private void removeAt(int i) {
        count--;
        calmIsKnown = false;
        if (i < count) {
            System.arraycopy(orders, i + 1, orders, i, count - i);
            System.arraycopy(rules, i + 1, rules, i, count - i);
        }
    }
}
