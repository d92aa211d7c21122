package io.strategysdk.backtest.execution;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.SliceDriven;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SimulatedMarket} behind the interface of a real broker (EXE-007), with an account of its own: what an
 * application that talks to brokers can be tried against. Driven by the run's slices, in the run's thread.
 */
public final class SimulatedBroker implements BrokerAdapter, SliceDriven {
    private final List<Instrument> instruments;
    private final TradingCalendar calendar;
    private final SimulatedMarket market;
    private final BrokerProfile profile;
    private final Map<OrderId, WorkingOrder> orders = new LinkedHashMap<>();
    private final Map<Instrument, Holding> positions = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private BigDecimal cash;
    private @Nullable Listener listener;
    private boolean isClosed;
    private long now;
    private long mark;
    private long acceptances;

    /**
     * A broker with an account that takes everything, as {@link #SimulatedBroker(List, TradingCalendar, MarketModel,
     * BigDecimal, BrokerProfile)} says.
     */
    public SimulatedBroker(List<Instrument> instruments, TradingCalendar calendar, MarketModel model, BigDecimal cash) {
        this(instruments, calendar, model, cash, BrokerProfile.UNRESTRICTED);
    }

    /**
     * A broker with an account. What it takes is for the run to check; it refuses nothing by itself.
     *
     * @param instruments what it trades, in the order in which the run numbers them
     * @param calendar sessions that orders of the day end with
     * @param model slippage, fees and latency
     * @param cash of the account, in the instruments' currency
     * @param profile what it takes
     */
    public SimulatedBroker(
            List<Instrument> instruments,
            TradingCalendar calendar,
            MarketModel model,
            BigDecimal cash,
            BrokerProfile profile) {
        this.profile = profile;
        this.instruments = List.copyOf(instruments);
        this.calendar = calendar;
        this.cash = cash;
        market = new SimulatedMarket(model.at(profile));
    }

    @Override
    public BrokerProfile profile() {
        return profile;
    }

    @Override
    public void start(List<Instrument> traded, Listener to) {
        if (listener != null) {
            throw new IllegalStateException("a broker must be started once, was started before");
        }
        listener = to;
        market.start(new ToListener());
        to.onConnection(ConnectionState.LIVE, "simulated");
    }

    private void report(Consumer<Listener> report) {
        Listener to = Objects.requireNonNull(listener, "start must come first");
        if (!isClosed) {
            report.accept(to);
        }
    }

    @Override
    public void marketIs(long epochNanos, long markUnits) {
        now = epochNanos;
        mark = markUnits;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        int number = instruments.indexOf(order.instrument());
        if (orders.containsKey(id)) {
            return;
        }
        if (number < 0) {
            report(to -> to.onRejected(
                    id,
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "instrument must be one of " + instruments + ", was " + order.instrument()));
            return;
        }
        WorkingOrder working = working(id, number, order);
        List<WorkingOrder> exits = new ArrayList<>();
        for (NewOrder exit : order.exitOrders()) {
            exits.add(working(new OrderId(id.origin(), id.sequence() + exits.size() + 1), number, exit));
        }
        if (!exits.isEmpty()) {
            OrderGroup.bracket(working, exits);
        }
        working.acceptedAs(++acceptances);
        market.submit(working);
    }

    private WorkingOrder working(OrderId id, int number, NewOrder order) {
        WorkingOrder working = new WorkingOrder(
                this,
                id.origin(),
                id.sequence(),
                number,
                order.instrument(),
                order.side(),
                order.orderQty().unitsAt(order.instrument().quantityScale()),
                order);
        working.decided(now);
        working.expireAt(expiry(order));
        orders.put(id, working);
        return working;
    }

    private long expiry(NewOrder order) {
        return switch (order.timeInForce()) {
            case DAY, CLS -> closeAfter(now);
            case OPG -> closeAfter(hasOpened() ? closeAfter(now) : now);
            case GTD -> Clock.epochNanosOf(order.expireTime().orElseThrow());
            case GTC, IOC, FOK -> WorkingOrder.NEVER;
        };
    }

    private boolean hasOpened() {
        return now < lastClose() && calendar.sessionAtOrAfter(now).openNanos() < now;
    }

    /** Never after the calendar's last close: no bar can come then, and no order be too old for one. */
    private long closeAfter(long moment) {
        return moment < lastClose() ? calendar.sessionAtOrAfter(moment).closeNanos() : WorkingOrder.NEVER;
    }

    private long lastClose() {
        return calendar.lastSession().closeNanos();
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        OrderId id = replacement.order().id();
        WorkingOrder order = changeable(id);
        if (order == null) {
            report(to -> to.onReplaceRejected(id, RejectReason.UNKNOWN_ORDER, notChangeable(id)));
            return;
        }
        if (order.status() != OrderStatus.PENDING_REPLACE) {
            order.become(OrderStatus.PENDING_REPLACE);
        }
        long quantity = replacement.orderQty().unitsAt(order.instrument().quantityScale());
        market.replace(order, replacement.terms(), quantity);
    }

    @Override
    public void cancel(OrderId id) {
        WorkingOrder order = changeable(id);
        if (order == null) {
            report(to -> to.onCancelRejected(id, RejectReason.UNKNOWN_ORDER, notChangeable(id)));
            return;
        }
        order.become(OrderStatus.PENDING_CANCEL);
        market.cancel(order);
    }

