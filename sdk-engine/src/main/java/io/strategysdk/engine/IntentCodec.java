package io.strategysdk.engine;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Intents as numbers and back. A journal compares runs: numbers that are equal leave equal bytes there, however they were
 * written. A checkpoint gives back what strategies saw: numbers keep their zeros.
 */
final class IntentCodec {
    private final Instruments instruments;
    private final boolean keepsZeros;

    private IntentCodec(Instruments instruments, boolean keepsZeros) {
        this.instruments = instruments;
        this.keepsZeros = keepsZeros;
    }

    static IntentCodec forJournal(Instruments instruments) {
        return new IntentCodec(instruments, false);
    }

    static IntentCodec forCheckpoint(Instruments instruments) {
        return new IntentCodec(instruments, true);
    }

    void write(JournalBuffer out, OrderIntent intent) {
        if (intent instanceof OrderIntent.TargetQuantity target) {
            out.put(Kind.TARGET_QUANTITY);
            instrument(out, target.instrument());
            quantity(out, target.quantity());
        } else if (intent instanceof NewOrder order) {
            out.put(Kind.NEW_ORDER);
            order(out, order);
        } else if (intent instanceof OrderIntent.TargetWeights targets) {
            out.put(Kind.TARGET_WEIGHTS);
            weights(out, targets.weights());
        } else if (intent instanceof OrderIntent.Close close) {
            out.put(Kind.CLOSE);
            instrument(out, close.instrument());
        } else if (intent instanceof OrderIntent.Cancel cancel) {
            out.put(Kind.CANCEL);
            snapshot(out, cancel.order());
        } else if (intent instanceof OrderIntent.CancelAll all) {
            out.put(Kind.CANCEL_ALL);
            instrument(out, all.instrument());
        } else if (intent instanceof OrderIntent.Replace replace) {
            out.put(Kind.REPLACE);
            snapshot(out, replace.order());
            quantity(out, replace.orderQty());
            terms(out, replace.terms());
        } else if (intent instanceof OrderIntent.OneCancelsOther pair) {
            out.put(Kind.ONE_CANCELS_OTHER);
            order(out, pair.first());
            order(out, pair.second());
        } else if (intent instanceof OrderIntent.OneTriggersOther pair) {
            out.put(Kind.ONE_TRIGGERS_OTHER);
            order(out, pair.first());
            order(out, pair.second());
        }
    }

    OrderIntent read(JournalBuffer.Reader in) {
        int kind = in.getInt();
        return switch (kind) {
            case Kind.TARGET_QUANTITY -> new OrderIntent.TargetQuantity(instrument(in), quantity(in));
            case Kind.NEW_ORDER -> order(in);
            case Kind.TARGET_WEIGHTS -> new OrderIntent.TargetWeights(weights(in));
            case Kind.CLOSE -> new OrderIntent.Close(instrument(in));
            case Kind.CANCEL -> new OrderIntent.Cancel(snapshot(in));
            case Kind.CANCEL_ALL -> new OrderIntent.CancelAll(instrument(in));
            case Kind.REPLACE -> new OrderIntent.Replace(snapshot(in), quantity(in), terms(in));
            case Kind.ONE_CANCELS_OTHER -> new OrderIntent.OneCancelsOther(order(in), order(in));
            case Kind.ONE_TRIGGERS_OTHER -> new OrderIntent.OneTriggersOther(order(in), order(in));
            default -> throw new IllegalStateException("journal must hold a known kind of intent, was " + kind);
        };
    }

    void order(JournalBuffer out, NewOrder order) {
        instrument(out, order.instrument());
        out.put(order.side());
        quantity(out, order.orderQty());
        optionalDecimal(out, order.notional());
        terms(out, order.terms());
        out.put(order.timeInForce());
        Instant expiry = order.expiry();
        out.put(expiry == null ? 0 : expiry.getEpochSecond());
        out.put(expiry == null ? 0 : expiry.getNano());
        List<OrderTerms> exits = order.exits().terms();
        out.put(exits.size());
        for (OrderTerms exit : exits) {
            terms(out, exit);
        }
        Handling handling = order.handling();
        out.put((handling.reduceOnly() ? 1 : 0)
                | (handling.extendedHours() ? 2 : 0)
                | (handling.doNotReduce() ? 4 : 0));
        out.put(order.tag());
    }

