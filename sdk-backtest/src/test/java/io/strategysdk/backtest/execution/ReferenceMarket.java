package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.TradingCalendar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The market and the cash account as the rules say, slow and obvious: the oracle for the fast one. One strategy, whole
 * fills, no margin.
 */
final class ReferenceMarket {
    private final TradingCalendar calendar;
    private final TreeMap<Long, List<PlainBar>> slices = new TreeMap<>();
    private final int priceScale;
    private final PlainCosts costs;
    private final @Nullable LongUnaryOperator latency;
    private final Script script;

    private final Map<Integer, Resting> orders = new TreeMap<>();
    private final List<Change> underWay = new ArrayList<>();
    private final Map<Integer, BigDecimal> marks = new HashMap<>();
    private final Map<Integer, BigDecimal> held = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private BigDecimal cash;
    private BigDecimal expectedProceeds = BigDecimal.ZERO;
    private long now;

    /** What became of an order; quantity, price and fee of fills only. */
    record Outcome(
            long time,
            int order,
            String what,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal price,
            @Nullable BigDecimal fee) {
        Outcome {
            quantity = quantity == null ? null : quantity.stripTrailingZeros();
            price = price == null ? null : price.stripTrailingZeros();
            fee = fee == null ? null : fee.stripTrailingZeros();
        }
    }

    /** A cancel, or a replacement, on its way. */
    private record Change(Script.Action action, long arrives) {}

    private static final class Resting {
        final int number;
        final Script.Place place;
        final long arrives;
        final long expiry;
        BigDecimal quantity;

        @Nullable
        BigDecimal price;

        BigDecimal reserved = BigDecimal.ZERO;
        boolean working = true;
        boolean filled;
        boolean ending;

        @Nullable
        BigDecimal asked;

        Script.@Nullable Replace waiting;

        Resting(Script.Place place, long arrives, long expiry) {
            this.number = place.order();
            this.place = place;
            this.arrives = arrives;
            this.expiry = expiry;
            this.quantity = place.quantity();
            this.price = place.price();
        }

        boolean buys() {
            return place.side() == Side.BUY;
        }

        BigDecimal level() {
            if (price == null) {
                throw new IllegalStateException("order must have a price: " + place);
            }
            return price;
        }
    }

    ReferenceMarket(
            TradingCalendar calendar,
            List<PlainBar> bars,
            int priceScale,
            PlainCosts costs,
            @Nullable LongUnaryOperator latencyOfOrder,
            BigDecimal cash,
            Script script) {
        this.calendar = calendar;
        this.priceScale = priceScale;
        this.costs = costs;
        this.latency = latencyOfOrder;
        this.cash = cash;
        this.script = script;
        bars.forEach(bar ->
                slices.computeIfAbsent(bar.time(), time -> new ArrayList<>()).add(bar));
    }

    List<Outcome> run() {
        int slice = 0;
        for (Map.Entry<Long, List<PlainBar>> entry : slices.entrySet()) {
            now = entry.getKey();
            List<PlainBar> bars = entry.getValue();
            applyChangesThatArrived(bars);
            expireWhatEndedBefore(bars);
            match(bars);
            expireWhatEndsNow();
            bars.forEach(bar -> marks.put(bar.instrument(), bar.close()));
            decide(slice++);
        }
        return outcomes;
    }

    BigDecimal cash() {
        return cash;
    }

    BigDecimal equity() {
        BigDecimal equity = cash;
        for (Map.Entry<Integer, BigDecimal> position : held.entrySet()) {
            equity = equity.add(position.getValue().multiply(mark(position.getKey())));
        }
        return equity;
    }

    // ---- changes

    /** A change acts before a bar that opens after its arrival; in a slice without a bar when it has arrived. */
    private void applyChangesThatArrived(List<PlainBar> bars) {
        for (Change change : List.copyOf(underWay)) {
            Resting order = order(change.action());
            long until = now;
            for (PlainBar bar : bars) {
                until = bar.instrument() == order.place.instrument() ? bar.openTime() : until;
            }
            if (!order.working) {
                underWay.remove(change);
            } else if (change.arrives() <= until) {
                underWay.remove(change);
                apply(change.action());
            }
        }
    }

    private void apply(Script.Action action) {
        Resting order = order(action);
        if (action instanceof Script.Replace replace) {
            order.asked = null;
            order.quantity = replace.quantity();
            order.price = replace.price();
            if (order.buys()) {
                order.reserved = costAt(reference(order, replace.price()), replace.quantity());
            }
            tell(order, "REPLACED");
            Script.Replace next = order.waiting;
            order.waiting = null;
            if (next != null) {
                change(next);
            }
        } else {
            end(order, "CANCELLED");
        }
    }

