package io.strategysdk.backtest.execution;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills orders from bars: nothing inside the bar that it was decided on, nothing from a bar that was not there, limits
 * never beyond their price, stops that gap at the open. Bars outside of the sessions fill orders for extended hours only.
 *
 * <p>Within a slice: first what can fill at the open, sells before buys; then what the path inside of the bar reaches, as
 * the {@link FillRules} say; then what fills at the close; each by acceptance.
 */
public final class SimulatedMarket implements Execution {
    private final MarketModel model;
    private final Costs costs;
    private final boolean isInstant;
    private final Changes changes = new Changes();
    private final Calm calm = new Calm();
    private final Fills fills;
    private final Matching matching;
    private final RestingOrders resting;
    private @Nullable Reports reports;
    private boolean calmIsKnown;

    /** A market with these models; serves one run. */
    public SimulatedMarket(MarketModel model) {
        this.model = model;
        costs = new Costs(model);
        isInstant = model.latency() == LatencyModel.NONE;
        fills = new Fills(costs, model.fills());
        matching = new Matching(model.fills(), fills);
        resting = matching.resting();
    }

    @Override
    public void start(Reports to) {
        reports = to;
        matching.start(to);
    }

    private Reports reports() {
        return Objects.requireNonNull(reports, "start must come first");
    }

    @Override
    public void submit(WorkingOrder order) {
        if (!isInstant) {
            order.arrives(arrivalOf(order));
        }
        if (order.type() == OrderType.TRAILING_STOP) {
            order.trailFrom(reports().markUnits(order));
        }
        matching.add(order);
        calmIsKnown = false;
        reports().accepted(order);
        if (order.isLeader()) {
            order.led().forEach(group -> group.members().forEach(reports()::accepted));
        }
        if (order.fillsAtClose() || (isInstant && model.fills().atDecisionClose())) {
            matching.fillAtClose(order);
            resting.sweep();
        }
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
        long before = order.orderQty();
        if (terms == null) {
            reports().cancelled(order);
        } else {
            reports().replaced(order, terms, orderQty);
        }
        Contingencies.resized(order, before, reports());
        if (!order.isWorking()) {
            Contingencies.entryEnded(order, reports());
        }
        resting.sweep();
        calmIsKnown = false;
    }

    @Override
    public boolean takesInternalCrosses() {
        return !model.fills().atDecisionClose();
    }

    @Override
    public long arrivalOf(WorkingOrder order) {
        return costs.arrival(order, order.decidedAt());
    }

    @Override
    public boolean takesCorporateActions() {
        return true;
    }

    @Override
    public void splits(int instrument) {
        changes.takeReplacementsOf(instrument).forEach(change -> {
            if (change.orderQty() <= change.order().cumQty()) {
                apply(change.order(), change.terms(), change.orderQty());
            } else {
                refuse(change);
            }
        });
    }

    @Override
    public void restated(int instrument) {
        resting.sweep();
        calmIsKnown = false;
    }

    private void refuse(Changes.Change change) {
        WorkingOrder order = change.order();
        Quantity asked = new Quantity(change.orderQty(), order.instrument().quantityScale());
        OrderTerms terms = Objects.requireNonNull(change.terms());
        reports()
                .cancelRejected(
                        order,
                        new OrderIntent.Replace(order.snapshot(), asked, terms),
                        RejectReason.UNKNOWN_ORDER,
                        "a replacement must be in terms of the shares of its day, a split came before it ("
                                + order.instrument() + ", order " + order.id() + ")");
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
        matching.match(slice);
        if (resting.size() > 0) {
            expireInside(slice);
            resting.sweep();
        }
        calmIsKnown = false;
    }

    /** Whether nothing happens on this slice. A market order that came last acts on any bar: no need to look. */
    private boolean isCalm(Slice slice) {
        int last = resting.size() - 1;
        if (last >= 0 && resting.order(last).type() == OrderType.MARKET) {
            return false;
        }
        if (!calmIsKnown) {
            calm.lookAt(resting);
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
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.expiry() < slice.epochNanos() && !opensBeforeExpiry(slice, order)) {
                expire(order);
            }
        }
    }

    /** What expired during this slice, having had the open at most. */
    private void expireInside(Slice slice) {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.expiry() < slice.epochNanos()) {
                expire(order);
            }
        }
    }

    private void expire(WorkingOrder order) {
        if (order.isWorking()) {
            reports().expired(order);
            Contingencies.entryEnded(order, reports());
        }
    }

    private static boolean opensBeforeExpiry(Slice slice, WorkingOrder order) {
        int row = slice.row(order.instrumentIndex());
        return row >= 0 && slice.openEpochNanos(row) < order.expiry();
    }

    /** How far the fills so far can be trusted. */
    public FillQuality quality() {
        return fills.quality(matching.ambiguous());
    }

    @Override
    public void expire(long epochNanos) {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.expiry() <= epochNanos) {
                expire(order);
            }
        }
        resting.sweep();
        calmIsKnown = false;
    }

    @Override
    public byte[] save() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(model.describe());
            out.writeInt(matching.ambiguous());
            fills.save(out);
            changes.save(out);
            byte[] fees = costs.fees().save();
            out.writeInt(fees.length);
            out.write(fees);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] saved, List<WorkingOrder> working) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved))) {
            requireSameModel(in.readUTF());
            matching.restoreAmbiguous(in.readInt());
            fills.restore(in);
            working.stream().filter(order -> !order.isHeld()).forEach(matching::add);
            changes.restore(in, working);
            costs.fees().restore(in.readNBytes(in.readInt()), working);
        } catch (IOException damaged) {
            throw new SdkException("the market of a checkpoint must be readable, it is damaged", damaged);
        }
    }

    private void requireSameModel(String words) {
        if (!words.equals(model.describe())) {
            throw new SdkException(
                    "a checkpoint must go on with its market model, " + words + ", was " + model.describe());
        }
    }
}
