package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.BrokerInputs;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Books what execution reports: order, ledger, journal, and news for strategies that look at them. */
final class Books implements Execution.Reports {
    private final Run run;
    private final OrderValidator validator;

    Books(Run run, OrderValidator validator) {
        this.run = run;
        this.validator = validator;
    }

    @Override
    public List<Instrument> instruments() {
        return run.instruments.list();
    }

    @Override
    public void remember(WorkingOrder order, String execId) {
        if (run.record != null) {
            run.record.remember(order, execId);
        }
    }

    @Override
    public void connection(ConnectionState state, String reason) {
        ConnectionEvent event = new ConnectionEvent(ConnectionEvent.Peer.BROKER, state, reason, now());
        run.connected(event);
    }

    @Override
    public String runLabel() {
        return run.label;
    }

    @Override
    public BrokerInputs inputs() {
        return run.inputs;
    }

    @Override
    public void accepted(WorkingOrder order) {
        if (order.isAcknowledged()) {
            return;
        }
        Desk desk = (Desk) order.owner();
        order.acknowledge();
        run.safeguards.accepted(desk);
        run.journal.accepted(now(), desk.number, order);
        if (desk.observesOrders) {
            tellAccepted(desk, order.copy(), now());
        }
    }

    private static void tellAccepted(Desk desk, WorkingOrder order, long now) {
        desk.tellLater(() -> new OrderEvent.Accepted(order.snapshot(), now));
    }

    @Override
    public long filled(WorkingOrder order, long quantity, long price, long fee) {
        Desk desk = (Desk) order.owner();
        long wanted = order.isReduceOnly() ? reducing(order, quantity) : quantity;
        if (wanted == 0) {
            return reject(order, nothingToReduce(order));
        }
        if (wanted < quantity) {
            if (order.orderQty() == 0) {
                sized(order, wanted);
            }
            order.cutTo(order.cumQty() + wanted);
            return filled(order, wanted, price, run.execution.fee(order, wanted, price));
        }
        Refusal refusal = run.account.checkFill(desk, order, quantity, price, fee);
        if (refusal != null) {
            return filledToFit(order, quantity, price, refusal);
        }
        if (order.orderQty() == 0) {
            sized(order, quantity);
        }
        book(order, quantity, price, flow(order, quantity, price), fee);
        return quantity;
    }

    private static long flow(WorkingOrder order, long quantity, long price) {
        return ((Desk) order.owner()).book.at(order.instrumentIndex()).notional(order.sign() * quantity, price);
    }

    /** How much of a quantity brings the position toward zero. */
    private static long reducing(WorkingOrder order, long quantity) {
        BookPosition position = ((Desk) order.owner()).book.at(order.instrumentIndex());
        return Math.max(0, Math.min(quantity, -order.sign() * position.units()));
    }

    private static Refusal nothingToReduce(WorkingOrder order) {
        return Refusal.of(
                RejectReason.NOTHING_TO_REDUCE,
                "a reduce-only order must have a position to reduce at its fill, there is none",
                order);
    }

    /**
     * Whether the books carry a fill of an order with one of another strategy, without a fee: one that they do not carry
     * is rejected, or cut to what they do.
     */
    boolean carries(WorkingOrder order, long quantity, long price) {
        Desk desk = (Desk) order.owner();
        Refusal refusal = run.account.checkFill(desk, order, quantity, price, 0);
        if (refusal == null) {
            return true;
        }
        long fits = fitting(desk, order, quantity, price, refusal);
        if (fits == 0) {
            reject(order, refusal);
        } else {
            order.cutTo(order.cumQty() + fits);
            desk.book.count(order);
        }
        return fits > 0;
    }

    /** So much of an order has traded with one of another strategy. */
    void crossed(WorkingOrder order, long quantity, long price) {
        book(order, quantity, price, flow(order, quantity, price), 0);
    }

    private long reject(WorkingOrder order, Refusal refusal) {
        rejected(order, refusal.reason(), refusal.text());
        return 0;
    }

    /** The account does not carry the fill: what may be cut is cut, the rest rejected. */
    private long filledToFit(WorkingOrder order, long quantity, long price, Refusal refusal) {
        Desk desk = (Desk) order.owner();
        long fits = fitting(desk, order, quantity, price, refusal);
        if (fits == 0) {
            return reject(order, refusal);
        }
        if (order.orderQty() == 0) {
            sized(order, fits);
        }
        order.cutTo(order.cumQty() + fits);
        book(order, fits, price, flow(order, fits, price), run.execution.fee(order, fits, price));
        return fits;
    }

