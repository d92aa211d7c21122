package io.strategysdk.backtest;

import io.micrometer.core.instrument.MeterRegistry;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.quality.CheckedData;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.Alert;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.FeatureRecorder;
import io.strategysdk.engine.FeatureRule;
import io.strategysdk.engine.HistoricalClock;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.engine.OppositeOrders;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.DisabledExecution;
import io.strategysdk.engine.execution.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A backtest, described step by step and then {@link #run}: strategies, data, cash and what the market costs.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.of(new SmaCrossover(parameters))
 *         .on(calendar, bars)
 *         .cash("100000")
 *         .commission(CommissionModel.perShare("0.005").withMinimum("1.00"))
 *         .slippage(SlippageModel.fixed(5))
 *         .run();
 * }</pre>
 *
 * <p>By default: 100,000 in the instruments' currency, a cash account, no costs, as fast as the machine goes. Used from
 * one thread, for one run.
 */
public final class Backtest {
    private static final BigDecimal DEFAULT_CASH = BigDecimal.valueOf(100_000);

    private final List<Entry> entries = new ArrayList<>();
    private final List<Holding> positions = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable MarketData data;
    private BigDecimal cash = DEFAULT_CASH;
    private RiskLimits limits = RiskLimits.NONE;
    private SignalRules signalRules = SignalRules.DEFAULT;
    private LossLimits accountLosses = LossLimits.NONE;
    private final List<Monitor> monitors = new ArrayList<>();
    private final List<UniverseDefinition> universes = new ArrayList<>();
    private final List<Feature> offered = new ArrayList<>();
    private final Map<String, List<Feature>> studied = new LinkedHashMap<>();
    private final List<FeatureRule> featureRules = new ArrayList<>();
    private final List<FeatureRecorder> recorders = new ArrayList<>();
    private final List<Consumer<? super Alert>> alertListeners = new ArrayList<>();
    private @Nullable KillSwitch killSwitch;
    private MarketModel model = MarketModel.FRICTIONLESS;
    private AccountRules account = AccountRules.cash();
    private BrokerProfile broker = BrokerProfile.UNRESTRICTED;
    private @Nullable OppositeOrders oppositeOrders;
    private HistoricalClock clock = HistoricalClock.max();
    private ProgressListener progress = ProgressListener.NONE;
    private @Nullable Instant from;
    private @Nullable MeterRegistry meters;
    private boolean executes = true;
    private boolean scalesAtReverseSplits;

    /** A strategy with capital and limits of its own. */
    record Entry(
            @Nullable String name,
            Strategy strategy,
            @Nullable BigDecimal capital,
            RiskLimits limits,
            Class<? extends Strategy> type) {
        Entry(@Nullable String name, Strategy strategy, @Nullable BigDecimal capital, RiskLimits limits) {
            this(name, strategy, capital, limits, strategy.getClass());
        }

        /** Another object under the name and version of this one. */
        Entry with(Strategy other) {
            return new Entry(name == null ? Engine.nameOf(type) : name, other, capital, limits, type);
        }
    }

    /** What a strategy holds when the run begins; without a name it is the first. */
    private record Holding(@Nullable String strategy, OpenPosition position) {}

    private Backtest() {}

    /** A backtest of one strategy, which gets all the {@linkplain #cash(String) cash}. */
    public static Backtest of(Strategy strategy) {
        Backtest backtest = new Backtest();
        backtest.entries.add(new Entry(null, Objects.requireNonNull(strategy), null, RiskLimits.NONE));
        return backtest;
    }

    /** A backtest of several strategies on one account: add each with {@link #strategy}. */
    public static Backtest ofSeveral() {
        return new Backtest();
    }

    /**
     * Adds a strategy with its own name, capital and limits.
     *
     * @param name 1 to 28 plain characters, used once in a run
     * @param capital cash to begin with, in the run's currency
     */
    public Backtest strategy(String name, Strategy strategy, BigDecimal capital, RiskLimits own) {
        entries.add(new Entry(name, strategy, capital, own));
        return this;
    }

