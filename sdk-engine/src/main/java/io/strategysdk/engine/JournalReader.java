package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a journal from its start, keeping each order as far as it has come. */
final class JournalReader implements Iterator<JournalEntry> {
    private final JournalBuffer.Reader in;
    private final Instruments instruments;
    private final IntentCodec codec;
    private final List<String> strategies = new ArrayList<>();
    private final List<BigDecimal> capital = new ArrayList<>();
    private final List<Map<Long, WorkingOrder>> orders = new ArrayList<>();
    private final int cashScale;
    private long time;
    private @Nullable JournalEntry afterFill;

    JournalReader(byte[] bytes) {
        in = new JournalBuffer.Reader(bytes, 0);
        int count = in.getInt();
        List<Instrument> defined = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            defined.add(IntentCodec.define(in));
        }
        instruments = new Instruments(defined);
        codec = IntentCodec.forJournal(instruments);
        cashScale = Scales.cashScale(instruments.currency());
        int desks = in.getInt();
        for (int i = 0; i < desks; i++) {
            strategies.add(in.getText());
            capital.add(money(in.get()));
            orders.add(new HashMap<>());
        }
    }

    List<String> strategies() {
        return List.copyOf(strategies);
    }

    /** What each strategy began with. */
    List<BigDecimal> capital() {
        return List.copyOf(capital);
    }

    List<Instrument> instruments() {
        return instruments.list();
    }

    @Override
    public boolean hasNext() {
        return afterFill != null || in.hasMore();
    }

    @Override
    public JournalEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the journal ends");
        }
        JournalEntry booked = afterFill;
        if (booked != null) {
            afterFill = null;
            return booked;
        }
        int head = in.head();
        int kind = head & JournalWriter.KIND_MASK;
        int desk = (head >> JournalWriter.DESK_SHIFT) - 1;
        time += in.field();
        return switch (kind) {
            case JournalWriter.INTENDED -> new JournalEntry.Intended(time, strategies.get(desk), codec.read(in));
            case JournalWriter.AIMED -> new JournalEntry.Intended(time, strategies.get(desk), target());
            case JournalWriter.VALUED ->
                new JournalEntry.Valued(time, strategies.get(desk), money(in.field()), money(in.field()));
            case JournalWriter.PRICED -> new JournalEntry.Priced(time, PriceMode.valueOf(in.getText()));
            case JournalWriter.ENTITLED -> entitled(strategies.get(desk));
            case JournalWriter.PAID ->
                new JournalEntry.Paid(time, strategies.get(desk), instrument(), money(in.field()), money(in.field()));
            case JournalWriter.SPLIT,
                    JournalWriter.DIVIDEND,
                    JournalWriter.STOCK_DIVIDEND,
                    JournalWriter.SPIN_OFF,
                    JournalWriter.CASH_MERGER,
                    JournalWriter.SHARE_MERGER,
                    JournalWriter.SYMBOL_CHANGE,
                    JournalWriter.DELISTING -> new JournalEntry.Adjusted(time, ActionCodec.read(kind, in, codec));
            case JournalWriter.HELD -> held(strategies.get(desk));
            case JournalWriter.CHARGED -> charged(time, strategies.get(desk));
            case JournalWriter.MARGIN_CALLED ->
                new JournalEntry.MarginCalled(time, strategies.get(desk), money(in.field()), money(in.field()));
            case JournalWriter.SAFEGUARDED ->
                new JournalEntry.Safeguarded(
                        time,
                        desk == JournalWriter.NO_DESK ? "" : strategies.get(desk),
                        Safeguard.valueOf(in.getText()),
                        optionalInstrument(),
                        in.getDouble(),
                        in.getDouble());
            case JournalWriter.ADOPTED -> adopted(strategies.get(desk));
            case JournalWriter.CONNECTED -> new JournalEntry.Connected(time, connection());
            case JournalWriter.STOPPED ->
                new JournalEntry.Stopped(time, strategies.get(desk), in.getText(), in.getText(), in.getText());
            default -> new JournalEntry.Reported(time, strategies.get(desk), event(kind, desk));
        };
    }

    private JournalEntry adopted(String strategy) {
        Instrument instrument = instrument();
        int scale = instrument.quantityScale();
        return new JournalEntry.Adopted(
                time,
                strategy,
                instrument,
                new Quantity(in.field(), scale),
                new Price(in.field(), instrument.priceScale()),
                new Quantity(in.field(), scale),
                money(in.field()));
    }

    private ConnectionEvent connection() {
        return new ConnectionEvent(
                ConnectionEvent.Peer.valueOf(in.getText()), ConnectionState.valueOf(in.getText()), in.getText(), time);
    }

    private Instrument instrument() {
        return instruments.get(Math.toIntExact(in.field()));
    }

    private JournalEntry held(String strategy) {
        Instrument instrument = instruments.get(Math.toIntExact(in.get()));
        Quantity quantity = new Quantity(in.get(), instrument.quantityScale());
        return new JournalEntry.Held(time, strategy, instrument, quantity, money(in.get()));
    }

    private JournalEntry entitled(String strategy) {
        Instrument instrument = instrument();
        BigDecimal amount = money(in.field());
        Quantity position = new Quantity(in.field(), instrument.quantityScale());
        return new JournalEntry.Entitled(time, strategy, instrument, amount, position, money(in.field()));
    }

    private OrderIntent target() {
        Instrument instrument = instruments.get(Math.toIntExact(in.field()));
        return OrderIntent.targetQuantity(instrument, new Quantity(in.field(), instrument.quantityScale()));
    }

    private JournalEntry.Charged charged(long time, String strategy) {
        return new JournalEntry.Charged(time, strategy, optionalInstrument(), money(in.get()), money(in.get()));
    }

    private Optional<Instrument> optionalInstrument() {
        int number = in.getInt();
        return number == JournalWriter.NO_INSTRUMENT ? Optional.empty() : Optional.of(instruments.get(number));
    }

    private OrderEvent event(int kind, int desk) {
        return switch (kind) {
            case JournalWriter.ACCEPTED -> {
                WorkingOrder order = request(desk);
                order.become(OrderStatus.SUBMITTED);
                yield new OrderEvent.Accepted(order.snapshot(), time);
            }
            case JournalWriter.REFUSED -> {
                WorkingOrder order = request(desk);
                order.become(OrderStatus.REJECTED);
                yield new OrderEvent.Rejected(order.snapshot(), reason(), in.getText(), time);
            }
            case JournalWriter.FILLED -> filled(desk, known(desk));
            case JournalWriter.CANCELLED -> {
                WorkingOrder order = ended(desk, OrderStatus.CANCELLED);
                yield new OrderEvent.Cancelled(order.snapshot(), time);
            }
            case JournalWriter.EXPIRED -> {
                WorkingOrder order = ended(desk, OrderStatus.EXPIRED);
                yield new OrderEvent.Expired(order.snapshot(), time);
            }
            case JournalWriter.REPLACED -> {
                WorkingOrder order = known(desk);
                OrderTerms terms = codec.terms(in);
                order.replace(terms, in.get());
                yield new OrderEvent.Replaced(order.snapshot(), time);
            }
            case JournalWriter.RESTATED -> {
                WorkingOrder order = known(desk);
                long orderQty = in.field();
                long cumQty = in.field();
                order.restate(codec.order(in), orderQty, cumQty, 0);
                yield new OrderEvent.Replaced(order.snapshot(), time);
            }
            case JournalWriter.REJECTED -> {
                WorkingOrder order = ended(desk, OrderStatus.REJECTED);
                yield new OrderEvent.Rejected(order.snapshot(), reason(), in.getText(), time);
            }
            case JournalWriter.CANCEL_REJECTED -> {
                OrderIntent request = codec.read(in);
                yield new OrderEvent.CancelRejected(codec.snapshot(in), request, reason(), in.getText(), time);
            }
            default -> throw new IllegalStateException("journal must hold a known kind of entry, was " + kind);
        };
    }

    private OrderEvent filled(int desk, WorkingOrder order) {
        long leaves = in.field();
        long quantity = in.field();
        boolean isOpen = leaves == JournalWriter.UNKNOWN;
        long orderQty = order.cumQty() + quantity + (isOpen ? 0 : leaves);
        if (orderQty != order.orderQty()) {
            order.size(orderQty);
        }
        long price = in.field();
        long fee = in.field();
        Instrument instrument = order.instrument();
        int shift = instrument.quantityScale() + instrument.priceScale() - cashScale;
        order.execute(quantity, Notional.of(quantity, price, shift), fee);
        if (order.isWorking() && leaves == 0) {
            order.become(OrderStatus.FILLED);
        }
        Quantity position = new Quantity(in.field(), instrument.quantityScale());
        afterFill = new JournalEntry.Booked(time, strategies.get(desk), instrument, position, money(in.field()));
        return new OrderEvent.Filled(
                order.snapshot(),
                new Fill(
                        order.id() + "-" + order.fills(),
                        order.id(),
                        instrument,
                        order.side(),
                        new Quantity(quantity, instrument.quantityScale()),
                        new Price(price, instrument.priceScale()),
                        money(fee),
                        time));
    }

    private WorkingOrder request(int desk) {
        long sequence = in.field();
        int signed = Math.toIntExact(in.field());
        WorkingOrder order;
        if (signed != 0) {
            int number = Math.abs(signed) - 1;
            Side side = signed > 0 ? Side.BUY : Side.SELL;
            order = new WorkingOrder(
                    this, strategies.get(desk), sequence, number, instruments.get(number), side, in.field(), null);
        } else {
            NewOrder request = codec.order(in);
            order = new WorkingOrder(
                    this,
                    strategies.get(desk),
                    sequence,
                    instruments.find(request.instrument()),
                    request.instrument(),
                    request.side(),
                    request.orderQty().unitsAt(request.instrument().quantityScale()),
                    request);
        }
        orders.get(desk).put(sequence, order);
        return order;
    }

    private WorkingOrder known(int desk) {
        long sequence = in.field();
        WorkingOrder order = orders.get(desk).get(sequence);
        if (order == null) {
            throw new IllegalStateException(
                    "journal must tell of an order's acceptance first, was " + strategies.get(desk) + "-" + sequence);
        }
        return order;
    }

    private WorkingOrder ended(int desk, OrderStatus status) {
        WorkingOrder order = known(desk);
        order.become(status);
        return order;
    }

    private RejectReason reason() {
        return RejectReason.valueOf(in.getText());
    }

    private BigDecimal money(long units) {
        return BigDecimal.valueOf(units, cashScale);
    }
}
