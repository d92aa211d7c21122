package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/** Checks every order before it leaves (EXE-002). A refusal is a value, never an exception. */
final class OrderValidator {
    private final Steps steps;
    private final double[] marks;
    private final AccountChecks account;
    private final ExitRule exits;
    private final Safeguards safeguards;
    private final Proposal proposal;
    private @Nullable BrokerChecks broker;

    OrderValidator(Steps steps, double[] marks, AccountChecks account, ExitRule exits, Safeguards safeguards) {
        this.steps = steps;
        this.marks = marks;
        this.account = account;
        this.exits = exits;
        this.safeguards = safeguards;
        proposal = new Proposal(account, exits, steps);
    }

    /** Asks the account's broker, too. */
    void checkWith(@Nullable BrokerChecks value) {
        broker = value;
    }

    /** What the broker makes of orders that close a position, which pass all other limits; null where nothing. */
    @Nullable
    BrokerChecks broker() {
        return broker;
    }

    private @Nullable Refusal askBroker(WorkingOrder order, long units) {
        return broker == null ? null : broker.check(order, units);
    }

    /** Sets aside what the order may need, or says why it must not leave. */
    @Nullable
    Refusal admit(Desk desk, WorkingOrder order) {
        if (desk.stopped) {
            return Refusal.of(RejectReason.STRATEGY_STOPPED, "orders of a stopped strategy must not leave", order);
        }
        Refusal killed = safeguards.refuseAll(order);
        if (killed != null) {
            return killed;
        }
        desk.countOrder(steps.number);
        if (order.expiry() <= steps.epochNanos) {
            return Refusal.of(RejectReason.MARKET_CLOSED, "expiry must lie in the future", order);
        }
        if (Double.isNaN(marks[order.instrumentIndex()])) {
            return Refusal.of(RejectReason.NO_PRICE, "there must have been a price before an order", order);
        }
        try {
            return order.orderQty() == 0 ? admitAmount(desk, order) : admitQuantity(desk, order);
        } catch (ArithmeticException tooLarge) {
            return Refusal.of(RejectReason.QUANTITY_LIMIT, String.valueOf(tooLarge.getMessage()), order);
        }
    }

    /** Admits two orders of which one cancels the other: only the dearer one sets cash or holdings aside. */
    @Nullable
    Refusal admitPair(Desk desk, WorkingOrder first, WorkingOrder second) {
        long proceeds = desk.proceeds(steps.number);
        Refusal refusal = admit(desk, first);
        if (refusal != null) {
            return refusal;
        }
        long reserved = first.reserved();
        desk.book.reserve(-reserved);
        refusal = admitBeside(desk, proceeds, second);
        if (refusal != null) {
            first.reserve(0);
            desk.checks.takeBack();
            return refusal;
        }
        WorkingOrder cheaper = second.reserved() > reserved ? first : second;
        desk.book.reserve(Math.max(reserved, second.reserved()) - second.reserved());
        cheaper.reserve(0);
        return null;
    }

    /** What the first of a pair would bring in pays for nothing: the second may fill in its place. */
    private @Nullable Refusal admitBeside(Desk desk, long proceeds, WorkingOrder second) {
        long ofFirst = desk.proceeds(steps.number) - proceeds;
        desk.expectProceeds(steps.number, -ofFirst);
        Refusal refusal = admit(desk, second);
        if (refusal == null) {
            desk.expectProceeds(steps.number, ofFirst);
        }
        return refusal;
    }

    private @Nullable Refusal admitQuantity(Desk desk, WorkingOrder order) {
        Refusal refusal = checkQuantity(order, order.orderQty());
        if (refusal == null && order.isReduceOnly() && isCutBefore()) {
            refusal = cutToPosition(desk, order);
        }
        if (refusal != null) {
            return refusal;
        }
        long price = OrderCosts.reference(order, desk.book.at(order.instrumentIndex()));
        long need = account.needs(desk, order, order.leavesQty(), price);
        refusal = check(desk, order, order.leavesQty(), price, need);
        if (refusal != null && refusal.reason() == RejectReason.BUYING_POWER && order.shrinksToFit()) {
            long fits = account.fitting(desk, order, order.leavesQty(), price);
            if (fits > 0) {
                order.cutTo(order.cumQty() + fits);
                need = account.needs(desk, order, fits, price);
                refusal = check(desk, order, fits, price, need);
            }
        }
        if (refusal == null) {
            setAside(desk, order, need);
            account.leaves(desk, order, price);
            desk.checks.sent(steps.epochNanos);
        }
        return refusal;
    }

    /** Whether an order that only reduces is cut before it leaves: its fills are final, or the broker would refuse it. */
    private boolean isCutBefore() {
        return exits.fillsAreFinal() || (broker != null && broker.refusesToCrossZero());
    }

    /** An order that only reduces leaves for no more than there is to reduce, since its fills are final. */
    private @Nullable Refusal cutToPosition(Desk desk, WorkingOrder order) {
        long reducible = exits.reducible(desk, order);
        if (reducible == 0) {
            return nothingToReduce(order, order.leavesQty(), reducible);
        }
        if (reducible < order.leavesQty()) {
            order.replace(order.request().terms(), reducible);
        }
        return null;
    }