    /**
     * Puts another strategy in the place of each that was given so far, such as one around it that looks on. Names,
     * versions, capital and limits stay.
     *
     * @param other from the one that was given to the one that runs
     */
    public Backtest around(UnaryOperator<Strategy> other) {
        entries.replaceAll(entry -> entry.with(other.apply(entry.strategy())));
        return this;
    }

    /** How the market treats orders, as far as it was said up to now. */
    public MarketModel market() {
        return model;
    }

    /** The data to run over; may be shared with other runs, which then compute each feature once. */
    public Backtest on(MarketData value) {
        data = Objects.requireNonNull(value);
        return this;
    }

    /** The bars to run over, and the calendar whose sessions they belong to. */
    public Backtest on(TradingCalendar calendar, BarColumns... bars) {
        return on(MarketData.of(calendar, bars));
    }

    /**
     * Data to run over that a quality policy let pass. The policy is a setting of the run; what it repaired or marked is
     * among its warnings and notes, and so in every report.
     *
     * @param calendar whose sessions the bars belong to
     */
    public Backtest on(TradingCalendar calendar, CheckedData checked) {
        return on(MarketData.of(calendar, checked.bars())).quality(checked);
    }

    /** Tells what a quality policy did to the data of this run, where these are given in another way. */
    public Backtest quality(CheckedData checked) {
        checked.notes().forEach(this::note);
        checked.warnings().forEach(this::warning);
        return setting("data quality", checked.describe());
    }

    /**
     * Cash that the strategy given to {@link #of} begins with, decimal text in the instruments' currency; those added
     * with {@link #strategy} have their own.
     *
     * @throws IllegalArgumentException when it is no decimal number
     */
    public Backtest cash(String amount) {
        try {
            cash = new BigDecimal(amount);
        } catch (NumberFormatException notDecimal) {
            throw new IllegalArgumentException(
                    "cash must be a decimal number such as 100000.00, was '" + amount + "'", notDecimal);
        }
        return this;
    }

    /** Cash that the strategy given to {@link #of} begins with, in whole units of the instruments' currency. */
    public Backtest cash(long amount) {
        cash = BigDecimal.valueOf(amount);
        return this;
    }

    /**
     * Has the strategy that was given first hold something when the run begins, beside its cash, see
     * {@link Engine.Builder#holding}. The benchmark has in cash what that has cost, too.
     */
    public Backtest holding(OpenPosition value) {
        positions.add(new Holding(null, Objects.requireNonNull(value)));
        return this;
    }

    /** Has a strategy that was given a name hold something when the run begins, beside its cash. */
    public Backtest holding(String strategy, OpenPosition value) {
        positions.add(new Holding(Objects.requireNonNull(strategy), Objects.requireNonNull(value)));
        return this;
    }

    /** Limits for each strategy of the run, beside its own: the stricter holds. */
    public Backtest limits(RiskLimits value) {
        limits = Objects.requireNonNull(value);
        return this;
    }

    /** How signals become orders for strategies that use {@link io.strategysdk.api.Context#signals}. */
    public Backtest signals(SignalRules value) {
        signalRules = Objects.requireNonNull(value);
        return this;
    }

    /** Losses of all strategies together at which the engine acts; none by default. */
    public Backtest accountLosses(LossLimits value) {
        accountLosses = Objects.requireNonNull(value);
        return this;
    }

    /** Adds a monitor, see {@link Engine.Builder#monitor}. */
    public Backtest monitor(Monitor value) {
        monitors.add(Objects.requireNonNull(value));
        return this;
    }

    /** Adds a universe, see {@link Engine.Builder#universe}. */
    public Backtest universe(UniverseDefinition value) {
        universes.add(Objects.requireNonNull(value));
        return this;
    }

    /** Offers a feature to strategies that need one of its name and version, see {@link Engine.Builder#offer}. */
    public Backtest offer(Feature value) {
        offered.add(Objects.requireNonNull(value));
        return this;
    }

    /** Says which features a strategy was studied with, and may ask for, see {@link Engine.Builder#studied}. */
    Backtest studied(String strategy, Collection<? extends Feature> features) {
        studied.put(strategy, List.copyOf(features));
        return this;
    }

