package io.strategysdk.api.signal;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.data.DataAccess;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Orders;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.time.Timeframe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Books and orders of one strategy, kept in the plainest way: what fills, fills whole and at the mark. */
final class SimpleMarket implements DataAccess, Portfolio, Orders {
    double cash;
    final List<Order> working = new ArrayList<>();
    private final Map<Instrument, Held> held = new LinkedHashMap<>();
    private final Map<Instrument, Double> measured = new HashMap<>();
    private long sequence;

    SimpleMarket(double cash, Instrument... instruments) {
        this.cash = cash;
        for (Instrument instrument : instruments) {
            held.put(instrument, new Held(instrument));
        }
    }

    SimpleMarket mark(Instrument instrument, double price) {
        at(instrument).mark = price;
        return this;
    }

    /** Value of whatever feature is bound for the instrument. */
    SimpleMarket measure(Instrument instrument, double value) {
        measured.put(instrument, value);
        return this;
    }

    /** Shares that were paid for at the mark. */
    SimpleMarket hold(Instrument instrument, String quantity) {
        Held at = at(instrument);
        at.quantity = Quantity.of(quantity);
        cash -= at.size() * at.mark;
        return this;
    }

    SignalProcessor processor(SignalRules rules) {
        return SignalProcessor.of(rules, this, this, this);
    }

    /** Sends intents as an engine without latency would: orders at market and at a limit wait. */
    void send(List<OrderIntent> intents) {
        intents.forEach(this::send);
    }

    private void send(OrderIntent intent) {
        if (intent instanceof NewOrder request) {
            working.add(new Order(
                    new OrderId("s", ++sequence),
                    request,
                    OrderStatus.SUBMITTED,
                    request.orderQty(),
                    Quantity.ZERO,
                    Double.NaN));
        } else if (intent instanceof OrderIntent.Cancel cancel) {
            working.removeIf(order -> order.id().equals(cancel.id()));
        } else if (intent instanceof OrderIntent.Replace replace) {
            working.replaceAll(order -> order.id().equals(replace.order().id()) ? replaced(replace) : order);
        } else {
            throw new AssertionError(intent);
        }
    }

    private static Order replaced(OrderIntent.Replace replace) {
        Order before = replace.order();
        NewOrder request = OrderIntent.market(before.instrument(), before.side(), replace.orderQty())
                .atLimit(((OrderTerms.Limit) replace.terms()).price())
                .withTimeInForce(before.request().timeInForce())
                .withTag(before.tag());
        return new Order(before.id(), request, before.status(), replace.orderQty(), before.cumQty(), before.avgPx());
    }

    /** Fills everything that works, at the marks. */
    void fillAll() {
        working.forEach(order -> book(order, order.leavesQty()));
        working.clear();
    }

    /** Fills a part of the only working order. */
    void fillPart(String quantity) {
        Order order = working.get(0);
        book(order, Quantity.of(quantity));
        Quantity filled = order.cumQty().plus(Quantity.of(quantity));
        working.set(
                0,
                new Order(
                        order.id(),
                        order.request(),
                        OrderStatus.PARTIALLY_FILLED,
                        order.orderQty(),
                        filled,
                        at(order.instrument()).mark));
    }

    void become(OrderStatus status) {
        working.replaceAll(order ->
                new Order(order.id(), order.request(), status, order.orderQty(), order.cumQty(), order.avgPx()));
    }

    private void book(Order order, Quantity quantity) {
        Held at = at(order.instrument());
        Quantity signed = order.side() == Side.BUY ? quantity : quantity.negated();
        at.quantity = at.quantity.plus(signed);
        cash -= signed.toDouble() * at.mark;
    }

    private Held at(Instrument instrument) {
        Held found = held.get(instrument);
        if (found == null) {
            throw new IllegalArgumentException("not part of the run: " + instrument);
        }
        return found;
    }

    private final class Measured implements FeatureHandle {
        private final Instrument instrument;

        private Measured(Instrument instrument) {
            this.instrument = instrument;
        }

        @Override
        public double value() {
            return measured.getOrDefault(instrument, Double.NaN);
        }

        @Override
        public double ago(int bars) {
            return value();
        }

        @Override
        public boolean isUpdated() {
            return true;
        }
    }

    private static final class Held implements Position {
        private final Instrument instrument;
        private Quantity quantity = Quantity.ZERO;
        private double mark = Double.NaN;

        private Held(Instrument instrument) {
            this.instrument = instrument;
        }

        @Override
        public Instrument instrument() {
            return instrument;
        }

        @Override
        public Quantity quantity() {
            return quantity;
        }

        @Override
        public double size() {
            return quantity.toDouble();
        }

        @Override
        public double avgPx() {
            return mark;
        }

        @Override
        public double mark() {
            return mark;
        }

        @Override
        public BigDecimal realizedPnl() {
            return BigDecimal.ZERO;
        }

        @Override
        public BigDecimal unrealizedPnl() {
            return BigDecimal.ZERO;
        }

        @Override
        public BigDecimal fees() {
            return BigDecimal.ZERO;
        }

        @Override
        public BigDecimal income() {
            return BigDecimal.ZERO;
        }
    }

    @Override
    public List<Instrument> instruments() {
        return List.copyOf(held.keySet());
    }

    @Override
    public Instrument instrument() {
        return instruments().get(0);
    }

    @Override
    public Instrument instrument(String symbol) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BarSeries bars(Instrument instrument) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BarSeries bars(Instrument instrument, Timeframe timeframe) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BarSeries bars(Instrument instrument, BarType type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Universe universe(String name) {
        throw new AssertionError(name);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature) {
        throw new UnsupportedOperationException(universe);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature, Timeframe timeframe) {
        throw new UnsupportedOperationException(universe);
    }

    @Override
    public Optional<Quote> quote(Instrument instrument) {
        return Optional.empty();
    }

    @Override
    public FeatureHandle feature(Feature feature, Instrument first, Instrument... more) {
        return new Measured(first);
    }

    @Override
    public FeatureHandle feature(Feature feature, BarSeries first, BarSeries... more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double cash() {
        return cash;
    }

    @Override
    public double equity() {
        double equity = cash;
        for (Held each : held.values()) {
            equity += each.quantity.isZero() ? 0 : each.size() * each.mark;
        }
        return equity;
    }

    @Override
    public double buyingPower() {
        return cash;
    }

    @Override
    public BigDecimal exactCash() {
        return BigDecimal.valueOf(cash);
    }

    @Override
    public BigDecimal exactEquity() {
        return BigDecimal.valueOf(equity());
    }

    @Override
    public BigDecimal realizedPnl() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal unrealizedPnl() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal fees() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal financing() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal income() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal receivable() {
        return BigDecimal.ZERO;
    }

    @Override
    public Position position(Instrument instrument) {
        return at(instrument);
    }

    @Override
    public List<Position> positions() {
        return List.copyOf(held.values());
    }

    @Override
    public List<Order> working() {
        return List.copyOf(working);
    }

    @Override
    public List<Order> working(Instrument instrument) {
        return working.stream()
                .filter(order -> order.instrument().equals(instrument))
                .toList();
    }

    @Override
    public List<Order> exits(OrderId entry) {
        return List.of();
    }

    @Override
    public Optional<Order> find(String tag) {
        return working.stream().filter(order -> order.tag().equals(tag)).findFirst();
    }
}
