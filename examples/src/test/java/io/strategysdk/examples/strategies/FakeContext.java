package io.strategysdk.examples.strategies;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Orders;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A context whose every answer the test sets. Definitions are records, so a test names a feature by building it. */
final class FakeContext implements Context, Portfolio, Orders, State {
    final List<OrderIntent> submitted = new ArrayList<>();
    final List<Order> working = new ArrayList<>();
    double equity = 100_000;
    boolean timersDue;
    private final List<Instrument> instruments;
    private final Map<Feature, Values> features = new HashMap<>();
    private final Map<Instrument, Held> held = new HashMap<>();
    private final Map<String, Object> cells = new HashMap<>();

    FakeContext(Instrument... instruments) {
        this.instruments = List.of(instruments);
    }

    /** Sets a feature's previous and present value. */
    void set(Feature feature, double before, double now) {
        Values values = features.computeIfAbsent(feature, f -> new Values());
        values.before = before;
        values.now = now;
    }

    void hold(Instrument instrument, Quantity quantity) {
        held(instrument).quantity = quantity;
    }

    private Held held(Instrument instrument) {
        return held.computeIfAbsent(instrument, Held::new);
    }

    private static final class Values implements FeatureHandle {
        private double before = Double.NaN;
        private double now = Double.NaN;

        @Override
        public double value() {
            return now;
        }

        @Override
        public double ago(int bars) {
            return bars == 0 ? now : before;
        }

        @Override
        public boolean isUpdated() {
            return true;
        }
    }

    private static final class Held implements Position {
        private final Instrument instrument;
        private Quantity quantity = Quantity.ZERO;

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
            return Double.NaN;
        }

        @Override
        public double mark() {
            return Double.NaN;
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

    private static final class Numbers implements DoubleCell {
        private double value;

        private Numbers(double initial) {
            value = initial;
        }

        @Override
        public double get() {
            return value;
        }

        @Override
        public void set(double newValue) {
            value = newValue;
        }
    }

    private static final class Wholes implements LongCell {
        private long value;

        private Wholes(long initial) {
            value = initial;
        }

        @Override
        public long get() {
            return value;
        }

        @Override
        public void set(long newValue) {
            value = newValue;
        }
    }

    @Override
    public DoubleCell ofDouble(String name, double initial) {
        return (DoubleCell) cells.computeIfAbsent(name, n -> new Numbers(initial));
    }

    @Override
    public LongCell ofLong(String name, long initial) {
        return (LongCell) cells.computeIfAbsent(name, n -> new Wholes(initial));
    }

    @Override
    public <T extends Record> Cell<T> of(String name, T initial) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FeatureHandle feature(Feature feature, Instrument first, Instrument... more) {
        return features.computeIfAbsent(feature, f -> new Values());
    }

    @Override
    public FeatureHandle feature(Feature feature, BarSeries first, BarSeries... more) {
        return features.computeIfAbsent(feature, f -> new Values());
    }

    @Override
    public Position position(Instrument instrument) {
        return held(instrument);
    }

    @Override
    public Timer timer(Schedule schedule) {
        return () -> timersDue;
    }

    @Override
    public void submit(OrderIntent intent) {
        submitted.add(intent);
    }

    @Override
    public List<Order> working() {
        return working;
    }

    @Override
    public List<Order> working(Instrument instrument) {
        return working;
    }

    @Override
    public List<Order> exits(OrderId entry) {
        return List.of();
    }

    @Override
    public Optional<Order> find(String tag) {
        return working.stream().filter(order -> order.tag().equals(tag)).findFirst();
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public Instrument instrument() {
        return instruments.get(0);
    }

    @Override
    public Instrument instrument(String symbol) {
        return instruments.stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Portfolio portfolio() {
        return this;
    }

    @Override
    public Orders orders() {
        return this;
    }

    @Override
    public State state() {
        return this;
    }

    @Override
    public boolean isRestored() {
        return false;
    }

    @Override
    public double cash() {
        return equity;
    }

    @Override
    public double equity() {
        return equity;
    }

    @Override
    public double buyingPower() {
        return equity;
    }

    @Override
    public BigDecimal exactCash() {
        return BigDecimal.valueOf(equity);
    }

    @Override
    public BigDecimal exactEquity() {
        return BigDecimal.valueOf(equity);
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

    @Override
    public BigDecimal receivable() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal financing() {
        return BigDecimal.ZERO;
    }

    @Override
    public List<Position> positions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TradingCalendar calendar() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RiskLimits riskLimits() {
        return RiskLimits.NONE;
    }

    @Override
    public SignalRules signalRules() {
        return SignalRules.DEFAULT;
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(1);
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
    public Feature definition(FeatureNeed need) {
        throw new IllegalArgumentException("no features are offered, was " + need);
    }

    @Override
    public Universe universe(String name) {
        throw new AssertionError(name);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature) {
        throw new AssertionError(universe);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature, Timeframe timeframe) {
        throw new AssertionError(universe);
    }

    @Override
    public Optional<Quote> quote(Instrument instrument) {
        return Optional.empty();
    }
}