    /** Adds a rule for the values of a feature, see {@link Engine.Builder#featureRule}. */
    public Backtest featureRule(FeatureRule value) {
        featureRules.add(Objects.requireNonNull(value));
        return this;
    }

    /** Adds a recorder of the features that strategies bind, see {@link Engine.Builder#recordFeatures}. */
    public Backtest recordFeatures(FeatureRecorder value) {
        recorders.add(Objects.requireNonNull(value));
        return this;
    }

    /** Adds who is told of alerts, see {@link Engine.Builder#onAlert}. */
    public Backtest onAlert(Consumer<? super Alert> value) {
        alertListeners.add(Objects.requireNonNull(value));
        return this;
    }

    /** What stops the run's trading from outside, and undoes what monitors did. */
    public Backtest killSwitch(KillSwitch value) {
        killSwitch = Objects.requireNonNull(value);
        return this;
    }

    /** What market and stop orders lose against the market's price. */
    public Backtest slippage(SlippageModel value) {
        model = model.withSlippage(value);
        return this;
    }

    /** Fees. */
    public Backtest commission(CommissionModel value) {
        model = model.withCommission(value);
        return this;
    }

    /** Time from decision to market. */
    public Backtest latency(LatencyModel value) {
        model = model.withLatency(value);
        return this;
    }

    /** What the account of each strategy allows; cash by default. */
    public Backtest account(AccountRules value) {
        account = Objects.requireNonNull(value);
        return this;
    }

    /**
     * What the account's broker would take: what it would not is refused before it leaves. Exits wait for the full fill
     * of their entry where the broker lets them. {@link BrokerProfile#UNRESTRICTED} by default.
     */
    public Backtest broker(BrokerProfile value) {
        broker = Objects.requireNonNull(value);
        return this;
    }

    /**
     * What becomes of orders that could trade with those of another strategy; refused where the broker forbids them, else
     * sent, by default.
     */
    public Backtest oppositeOrders(OppositeOrders value) {
        oppositeOrders = Objects.requireNonNull(value);
        return this;
    }

    /** How bars fill orders, where that can be chosen; the {@linkplain FillRules#DEFAULT pessimistic rules} unless given. */
    public Backtest fills(FillRules value) {
        model = model.withFills(value);
        return this;
    }

    /** Whether a reverse split scales resting orders as other splits do; by default it cancels them, as brokers do. */
    public Backtest scaleOrdersAtReverseSplits(boolean value) {
        scalesAtReverseSplits = value;
        return this;
    }

    /** Seed of everything random. */
    public Backtest seed(long value) {
        model = model.withSeed(value);
        return this;
    }

    /** Speed of the run's time. */
    public Backtest clock(HistoricalClock value) {
        clock = Objects.requireNonNull(value);
        return this;
    }

    /** Strategies decide from here on; bars before it only warm features up and count in no figure. */
    public Backtest from(Instant value) {
        from = value;
        return this;
    }

    /** Who is told how far the run has come. */
    public Backtest progress(ProgressListener value) {
        progress = Objects.requireNonNull(value);
        return this;
    }

    /** Where the run's timings and sizes go, sampled; the names are those of {@link Engine.Builder#metrics}. */
    public Backtest metrics(MeterRegistry value) {
        meters = Objects.requireNonNull(value);
        return this;
    }

    /** A parameter to be shown in reports. */
    public Backtest parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /**
     * A setting of the simulation to be shown in reports, in words. Commission, slippage, latency, account, start, limits,
     * losses of the account, monitors, rules of features, signal rules and seed are shown without being asked for;
     * words given here, under the same name, take their place.
     */
    public Backtest setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Something that readers of the report must know, such as that prices are synthetic. */
    public Backtest note(String text) {
        notes.add(text);
        return this;
    }

    /** Something that makes the figures doubtful, such as repaired data. */
    public Backtest warning(String text) {
        warnings.add(text);
        return this;
    }