    NewOrder order(JournalBuffer.Reader in) {
        Instrument instrument = instrument(in);
        Side side = Side.valueOf(in.getText());
        Quantity quantity = quantity(in);
        BigDecimal notional = optionalDecimal(in);
        OrderTerms terms = terms(in);
        TimeInForce timeInForce = TimeInForce.valueOf(in.getText());
        Instant expiry = Instant.ofEpochSecond(in.get(), in.get());
        int children = in.getInt();
        List<OrderTerms> exits = new ArrayList<>(children);
        for (int i = 0; i < children; i++) {
            exits.add(terms(in));
        }
        int flags = in.getInt();
        return new NewOrder(
                instrument,
                side,
                quantity,
                notional,
                terms,
                timeInForce,
                timeInForce == TimeInForce.GTD ? expiry : null,
                exits.isEmpty() ? Exits.NONE : new Exits(exits),
                new Handling((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0),
                in.getText());
    }

    void terms(JournalBuffer out, OrderTerms terms) {
        if (terms instanceof OrderTerms.Market) {
            out.put(0);
        } else if (terms instanceof OrderTerms.Limit t) {
            out.put(1);
            price(out, t.price());
        } else if (terms instanceof OrderTerms.Stop t) {
            out.put(2);
            price(out, t.stopPrice());
        } else if (terms instanceof OrderTerms.StopLimit t) {
            out.put(3);
            price(out, t.stopPrice());
            price(out, t.price());
        } else if (terms instanceof OrderTerms.TrailingStop t) {
            out.put(4);
            price(out, t.distance());
        } else if (terms instanceof OrderTerms.TrailingStopPercent t) {
            out.put(5);
            optionalDecimal(out, t.percent());
        }
    }

    OrderTerms terms(JournalBuffer.Reader in) {
        int kind = in.getInt();
        return switch (kind) {
            case 0 -> OrderTerms.MARKET;
            case 1 -> new OrderTerms.Limit(price(in));
            case 2 -> new OrderTerms.Stop(price(in));
            case 3 -> new OrderTerms.StopLimit(price(in), price(in));
            case 4 -> new OrderTerms.TrailingStop(price(in));
            case 5 -> new OrderTerms.TrailingStopPercent(new BigDecimal(in.getText()));
            default -> throw new IllegalStateException("journal must hold a known kind of terms, was " + kind);
        };
    }

    /** Weights in the run's order of instruments, whatever the map's. */
    private void weights(JournalBuffer out, Map<Instrument, Double> weights) {
        out.put(weights.size());
        for (Instrument instrument : instruments.list()) {
            Double weight = weights.get(instrument);
            if (weight != null) {
                instrument(out, instrument);
                out.putDouble(weight);
            }
        }
        weights.keySet().stream()
                .filter(unknown -> instruments.find(unknown) < 0)
                .sorted(Comparator.comparing(Instrument::symbol))
                .forEach(unknown -> {
                    instrument(out, unknown);
                    out.putDouble(weights.getOrDefault(unknown, 0.0));
                });
    }

    private Map<Instrument, Double> weights(JournalBuffer.Reader in) {
        int count = in.getInt();
        Map<Instrument, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            weights.put(instrument(in), in.getDouble());
        }
        return weights;
    }

    void snapshot(JournalBuffer out, Order order) {
        id(out, order.id());
        order(out, order.request());
        out.put(order.status());
        quantity(out, order.orderQty());
        quantity(out, order.cumQty());
        out.putDouble(order.avgPx());
    }

    Order snapshot(JournalBuffer.Reader in) {
        return new Order(
                id(in), order(in), OrderStatus.valueOf(in.getText()), quantity(in), quantity(in), in.getDouble());
    }

    static void id(JournalBuffer out, OrderId id) {
        out.put(id.origin());
        out.put(id.sequence());
    }

    static OrderId id(JournalBuffer.Reader in) {
        return new OrderId(in.getText(), in.get());
    }

    /** A known instrument by number, a stranger by its definition. */
    void instrument(JournalBuffer out, Instrument instrument) {
        int number = instruments.find(instrument);
        out.put(number);
        if (number < 0) {
            define(out, instrument);
        }
    }

    Instrument instrument(JournalBuffer.Reader in) {
        int number = in.getInt();
        return number < 0 ? define(in) : instruments.get(number);
    }

    Instrument instrument(int number) {
        return instruments.get(number);
    }

    void define(JournalBuffer out, Instrument instrument) {
        out.put(instrument.symbol());
        out.put(instrument.assetClass());
        out.put(instrument.currency());
        out.put(instrument.tickRule());
        price(out, instrument.tickSize());
        quantity(out, instrument.lotSize());
        quantity(out, instrument.maxOrderQty());
    }

    static Instrument define(JournalBuffer.Reader in) {
        Instrument bare = Instrument.of(in.getText(), AssetClass.valueOf(in.getText()), in.getText());
        TickRule rule = TickRule.valueOf(in.getText());
        Price tick = price(in);
        Instrument ticked = rule == TickRule.NONE
                ? bare
                : bare.withTickSize(tick.toString()).withTickRule(rule);
        return ticked.withLotSize(quantity(in).toString())
                .withMaxOrderQty(quantity(in).toString());
    }

    void price(JournalBuffer out, Price price) {
        decimal(out, price.units(), price.scale());
    }

    static Price price(JournalBuffer.Reader in) {
        return new Price(in.get(), in.getInt());
    }

    void quantity(JournalBuffer out, Quantity quantity) {
        decimal(out, quantity.units(), quantity.scale());
    }

    static Quantity quantity(JournalBuffer.Reader in) {
        return new Quantity(in.get(), in.getInt());
    }

    private void decimal(JournalBuffer out, long units, int scale) {
        long u = units;
        int s = scale;
        while (!keepsZeros && s > 0 && u % 10 == 0) {
            u /= 10;
            s--;
        }
        out.put(u);
        out.put(s);
    }

    private void optionalDecimal(JournalBuffer out, @Nullable BigDecimal value) {
        if (value == null) {
            out.put("");
        } else {
            // only toString tells 1E+3 from 1000
            out.put(keepsZeros ? value.toString() : value.toPlainString());
        }
    }

    private static @Nullable BigDecimal optionalDecimal(JournalBuffer.Reader in) {
        String text = in.getText();
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    /** Numbers of the kinds of intent in a journal; never reused. */
    private static final class Kind {
        static final int TARGET_QUANTITY = 1;
        static final int NEW_ORDER = 2;
        static final int TARGET_WEIGHTS = 3;
        static final int CLOSE = 4;
        static final int CANCEL = 5;
        static final int CANCEL_ALL = 6;
        static final int REPLACE = 7;
        static final int ONE_CANCELS_OTHER = 8;
        static final int ONE_TRIGGERS_OTHER = 9;

        private Kind() {}
    }
}
