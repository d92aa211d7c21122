package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what happens in a run, as it happens, without objects. */
final class JournalWriter {
    static final int INTENDED = 1;
    static final int ACCEPTED = 2;
    static final int REFUSED = 3;
    static final int FILLED = 4;
    static final int CANCELLED = 5;
    static final int EXPIRED = 6;
    static final int REPLACED = 7;
    static final int REJECTED = 8;
    static final int CANCEL_REJECTED = 9;
    static final int VALUED = 10;
    static final int SPLIT = 11;
    static final int DIVIDEND = 12;
    static final int STOPPED = 13;
    static final int AIMED = 14;
    static final int CHARGED = 15;
    static final int MARGIN_CALLED = 16;
    static final int SAFEGUARDED = 17;
    static final int HELD = 18;
    static final int CONNECTED = 19;
    static final int ADOPTED = 20;
    static final int PRICED = 22;
    static final int PAID = 23;
    static final int STOCK_DIVIDEND = 24;
    static final int SPIN_OFF = 25;
    static final int CASH_MERGER = 26;
    static final int SHARE_MERGER = 27;
    static final int SYMBOL_CHANGE = 28;
    static final int DELISTING = 29;
    static final int ENTITLED = 30;
    static final int RESTATED = 31;

    /** A charge for debt is for no instrument. */
    static final int NO_INSTRUMENT = -1;

    /** Of the head of an entry: its kind. The first of its numbers is the time since the entry before. */
    static final int KIND_MASK = 31;

    /** Of the head of an entry: the desk, plus one, so that 0 is no desk's. */
    static final int DESK_SHIFT = 5;

    /** What is left of an order by amount, in units, is not known before its end. */
    static final int UNKNOWN = -1;

    /** What concerns the whole run. */
    static final int NO_DESK = -1;

    private JournalBuffer out;
    private final Instruments instruments;
    private final IntentCodec codec;
    private long lastTime;
    private @Nullable BitSet touched;

    /** A new journal, starting with the run's instruments, strategies and capital. */
    JournalWriter(Instruments instruments, List<String> strategies, List<Long> capital) {
        out = new JournalBuffer();
        this.instruments = instruments;
        codec = IntentCodec.forJournal(instruments);
        out.put(instruments.size());
        instruments.list().forEach(instrument -> codec.define(out, instrument));
        out.put(strategies.size());
        for (int i = 0; i < strategies.size(); i++) {
            out.put(strategies.get(i));
            out.put(capital.get(i));
        }
    }

    /** Goes on with a saved one. */
    void restore(JournalBuffer saved, long savedLastTime) {
        out = saved;
        lastTime = savedLastTime;
    }

    /** From now on the desks that an entry is about are counted here, by number. */
    void countTouched(BitSet desks) {
        touched = desks;
    }

    /** The target quantity of an instrument of the run needs two numbers; anything else is written out. */
    void intended(long time, int desk, OrderIntent intent) {
        if (intent instanceof OrderIntent.TargetQuantity target) {
            int number = instruments.find(target.instrument());
            if (number >= 0) {
                int scale = instruments.get(number).quantityScale();
                enter(AIMED, time, desk, number, target.quantity().unitsAt(scale));
                return;
            }
        }
        enter(INTENDED, time, desk);
        codec.write(out, intent);
    }

    void accepted(long time, int desk, WorkingOrder order) {
        request(ACCEPTED, time, desk, order);
    }

    void refused(long time, int desk, WorkingOrder order, RejectReason reason, String text) {
        request(REFUSED, time, desk, order);
        refusal(reason, text);
    }

    /** A fill that has just been counted, and the books after it. */
    void filled(
            long time, int desk, WorkingOrder order, long quantity, long price, long fee, long position, long cash) {
        out.enter(
                head(FILLED, desk),
                passed(time),
                order.sequence(),
                order.isWorking() && order.isByAmount() ? UNKNOWN : order.leavesQty(),
                quantity,
                price,
                fee,
                position,
                cash);
    }

    void cancelled(long time, int desk, WorkingOrder order) {
        enter(CANCELLED, time, desk, order.sequence());
    }

    void expired(long time, int desk, WorkingOrder order) {
        enter(EXPIRED, time, desk, order.sequence());
    }

    void replaced(long time, int desk, WorkingOrder order, OrderTerms terms, long orderQty) {
        enter(REPLACED, time, desk, order.sequence());
        codec.terms(out, terms);
        out.put(orderQty);
    }

    void rejected(long time, int desk, WorkingOrder order, RejectReason reason, String text) {
        enter(REJECTED, time, desk, order.sequence());
        refusal(reason, text);
    }

    void cancelRejected(long time, int desk, Order order, OrderIntent request, RejectReason reason, String text) {
        enter(CANCEL_REJECTED, time, desk);
        codec.write(out, request);
        codec.snapshot(out, order);
        refusal(reason, text);
    }

