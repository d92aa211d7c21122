package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.List;

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

    /** An entry begins with its kind, whether time has passed, and the desk; -1 is no desk's. */
    static final int KINDS = 15;

    static final int LATER = 16;
    static final int DESK_SHIFT = 5;
    static final int NO_DESK = -1;

    private JournalBuffer out;
    private final IntentCodec codec;
    private long lastTime;

    /** A new journal, starting with the run's instruments, strategies and capital. */
    JournalWriter(Instruments instruments, List<String> strategies, List<Long> capital) {
        out = new JournalBuffer();
        codec = new IntentCodec(instruments);
        out.put(instruments.size());
        instruments.list().forEach(instrument -> IntentCodec.define(out, instrument));
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

    void intended(long time, int desk, OrderIntent intent) {
        begin(INTENDED, time, desk);
        codec.write(out, intent);
    }

    void accepted(long time, int desk, WorkingOrder order) {
        begin(ACCEPTED, time, desk);
        request(order);
    }

    void refused(long time, int desk, WorkingOrder order, RejectReason reason, String text) {
        begin(REFUSED, time, desk);
        request(order);
        out.put(reason);
        out.put(text);
    }

    /** A fill that has just been counted, and the books after it. */
    void filled(
            long time, int desk, WorkingOrder order, long quantity, long price, long fee, long position, long cash) {
        begin(FILLED, time, desk);
        out.put(order.sequence());
        out.put(order.leavesQty());
        out.put(quantity);
        out.put(price);
        out.put(fee);
        out.put(position);
        out.put(cash);
    }

    void cancelled(long time, int desk, WorkingOrder order) {
        begin(CANCELLED, time, desk);
        out.put(order.sequence());
    }

    void expired(long time, int desk, WorkingOrder order) {
        begin(EXPIRED, time, desk);
        out.put(order.sequence());
    }

    void replaced(long time, int desk, WorkingOrder order, OrderTerms terms, long orderQty) {
        begin(REPLACED, time, desk);
        out.put(order.sequence());
        codec.terms(out, terms);
        out.put(orderQty);
    }

    void rejected(long time, int desk, WorkingOrder order, RejectReason reason, String text) {
        begin(REJECTED, time, desk);
        out.put(order.sequence());
        out.put(reason);
        out.put(text);
    }

    void cancelRejected(long time, int desk, OrderIntent request, RejectReason reason, String text) {
        begin(CANCEL_REJECTED, time, desk);
        codec.write(out, request);
        out.put(reason);
        out.put(text);
    }

    void valued(long time, int desk, long cash, long equity) {
        begin(VALUED, time, desk);
        out.put(cash);
        out.put(equity);
    }

    void adjusted(long time, CorporateAction action) {
        if (action instanceof CorporateAction.Split split) {
            begin(SPLIT, time, NO_DESK);
            codec.instrument(out, split.instrument());
            out.put(split.effective().toEpochDay());
            out.put(split.newShares());
            out.put(split.oldShares());
        } else if (action instanceof CorporateAction.Dividend dividend) {
            begin(DIVIDEND, time, NO_DESK);
            codec.instrument(out, dividend.instrument());
            out.put(dividend.effective().toEpochDay());
            out.put(dividend.perShare().toPlainString());
        }
    }

    void stopped(long time, int desk, String callback, Throwable error) {
        begin(STOPPED, time, desk);
        out.put(callback);
        out.put(error.getClass().getName());
        out.putUnhashed(String.valueOf(error.getMessage()));
    }

    Journal finish() {
        return new Journal(out, out.hash());
    }

    JournalBuffer buffer() {
        return out;
    }

    long lastTime() {
        return lastTime;
    }

    private void begin(int kind, long time, int desk) {
        int head = ((desk + 1) << DESK_SHIFT) | kind;
        if (time == lastTime) {
            out.put(head);
        } else {
            out.put(head | LATER);
            out.put(time - lastTime);
            lastTime = time;
        }
    }

    /** A plain market order of the day is side, instrument and quantity; anything else, a stranger too, is written out. */
    private void request(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        out.put(order.sequence());
        if (request == null || (order.instrumentIndex() >= 0 && isPlain(request))) {
            out.put(order.sign() * ((long) order.instrumentIndex() + 1));
            out.put(order.orderQty());
        } else {
            out.put(0);
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
