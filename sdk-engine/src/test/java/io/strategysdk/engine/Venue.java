package io.strategysdk.engine;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills market orders at the open of the next bar and limits at their price; slow, partial or rude when told so. */
final class Venue implements Execution {
    final List<WorkingOrder> resting = new ArrayList<>();
    /** Fee of each fill in cash units. */
    long fee;
    /** Largest fill of an order in one bar, in units. */
    long perBar = Long.MAX_VALUE;
    /** Whether cancels and replacements wait for the next bar. */
    boolean slow;
    /** Whether cancels and replacements are refused when their time has come. */
    boolean refusesCancels;
    /** Whether orders are refused before they are accepted. */
    boolean refuses;

    private final List<Runnable> changes = new ArrayList<>();
    private @Nullable Reports reports;

    @Override
    public void start(Reports to) {
        reports = to;
    }

    private Reports reports() {
        return Objects.requireNonNull(reports);
    }

    @Override
    public void submit(WorkingOrder order) {
        if (refuses) {
            reports().rejected(order, RejectReason.BROKER, "not today");
            return;
        }
        resting.add(order);
        reports().accepted(order);
    }

    @Override
    public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
        Quantity asked = new Quantity(orderQty, order.instrument().quantityScale());
        OrderIntent request = new OrderIntent.Replace(order.snapshot(), asked, terms);
        change(order, OrderStatus.PENDING_REPLACE, () -> {
            boolean isPending =
                    order.status() == OrderStatus.PENDING_REPLACE || order.status() == OrderStatus.PENDING_CANCEL;
            if (refusesCancels && isPending) {
                reports().cancelRejected(order, request, RejectReason.BROKER, "not today");
                return;
            }
            reports().replaced(order, terms, orderQty);
            if (!order.isWorking()) {
                resting.remove(order);
            }
        });
    }

    @Override
    public void cancel(WorkingOrder order) {
        change(order, OrderStatus.PENDING_CANCEL, () -> {
            if (refusesCancels) {
                reports().cancelRejected(order, OrderIntent.cancel(order.snapshot()), RejectReason.BROKER, "not today");
                return;
            }
            resting.remove(order);
            reports().cancelled(order);
        });
    }

    private void change(WorkingOrder order, OrderStatus pending, Runnable change) {
        if (!slow) {
            change.run();
            return;
        }
        if (order.status() != pending) {
            order.become(pending);
        }
        long sequence = order.sequence();
        changes.add(() -> {
            if (order.isWorking() && order.sequence() == sequence) {
                change.run();
            }
        });
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public byte[] save() {
        return new byte[0];
    }

    @Override
    public long fee(WorkingOrder order, long quantity, long price) {
        return fee;
    }

    @Override
    public void match(Slice slice) {
        List<Runnable> due = List.copyOf(changes);
        changes.clear();
        due.forEach(Runnable::run);
        for (WorkingOrder order : List.copyOf(resting)) {
            int row = slice.row(order.instrumentIndex());
            if (row >= 0 && order.arrivesAt() <= slice.openEpochNanos(row)) {
                long price = price(order, slice, row);
                if (price > 0) {
                    fill(order, price);
                }
            }
        }
    }

    private void fill(WorkingOrder order, long price) {
        long quantity = order.orderQty() == 0 ? bought(order.request(), price) : Math.min(order.leavesQty(), perBar);
        reports().filled(order, quantity, price, fee);
        if (!order.isWorking()) {
            resting.remove(order);
        }
    }

    private static long bought(NewOrder request, long price) {
        return request.cashOrderQty().orElseThrow().movePointRight(8).longValueExact() / price;
    }

    /** Price of a fill in this bar, 0 when there is none. */
    private static long price(WorkingOrder order, Slice slice, int row) {
        return switch (order.type()) {
            case MARKET -> slice.open(row);
            case LIMIT -> {
                boolean reached =
                        order.side() == Side.BUY ? slice.low(row) <= order.limit() : slice.high(row) >= order.limit();
                yield reached ? order.limit() : 0;
            }
            default -> 0;
        };
    }

    @Override
    public void restore(byte[] saved, List<WorkingOrder> working) {
        resting.addAll(working);
    }

    @Override
    public void expire(long epochNanos) {
        for (WorkingOrder order : List.copyOf(resting)) {
            if (order.expiry() <= epochNanos) {
                resting.remove(order);
                reports().expired(order);
            }
        }
    }
}