    /** The text shows computed numbers, which Java versions write differently. */
    private void refusal(RejectReason reason, String text) {
        out.put(reason);
        out.putUnhashed(text);
    }

    void valued(long time, int desk, long cash, long equity) {
        enter(VALUED, time, desk, cash, equity);
    }

    /** Prices are not those that were paid: which, as the first entry of a run. */
    void priced(long time, PriceMode mode) {
        enter(PRICED, time, NO_DESK);
        out.put(mode);
    }

    void held(long time, int desk, int instrument, long units, long cost) {
        enter(HELD, time, desk);
        out.put(instrument);
        out.put(units);
        out.put(cost);
    }

    void charged(long time, int desk, int instrument, long units, long cash) {
        enter(CHARGED, time, desk);
        out.put(instrument);
        out.put(units);
        out.put(cash);
    }

    void marginCalled(long time, int desk, long equity, long required) {
        enter(MARGIN_CALLED, time, desk, equity, required);
    }

    void safeguarded(long time, int desk, Safeguard what, int instrument, double figure, double limit) {
        enter(SAFEGUARDED, time, desk);
        out.put(what);
        out.put(instrument);
        out.putDouble(figure);
        out.putDouble(limit);
    }

    void adjusted(long time, CorporateAction action) {
        enter(ActionCodec.kindOf(action), time, NO_DESK);
        ActionCodec.write(out, codec, action);
    }

    /** What an action made of a book: cash that it brings, and the book after it. */
    void entitled(long time, int desk, int instrument, long amount, long position, long cash) {
        out.enter(head(ENTITLED, desk), passed(time), instrument, amount, position, cash, 0, 0, 0);
    }

    /** What had been promised has been paid. */
    void paid(long time, int desk, int instrument, long amount, long cash) {
        out.enter(head(PAID, desk), passed(time), instrument, amount, cash);
    }

    /** An order as an action has left it. */
    void restated(long time, int desk, WorkingOrder order) {
        out.enter(head(RESTATED, desk), passed(time), order.sequence(), order.orderQty(), order.cumQty());
        codec.order(out, order.request());
    }

    void connected(long time, ConnectionEvent event) {
        enter(CONNECTED, time, NO_DESK);
        out.put(event.peer());
        out.put(event.state());
        out.putUnhashed(event.reason());
    }

    /** A position at the broker that no order explains came into a book, which is as it is afterwards. */
    void adopted(long time, int desk, int instrument, long units, long price, long position, long cash) {
        out.enter(head(ADOPTED, desk), passed(time), instrument, units, price, position, cash, 0, 0);
    }

    void stopped(long time, int desk, String callback, String error, String message) {
        enter(STOPPED, time, desk);
        out.put(callback);
        out.put(error);
        out.putUnhashed(message);
    }

    Journal finish() {
        return new Journal(out, out.hash());
    }

    /** What has been written so far; more may follow. */
    Journal soFar() {
        return new Journal(JournalBuffer.of(out.toBytes()), out.hash());
    }

    /** What has been written so far where some of it is elsewhere. */
    Journal finish(byte[] all) {
        return new Journal(JournalBuffer.of(all), out.hash());
    }

    JournalBuffer buffer() {
        return out;
    }

    long lastTime() {
        return lastTime;
    }

    private void enter(int kind, long time, int desk) {
        enter(kind, time, desk, 0);
    }

    private void enter(int kind, long time, int desk, long number) {
        enter(kind, time, desk, number, 0);
    }

    private void enter(int kind, long time, int desk, long first, long second) {
        out.enter(head(kind, desk), passed(time), first, second, 0);
    }

    private int head(int kind, int desk) {
        if (touched != null && desk != NO_DESK) {
            touched.set(desk);
        }
        return (desk + 1) << DESK_SHIFT | kind;
    }

    private long passed(long time) {
        long passed = time - lastTime;
        lastTime = time;
        return passed;
    }

    /**
     * A plain market order of the day is its instrument, counted from 1 and negative to sell, and its quantity. Anything
     * else, a stranger too, has instrument 0 and is written out.
     */
    private void request(int kind, long time, int desk, WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        if (request == null || (order.instrumentIndex() >= 0 && isPlain(request))) {
            long signedInstrument = order.sign() * ((long) order.instrumentIndex() + 1);
            out.enter(head(kind, desk), passed(time), order.sequence(), signedInstrument, order.orderQty());
        } else {
            enter(kind, time, desk, order.sequence());
            codec.order(out, request);
        }
    }

    private static boolean isPlain(NewOrder request) {
        return request.terms().type() == OrderType.MARKET
                && request.timeInForce() == TimeInForce.DAY
                && request.notional() == null
                && request.exits().isEmpty()
                && request.handling().equals(Handling.NORMAL)
                && request.tag().isEmpty();
    }
}
