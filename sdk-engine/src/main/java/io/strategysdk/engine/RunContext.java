package io.strategysdk.engine;

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
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A strategy's window on its run. */
final class RunContext implements Context, Orders, Clock {
    private final Run run;
    private final Desk desk;
    private final SeededRandom random;
    private boolean asksForSignalRules;

    RunContext(Run run, Desk desk, long seed) {
        this.run = run;
        this.desk = desk;
        this.random = new SeededRandom(seed, desk.name);
    }

    @Override
    public Clock clock() {
        return this;
    }

    @Override
    public long epochNanos() {
        return run.steps.epochNanos;
    }

    @Override
    public TradingCalendar calendar() {
        return run.calendar();
    }

    @Override
    public Timer timer(Schedule schedule) {
        requireBinding("timers");
        TimerHandle timer = new TimerHandle(schedule, run.steps);
        desk.timers.add(timer);
        return timer;
    }

    @Override
    public Portfolio portfolio() {
        return desk.book;
    }

    @Override
    public Position position(Instrument instrument) {
        return desk.book.position(instrument);
    }

    @Override
    public Orders orders() {
        return this;
    }

    @Override
    public State state() {
        return desk.cells;
    }

    @Override
    public boolean isRestored() {
        return run.isRestored();
    }

    @Override
    public RiskLimits riskLimits() {
        return desk.limits;
    }

    @Override
    public SignalRules signalRules() {
        asksForSignalRules = true;
        return run.signalRules;
    }

    /** Rules that someone gave and nobody goes by are a false comfort; that short is allowed is the account's word. */
    void warnOfUnusedSignalRules() {
        if (!asksForSignalRules && !run.signalRules.withAllowsShort(false).equals(SignalRules.DEFAULT)) {
            run.warnings.add("Strategy " + desk.name + " does not use context.signals(): the run's sizing, exposure"
                    + " caps and order style do not act on its orders.");
        }
    }

    SeededRandom seededRandom() {
        return random;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void submit(OrderIntent intent) {
        if (!desk.maySubmit) {
            throw new IllegalStateException(
                    "submit is for onOrderUpdate only; generateOrders returns its intents, was " + intent);
        }
        run.entry.enter(desk, Objects.requireNonNull(intent, "an intent that is submitted must not be null, was null"));
    }

    @Override
    public List<Instrument> instruments() {
        return run.instruments.list();
    }

    @Override
    public Instrument instrument() {
        return run.instruments.only();
    }

    @Override
    public Instrument instrument(String symbol) {
        return run.instruments.bySymbol(symbol);
    }

    @Override
    public BarSeries bars(Instrument instrument) {
        return run.binding.bars(run.instruments.numberOf(instrument));
    }

    @Override
    public BarSeries bars(Instrument instrument, Timeframe timeframe) {
        requireBinding("bars of another timeframe");
        return run.binding.bars(run.instruments.numberOf(instrument), timeframe);
    }

    @Override
    public BarSeries bars(Instrument instrument, BarType type) {
        requireBinding("bars that are made of others");
        return run.binding.bars(run.instruments.numberOf(instrument), type);
    }

    @Override
    public Optional<Quote> quote(Instrument instrument) {
        int number = run.instruments.numberOf(instrument);
        if (!desk.asksForQuotes && !run.isQuoted(number)) {
            desk.asksForQuotes = true;
            run.warnings.add("Strategy " + desk.name + " asks for quotes of " + instrument
                    + ", of which the run has none: context.quote is always empty.");
        }
        return run.quote(number);
    }

    @Override
    public Universe universe(String name) {
        return universeView(name);
    }

    private UniverseView universeView(String name) {
        requireBinding("universes");
        Universes known = run.universes;
        if (known == null) {
            throw Universes.unknown(name, List.of());
        }
        return known.view(name, desk);
    }

    @Override
    public Feature definition(FeatureNeed need) {
        return run.offered.find(desk, need);
    }

    @Override
    public FeatureHandle feature(Feature feature, Instrument first, Instrument... more) {
        BarSeries[] others = new BarSeries[more.length];
        for (int i = 0; i < more.length; i++) {
            others[i] = bars(more[i]);
        }
        return feature(feature, bars(first), others);
    }

    @Override
    public FeatureHandle feature(Feature feature, BarSeries first, BarSeries... more) {
        requireBinding("features");
        run.offered.requireStudied(desk, feature);
        List<SeriesView> on = new ArrayList<>();
        on.add(view(first));
        for (BarSeries series : more) {
            on.add(view(series));
        }
        return bound(feature, on, run.binding.feature(desk, feature, on));
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature) {
        return crossSection(universe, feature, this::bars);
    }

    @Override
    public CrossSection crossSection(String universe, Feature feature, Timeframe timeframe) {
        return crossSection(universe, feature, instrument -> bars(instrument, timeframe));
    }

    private CrossSection crossSection(String name, Feature feature, Function<Instrument, BarSeries> bars) {
        UniverseView universe = universeView(name);
        run.offered.requireStudied(desk, feature);
        List<SeriesView> series = new ArrayList<>();
        List<FeatureHandle> handles = new ArrayList<>();
        for (Instrument instrument : instruments()) {
            SeriesView its = view(bars.apply(instrument));
            series.add(its);
            handles.add(bound(feature, List.of(its), run.binding.unawaited(desk, feature, List.of(its))));
        }
        return CrossSectionView.of(run.instruments, universe, run.steps, series, handles);
    }

    private FeatureHandle bound(Feature feature, List<SeriesView> on, RunFeature handle) {
        String bars = on.stream()
                .map(series -> series.instrument() + " " + series.type())
                .collect(Collectors.joining(", "));
        BoundFeature bound = new BoundFeature(desk, feature, bars, on.get(0).instrument(), handle);
        desk.features.add(bound.subject());
        run.safeguards.bound(bound);
        return handle;
    }

    private static SeriesView view(BarSeries series) {
        if (series instanceof SeriesView view) {
            return view;
        }
        throw new IllegalArgumentException("series must come from this run's context, was " + series);
    }

    private void requireBinding(String what) {
        if (!run.isBinding()) {
            throw new IllegalStateException(what + " must be bound in onStart (" + desk.name + ")");
        }
    }

    @Override
    public List<Order> working() {
        if (desk.workingCount() == 0) {
            return List.of();
        }
        List<Order> found = new ArrayList<>(desk.workingCount());
        for (int i = 0; i < desk.workingCount(); i++) {
            found.add(desk.working(i).snapshot());
        }
        return List.copyOf(found);
    }

    @Override
    public List<Order> working(Instrument instrument) {
        int number = run.instruments.numberOf(instrument);
        if (desk.workingCount() == 0) {
            return List.of();
        }
        List<Order> found = new ArrayList<>(desk.workingCount());
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == number) {
                found.add(order.snapshot());
            }
        }
        return List.copyOf(found);
    }

    @Override
    public List<Order> exits(OrderId entry) {
        List<Order> found = new ArrayList<>();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.isExitOf(entry)) {
                found.add(order.snapshot());
            }
        }
        return List.copyOf(found);
    }

    @Override
    public Optional<Order> find(String tag) {
        for (int i = desk.workingCount() - 1; i >= 0; i--) {
            WorkingOrder order = desk.working(i);
            if (order.request().tag().equals(tag)) {
                return Optional.of(order.snapshot());
            }
        }
        return Optional.empty();
    }
}