    private @Nullable WorkingOrder changeable(OrderId id) {
        WorkingOrder order = orders.get(id);
        return order != null && order.isWorking() && order.status() != OrderStatus.PENDING_CANCEL ? order : null;
    }

    private static String notChangeable(OrderId id) {
        return "order must be working and not be cancelled already (order " + id + ")";
    }

    @Override
    public void onSlice(Slice slice) {
        if (slice.hasTicks()) {
            throw new IllegalStateException("a simulated broker must be driven by bars, was by quotes and trades");
        }
        now = slice.epochNanos();
        market.match(slice);
        if (slice.closesSession()) {
            market.expire(now);
        }
    }

    @Override
    public Account account() {
        List<Order> working = orders.values().stream()
                .filter(WorkingOrder::isWorking)
                .map(WorkingOrder::snapshot)
                .toList();
        return new Account(cash, positions, working);
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        long since = Clock.epochNanosOf(from);
        return fills.stream().filter(fill -> fill.epochNanos() >= since).toList();
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id)).map(WorkingOrder::snapshot);
    }

    /** Reports end; orders rest as they are, and the books with them. */
    @Override
    public void close() {
        isClosed = true;
    }

    private Holding held(WorkingOrder order) {
        return positions.getOrDefault(order.instrument(), Holding.NONE);
    }

    private Fill book(WorkingOrder order, long quantity, long price, long fee) {
        int cashScale = Scales.cashScale(order.instrument().currency());
        long value = Costs.value(order, quantity, price, cashScale);
        order.fill(quantity, value, fee);
        Quantity filled = new Quantity(quantity, order.instrument().quantityScale());
        Fill fill = new Fill(
                order.id() + "-" + order.fills(),
                order.id(),
                order.instrument(),
                order.side(),
                filled,
                new Price(price, order.instrument().priceScale()),
                BigDecimal.valueOf(fee, cashScale),
                now);
        cash = cash.subtract(BigDecimal.valueOf(order.sign() * value, cashScale))
                .subtract(fill.fee());
        positions.put(order.instrument(), held(order).after(fill));
        fills.add(fill);
        return fill;
    }

    /** From the market to the broker's client. */
    private final class ToListener implements Execution.Reports {
        @Override
        public long now() {
            return now;
        }

        @Override
        public long markUnits(WorkingOrder order) {
            return mark;
        }

        @Override
        public void sized(WorkingOrder order, long orderQty) {
            order.size(orderQty);
        }

        @Override
        public void activated(WorkingOrder order) {
            order.acceptedAs(++acceptances);
        }

        @Override
        public void restated(WorkingOrder order, long orderQty) {
            order.size(orderQty);
            report(to -> to.onRestated(
                    order.id(), new Quantity(orderQty, order.instrument().quantityScale())));
        }

        @Override
        public void accepted(WorkingOrder order) {
            order.become(OrderStatus.SUBMITTED);
            report(to -> to.onAccepted(order.id()));
        }

        @Override
        public long filled(WorkingOrder order, long quantity, long price, long fee) {
            if (order.orderQty() == 0) {
                order.size(quantity);
            }
            long wanted = order.isReduceOnly() ? reducing(order, quantity) : quantity;
            if (wanted == 0) {
                rejected(
                        order,
                        RejectReason.NOTHING_TO_REDUCE,
                        "there is no position to reduce (order " + order.id() + ")");
                return 0;
            }
            if (wanted < quantity) {
                order.cutTo(order.cumQty() + wanted);
                return filled(order, wanted, price, Math.min(fee, market.fee(order, wanted, price)));
            }
            Fill fill = book(order, quantity, price, fee);
            report(to -> to.onFill(fill));
            return quantity;
        }

        private long reducing(WorkingOrder order, long quantity) {
            long held = held(order).quantity().unitsAt(order.instrument().quantityScale());
            return Math.max(0, Math.min(quantity, -order.sign() * held));
        }

        @Override
        public void executed(WorkingOrder order, long quantity, long price, long fee) {
            filled(order, quantity, price, fee);
        }

        @Override
        public void replaced(WorkingOrder order, OrderTerms terms, long orderQty) {
            if (orderQty <= order.cumQty()) {
                order.become(OrderStatus.CANCELLED);
            } else {
                order.replace(terms, orderQty);
                if (order.status() == OrderStatus.PENDING_REPLACE) {
                    order.worksAgain();
                }
            }
            report(to -> to.onReplaced(order.id()));
        }

        @Override
        public void cancelled(WorkingOrder order) {
            order.become(OrderStatus.CANCELLED);
            report(to -> to.onCancelled(order.id()));
        }

        @Override
        public void expired(WorkingOrder order) {
            order.become(OrderStatus.EXPIRED);
            report(to -> to.onExpired(order.id()));
        }

        @Override
        public void cancelRejected(WorkingOrder order, OrderIntent request, RejectReason reason, String text) {
            if (request instanceof OrderIntent.Replace) {
                report(to -> to.onReplaceRejected(order.id(), reason, text));
            } else {
                report(to -> to.onCancelRejected(order.id(), reason, text));
            }
        }

        @Override
        public void rejected(WorkingOrder order, RejectReason reason, String text) {
            order.become(OrderStatus.REJECTED);
            report(to -> to.onRejected(order.id(), reason, text));
        }
    }
}