    /**
     * Runs to the end of the data.
     *
     * @throws IllegalStateException when there is no strategy or no data, or a strategy object has been run before
     * @throws IllegalArgumentException when a capital is not positive or has more decimals than the books, or a
     *     strategy's name is not plain or used twice, limits do not go together, the start comes after the last bar, or
     *     opposite orders are to be treated as the broker or the fill rules do not let them be, or a strategy needs a
     *     feature that is not offered
     * @throws ArithmeticException when an amount goes beyond 64 bits at its scale
     */
    public BacktestResult run() {
        MarketData over = requireData();
        SimulatedMarket market = new SimulatedMarket(model.at(broker));
        return new BacktestResult(copy(), over, engine(over, market).build().run(), market.quality());
    }

    /**
     * The same run as an engine, for those who step through it, save it on the way or go on from a checkpoint. What
     * {@link #run} adds to it is the {@link BacktestResult}.
     *
     * @throws IllegalStateException when there is no data, or a strategy object has been run before
     * @throws IllegalArgumentException when a strategy's capital is not positive, its name is not plain or used twice, or
     *     the start comes after the last bar
     */
    public Engine.Builder engine() {
        return engine(requireData(), new SimulatedMarket(model.at(broker)));
    }

    /**
     * The same strategies, cash, costs and rules as paper trading on a feed: the market is simulated as it is in
     * {@link #run}, from the first bar of the feed on. Clock, timeout and files are the realtime run's own to be set; who
     * is told of progress is the backtest's alone.
     *
     * @param feed of bars, or quotes and trades, of the data's instruments
     * @throws IllegalStateException when there is no data, which say instruments, calendar, length of bars and what issuers
     *     are going to do
     * @throws IllegalArgumentException when the bars that fill orders are of several lengths, or some of them ticks, a
     *     strategy's capital is not positive, or its name is not plain or used twice
     */
    public RealtimeEngine.Builder paper(MarketDataFeed feed) {
        return realtime(feed)
                .execution(new SimulatedMarket(model.at(broker)))
                .broker(broker)
                .corporateActions(requireData().actions());
    }

    /**
     * The same strategies, cash and rules as a run that trades with a broker, who says himself what he takes, charges and
     * does at corporate actions. The hard maxima of {@link RiskLimits#HARD} hold.
     *
     * @param feed of bars, or quotes and trades, of the data's instruments
     * @throws IllegalStateException when there is no data, which say instruments, calendar and length of bars
     * @throws IllegalArgumentException when the bars that fill orders are of several lengths, or some of them ticks, a
     *     strategy's capital is not positive, or its name is not plain or used twice
     */
    public RealtimeEngine.Builder live(MarketDataFeed feed, BrokerAdapter adapter) {
        return realtime(feed).execution(new BrokerExecution(adapter));
    }

    private RealtimeEngine.Builder realtime(MarketDataFeed feed) {
        MarketData over = requireData();
        RealtimeEngine.Builder run = on(feed, over);
        for (Entry entry : entries) {
            run.strategy(nameOf(entry), entry.strategy(), capitalOf(entry), limits.and(entry.limits()));
        }
        positions.forEach(holding -> run.holding(ownerOf(holding), holding.position()));
        if (from != null) {
            run.from(from);
        }
        return describe(run)
                .prices(over.mode())
                .account(account)
                .signals(signalRules)
                .accountLosses(accountLosses)
                .seed(model.seed());
    }

    /** A run over what fills orders in a backtest. */
    private static RealtimeEngine.Builder on(MarketDataFeed feed, MarketData over) {
        List<BarColumns> executing =
                over.instruments().stream().map(over::executionSeries).toList();
        BarColumns first = executing.get(0);
        for (BarColumns series : executing) {
            if (series.areTicks() != first.areTicks() || !series.timeframe().equals(first.timeframe())) {
                throw new IllegalArgumentException(
                        "realtime runs of a backtest must be on bars of one length, or on ticks alone, here "
                                + first.timeframe() + ", was on " + series);
            }
        }
        if (first.areTicks()) {
            return executing.stream().anyMatch(BarColumns::hasQuotes)
                    ? RealtimeEngine.onTicks(feed, over.instruments(), over.calendar())
                    : RealtimeEngine.onTrades(feed, over.instruments(), over.calendar());
        }
        return first.isQuoted()
                ? RealtimeEngine.onQuoteBars(feed, over.instruments(), first.timeframe(), over.calendar())
                : RealtimeEngine.on(feed, over.instruments(), first.timeframe(), over.calendar());
    }