    // ---- matching

    private void match(List<PlainBar> bars) {
        List<Resting> sellsFirst = new ArrayList<>();
        orders.values().stream().filter(order -> !order.buys()).forEach(sellsFirst::add);
        orders.values().stream().filter(Resting::buys).forEach(sellsFirst::add);
        for (Resting order : sellsFirst) {
            PlainBar bar = barFor(order, bars);
            if (bar != null && opensFor(order, bar)) {
                boolean auction = order.place.timeInForce() == TimeInForce.OPG;
                if (auction || order.place.type() == OrderType.LIMIT) {
                    fill(order, bar.open());
                } else {
                    fill(order, slipped(order, bar, bar.open()));
                }
            }
        }
        for (Resting order : orders.values()) {
            PlainBar bar = barFor(order, bars);
            boolean onlyAtOnce =
                    order.place.timeInForce() == TimeInForce.IOC || order.place.timeInForce() == TimeInForce.FOK;
            if (bar != null && onlyAtOnce) {
                end(order, "CANCELLED");
            }
        }
        for (Resting order : orders.values()) {
            PlainBar bar = barFor(order, bars);
            if (bar != null && staysForTheBar(order) && order.place.type() == OrderType.STOP && reaches(order, bar)) {
                fill(order, slipped(order, bar, order.level()));
            }
        }
        for (Resting order : orders.values()) {
            PlainBar bar = barFor(order, bars);
            if (bar != null && staysForTheBar(order) && order.place.type() == OrderType.LIMIT && touches(order, bar)) {
                fill(order, order.level());
            }
        }
        for (Resting order : orders.values()) {
            PlainBar bar = barFor(order, bars);
            if (bar != null && order.place.timeInForce() == TimeInForce.CLS && closesSession(bar)) {
                boolean limit = order.place.type() == OrderType.LIMIT;
                if (!limit || isAtLimit(order, bar.close())) {
                    fill(order, bar.close());
                }
            }
        }
    }

    /**
     * The bar of the slice that may fill the order: it must have arrived by the bar's open, with a tolerance, and only
     * orders for extended hours fill on a bar that opens outside of the sessions.
     */
    private @Nullable PlainBar barFor(Resting order, List<PlainBar> bars) {
        for (PlainBar bar : bars) {
            boolean inItsHours = order.place.extendedHours() || calendar.isOpen(bar.openTime());
            if (order.working
                    && inItsHours
                    && bar.instrument() == order.place.instrument()
                    && order.arrives <= deadline(bar)) {
                return bar;
            }
        }
        return null;
    }

    private static long deadline(PlainBar bar) {
        return bar.openTime() + Math.min((bar.time() - bar.openTime()) / 100, 1_000_000_000L);
    }

    private boolean opensFor(Resting order, PlainBar bar) {
        TimeInForce timeInForce = order.place.timeInForce();
        if (timeInForce == TimeInForce.CLS || (timeInForce == TimeInForce.OPG && !isOpeningOf(order, bar))) {
            return false;
        }
        if (bar.openTime() >= order.expiry) {
            return false;
        }
        return switch (order.place.type()) {
            case MARKET -> true;
            case LIMIT -> isAtLimit(order, bar.open());
            case STOP ->
                order.buys()
                        ? bar.open().compareTo(order.level()) >= 0
                        : bar.open().compareTo(order.level()) <= 0;
            default -> throw new IllegalStateException("not part of these rules: " + order.place);
        };
    }

    /** An order that has expired inside of the bar had its open only. */
    private boolean staysForTheBar(Resting order) {
        return !order.place.timeInForce().isAuction() && order.expiry >= now;
    }

    private static boolean isAtLimit(Resting order, BigDecimal price) {
        return order.buys() ? price.compareTo(order.level()) <= 0 : price.compareTo(order.level()) >= 0;
    }

    private static boolean touches(Resting order, PlainBar bar) {
        return order.buys()
                ? bar.low().compareTo(order.level()) <= 0
                : bar.high().compareTo(order.level()) >= 0;
    }

    private static boolean reaches(Resting order, PlainBar bar) {
        return order.buys()
                ? bar.high().compareTo(order.level()) >= 0
                : bar.low().compareTo(order.level()) <= 0;
    }

