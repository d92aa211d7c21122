package io.strategysdk.engine;

import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Market orders that strategies have decided on in one step trade with each other at the first open that both of them
 * would have met at the market, latency included, in order of acceptance, before any of them is sent. What is left of a
 * side is sent then, for the bar that it would have met anyway.
 */
final class InternalCross {
    private final Run run;
    private final Books books;
    private final boolean takesFractions;
    private final List<WorkingOrder> waiting = new ArrayList<>();
    private @Nullable BrokerChecks checks;
    private boolean isReleasing;

    /**
     * The crossing of a run.
     *
     * @param takesFractions whether what is left may be a fraction of a share whatever it was before
     */
    InternalCross(Run run, Books books, boolean takesFractions) {
        this.run = run;
        this.books = books;
        this.takesFractions = takesFractions;
    }

    void checkWith(@Nullable BrokerChecks value) {
        checks = value;
    }

    /** Whether an order trades with those of other strategies before it is sent. */
    boolean takes(WorkingOrder order) {
        return !isReleasing
                && order.type() == OrderType.MARKET
                && !order.isLiquidation()
                && !order.isGrouped()
                && !order.isLeader()
                && isPlain(order.requestOrNull())
                && (takesFractions || OrderFormCheck.isWhole(order, order.orderQty()));
    }

    private static boolean isPlain(@Nullable NewOrder request) {
        return request == null
                || (request.timeInForce() == TimeInForce.DAY
                        && request.notional() == null
                        && request.handling().equals(Handling.NORMAL));
    }

    /** Whether two orders trade with each other and not at the market, as far as they do; what is released has done so. */
    boolean meets(WorkingOrder order, WorkingOrder other) {
        return other.isToBeCrossed()
                && (isReleasing
                        || (takes(order) && order.owner() != other.owner() && order.decidedAt() == other.decidedAt()));
    }

    /** How many units of an order are sent if it is added to those that wait. */
    long sentOf(WorkingOrder order, long units) {
        long others = order.sign() * signedBeside(order);
        return others >= 0 ? units : Math.max(0, units + others);
    }

    /** How many units of those that wait beside it will be sent on an order's side. */
    long sentBeside(WorkingOrder order) {
        return isReleasing ? 0 : Math.max(0, order.sign() * signedBeside(order));
    }

    private long signedBeside(WorkingOrder order) {
        long units = 0;
        for (WorkingOrder other : waiting) {
            boolean isOther = other.owner() != order.owner() || other.sequence() != order.sequence();
            if (other.isWorking() && other.instrumentIndex() == order.instrumentIndex() && isOther) {
                units = Math.addExact(units, other.sign() * other.leavesQty());
            }
        }
        return units;
    }

    void add(WorkingOrder order) {
        order.arrives(run.execution.arrivalOf(order));
        order.toBeCrossed(true);
        waiting.add(order);
        books.accepted(order);
    }

    /** Goes on with one that a checkpoint has saved. */
    void restore(WorkingOrder order) {
        order.toBeCrossed(true);
        waiting.add(order);
    }

    /** Nobody but us knows of it: cancelled at once. */
    void cancel(WorkingOrder order) {
        books.cancelled(order);
        sweep();
    }

    void replace(WorkingOrder order, OrderTerms terms, long total) {
        books.replaced(order, terms, total);
        sweep();
    }

    /** Crosses what may trade on a slice, and sends the rest of it. */
    void match(Slice slice) {
        sweep();
        isReleasing = true;
        for (WorkingOrder order : List.copyOf(waiting)) {
            if (order.isWorking() && meetsOpen(slice, order)) {
                cross(order, slice);
            }
        }
        sweep();
        for (WorkingOrder order : List.copyOf(waiting)) {
            if (meetsOpen(slice, order) || !waitsWithPartner(slice, order)) {
                send(order);
            } else if (order.expiry() < slice.epochNanos()) {
                books.expired(order);
            }
        }
        sweep();
        isReleasing = false;
    }

    private static boolean meetsOpen(Slice slice, WorkingOrder order) {
        int row = slice.row(order.instrumentIndex());
        return row >= 0
                && !slice.isOutsideSession(row)
                && slice.mayFill(row, order.arrivesAt())
                && slice.openEpochNanos(row) < order.expiry();
    }

    private void cross(WorkingOrder order, Slice slice) {
        long price = slice.open(slice.row(order.instrumentIndex()));
        for (WorkingOrder other : List.copyOf(waiting)) {
            if (!order.isWorking()) {
                return;
            }
            if (isPartner(order, other) && meetsOpen(slice, other)) {
                trade(order, other, price);
            }
        }
    }

    private boolean waitsWithPartner(Slice slice, WorkingOrder order) {
        return waiting.stream().anyMatch(other -> isPartner(order, other) && !meetsOpen(slice, other));
    }

    private static boolean isPartner(WorkingOrder order, WorkingOrder other) {
        return other.isWorking()
                && other.side() != order.side()
                && other.owner() != order.owner()
                && other.instrumentIndex() == order.instrumentIndex()
                && other.decidedAt() == order.decidedAt();
    }

    /** Neither is filled for more than both of the books carry: one that cannot be is refused or cut first. */
    private void trade(WorkingOrder order, WorkingOrder other, long price) {
        long quantity = Math.min(order.leavesQty(), other.leavesQty());
        if (books.carries(order, quantity, price) && books.carries(other, quantity, price)) {
            long both = Math.min(quantity, Math.min(order.leavesQty(), other.leavesQty()));
            books.crossed(order, both, price);
            books.crossed(other, both, price);
        }
    }

    /** One whose partner has gone is more than was asked about: asked again. */
    private void send(WorkingOrder order) {
        waiting.remove(order);
        order.toBeCrossed(false);
        Refusal refusal = checks == null ? null : checks.check(order, order.leavesQty());
        if (refusal == null) {
            run.sendRest(order);
        } else {
            books.rejected(order, refusal.reason(), refusal.text());
        }
    }

    /** Orders of the session that has ended. */
    void expire(long epochNanos) {
        for (WorkingOrder order : List.copyOf(waiting)) {
            if (order.expiry() <= epochNanos) {
                books.expired(order);
            }
        }
        sweep();
    }

    /** An order that has ended must not be looked at any more. */
    private void sweep() {
        waiting.removeIf(order -> !order.isWorking());
    }
}