    private RealtimeEngine.Builder describe(RealtimeEngine.Builder run) {
        monitors.forEach(run::monitor);
        universes.forEach(run::universe);
        offered.forEach(run::offer);
        studied.forEach(run::studied);
        featureRules.forEach(run::featureRule);
        recorders.forEach(run::recordFeatures);
        alertListeners.forEach(run::onAlert);
        if (killSwitch != null) {
            run.killSwitch(killSwitch);
        }
        if (oppositeOrders != null) {
            run.oppositeOrders(oppositeOrders);
        }
        return meters == null ? run : run.metrics(meters);
    }

    private static String nameOf(Entry entry) {
        return entry.name() == null ? Engine.nameOf(entry.strategy().getClass()) : entry.name();
    }

    private String ownerOf(Holding holding) {
        return holding.strategy() == null ? nameOf(entries.get(0)) : holding.strategy();
    }

    private BigDecimal capitalOf(Entry entry) {
        return entry.capital() == null ? cash : entry.capital();
    }

    private MarketData requireData() {
        MarketData over = data;
        if (over == null) {
            throw new IllegalStateException("a backtest must have data, give them with on(...)");
        }
        checkStart(over);
        return over;
    }

    /** As it is now: a result still asks for it when this description may have become another one. */
    private Backtest copy() {
        Backtest copy = new Backtest();
        copy.entries.addAll(entries);
        copy.positions.addAll(positions);
        copy.parameters.putAll(parameters);
        copy.settings.putAll(settings);
        copy.notes.addAll(notes);
        copy.warnings.addAll(warnings);
        copy.data = data;
        copy.limits = limits;
        copy.signalRules = signalRules;
        copy.accountLosses = accountLosses;
        copy.monitors.addAll(monitors);
        copy.universes.addAll(universes);
        copy.offered.addAll(offered);
        copy.studied.putAll(studied);
        copy.featureRules.addAll(featureRules);
        copy.model = model;
        copy.account = account;
        copy.broker = broker;
        copy.oppositeOrders = oppositeOrders;
        copy.from = from;
        copy.scalesAtReverseSplits = scalesAtReverseSplits;
        return copy;
    }

    private void checkStart(MarketData over) {
        Instant last = lastClose(over);
        if (from != null && from.isAfter(last)) {
            throw new IllegalArgumentException(
                    "start must not come after the last bar, which closes at " + last + ", was " + from);
        }
    }

    static Instant lastClose(MarketData data) {
        return Clock.instantOf(data.series().stream()
                .filter(bars -> bars.size() > 0)
                .mapToLong(bars -> bars.epochNanos(bars.size() - 1))
                .max()
                .orElseThrow());
    }

    /** Strategies decide, no order leaves. */
    void withoutExecution() {
        executes = false;
    }

    private Engine.Builder engine(MarketData over, SimulatedMarket market) {
        Execution execution = executes ? market : new DisabledExecution();
        Engine.Builder engine = Engine.over(over)
                .execution(execution)
                .account(account)
                .broker(broker)
                .signals(signalRules)
                .accountLosses(accountLosses)
                .seed(model.seed())
                .scaleOrdersAtReverseSplits(scalesAtReverseSplits)
                .progress(progress)
                .clock(clock);
        for (Entry entry : entries) {
            seat(engine, entry);
        }
        positions.forEach(holding -> engine.holding(ownerOf(holding), holding.position()));
        monitors.forEach(engine::monitor);
        universes.forEach(engine::universe);
        offered.forEach(engine::offer);
        studied.forEach(engine::studied);
        featureRules.forEach(engine::featureRule);
        recorders.forEach(engine::recordFeatures);
        alertListeners.forEach(engine::onAlert);
        if (killSwitch != null) {
            engine.killSwitch(killSwitch);
        }
        if (from != null) {
            engine.from(from);
        }
        if (oppositeOrders != null) {
            engine.oppositeOrders(oppositeOrders);
        }
        return meters == null ? engine : engine.metrics(meters);
    }