    private long fitting(Desk desk, WorkingOrder order, long quantity, long price, Refusal refusal) {
        boolean shrinks = order.shrinksToFit() || (run.accountRules.reducesToFit() && !order.isFillOrKill());
        boolean lacksCash = refusal.reason() == RejectReason.BUYING_POWER;
        return shrinks && lacksCash ? run.account.fittingFill(desk, order, quantity, price) : 0;
    }

    @Override
    public void executed(WorkingOrder order, long quantity, long price, long fee) {
        Book book = ((Desk) order.owner()).book;
        BookPosition position = book.at(order.instrumentIndex());
        long flow = position.notional(order.sign() * quantity, price);
        expect(order, price);
        requireCountable(order, book, quantity, flow, fee);
        if (!order.isWorking()) {
            order.execute(quantity, Math.abs(flow), fee);
            enter(order, quantity, price, flow, fee);
        } else if (order.isByAmount()) {
            spend(order, quantity, price, flow, fee);
        } else {
            growTo(order, Math.addExact(order.cumQty(), quantity));
            book(order, quantity, price, flow, fee);
        }
        book.value(); // the strategy may be deciding just now
    }

    /** What was executed before the first bar has come is worth what it was executed at. */
    private void expect(WorkingOrder order, long price) {
        run.prices.expect(
                order.instrumentIndex(),
                Scales.nearest(price, order.instrument().priceScale()));
    }

    private static void growTo(WorkingOrder order, long units) {
        if (units > order.orderQty()) {
            order.size(units);
        }
    }

    /** Throws before anything is changed where a sum would not fit 64 bits; the bounds take all signs for the worst. */
    private static void requireCountable(WorkingOrder order, Book book, long quantity, long flow, long fee) {
        BookPosition position = book.at(order.instrumentIndex());
        long value = Math.absExact(flow);
        long cost = Math.absExact(fee);
        long units = Math.addExact(Math.abs(position.units()), quantity);
        Math.addExact(order.cumQty(), quantity);
        Math.addExact(order.cumValue(), value);
        Math.addExact(Math.abs(order.cumFee()), cost);
        Math.addExact(Math.abs(position.feeUnits()), cost);
        Math.addExact(Math.addExact(Math.abs(position.realizedUnits()), Math.abs(position.costUnits())), value);
        long cash = Math.addExact(Math.addExact(Math.abs(book.cashUnits()), value), cost);
        Math.addExact(cash, Math.abs(position.notional(units, position.markUnits())));
    }

    /** An amount may be spent in many executions; it is when the rest does not pay for another lot at the last price. */
    private void spend(WorkingOrder order, long quantity, long price, long flow, long fee) {
        takeAsAccepted(order);
        Desk desk = (Desk) order.owner();
        boolean wasUnderCancellation = order.status() == OrderStatus.PENDING_CANCEL;
        order.execute(quantity, Math.abs(flow), fee);
        if (isSpent(order, desk.book, price)) {
            desk.book.release(order);
            order.cutTo(order.cumQty());
            order.become(OrderStatus.FILLED);
            desk.book.count(order);
        } else {
            desk.book.spend(order, Math.abs(flow) + fee);
        }
        enter(order, quantity, price, flow, fee);
        if (!order.isWorking()) {
            if (wasUnderCancellation) {
                run.changes.refuseAfterFill(desk, order, true);
            }
            run.ended(desk, order);
            afterCancel(desk, order, wasUnderCancellation);
        }
    }

    /** What a lot costs may be no whole unit of cash, and what is left is rounded to one. */
    private static boolean isSpent(WorkingOrder order, Book book, long price) {
        long left = OrderCosts.amount(order, book) - order.cumValue();
        BigDecimal lot = order.instrument()
                .lotSize()
                .toBigDecimal()
                .multiply(BigDecimal.valueOf(price, order.instrument().priceScale()))
                .movePointRight(book.cashScale());
        BigDecimal dearer = lot.setScale(0, RoundingMode.CEILING);
        int missing = dearer.compareTo(BigDecimal.valueOf(left));
        return dearer.compareTo(lot) == 0 ? missing > 0 : missing >= 0;
    }

