package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cancels and replacements that are under way, in the order in which they were asked for. */
final class Changes {
    private final List<Change> underWay = new ArrayList<>();

    /** A cancel, when it has no terms, or a replacement. */
    record Change(
            WorkingOrder order,
            long sequence,
            long arrivesAt,
            @Nullable OrderTerms terms,
            long orderQty) {
        /** Whether the order is still there: an ended one may have become another. */
        boolean isCurrent() {
            return order.sequence() == sequence && order.isWorking();
        }
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    void add(WorkingOrder order, long arrivesAt, @Nullable OrderTerms terms, long orderQty) {
        underWay.add(new Change(order, order.sequence(), arrivesAt, terms, orderQty));
    }

    /** When the market acts on what it is told: the open of the order's bar, or the slice when it has none. */
    @FunctionalInterface
    interface Deadline {
        long of(WorkingOrder order);
    }

    /** Takes out those that have arrived, and forgets those whose order has ended. */
    List<Change> takeArrived(Deadline deadline) {
        List<Change> arrived = new ArrayList<>();
        for (Iterator<Change> each = underWay.iterator(); each.hasNext(); ) {
            Change change = each.next();
            if (!change.isCurrent()) {
                each.remove();
            } else if (change.arrivesAt <= deadline.of(change.order)) {
                each.remove();
                arrived.add(change);
            }
        }
        return arrived;
    }

    /** Takes out the replacements of an instrument's orders. */
    List<Change> takeReplacementsOf(int instrument) {
        List<Change> taken = underWay.stream()
                .filter(change ->
                        change.isCurrent() && change.terms != null && change.order.instrumentIndex() == instrument)
                .toList();
        underWay.removeAll(taken);
        return taken;
    }

    void save(DataOutput out) throws IOException {
        List<Change> current = underWay.stream().filter(Change::isCurrent).toList();
        out.writeInt(current.size());
        for (Change change : current) {
            out.writeLong(change.order.acceptance());
            out.writeLong(change.arrivesAt);
            out.writeBoolean(change.terms != null);
            if (change.terms != null) {
                save(out, change.terms);
                out.writeLong(change.orderQty);
            }
        }
    }

    void restore(DataInput in, List<WorkingOrder> working) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            long acceptance = in.readLong();
            WorkingOrder order = working.stream()
                    .filter(candidate -> candidate.acceptance() == acceptance)
                    .findFirst()
                    .orElseThrow();
            long arrivesAt = in.readLong();
            boolean replaces = in.readBoolean();
            add(order, arrivesAt, replaces ? terms(in, order.type()) : null, replaces ? in.readLong() : 0);
        }
    }

    private static void save(DataOutput out, OrderTerms terms) throws IOException {
        if (terms instanceof OrderTerms.Limit t) {
            save(out, t.price());
        } else if (terms instanceof OrderTerms.Stop t) {
            save(out, t.stopPrice());
        } else if (terms instanceof OrderTerms.StopLimit t) {
            save(out, t.stopPrice());
            save(out, t.price());
        } else if (terms instanceof OrderTerms.TrailingStop t) {
            out.writeBoolean(false);
            save(out, t.distance());
        } else if (terms instanceof OrderTerms.TrailingStopPercent t) {
            out.writeBoolean(true);
            out.writeUTF(t.percent().toString());
        }
    }

    private static OrderTerms terms(DataInput in, OrderType type) throws IOException {
        return switch (type) {
            case MARKET -> OrderTerms.MARKET;
            case LIMIT -> new OrderTerms.Limit(price(in));
            case STOP -> new OrderTerms.Stop(price(in));
            case STOP_LIMIT -> new OrderTerms.StopLimit(price(in), price(in));
            case TRAILING_STOP ->
                in.readBoolean()
                        ? new OrderTerms.TrailingStopPercent(new BigDecimal(in.readUTF()))
                        : new OrderTerms.TrailingStop(price(in));
        };
    }

    /** With its scale: strategies see it. */
    private static void save(DataOutput out, Price price) throws IOException {
        out.writeLong(price.units());
        out.writeInt(price.scale());
    }

    private static Price price(DataInput in) throws IOException {
        return new Price(in.readLong(), in.readInt());
    }
}
