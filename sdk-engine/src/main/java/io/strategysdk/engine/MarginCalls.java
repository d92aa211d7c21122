package io.strategysdk.engine;

import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.BitSet;

/**
 * Watches the equity of strategies with a margin account: below the maintenance margin, whatever could open more is
 * cancelled, and positions are closed whole, the largest requirement first, until equity covers what is left.
 */
final class MarginCalls {
    private static final String TAG = "margin call";
    private final Run run;
    private final AccountRules rules;

    MarginCalls(Run run, AccountRules rules) {
        this.run = run;
        this.rules = rules;
    }

    /** Looks at a book that has just been marked. */
    void check(Desk desk) {
        Book book = desk.book;
        if (book.isFlat() || !run.safeguards.mayClose()) {
            return;
        }
        long equity = book.equityUnits();
        long required = required(desk);
        if (required <= equity) {
            return;
        }
        if (!isUnderWay(desk)) {
            run.journal.marginCalled(run.steps.epochNanos, desk.number, equity, required);
            run.warnings.add("Margin call of strategy " + desk.name + ": equity " + OrderCosts.money(book, equity)
                    + " was below the maintenance margin " + OrderCosts.money(book, required) + ".");
        }
        run.cancelEntries(desk);
        liquidate(desk, equity, required);
    }

    /** Maintenance margin of what is not being closed already. */
    private long required(Desk desk) {
        long sum = 0;
        for (int i = 0; i < desk.book.size(); i++) {
            sum = Math.addExact(sum, required(desk, i));
        }
        return sum;
    }

    private long required(Desk desk, int instrument) {
        BookPosition position = desk.book.at(instrument);
        long left = Math.abs(position.units()) - closing(desk, instrument);
        if (left <= 0) {
            return 0;
        }
        long share = rules.marginOf(position.instrument()).maintenance();
        return Notional.share(position.notional(left, position.markUnits()), share, AccountRules.Margin.WHOLE);
    }

    private static long closing(Desk desk, int instrument) {
        long units = 0;
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            units += isLiquidation(order) && order.instrumentIndex() == instrument ? order.leavesQty() : 0;
        }
        return units;
    }

    private static boolean isLiquidation(WorkingOrder order) {
        return order.isLiquidation() && order.status() != OrderStatus.PENDING_CANCEL;
    }

    private static boolean isUnderWay(Desk desk) {
        for (int i = 0; i < desk.workingCount(); i++) {
            if (isLiquidation(desk.working(i))) {
                return true;
            }
        }
        return false;
    }

    private void liquidate(Desk desk, long equity, long required) {
        long left = required;
        BitSet tried = new BitSet();
        while (left > equity) {
            int largest = largest(desk, tried);
            if (largest < 0) {
                return;
            }
            tried.set(largest);
            left -= required(desk, largest);
            run.entry.liquidate(desk, largest, rules.liquidatesAtMark(), TAG);
        }
    }

    /** Each once: the broker may refuse it, or take part of it only. */
    private int largest(Desk desk, BitSet tried) {
        int largest = -1;
        long most = 0;
        for (int i = 0; i < desk.book.size(); i++) {
            long required = required(desk, i);
            if (required > most && !tried.get(i)) {
                most = required;
                largest = i;
            }
        }
        return largest;
    }
}