    private void seat(Engine.Builder engine, Entry entry) {
        BigDecimal capital = capitalOf(entry);
        RiskLimits own = limits.and(entry.limits());
        if (entry.name() == null) {
            engine.strategy(entry.strategy(), capital, own);
        } else {
            engine.strategy(entry.name(), entry.strategy(), capital, own);
        }
    }

    /** The same cash in the same market at the same costs, bought in equal parts at the start and held. */
    BacktestResult buyAndHold(BigDecimal capital) {
        Backtest benchmark = of(new HoldEverything()).cash(capital.toPlainString());
        benchmark.model = model;
        benchmark.account = account.marksAtMiddle() ? AccountRules.cash().withMarksAtMiddle() : AccountRules.cash();
        benchmark.scalesAtReverseSplits = scalesAtReverseSplits;
        benchmark.from = from;
        return benchmark.on(Objects.requireNonNull(data)).run();
    }

    /** Version of the strategy, as its annotation says; of several, each in its order. */
    String version() {
        return String.join(
                ", ", entries.stream().map(entry -> versionOf(entry.type())).toList());
    }

    private static String versionOf(Class<? extends Strategy> type) {
        StrategyInfo info = type.getAnnotation(StrategyInfo.class);
        return info == null ? "1" : Integer.toString(info.version());
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** What was said, and then what the run knows by itself. */
    Map<String, String> settings() {
        Map<String, String> shown = new LinkedHashMap<>(settings);
        shown.putIfAbsent("commission", model.commission().describe());
        shown.putIfAbsent("slippage", model.slippage().describe());
        shown.putIfAbsent("latency", model.latency().describe());
        shown.putIfAbsent("fills", model.at(broker).fills().describe());
        shown.putIfAbsent("account", account.describe());
        if (!broker.isUnrestricted()) {
            shown.putIfAbsent("broker", broker.name());
        }
        if (oppositeOrders != null) {
            shown.putIfAbsent("opposite orders", SettingWords.opposite(oppositeOrders));
        }
        if (from != null) {
            ZoneId zone = Objects.requireNonNull(data).calendar().zone();
            shown.putIfAbsent("trades from", SettingWords.time(from, zone));
        }
        for (Entry entry : entries) {
            String owner = entries.size() == 1 ? "" : " of " + entry.name();
            SettingWords.limits(limits.and(entry.limits()))
                    .ifPresent(words -> shown.putIfAbsent("limits" + owner, words));
        }
        if (!accountLosses.equals(LossLimits.NONE)) {
            shown.putIfAbsent("losses of the account", accountLosses.toString());
        }
        if (!monitors.isEmpty()) {
            shown.putIfAbsent(
                    "monitors",
                    String.join("; ", monitors.stream().map(Monitor::toString).toList()));
        }
        if (!universes.isEmpty()) {
            shown.putIfAbsent(
                    "universes",
                    String.join(
                            "; ",
                            universes.stream().map(UniverseDefinition::toString).toList()));
        }
        if (!featureRules.isEmpty()) {
            shown.putIfAbsent(
                    "rules of features",
                    String.join(
                            "; ",
                            featureRules.stream().map(FeatureRule::toString).toList()));
        }
        if (scalesAtReverseSplits) {
            shown.putIfAbsent("reverse splits", "scale resting orders");
        }
        if (!signalRules.equals(SignalRules.DEFAULT)) {
            shown.putIfAbsent("signals", signalRules.toString());
        }
        shown.putIfAbsent("prices", SettingWords.prices(Objects.requireNonNull(data)));
        shown.putIfAbsent("seed", Long.toString(model.seed()));
        return shown;
    }

    /** From an order's decision to the market. */
    long latencyNanos(OrderId id) {
        return model.latency().nanos(model.seed(), id);
    }

    boolean fillsAtDecisionClose() {
        return model.fills().atDecisionClose();
    }

    boolean isFree() {
        return model.commission() == CommissionModel.NONE && model.slippage() == SlippageModel.NONE;
    }

    List<String> notes() {
        return notes;
    }

    List<String> warnings() {
        return warnings;
    }
}