    /** What has been sent, and what is for an amount, is not cut. */
    private @Nullable Refusal requireReducible(Desk desk, WorkingOrder order, long units) {
        if (!order.isReduceOnly() || !isCutBefore()) {
            return null;
        }
        long reducible = exits.reducible(desk, order);
        return units <= reducible ? null : nothingToReduce(order, units, reducible);
    }

    private static Refusal nothingToReduce(WorkingOrder order, long units, long reducible) {
        int scale = order.instrument().quantityScale();
        return Refusal.of(
                RejectReason.NOTHING_TO_REDUCE,
                "a reduce-only order must not be for more than open orders, those under cancellation too, leave of the"
                        + " position, " + new Quantity(reducible, scale) + ", was " + new Quantity(units, scale),
                order);
    }

    private @Nullable Refusal admitAmount(Desk desk, WorkingOrder order) {
        long amount = OrderCosts.amount(order, desk.book);
        Refusal refusal = account.checkAmount(desk, order, amount);
        if (refusal == null) {
            refusal = requireReducible(desk, order, OrderCosts.unitsLeft(desk.book, order));
        }
        if (refusal == null) {
            refusal = checkLimits(desk, order, OrderCosts.unitsLeft(desk.book, order), amount);
        }
        if (refusal == null) {
            refusal = askBroker(order, OrderCosts.unitsLeft(desk.book, order));
        }
        if (refusal == null) {
            setAside(desk, order, account.needsAmount(desk, order, amount));
            desk.checks.sent(steps.epochNanos);
        }
        return refusal;
    }

    private static void setAside(Desk desk, WorkingOrder order, long units) {
        order.reserve(units);
        desk.book.reserve(units);
    }

    private @Nullable Refusal check(Desk desk, WorkingOrder order, long quantity, long price, long need) {
        Refusal refusal = account.check(desk, order, quantity, price, need);
        if (refusal != null) {
            return refusal;
        }
        BookPosition position = desk.book.at(order.instrumentIndex());
        long value = position.notional(quantity, OrderCosts.valuation(order, position, price));
        refusal = checkLimits(desk, order, quantity, value);
        return refusal == null ? askBroker(order, quantity) : refusal;
    }

    /**
     * Admits a replacement of a working order, which is left out of account first. Until the answer is there, either may
     * fill: what the dearer one needs is set aside.
     */
    @Nullable
    Refusal admitReplacement(Desk desk, WorkingOrder order, WorkingOrder asked) {
        Refusal refusal = safeguards.refuseAll(order);
        if (refusal == null) {
            refusal = checkQuantity(order, asked.orderQty());
        }
        if (refusal == null && asked.orderQty() > order.orderQty()) {
            refusal = requireReducible(desk, asked, asked.orderQty() - order.cumQty());
        }
        if (refusal != null) {
            return refusal;
        }
        BookPosition position = desk.book.at(order.instrumentIndex());
        long leaves = asked.orderQty() - order.cumQty();
        long price = OrderCosts.reference(asked, position);
        desk.book.reserve(-order.reserved());
        position.working(order.sign(), -order.counted(), false);
        long need = 0;
        try {
            need = account.needs(desk, asked, leaves, price);
            refusal = check(desk, asked, leaves, price, need);
        } catch (ArithmeticException tooLarge) {
            refusal = Refusal.of(RejectReason.QUANTITY_LIMIT, String.valueOf(tooLarge.getMessage()), order);
        }
        position.working(order.sign(), order.counted(), false);
        desk.book.reserve(order.reserved());
        if (refusal == null) {
            desk.book.hold(order, Math.max(order.reserved(), need));
            desk.checks.sent(steps.epochNanos);
        }
        return refusal;
    }

    /** What an order needs as it is, in cash units. */
    long needs(Desk desk, WorkingOrder order) {
        if (order.isByAmount()) {
            return order.reserved();
        }
        long price = OrderCosts.reference(order, desk.book.at(order.instrumentIndex()));
        return account.needs(desk, order, order.leavesQty(), price);
    }

    private static @Nullable Refusal checkQuantity(WorkingOrder order, long quantity) {
        Instrument instrument = order.instrument();
        Quantity exact = new Quantity(quantity, instrument.quantityScale());
        if (exact.compareTo(instrument.maxOrderQty()) > 0) {
            return Refusal.of(
                    RejectReason.QUANTITY_LIMIT,
                    "quantity must not exceed " + instrument.maxOrderQty() + ", was " + exact,
                    order);
        }
        return null;
    }

    /** Exits pass. */
    private @Nullable Refusal checkLimits(Desk desk, WorkingOrder order, long quantity, long valueUnits) {
        boolean heldBack = safeguards.holdsBack(desk);
        if ((!heldBack && desk.checks.isEmpty()) || exits.isExit(desk, order, quantity)) {
            return null;
        }
        if (heldBack) {
            return safeguards.refuseEntry(desk, order);
        }
        proposal.is(desk, order, quantity, valueUnits);
        return desk.checks.check(proposal);
    }
}
