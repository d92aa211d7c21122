package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.engine.execution.WorkingOrder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cancels and replacements that are under way, in the order in which they were asked for. */
final class Changes {
    private static final int BYTES = 8 * Long.BYTES;
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

    void save(ByteBuffer out) {
        List<Change> current = underWay.stream().filter(Change::isCurrent).toList();
        out.putLong(current.size());
        for (Change change : current) {
            OrderTerms terms = change.terms;
            out.putLong(change.order.acceptance());
            out.putLong(change.arrivesAt);
            out.putLong(terms == null ? 0 : 1);
            save(out, terms instanceof OrderTerms.Limit limit ? limit.price() : Price.ZERO);
            save(out, terms instanceof OrderTerms.Stop stop ? stop.stopPrice() : Price.ZERO);
            out.putLong(change.orderQty);
        }
    }

    int savedBytes() {
        return Long.BYTES + underWay.size() * BYTES;
    }

    void restore(ByteBuffer in, List<WorkingOrder> working) {
        for (long left = in.getLong(); left > 0; left--) {
            long acceptance = in.getLong();
            WorkingOrder order = working.stream()
                    .filter(candidate -> candidate.acceptance() == acceptance)
                    .findFirst()
                    .orElseThrow();
            long arrivesAt = in.getLong();
            boolean replaces = in.getLong() == 1;
            Price limit = price(in);
            Price stop = price(in);
            add(order, arrivesAt, replaces ? terms(order.type(), limit, stop) : null, in.getLong());
        }
    }

    private static OrderTerms terms(OrderType type, Price limit, Price stop) {
        return switch (type) {
            case LIMIT -> new OrderTerms.Limit(limit);
            case STOP -> new OrderTerms.Stop(stop);
            default -> OrderTerms.MARKET;
        };
    }

    /** With its scale: strategies see it. */
    private static void save(ByteBuffer out, Price price) {
        out.putLong(price.units());
        out.putLong(price.scale());
    }

    private static Price price(ByteBuffer in) {
        return new Price(in.getLong(), (int) in.getLong());
    }
}