    /** Whether the bar begins with the session that the order is for. */
    private boolean isOpeningOf(Resting order, PlainBar bar) {
        TradingCalendar.Session session = calendar.sessionAtOrAfter(now - 1);
        return session.closeNanos() == order.expiry && session.openNanos() == bar.openTime();
    }

    private boolean closesSession(PlainBar bar) {
        return calendar.sessionAtOrAfter(bar.openTime()).closeNanos() == bar.time();
    }

    private BigDecimal slipped(Resting order, PlainBar bar, BigDecimal price) {
        return costs.slipped(price, order.buys(), order.quantity, bar.volume(), priceScale);
    }

    private void fill(Resting order, BigDecimal price) {
        BigDecimal value = order.quantity.multiply(price);
        BigDecimal fee = costs.fee(order.quantity, value);
        BigDecimal position = held.getOrDefault(order.place.instrument(), BigDecimal.ZERO);
        if (order.buys()) {
            if (value.add(fee).compareTo(cash) > 0) {
                end(order, "REJECTED " + RejectReason.BUYING_POWER);
                return;
            }
            cash = cash.subtract(value).subtract(fee);
            held.put(order.place.instrument(), position.add(order.quantity));
        } else {
            if (order.quantity.compareTo(position) > 0) {
                end(order, "REJECTED " + RejectReason.SHORT_NOT_ALLOWED);
                return;
            }
            if (cash.add(value).compareTo(fee) < 0) {
                end(order, "REJECTED " + RejectReason.BUYING_POWER);
                return;
            }
            cash = cash.add(value).subtract(fee);
            held.put(order.place.instrument(), position.subtract(order.quantity));
        }
        order.working = false;
        order.filled = true;
        order.reserved = BigDecimal.ZERO;
        outcomes.add(new Outcome(now, order.number, "FILLED", order.quantity, price, fee));
        for (Change change : List.copyOf(underWay)) {
            if (order(change.action()) == order) {
                underWay.remove(change);
                tell(order, "CANCEL_REJECTED " + RejectReason.UNKNOWN_ORDER);
            }
        }
        if (order.waiting != null) {
            order.waiting = null;
            tell(order, "CANCEL_REJECTED " + RejectReason.UNKNOWN_ORDER);
        }
    }

    // ---- time in force

    private void expireWhatEndedBefore(List<PlainBar> bars) {
        for (Resting order : orders.values()) {
            PlainBar bar = barFor(order, bars);
            boolean hasThisOpen = bar != null && bar.openTime() < order.expiry;
            if (order.working && order.expiry < now && !hasThisOpen) {
                end(order, "EXPIRED");
            }
        }
    }

    /** At a session's close what ends with it; at any time what ended inside of the slice's bar. */
    private void expireWhatEndsNow() {
        boolean close = calendar.sessionAtOrAfter(now - 1).closeNanos() == now;
        for (Resting order : orders.values()) {
            if (order.working && (order.expiry < now || (close && order.expiry == now))) {
                end(order, "EXPIRED");
            }
        }
    }

    private long expiryOf(Script.Place place) {
        return switch (place.timeInForce()) {
            case GTD -> {
                if (place.expiry() == null) {
                    throw new IllegalStateException("GTD must have an expiry: " + place);
                }
                yield place.expiry().longValue();
            }
            case DAY, CLS -> calendar.sessionAtOrAfter(now).closeNanos();
            case OPG -> {
                TradingCalendar.Session session = calendar.sessionAtOrAfter(now);
                yield now <= session.openNanos()
                        ? session.closeNanos()
                        : calendar.next(session).closeNanos();
            }
            case GTC, IOC, FOK -> Long.MAX_VALUE;
        };
    }

    // ---- decisions

    private void decide(int slice) {
        expectedProceeds = BigDecimal.ZERO;
        for (Script.Action action : script.actions()) {
            if (action.slice() != slice) {
                continue;
            }
            if (action instanceof Script.Place place) {
                place(place);
            } else {
                change(action);
            }
        }
        expectedProceeds = BigDecimal.ZERO;
    }