    /** What was filled, changed or ended has been accepted, even if that report comes late or never. */
    private void takeAsAccepted(WorkingOrder order) {
        if (!order.isAcknowledged()) {
            accepted(order);
        }
    }

    private void book(WorkingOrder order, long quantity, long price, long flow, long fee) {
        takeAsAccepted(order);
        Desk desk = (Desk) order.owner();
        boolean wasUnderCancellation = order.status() == OrderStatus.PENDING_CANCEL;
        desk.book.settle(order, quantity);
        order.fill(quantity, Math.abs(flow), fee);
        desk.book.count(order);
        enter(order, quantity, price, flow, fee);
        if (!order.isWorking()) {
            if (wasUnderCancellation || order.isBeingReplaced()) {
                run.changes.refuseAfterFill(desk, order, wasUnderCancellation);
            }
            run.ended(desk, order);
            afterEnd(desk, order);
            afterCancel(desk, order, wasUnderCancellation);
        }
    }

    private void afterCancel(Desk desk, WorkingOrder order, boolean wasUnderCancellation) {
        if (wasUnderCancellation) {
            run.entry.answered(desk, order);
        }
    }

    /** What waited for an order that has ended. */
    private void afterEnd(Desk desk, WorkingOrder order) {
        if (!order.isLeader()) {
            return;
        }
        if (order.cumQty() == 0) {
            order.exits().stream()
                    .filter(exit -> desk.find(exit.sequence()) != null)
                    .forEach(this::cancelled);
        }
        run.entry.ended(order);
    }

    /** What the order has counted comes into book and journal, and is told of. */
    private void enter(WorkingOrder order, long quantity, long price, long flow, long fee) {
        Desk desk = (Desk) order.owner();
        Book book = desk.book;
        int instrument = order.instrumentIndex();
        BookPosition position = book.at(instrument);
        long before = position.units();
        book.fill(instrument, order.sign() * quantity, flow, price, fee);
        run.journal.filled(now(), desk.number, order, quantity, price, fee, position.units(), book.cashUnits());
        run.safeguards.filled(desk, order, price);
        if (desk.observesOrders) {
            tellFilled(desk, order.copy(), quantity, price, fee, now());
        }
        if (desk.observesPositions) {
            int scale = order.instrument().quantityScale();
            desk.tell(new PositionEvent(order.instrument(), now(), new Quantity(before, scale), position.quantity()));
        }
    }

    private static void tellFilled(Desk desk, WorkingOrder order, long quantity, long price, long fee, long now) {
        desk.tellLater(() -> new OrderEvent.Filled(
                order.snapshot(),
                new Fill(
                        order.id() + "-" + order.fills(),
                        order.id(),
                        order.instrument(),
                        order.side(),
                        new Quantity(quantity, order.instrument().quantityScale()),
                        new Price(price, order.instrument().priceScale()),
                        BigDecimal.valueOf(fee, desk.book.cashScale()),
                        now)));
    }

