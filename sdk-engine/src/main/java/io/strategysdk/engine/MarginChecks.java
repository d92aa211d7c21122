package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/**
 * A margin account: equity must cover the initial margin of all positions, each taken as far from zero as open orders may
 * bring it. What brings a position nearer to zero always passes.
 */
final class MarginChecks implements AccountChecks {
    private final AccountRules rules;
    private final OrderCosts costs;

    MarginChecks(AccountRules rules, OrderCosts costs) {
        this.rules = rules;
        this.costs = costs;
    }

    @Override
    public @Nullable Refusal check(Desk desk, WorkingOrder order, long quantity, long price, long need) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        if (order.isReduceOnly() && order.sign() * Long.signum(position.units()) >= 0) {
            return Refusal.of(
                    RejectReason.NOTHING_TO_REDUCE,
                    "a reduce-only order must have a position on the other side, was " + position.quantity(),
                    order);
        }
        position.requireCountable(quantity);
        if (!rules.checksAtAcceptance() || needsNoMore(desk, order, quantity)) {
            return null;
        }
        long needed = requirementWith(desk, order, quantity, price);
        long equity = equityAfter(desk, order, quantity, price);
        return needed <= equity ? null : tooLittle(desk, order, needed, equity);
    }

    private static Refusal tooLittle(Desk desk, WorkingOrder order, long needed, long equity) {
        return Refusal.of(
                RejectReason.BUYING_POWER,
                "initial margin of positions and open orders " + OrderCosts.money(desk.book, needed)
                        + " must not exceed equity after fees " + OrderCosts.money(desk.book, equity),
                order);
    }

    @Override
    public @Nullable Refusal checkAmount(Desk desk, WorkingOrder order, long amount) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        long units = OrderCosts.unitsFor(order, order.request().cashOrderQty().orElseThrow(), position);
        return check(desk, order, units, position.markUnits(), 0);
    }

    private long equityAfter(Desk desk, WorkingOrder order, long quantity, long price) {
        return desk.book.equityAtHandUnits() - Math.max(0, costs.fee(order, quantity, price));
    }

    private long requirementWith(Desk desk, WorkingOrder order, long quantity, long price) {
        Book book = desk.book;
        long sum = 0;
        for (int i = 0; i < book.size(); i++) {
            BookPosition position = book.at(i);
            boolean isOrders = i == order.instrumentIndex();
            if (!isOrders && position.isIdle()) {
                continue;
            }
            long units = position.farthest(isOrders ? order.sign() : 1, isOrders ? quantity : 0);
            if (units != 0) {
                long unit = isOrders ? Math.max(price, position.markUnits()) : position.markUnits();
                sum = Math.addExact(sum, margin(position, units, unit));
            }
        }
        return Math.addExact(sum, book.reservedUnits());
    }

    private long margin(BookPosition position, long units, long price) {
        long share = rules.marginOf(position.instrument()).initial();
        return Notional.share(position.notional(units, price), share, AccountRules.Margin.WHOLE);
    }

    @Override
    public long fitting(Desk desk, WorkingOrder order, long bound, long price) {
        return OrderCosts.most(order, bound, units -> check(desk, order, units, price, 0) == null);
    }

    @Override
    public long needs(Desk desk, WorkingOrder order, long quantity, long price) {
        return 0;
    }

    @Override
    public long needsAmount(Desk desk, WorkingOrder order, long amount) {
        long share = rules.marginOf(order.instrument()).initial();
        return Notional.share(amount, share, AccountRules.Margin.WHOLE);
    }

    @Override
    public @Nullable Refusal checkFill(Desk desk, WorkingOrder order, long quantity, long price, long fee) {
        BookPosition filled = desk.book.at(order.instrumentIndex());
        long after = Math.addExact(filled.units(), order.sign() * quantity);
        if (Math.abs(after) <= Math.abs(filled.units())) {
            return null;
        }
        Book book = desk.book;
        long needed = margin(filled, Math.abs(after), price);
        long equity = book.cashUnits() - book.dues().owed() - fee + filled.notional(filled.units(), price);
        for (int i = 0; i < book.size(); i++) {
            BookPosition position = book.at(i);
            if (position.units() != 0 && i != order.instrumentIndex()) {
                needed = Math.addExact(needed, margin(position, Math.abs(position.units()), position.markUnits()));
                equity = Math.addExact(equity, position.valueUnits());
            }
        }
        return needed <= equity ? null : tooLittleAtFill(desk, order, needed, equity);
    }

    private static Refusal tooLittleAtFill(Desk desk, WorkingOrder order, long needed, long equity) {
        return Refusal.of(
                RejectReason.BUYING_POWER,
                "initial margin of positions at the fill " + OrderCosts.money(desk.book, needed)
                        + " must not exceed equity after fees " + OrderCosts.money(desk.book, equity),
                order);
    }

    @Override
    public long fittingFill(Desk desk, WorkingOrder order, long bound, long price) {
        return OrderCosts.most(
                order, bound, units -> checkFill(desk, order, units, price, costs.fee(order, units, price)) == null);
    }

    /** Whether it brings its position no farther from zero, on whichever side, open orders of its own included. */
    private static boolean needsNoMore(Desk desk, WorkingOrder order, long quantity) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        return Math.abs(position.reached(order.sign(), quantity)) <= Math.abs(position.units());
    }

    /** Equity that margins leave, over the usual initial margin. */
    @Override
    public double buyingPower(Book book) {
        long sum = book.reservedUnits();
        for (int i = 0; i < book.size(); i++) {
            BookPosition position = book.at(i);
            long units = position.farthest(1, 0);
            sum += units == 0 ? 0 : margin(position, units, position.markUnits());
        }
        double free = Math.max(0, book.equityAtHandUnits() - sum) / book.cashUnit();
        return free * AccountRules.Margin.WHOLE / rules.usualMargin().initial();
    }

    @Override
    public double exposure(Desk desk) {
        Book book = desk.book;
        double sum = desk.openAmounts() / book.cashUnit();
        for (int i = 0; i < book.size(); i++) {
            BookPosition position = book.at(i);
            if (!position.isIdle()) {
                long units = position.farthest(1, 0);
                sum += position.notional(units, position.markUnits()) / book.cashUnit();
            }
        }
        return sum;
    }
}
