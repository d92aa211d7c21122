package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills orders from bars by the very market that backtests have. Each order that is at the venue has a twin at that
 * market; what the market says of the twin happens to the order, and what else happens to the order to the twin.
 */
final class BarMatching implements Execution.Reports {
    private static final String SMALLEST_FRACTION = "0.000000001";
    private static final String ORIGIN = "alpaca";

    private final Venue venue;
    private final SimulatedMarket market;
    private final Map<String, WorkingOrder> twins = new HashMap<>();
    private final IdentityHashMap<WorkingOrder, BookedOrder> orders = new IdentityHashMap<>();
    private long sequence;
    private long acceptances;
    private boolean isMatching;
    /** The order that the market is filling. */
    private @Nullable WorkingOrder filling;

    BarMatching(Venue venue, MarketModel model) {
        this.venue = venue;
        market = new SimulatedMarket(model);
        market.start(this);
    }

    boolean isMatching() {
        return isMatching;
    }

    /** Bars that end at one moment. */
    void match(BarSlice slice) {
        isMatching = true;
        market.match(slice);
        isMatching = false;
        orders.entrySet().removeIf(entry -> !entry.getKey().isWorking());
        twins.values().removeIf(twin -> !twin.isWorking());
        orders.forEach(BarMatching::showTrail);
    }

    private static void showTrail(WorkingOrder twin, BookedOrder order) {
        if (twin.type() == OrderType.TRAILING_STOP && twin.trailBest() != 0) {
            int scale = twin.instrument().priceScale();
            order.hwm = BigDecimal.valueOf(twin.trailBest(), scale);
            order.trailingStop = BigDecimal.valueOf(twin.stop(), scale);
        }
    }

    // what the venue does

    /** An order is at the market from now on. */
    void live(BookedOrder order) {
        WorkingOrder known = twins.get(order.id);
        if (known != null && filling != null) {
            return;
        }
        WorkingOrder twin = twin(order);
        List<BookedOrder> waiting =
                order.legs.stream().filter(leg -> leg.status == Status.HELD).toList();
        if (!waiting.isEmpty()) {
            OrderGroup.bracket(twin, waiting.stream().map(this::twin).toList());
        }
        twin.acceptedAs(++acceptances);
        market.submit(twin);
    }

    private WorkingOrder twin(BookedOrder order) {
        NewOrder request = request(order);
        WorkingOrder twin = new WorkingOrder(
                this,
                ORIGIN,
                ++sequence,
                venue.assets.number(order.asset()),
                request.instrument(),
                request.side(),
                request.orderQty().unitsAt(request.instrument().quantityScale()),
                request);
        twin.decided(now());
        twin.expireAt(order.expiresAt.equals(Instant.MAX) ? WorkingOrder.NEVER : Clock.epochNanosOf(order.expiresAt));
        twins.put(order.id, twin);
        orders.put(twin, order);
        return twin;
    }

    private static NewOrder request(BookedOrder order) {
        OrderTicket ticket = order.ticket;
        BigDecimal notional = ticket.notional();
        BigDecimal qty = order.qty == null ? BigDecimal.ZERO : order.leaves();
        BigDecimal level = ticket.limitPrice() == null ? ticket.stopPrice() : ticket.limitPrice();
        if (order.qty == null && notional != null && level != null) {
            qty = Venue.quantityFor(notional, level);
        }
        boolean isByAmount = qty.signum() == 0;
        Instrument instrument =
                instrument(ticket, isByAmount || qty.stripTrailingZeros().scale() > 0);
        return new NewOrder(
                instrument,
                ticket.side(),
                Quantity.of(qty),
                isByAmount ? notional : null,
                terms(ticket),
                isByAmount ? TimeInForce.DAY : ticket.timeInForce(),
                null,
                Exits.NONE,
                new Handling(false, ticket.extendedHours() && !ticket.asset().isCrypto(), false),
                "");
    }

    /** The venue has checked prices by its own rules, and takes parts of shares. */
    private static Instrument instrument(OrderTicket ticket, boolean isFractional) {
        Instrument instrument = ticket.asset().instrument();
        boolean isOnTick = isOnTick(instrument, ticket.limitPrice()) && isOnTick(instrument, ticket.stopPrice());
        Instrument priced = isOnTick && ticket.trail() == null ? instrument : instrument.withTickRule(TickRule.NONE);
        return isFractional ? priced.withLotSize(SMALLEST_FRACTION) : priced;
    }

    private static boolean isOnTick(Instrument instrument, @Nullable BigDecimal price) {
        return price == null || instrument.isOnTick(Price.of(price));
    }

