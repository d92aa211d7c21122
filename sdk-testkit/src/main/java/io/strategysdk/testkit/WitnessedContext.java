package io.strategysdk.testkit;

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
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Orders;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalProcessor;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The engine's context, and which features were bound and which intents submitted. */
final class WitnessedContext implements Context {
    private final Context engine;
    private final Consumer<OrderIntent> onSubmit;
    private final Map<String, FeatureHandle> bound = new LinkedHashMap<>();

    WitnessedContext(Context engine, Consumer<OrderIntent> onSubmit) {
        this.engine = engine;
        this.onSubmit = onSubmit;
    }

    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        bound.forEach((name, handle) -> values.put(name, handle.value()));
        return values;
    }

    private FeatureHandle bind(String name, FeatureHandle handle) {
        bound.put(name, handle);
        return handle;
    }

    @Override
    public FeatureHandle feature(Feature feature, Instrument first, Instrument... more) {
        FeatureHandle handle = engine.feature(feature, first, more);
        String of = engine.instruments().size() == 1
                ? ""
                : Stream.concat(Stream.of(first), Stream.of(more))
                        .map(Instrument::symbol)
                        .collect(Collectors.joining(" and ", " of ", ""));
        return bind(feature.name() + of, handle);
    }

    @Override
    public FeatureHandle feature(Feature feature, BarSeries first, BarSeries... more) {
        FeatureHandle handle = engine.feature(feature, first, more);
        String of = Stream.concat(Stream.of(first), Stream.of(more))
                .map(series -> series.instrument().symbol() + " " + series.type())
                .collect(Collectors.joining(" and "));
        return bind(feature.name() + " of " + of, handle);
    }

    @Override
    public void submit(OrderIntent intent) {
        engine.submit(intent);
        onSubmit.accept(intent);
    }

    @Override
    public Clock clock() {
        return engine.clock();
    }

    @Override
    public TradingCalendar calendar() {
        return engine.calendar();
    }

    @Override
    public Timer timer(Schedule schedule) {
        return engine.timer(schedule);
    }

    @Override
    public Portfolio portfolio() {
        return engine.portfolio();
    }

    @Override
    public Position position(Instrument instrument) {
        return engine.position(instrument);
    }

    @Override
    public Orders orders() {
        return engine.orders();
    }

    @Override
    public State state() {
        return engine.state();
    }

    @Override
    public boolean isRestored() {
        return engine.isRestored();
    }

    @Override
    public Feature definition(FeatureNeed need) {
        return engine.definition(need);
    }

    @Override
    public RiskLimits riskLimits() {
        return engine.riskLimits();
    }

    @Override
    public SignalRules signalRules() {
        return engine.signalRules();
    }

    @Override
    public SignalProcessor signals(SignalRules rules) {
        return engine.signals(rules);
    }

    @Override
    public SignalProcessor signals() {
        return engine.signals();
    }

    @Override
    public RandomGenerator random() {
        return engine.random();
    }

    @Override
    public List<Instrument> instruments() {
        return engine.instruments();
    }

    @Override
    public Instrument instrument() {
        return engine.instrument();
    }

    @Override
    public Instrument instrument(String symbol) {
        return engine.instrument(symbol);
    }

    @Override
    public BarSeries bars(Instrument instrument) {
        return engine.bars(instrument);
    }

    @Override
    public BarSeries bars(Instrument instrument, Timeframe timeframe) {
        return engine.bars(instrument, timeframe);
    }

    @Override
    public BarSeries bars(Instrument instrument, BarType type) {
        return engine.bars(instrument, type);
    }

    @Override
    public Optional<Quote> quote(Instrument instrument) {
        return engine.quote(instrument);
    }

    @Override
    public Universe universe(String name) {
        return engine.universe(name);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature) {
        return engine.crossSection(universe, feature);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature, Timeframe timeframe) {
        return engine.crossSection(universe, feature, timeframe);
    }
}