    @Override
    public void replaced(WorkingOrder order, OrderTerms terms, long orderQty) {
        if (orderQty <= order.cumQty()) {
            cancelled(order);
            return;
        }
        takeAsAccepted(order);
        Desk desk = (Desk) order.owner();
        order.replace(terms, orderQty);
        order.ask(null);
        if (order.status() == OrderStatus.PENDING_REPLACE) {
            order.worksAgain();
        }
        desk.book.count(order);
        holdAsItIs(desk, order);
        run.journal.replaced(now(), desk.number, order, terms, orderQty);
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.Replaced(order.snapshot(), now()));
        }
        run.changes.sendWaiting(desk, order);
    }

    @Override
    public void sized(WorkingOrder order, long orderQty) {
        order.size(orderQty);
        ((Desk) order.owner()).book.count(order);
    }

    @Override
    public void activated(WorkingOrder order) {
        order.acceptedAs(run.nextAcceptance());
        Desk desk = (Desk) order.owner();
        desk.book.count(order);
        if (run.record != null) {
            run.record.touch(desk);
        }
    }

    @Override
    public void restated(WorkingOrder order, long orderQty) {
        Desk desk = (Desk) order.owner();
        order.request(); // what was asked for is remembered, as an amount is
        order.size(orderQty);
        desk.book.count(order);
        holdAsItIs(desk, order);
        run.journal.restated(now(), desk.number, order);
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.Replaced(order.snapshot(), now()));
        }
    }

    /** An issuer's action has restated it: it counts and is paid for as it is now. */
    void restatedByIssuer(WorkingOrder order) {
        Desk desk = (Desk) order.owner();
        desk.book.count(order);
        if (!order.isHeld()) {
            holdAsItIs(desk, order);
        }
        if (!order.isAcknowledged()) {
            return;
        }
        run.journal.restated(now(), desk.number, order);
        if (desk.observesOrders && !desk.stopped) {
            desk.tell(new OrderEvent.Replaced(order.snapshot(), now()));
        }
    }

    @Override
    public long markUnits(WorkingOrder order) {
        return ((Desk) order.owner()).book.at(order.instrumentIndex()).priceFor(order.sign());
    }

    @Override
    public boolean isOverTicks() {
        return run.isOverTicks();
    }

    @Override
    public @Nullable Slice slice() {
        return run.currentSlice();
    }

    @Override
    public void cancelled(WorkingOrder order) {
        takeAsAccepted(order);
        Desk desk = end(order, OrderStatus.CANCELLED);
        run.journal.cancelled(now(), desk.number, order);
        if (desk.observesOrders && !desk.stopped) {
            desk.tell(new OrderEvent.Cancelled(order.snapshot(), now()));
        }
        afterEnd(desk, order);
        run.entry.answered(desk, order);
    }

    @Override
    public void expired(WorkingOrder order) {
        takeAsAccepted(order);
        Desk desk = end(order, OrderStatus.EXPIRED);
        run.journal.expired(now(), desk.number, order);
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.Expired(order.snapshot(), now()));
        }
        afterEnd(desk, order);
        run.entry.answered(desk, order);
    }

    @Override
    public void rejected(WorkingOrder order, RejectReason reason, String text) {
        boolean isNew = !order.isAcknowledged();
        Desk desk = end(order, OrderStatus.REJECTED);
        run.safeguards.rejected(desk, reason);
        if (isNew) {
            run.journal.refused(now(), desk.number, order, reason, text);
        } else {
            run.journal.rejected(now(), desk.number, order, reason, text);
        }
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.Rejected(order.snapshot(), reason, text, now()));
        }
        afterEnd(desk, order);
        run.entry.answered(desk, order);
    }

    @Override
    public void cancelRejected(WorkingOrder order, OrderIntent request, RejectReason reason, String text) {
        Desk desk = (Desk) order.owner();
        if (request instanceof OrderIntent.Replace) {
            order.ask(null);
        }
        if (order.status() != OrderStatus.PENDING_CANCEL) {
            order.worksAgain();
            holdAsItIs(desk, order);
        } else if (request instanceof OrderIntent.Cancel) {
            desk.book.holdAgain(order);
            if (order.asked() == null) {
                holdAsItIs(desk, order);
            }
        }
        if (desk.stopped && request instanceof OrderIntent.Cancel) {
            run.warnStillWorking(desk, order, text);
        }
        run.journal.cancelRejected(now(), desk.number, order.snapshot(), request, reason, text);
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.CancelRejected(order.snapshot(), request, reason, text, now()));
        }
        run.changes.sendWaiting(desk, order);
        run.entry.answered(desk, order);
    }

    /** Of two orders of which one cancels the other, the dearer one. */
    private void holdAsItIs(Desk desk, WorkingOrder order) {
        long cost = validator.needs(desk, order);
        for (WorkingOrder rival : order.rivals()) {
            if (rival.isWorking() && rival.reserved() >= cost) {
                cost = 0;
            } else if (rival.isWorking()) {
                desk.book.hold(rival, 0);
            }
        }
        desk.book.hold(order, cost);
    }

    private Desk end(WorkingOrder order, OrderStatus status) {
        Desk desk = (Desk) order.owner();
        desk.book.release(order);
        order.become(status);
        desk.book.count(order);
        run.ended(desk, order);
        order.rivals().stream().filter(WorkingOrder::isWorking).forEach(rival -> holdAsItIs(desk, rival));
        return desk;
    }

    @Override
    public long now() {
        return run.steps.epochNanos;
    }
}
