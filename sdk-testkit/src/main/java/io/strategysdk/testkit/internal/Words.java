package io.strategysdk.testkit.internal;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.engine.JournalEntry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens in a run, in the words of the field and in one line each. */
public final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Words() {}

    /** Local date and time in a zone. */
    public static String time(long epochNanos, ZoneId zone) {
        return TIME.format(Clock.instantOf(epochNanos).atZone(zone));
    }

    /** A price or a value of a feature, six digits behind the point at most. */
    public static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        return plain(exact.scale() > 6 ? exact.setScale(6, RoundingMode.HALF_EVEN) : exact);
    }

    /** Without zeros at the end. */
    static String plain(BigDecimal exact) {
        return exact.stripTrailingZeros().toPlainString();
    }

    /** What a strategy wants. */
    public static String of(OrderIntent intent) {
        if (intent instanceof NewOrder order) {
            return order(order);
        }
        if (intent instanceof OrderIntent.OneCancelsOther pair) {
            return order(pair.first()) + " or " + order(pair.second());
        }
        if (intent instanceof OrderIntent.OneTriggersOther pair) {
            return order(pair.first()) + " then " + order(pair.second());
        }
        if (intent instanceof OrderIntent.Cancel cancel) {
            return "cancel " + cancel.id();
        }
        if (intent instanceof OrderIntent.CancelAll all) {
            return "cancel all of " + all.instrument();
        }
        if (intent instanceof OrderIntent.Replace replace) {
            return "replace " + replace.order().id() + " by " + replace.orderQty() + terms(replace.terms());
        }
        if (intent instanceof OrderIntent.Close close) {
            return "close " + close.instrument();
        }
        if (intent instanceof OrderIntent.TargetQuantity target) {
            return "target " + target.quantity() + " " + target.instrument();
        }
        return "target "
                + ((OrderIntent.TargetWeights) intent)
                        .weights().entrySet().stream().map(Words::weight).collect(Collectors.joining(", "));
    }

    private static String weight(Map.Entry<Instrument, Double> weight) {
        return number(weight.getValue() * 100) + " % " + weight.getKey();
    }

    private static String order(NewOrder order) {
        StringBuilder words = new StringBuilder(order.side().name().toLowerCase(Locale.ROOT));
        words.append(' ')
                .append(order.cashOrderQty()
                        .map(cash ->
                                cash.toPlainString() + " " + order.instrument().currency() + " of")
                        .orElseGet(() -> order.orderQty().toString()))
                .append(' ')
                .append(order.instrument())
                .append(terms(order.terms()));
        if (order.timeInForce() != TimeInForce.DAY) {
            words.append(' ').append(order.timeInForce());
            order.expireTime().ifPresent(until -> words.append(' ').append(until));
        }
        order.exits().terms().forEach(exit -> words.append(", exit").append(terms(exit)));
        if (order.handling().reduceOnly()) {
            words.append(", reduce only");
        }
        if (order.handling().extendedHours()) {
            words.append(", extended hours");
        }
        if (order.handling().doNotReduce()) {
            words.append(", do not reduce");
        }
        return order.tag().isEmpty() ? words.toString() : words + " '" + order.tag() + "'";
    }

    private static String terms(OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            return " at limit " + plain(limit.price().toBigDecimal());
        }
        if (terms instanceof OrderTerms.Stop stop) {
            return " at stop " + plain(stop.stopPrice().toBigDecimal());
        }
        if (terms instanceof OrderTerms.StopLimit both) {
            return " at stop " + plain(both.stopPrice().toBigDecimal()) + " limit "
                    + plain(both.price().toBigDecimal());
        }
        if (terms instanceof OrderTerms.TrailingStop trail) {
            return " at stop trailing by " + plain(trail.distance().toBigDecimal());
        }
        if (terms instanceof OrderTerms.TrailingStopPercent trail) {
            return " at stop trailing by " + plain(trail.percent()) + " %";
        }
        return "";
    }

    /** What happened to an order. */
    public static String of(OrderEvent event) {
        if (event instanceof OrderEvent.Filled filled) {
            return filled(filled.fill()) + left(filled.order());
        }
        if (event instanceof OrderEvent.Rejected rejected) {
            return "rejected: " + of(rejected.order().request()) + ": " + rejected.reason() + reason(rejected.text());
        }
        if (event instanceof OrderEvent.CancelRejected refused) {
            return "refused: " + of(refused.request()) + ": " + refused.reason() + reason(refused.text());
        }
        String what = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return what + " " + event.order().id() + ": " + of(event.order().request());
    }

    private static String reason(String text) {
        return text.isEmpty() ? "" : ", " + text;
    }

    private static String left(Order order) {
        return order.leavesQty().isZero() ? "" : ", " + order.leavesQty() + " left";
    }

    private static String filled(Fill fill) {
        return "filled " + of(fill);
    }

    /** An execution. */
    public static String of(Fill fill) {
        return fill.orderId() + ": " + traded(fill);
    }

    /** An execution without the order that it is of. */
    public static String traded(Fill fill) {
        String fee = fill.fee().signum() == 0 ? "" : ", fee " + plain(fill.fee());
        return fill.side().name().toLowerCase(Locale.ROOT) + " " + fill.lastQty() + " " + fill.instrument() + " at "
                + plain(fill.lastPx().toBigDecimal()) + fee;
    }

    /** An order as it stands. */
    public static String of(Order order) {
        return order.id() + ": " + standing(order);
    }

    /** An order as it stands, without its id. */
    public static String standing(Order order) {
        return of(order.request()) + ", " + order.status() + ", filled " + order.cumQty();
    }

    /** A trade from entry to exit. */
    public static String of(RoundTrip trade) {
        return (trade.entrySide() == Side.BUY ? "long " : "short ") + trade.quantity() + " " + trade.instrument()
                + " from "
                + plain(trade.entryPrice().toBigDecimal()) + " to "
                + plain(trade.exitPrice().toBigDecimal()) + ", net " + plain(trade.netPnl());
    }

    /** What the market showed: open, high, low, close and volume of a bar. */
    public static String of(MarketEvent event) {
        if (event instanceof Bar bar) {
            return event.instrument() + " " + number(bar.open()) + " " + number(bar.high()) + " " + number(bar.low())
                    + " " + number(bar.close()) + " vol " + number(bar.volume());
        }
        if (event instanceof QuoteBar bar) {
            return event.instrument() + " bid " + number(bar.bid().close()) + " ask "
                    + number(bar.ask().close());
        }
        if (event instanceof Quote quote) {
            return event.instrument() + " bid " + number(quote.bid()) + " x " + number(quote.bidSize()) + " ask "
                    + number(quote.ask()) + " x " + number(quote.askSize());
        }
        Trade trade = (Trade) event;
        return event.instrument() + " trade " + number(trade.price()) + " x " + number(trade.size());
    }

    /** What an issuer did. */
    public static String of(CorporateAction action) {
        return ActionWords.of(action);
    }

    /** What a journal says, without its time and strategy. */
    public static String of(JournalEntry entry) {
        if (entry instanceof JournalEntry.Intended intended) {
            return "wants " + of(intended.intent());
        }
        if (entry instanceof JournalEntry.Reported reported) {
            return of(reported.event());
        }
        if (entry instanceof JournalEntry.Held held) {
            return "begins with " + held.quantity() + " " + held.instrument() + " that cost " + plain(held.cost());
        }
        if (entry instanceof JournalEntry.Booked booked) {
            return "holds " + booked.position() + " " + booked.instrument() + ", cash " + plain(booked.cash());
        }
        if (entry instanceof JournalEntry.Valued valued) {
            return "worth " + plain(valued.equity()) + ", cash " + plain(valued.cash());
        }
        if (entry instanceof JournalEntry.Charged charged) {
            return "pays " + plain(charged.amount()) + " for "
                    + charged.instrument().map(Instrument::symbol).orElse("debt") + ", cash "
                    + plain(charged.cash());
        }
        if (entry instanceof JournalEntry.Stopped stopped) {
            return "was stopped: " + stopped.callback() + " threw " + stopped.error() + ": " + stopped.message();
        }
        return words(entry);
    }

    private static String words(JournalEntry entry) {
        if (entry instanceof JournalEntry.MarginCalled called) {
            return "is called for margin: worth " + plain(called.equity()) + ", needs " + plain(called.required());
        }
        if (entry instanceof JournalEntry.Safeguarded guarded) {
            return "safeguard " + guarded.what() + instrument(guarded.instrument()) + " at " + number(guarded.figure())
                    + ", limit " + number(guarded.limit());
        }
        if (entry instanceof JournalEntry.Adjusted adjusted) {
            return of(adjusted.action());
        }
        if (entry instanceof JournalEntry.Entitled entitled) {
            return "gets " + plain(entitled.amount()) + " from " + entitled.instrument() + ", holds "
                    + entitled.position() + ", cash " + plain(entitled.cash());
        }
        if (entry instanceof JournalEntry.Paid paid) {
            return "is paid " + plain(paid.amount()) + " by " + paid.instrument() + ", cash " + plain(paid.cash());
        }
        return entry instanceof JournalEntry.Priced priced ? "prices are " + priced.mode() : entry.toString();
    }

    private static String instrument(Optional<Instrument> instrument) {
        return instrument.map(one -> " of " + one.symbol()).orElse("");
    }
}