    private void place(Script.Place place) {
        Resting order = new Resting(place, now + latency(place.order()), expiryOf(place));
        orders.put(order.number, order);
        BigDecimal mark = marks.get(place.instrument());
        if (order.expiry <= now) {
            end(order, "REJECTED " + RejectReason.MARKET_CLOSED);
        } else if (mark == null) {
            end(order, "REJECTED " + RejectReason.NO_PRICE);
        } else if (order.buys()) {
            BigDecimal cost = costAt(reference(order, order.price), order.quantity);
            if (cost.compareTo(cash.add(expectedProceeds).subtract(reservedBut(order))) > 0) {
                end(order, "REJECTED " + RejectReason.BUYING_POWER);
            } else {
                order.reserved = cost;
            }
        } else if (order.quantity.compareTo(freeToSell(order)) > 0) {
            end(order, "REJECTED " + RejectReason.SHORT_NOT_ALLOWED);
        } else if (place.type() == OrderType.MARKET) {
            BigDecimal value = order.quantity.multiply(mark);
            expectedProceeds = expectedProceeds.add(value).subtract(costs.fee(order.quantity, value));
        }
    }

    private void change(Script.Action action) {
        Resting order = order(action);
        if (action instanceof Script.Replace replace && order.working && order.asked != null) {
            order.waiting = replace;
            return;
        }
        if (action instanceof Script.Replace replace) {
            if (order.filled || (order.working && changesNothing(order, replace))) {
                return;
            }
            if (order.working && !order.buys() && replace.quantity().compareTo(freeToSell(order)) > 0) {
                tell(order, "CANCEL_REJECTED " + RejectReason.SHORT_NOT_ALLOWED);
                return;
            }
            if (order.working && order.buys() && isTooDear(order, replace)) {
                tell(order, "CANCEL_REJECTED " + RejectReason.BUYING_POWER);
                return;
            }
        }
        if (!order.working) {
            tell(order, "CANCEL_REJECTED " + RejectReason.UNKNOWN_ORDER);
            return;
        }
        if (action instanceof Script.Replace replace && order.buys()) {
            order.reserved = order.reserved.max(costAt(reference(order, replace.price()), replace.quantity()));
        }
        if (latency == null) {
            apply(action);
        } else if (!order.ending) {
            order.ending = action instanceof Script.Cancel;
            if (action instanceof Script.Replace replace) {
                order.asked = replace.quantity();
            } else {
                order.waiting = null;
            }
            underWay.add(new Change(action, Math.max(now + latency(action.order()), order.arrives)));
        }
    }

    private boolean isTooDear(Resting order, Script.Replace replace) {
        BigDecimal cost = costAt(reference(order, replace.price()), replace.quantity());
        return cost.compareTo(cash.add(expectedProceeds).subtract(reservedBut(order))) > 0;
    }

    private static boolean changesNothing(Resting order, Script.Replace replace) {
        boolean samePrice = replace.price() == null || replace.price().compareTo(order.level()) == 0;
        return samePrice && replace.quantity().compareTo(order.quantity) == 0;
    }

    // ---- cash

    private BigDecimal reference(Resting order, @Nullable BigDecimal price) {
        BigDecimal mark = mark(order.place.instrument());
        if (price == null) {
            return mark;
        }
        return order.place.type() == OrderType.STOP ? price.max(mark) : price;
    }

    private BigDecimal costAt(BigDecimal price, BigDecimal quantity) {
        BigDecimal value = price.multiply(quantity);
        return value.add(costs.fee(quantity, value));
    }

    private BigDecimal reservedBut(Resting one) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Resting order : orders.values()) {
            sum = order == one || !order.working || order.ending ? sum : sum.add(order.reserved);
        }
        return sum;
    }

    private BigDecimal freeToSell(Resting one) {
        BigDecimal free = held.getOrDefault(one.place.instrument(), BigDecimal.ZERO);
        for (Resting order : orders.values()) {
            boolean sellsSame = !order.buys() && order.working && order.place.instrument() == one.place.instrument();
            free = sellsSame && order != one && !order.ending ? free.subtract(mostOf(order)) : free;
        }
        return free;
    }

    private static BigDecimal mostOf(Resting order) {
        return order.asked == null ? order.quantity : order.quantity.max(order.asked);
    }

    private Resting order(Script.Action action) {
        return Objects.requireNonNull(orders.get(action.order()));
    }

    private BigDecimal mark(int instrument) {
        return Objects.requireNonNull(marks.get(instrument));
    }

    private long latency(int order) {
        return latency == null ? 0 : latency.applyAsLong(order);
    }

    private void end(Resting order, String what) {
        order.working = false;
        order.reserved = BigDecimal.ZERO;
        tell(order, what);
    }

    private void tell(Resting order, String what) {
        outcomes.add(new Outcome(now, order.number, what, null, null, null));
    }
}
