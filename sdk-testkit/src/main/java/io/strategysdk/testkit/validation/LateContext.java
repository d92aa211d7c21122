package io.strategysdk.testkit.validation;

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
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A run as it is, but for orders, which wait. */
final class LateContext implements Context {
    private final Context run;
    private final HeldIntents held;

    LateContext(Context run) {
        this.run = run;
        held = new HeldIntents(run.orders());
    }

    HeldIntents held() {
        return held;
    }

    @Override
    public Orders orders() {
        return held;
    }

    @Override
    public void submit(OrderIntent intent) {
        held.add(intent);
    }

    @Override
    public Clock clock() {
        return run.clock();
    }

    @Override
    public TradingCalendar calendar() {
        return run.calendar();
    }

    @Override
    public Timer timer(Schedule schedule) {
        return run.timer(schedule);
    }

    @Override
    public Portfolio portfolio() {
        return run.portfolio();
    }

    @Override
    public State state() {
        return run.state();
    }

    @Override
    public boolean isRestored() {
        return run.isRestored();
    }

    @Override
    public Feature definition(FeatureNeed need) {
        return run.definition(need);
    }

    @Override
    public RiskLimits riskLimits() {
        return run.riskLimits();
    }

    @Override
    public SignalRules signalRules() {
        return run.signalRules();
    }

    @Override
    public RandomGenerator random() {
        return run.random();
    }

    @Override
    public List<Instrument> instruments() {
        return run.instruments();
    }

    @Override
    public Instrument instrument() {
        return run.instrument();
    }

    @Override
    public Instrument instrument(String symbol) {
        return run.instrument(symbol);
    }

    @Override
    public BarSeries bars(Instrument instrument) {
        return run.bars(instrument);
    }

    @Override
    public BarSeries bars(Instrument instrument, Timeframe timeframe) {
        return run.bars(instrument, timeframe);
    }

    @Override
    public BarSeries bars(Instrument instrument, BarType type) {
        return run.bars(instrument, type);
    }

    @Override
    public Optional<Quote> quote(Instrument instrument) {
        return run.quote(instrument);
    }

    @Override
    public Universe universe(String name) {
        return run.universe(name);
    }

    @Override
    public FeatureHandle feature(Feature feature, Instrument first, Instrument... more) {
        return run.feature(feature, first, more);
    }

    @Override
    public FeatureHandle feature(Feature feature, BarSeries first, BarSeries... more) {
        return run.feature(feature, first, more);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature) {
        return run.crossSection(universe, feature);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature, Timeframe timeframe) {
        return run.crossSection(universe, feature, timeframe);
    }
}
