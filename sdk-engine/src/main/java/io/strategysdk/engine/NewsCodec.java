package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** News that wait for their strategy, as numbers and back. */
final class NewsCodec {
    private static final int ACCEPTED = 1;
    private static final int FILLED = 2;
    private static final int REPLACED = 3;
    private static final int CANCELLED = 4;
    private static final int EXPIRED = 5;
    private static final int REJECTED = 6;
    private static final int CANCEL_REJECTED = 7;
    private static final int POSITION = 8;
    private static final int BAR_TIMER = 9;
    private static final int MOMENT_TIMER = 10;
    private static final int ACTION = 11;
    private static final int CONNECTION = 12;

    private NewsCodec() {}

    static void write(JournalBuffer out, IntentCodec codec, Object news) {
        if (news instanceof OrderEvent event) {
            orderEvent(out, codec, event);
        } else if (news instanceof PositionEvent event) {
            out.put(POSITION);
            codec.instrument(out, event.instrument());
            out.put(event.epochNanos());
            codec.quantity(out, event.before());
            codec.quantity(out, event.after());
        } else if (news instanceof TimerEvent event) {
            timer(out, event);
        } else if (news instanceof CorporateAction action) {
            out.put(ACTION);
            out.put(ActionCodec.kindOf(action));
            ActionCodec.write(out, codec, action);
        } else if (news instanceof ConnectionEvent event) {
            out.put(CONNECTION);
            out.put(event.peer());
            out.put(event.state());
            out.put(event.reason());
            out.put(event.epochNanos());
        } else {
            throw new IllegalStateException("news must be of a known kind, was " + news);
        }
    }

    private static void orderEvent(JournalBuffer out, IntentCodec codec, OrderEvent event) {
        if (event instanceof OrderEvent.Accepted) {
            out.put(ACCEPTED);
        } else if (event instanceof OrderEvent.Replaced) {
            out.put(REPLACED);
        } else if (event instanceof OrderEvent.Cancelled) {
            out.put(CANCELLED);
        } else if (event instanceof OrderEvent.Expired) {
            out.put(EXPIRED);
        } else if (event instanceof OrderEvent.Filled filled) {
            out.put(FILLED);
            fill(out, codec, filled.fill());
        } else if (event instanceof OrderEvent.Rejected rejected) {
            out.put(REJECTED);
            out.put(rejected.reason());
            out.put(rejected.text());
        } else if (event instanceof OrderEvent.CancelRejected rejected) {
            out.put(CANCEL_REJECTED);
            codec.write(out, rejected.request());
            out.put(rejected.reason());
            out.put(rejected.text());
        }
        codec.snapshot(out, event.order());
        out.put(event.epochNanos());
    }

    private static void fill(JournalBuffer out, IntentCodec codec, Fill fill) {
        out.put(fill.execId());
        codec.instrument(out, fill.instrument());
        out.put(fill.side());
        codec.quantity(out, fill.lastQty());
        codec.price(out, fill.lastPx());
        out.put(fill.fee().toString());
    }

    private static void timer(JournalBuffer out, TimerEvent event) {
        if (event.schedule() instanceof Schedule.FirstBar first) {
            out.put(BAR_TIMER);
            out.put(first.period());
        } else if (event.schedule() instanceof Schedule.SessionMoment moment) {
            out.put(MOMENT_TIMER);
            out.put(moment.fromOpen() ? 1 : 0);
            out.put(moment.offset().toNanos());
        }
        out.put(event.epochNanos());
    }

    static Object read(JournalBuffer.Reader in, IntentCodec codec) {
        int kind = in.getInt();
        return switch (kind) {
            case POSITION ->
                new PositionEvent(codec.instrument(in), in.get(), IntentCodec.quantity(in), IntentCodec.quantity(in));
            case BAR_TIMER -> new TimerEvent(new Schedule.FirstBar(ChronoUnit.valueOf(in.getText())), in.get());
            case MOMENT_TIMER ->
                new TimerEvent(new Schedule.SessionMoment(in.get() == 1, Duration.ofNanos(in.get())), in.get());
            case CONNECTION ->
                new ConnectionEvent(
                        ConnectionEvent.Peer.valueOf(in.getText()),
                        ConnectionState.valueOf(in.getText()),
                        in.getText(),
                        in.get());
            case ACTION -> ActionCodec.read(in.getInt(), in, codec);
            default -> orderEvent(kind, in, codec);
        };
    }

    private static OrderEvent orderEvent(int kind, JournalBuffer.Reader in, IntentCodec codec) {
        return switch (kind) {
            case ACCEPTED -> new OrderEvent.Accepted(codec.snapshot(in), in.get());
            case REPLACED -> new OrderEvent.Replaced(codec.snapshot(in), in.get());
            case CANCELLED -> new OrderEvent.Cancelled(codec.snapshot(in), in.get());
            case EXPIRED -> new OrderEvent.Expired(codec.snapshot(in), in.get());
            case FILLED -> filled(in, codec);
            case REJECTED -> {
                RejectReason reason = RejectReason.valueOf(in.getText());
                String text = in.getText();
                yield new OrderEvent.Rejected(codec.snapshot(in), reason, text, in.get());
            }
            case CANCEL_REJECTED -> {
                OrderIntent request = codec.read(in);
                RejectReason reason = RejectReason.valueOf(in.getText());
                String text = in.getText();
                yield new OrderEvent.CancelRejected(codec.snapshot(in), request, reason, text, in.get());
            }
            default -> throw new IllegalStateException("news must be of a known kind, was " + kind);
        };
    }

    private static OrderEvent filled(JournalBuffer.Reader in, IntentCodec codec) {
        String execId = in.getText();
        Instrument instrument = codec.instrument(in);
        Side side = Side.valueOf(in.getText());
        var quantity = IntentCodec.quantity(in);
        var price = IntentCodec.price(in);
        BigDecimal fee = new BigDecimal(in.getText());
        Order order = codec.snapshot(in);
        return new OrderEvent.Filled(
                order, new Fill(execId, order.id(), instrument, side, quantity, price, fee, in.get()));
    }
}
