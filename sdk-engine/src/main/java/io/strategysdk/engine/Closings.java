package io.strategysdk.engine;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways out of a position: a strategy's own, and the engine's. Where fills are final nothing leaves that open orders could
 * still close, those under cancellation included; that rest leaves when the cancels are answered.
 */
final class Closings {
    private final Run run;
    private final OrderEntry entry;
    private final List<Rest> rests = new ArrayList<>();

    /**
     * What is still to be closed.
     *
     * @param units signed, of the position
     * @param why what the engine closes it for; null where the strategy does
     */
    private record Rest(
            Desk desk, int instrument, long units, @Nullable String why) {
        boolean isOf(Desk other, int number) {
            return desk.number == other.number && instrument == number;
        }
    }

    Closings(Run run, OrderEntry entry) {
        this.run = run;
        this.entry = entry;
    }

    /** Market orders that close already go on and count; everything else, amounts too, is cancelled. */
    void close(Desk desk, int number) {
        BookPosition position = desk.book.at(number);
        for (int i = desk.workingCount() - 1; i >= 0; i--) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == number && !closesAtOnce(order, position.units())) {
                run.cancel(desk, order);
            }
        }
        // only now: executions may have been reported while orders were cancelled
        long held = position.units();
        long left = held;
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == number && closesAtOnce(order, held)) {
                left += order.sign() * order.leavesQty();
            }
        }
        if (left > 0 == held > 0) {
            close(desk, number, left);
        }
    }

    private void close(Desk desk, int number, long units) {
        int sign = Long.signum(units);
        long closable = Math.min(Math.abs(units), run.exits.closable(desk, number));
        await(new Rest(desk, number, units - sign * closable, null));
        entry.market(desk, number, -sign * closable, false);
    }

    private static boolean closesAtOnce(WorkingOrder order, long position) {
        NewOrder request = order.requestOrNull();
        return order.type() == OrderType.MARKET
                && !order.isByAmount()
                && order.status() != OrderStatus.PENDING_CANCEL
                && (request == null || !request.timeInForce().isAuction())
                && order.sign() == -Long.signum(position);
    }

    /**
     * Closes a position that its account no longer carries: nothing is asked of limits. What the broker would refuse is
     * refused here; the next mark asks again.
     */
    void liquidate(Desk desk, int number, boolean atClose, String why) {
        run.changes.cancelAll(desk, number);
        BookPosition position = desk.book.at(number);
        long closable = run.exits.closable(desk, number);
        await(new Rest(desk, number, position.units() - Long.signum(position.units()) * closable, why));
        if (closable != 0) {
            NewOrder closing = OrderIntent.market(
                            position.instrument(),
                            position.units() > 0 ? Side.SELL : Side.BUY,
                            new Quantity(closable, position.instrument().quantityScale()))
                    .withReduceOnly()
                    .withTimeInForce(TimeInForce.GTC)
                    .withTag(why);
            entry.liquidate(desk, number, closing, atClose);
        }
    }

    /** Takes the place of what was still to be closed of the position before. */
    private void await(Rest rest) {
        rests.removeIf(before -> before.isOf(rest.desk, rest.instrument));
        if (rest.units != 0 && run.exits.awaitsAnswer(rest.desk, rest.instrument)) {
            rests.add(rest);
        }
    }

    /** The cancel of an order has been answered, in whatever way. */
    void answered(Desk desk, int number) {
        if (rests.isEmpty() || run.exits.awaitsAnswer(desk, number)) {
            return;
        }
        for (Rest rest : List.copyOf(rests)) {
            if (rest.isOf(desk, number)) {
                rests.remove(rest);
                goOn(rest);
            }
        }
    }

    private void goOn(Rest rest) {
        if (rest.why != null) {
            liquidate(rest.desk, rest.instrument, false, rest.why);
        } else if (!rest.desk.stopped
                && Long.signum(rest.units)
                        == Long.signum(rest.desk.book.at(rest.instrument).units())) {
            close(rest.desk, rest.instrument, rest.units);
        }
    }
}