    private static OrderTerms terms(OrderTicket ticket) {
        BigDecimal percent = ticket.trailPercent();
        return switch (ticket.type()) {
            case MARKET -> OrderTerms.MARKET;
            case LIMIT -> new OrderTerms.Limit(price(ticket.limitPrice()));
            case STOP -> new OrderTerms.Stop(price(ticket.stopPrice()));
            case STOP_LIMIT -> new OrderTerms.StopLimit(price(ticket.stopPrice()), price(ticket.limitPrice()));
            case TRAILING_STOP ->
                percent == null
                        ? new OrderTerms.TrailingStop(price(ticket.trailPrice()))
                        : new OrderTerms.TrailingStopPercent(percent);
        };
    }

    private static Price price(@Nullable BigDecimal value) {
        return Price.of(Objects.requireNonNull(value, "an order of this type has this price"));
    }

    /** So much of an order has been filled, by the market or by anybody else. */
    void filled(BookedOrder order, BigDecimal qty, BigDecimal price) {
        WorkingOrder twin = twins.get(order.id);
        if (twin != null && twin.isWorking()) {
            long units = units(twin, qty);
            if (twin.orderQty() == 0) {
                twin.size(units);
            }
            twin.fill(units, 0, 0);
        }
    }

    /** An order has another quantity. What the market takes from a rival by itself, it says. */
    void restated(BookedOrder order) {
        WorkingOrder twin = twins.get(order.id);
        boolean isSaid = filling != null && twin != null && twin.isGrouped();
        if (twin != null && twin.isWorking() && !isSaid) {
            twin.size(twin.cumQty() + units(twin, order.leaves()));
        }
    }

    void ended(BookedOrder order) {
        WorkingOrder twin = twins.get(order.id);
        if (twin != null && twin.isWorking()) {
            twin.become(OrderStatus.CANCELLED);
        }
    }

    /** An order takes the place of another, and of its twin. */
    void replaced(BookedOrder old, BookedOrder next) {
        WorkingOrder twin = twins.remove(old.id);
        if (twin == null || !twin.isWorking()) {
            return;
        }
        twins.put(next.id, twin);
        orders.put(twin, next);
        twin.expireAt(next.expiresAt.equals(Instant.MAX) ? WorkingOrder.NEVER : Clock.epochNanosOf(next.expiresAt));
        market.replace(twin, terms(next.ticket), twin.cumQty() + units(twin, next.leaves()));
    }

    private static long units(WorkingOrder twin, BigDecimal qty) {
        return qty.setScale(twin.instrument().quantityScale(), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    private BookedOrder order(WorkingOrder twin) {
        return Objects.requireNonNull(orders.get(twin), "the market knows the venue's orders only");
    }

    // what the market says

    @Override
    public long now() {
        return Clock.epochNanosOf(venue.clock.now());
    }

    /** Where no price is known a trailing stop begins with the first bar. */
    @Override
    public long markUnits(WorkingOrder twin) {
        int scale = twin.instrument().priceScale();
        return venue.prices
                .last(order(twin).asset())
                .map(price -> price.setScale(scale, RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact())
                .orElse(0L);
    }

    @Override
    public void accepted(WorkingOrder twin) {
        twin.become(OrderStatus.SUBMITTED);
    }

    @Override
    public long filled(WorkingOrder twin, long quantity, long price, long fee) {
        filling = twin;
        venue.fill(
                order(twin),
                BigDecimal.valueOf(quantity, twin.instrument().quantityScale()),
                BigDecimal.valueOf(price, twin.instrument().priceScale()));
        filling = null;
        return quantity;
    }

    @Override
    public void executed(WorkingOrder twin, long quantity, long price, long fee) {
        filled(twin, quantity, price, fee);
    }

    @Override
    public void replaced(WorkingOrder twin, OrderTerms terms, long orderQty) {
        twin.replace(terms, orderQty);
    }

    @Override
    public void sized(WorkingOrder twin, long orderQty) {
        twin.size(orderQty);
        order(twin).qty = BigDecimal.valueOf(orderQty, twin.instrument().quantityScale());
    }

    @Override
    public void activated(WorkingOrder twin) {
        twin.acceptedAs(++acceptances);
    }

    @Override
    public void restated(WorkingOrder twin, long orderQty) {
        twin.size(orderQty);
    }

    @Override
    public void cancelled(WorkingOrder twin) {
        venue.cancel(order(twin));
        if (twin.isWorking()) {
            twin.become(OrderStatus.CANCELLED);
        }
    }

    @Override
    public void expired(WorkingOrder twin) {
        venue.expire(order(twin));
        if (twin.isWorking()) {
            twin.become(OrderStatus.EXPIRED);
        }
    }

    @Override
    public void cancelRejected(WorkingOrder twin, OrderIntent request, RejectReason reason, String text) {
        throw new IllegalStateException("nothing is asked of the market that it could refuse, was " + text);
    }

    @Override
    public void rejected(WorkingOrder twin, RejectReason reason, String text) {
        venue.reject(order(twin));
    }
}
