package io.strategysdk.backtest;

import io.micrometer.core.instrument.MeterRegistry;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.Alert;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.FeatureCache;
import io.strategysdk.engine.HistoricalClock;
import io.strategysdk.engine.InputRecording;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.ReplayResult;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.config.Adapters;
import io.strategysdk.engine.config.ClockSettings;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.ExecutionSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.RunConfig.Mode;
import io.strategysdk.engine.config.StrategyRegistry;
import io.strategysdk.engine.config.StrategySettings;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.DisabledExecution;
import io.strategysdk.engine.execution.Execution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run as configuration describes it: the mode chooses clock, data and execution, the strategies stay the same
 * (SIM-008). Used from one thread, for one run.
 */
public final class ConfiguredRun {
    private final ConfigDraft draft;
    private StrategyRegistry registry = StrategyRegistry.discovered();
    private Adapters adapters = Adapters.installed();
    private ProgressListener progress = ProgressListener.NONE;
    private @Nullable MarketDataFeed feed;
    private @Nullable RealtimeClock clock;
    private @Nullable MeterRegistry meters;
    private @Nullable KillSwitch killSwitch;
    private @Nullable String adopting;
    private final List<Feature> offered = new ArrayList<>();
    private final List<Consumer<? super Alert>> alertListeners = new ArrayList<>();
    private final List<Consumer<? super ConnectionEvent>> connectionListeners = new ArrayList<>();

    private ConfiguredRun(ConfigDraft draft) {
        this.draft = Objects.requireNonNull(draft);
    }

    /**
     * A run of a file, with the strategies and adapters that are installed. Mistakes are told when it is run, those of
     * the file together with those that the run finds.
     *
     * @throws ConfigException when the file cannot be read at all, with the reason
     */
    public static ConfiguredRun load(Path file) {
        return of(ConfigLoader.create().draft(file));
    }

    /** A run of a file that was read with an environment of one's own, otherwise as {@link #load}. */
    public static ConfiguredRun of(ConfigDraft draft) {
        return new ConfiguredRun(draft);
    }

    /** A run of this configuration, with the strategies and adapters that are installed. */
    public static ConfiguredRun of(RunConfig config) {
        return of(ConfigDraft.of(config));
    }

    /** Where strategies are found by name. */
    public ConfiguredRun strategies(StrategyRegistry value) {
        registry = Objects.requireNonNull(value);
        return this;
    }

    /** Where brokers and feeds are found by name. */
    public ConfiguredRun adapters(Adapters value) {
        adapters = Objects.requireNonNull(value);
        return this;
    }

    /** The application's own feed, instead of the one that configuration names. */
    public ConfiguredRun feed(MarketDataFeed value) {
        feed = Objects.requireNonNull(value);
        return this;
    }

    /** The application's own clock for paper and live, instead of the machine's. */
    public ConfiguredRun clock(RealtimeClock value) {
        clock = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Has a strategy take over what the broker holds and no book does, where a run that is kept in a folder begins, as
     * {@link RealtimeEngine.Builder#adopt} says. Not in a file, where it would be said with every start.
     *
     * @param strategy its name in the run
     */
    public ConfiguredRun adopt(String strategy) {
        adopting = Objects.requireNonNull(strategy);
        return this;
    }

    /** What stops the run's trading from outside, lifts loss limits, and undoes what monitors did. */
    public ConfiguredRun killSwitch(KillSwitch value) {
        killSwitch = Objects.requireNonNull(value);
        return this;
    }

    /** Offers a feature to strategies that need one of its name and version, see {@link Engine.Builder#offer}. */
    public ConfiguredRun offer(Feature value) {
        offered.add(Objects.requireNonNull(value));
        return this;
    }

    /** Adds who is told of alerts, see {@link Engine.Builder#onAlert}. */
    public ConfiguredRun onAlert(Consumer<? super Alert> value) {
        alertListeners.add(Objects.requireNonNull(value));
        return this;
    }

    /** Adds who is told of connections, see {@link RealtimeEngine.Builder#onConnection}. */
    public ConfiguredRun onConnection(Consumer<? super ConnectionEvent> value) {
        connectionListeners.add(Objects.requireNonNull(value));
        return this;
    }

    /** Where the run's timings and sizes go, sampled; the names are those of {@link Engine.Builder#metrics}. */
    public ConfiguredRun metrics(MeterRegistry value) {
        meters = Objects.requireNonNull(value);
        return this;
    }

    /** Who is told how far a backtest has come. */
    public ConfiguredRun progress(ProgressListener value) {
        progress = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Runs a backtest and works out its figures.
     *
     * @throws ConfigException when the configuration asks for what is not there, every mistake at once and before any
     *     bar is read, or, once they are read, for a period without bars
     * @throws io.strategysdk.api.SdkException when a file is wrong, with its line, or the folder of features cannot be
     *     written
     * @throws IllegalStateException when the mode is another
     * @throws IllegalArgumentException when a universe does not go with the data, such as by members without bars, or a
     *     strategy needs a feature that is neither offered nor of its study
     * @throws ArithmeticException when an amount goes beyond 64 bits at its scale
     */
    public BacktestResult backtest() {
        mode().filter(mode -> mode != Mode.BACKTEST).ifPresent(mode -> {
            throw new IllegalStateException("mode must be backtest for a backtest, was " + mode);
        });
        ConfiguredStrategies strategies = new ConfiguredStrategies(draft, registry);
        RunConfig config = draft.config(mistakes(strategies));
        MarketModel model = ConfiguredCosts.model(config);
        Optional<FeatureCache> cache = config.features().toCache();
        ConfiguredData read = ConfiguredData.read(config, draft.source());
        MarketData data = cache.map(read.market()::withFeatureCache).orElse(read.market());
        ConfiguredUniverses.requireCurrency(config, data.instruments());
        Backtest backtest = Backtest.ofSeveral()
                .on(data)
                .seed(config.seed())
                .slippage(model.slippage())
                .commission(model.commission())
                .latency(model.latency())
                .fills(model.fills())
                .broker(ConfiguredCosts.broker(config))
                .account(ConfiguredCosts.account(config))
                .signals(config.signalRules())
                .accountLosses(config.accountLosses())
                .clock(historicalClock(config.clock(), data))
                .progress(progress);
        if (!config.execution().enabled()) {
            backtest.withoutExecution();
        }
        config.monitors().forEach(backtest::monitor);
        ConfiguredUniverses.read(config.data().orElseThrow()).forEach(backtest::universe);
        offered.forEach(backtest::offer);
        strategies.studied().forEach(backtest::studied);
        config.features().toRules().forEach(backtest::featureRule);
        alertListeners.forEach(backtest::onAlert);
        if (killSwitch != null) {
            backtest.killSwitch(killSwitch);
        }
        if (meters != null) {
            backtest.metrics(meters);
        }
        config.execution().oppositeOrders().ifPresent(backtest::oppositeOrders);
        ConfiguredData.start(config, data).ifPresent(backtest::from);
        for (ConfiguredStrategies.Made made : strategies.all()) {
            StrategySettings settings = made.settings();
            String owner = strategies.all().size() == 1 ? "" : settings.key() + " ";
            made.parameters().forEach((name, value) -> backtest.parameter(owner + name, value));
            backtest.strategy(
                    settings.key(), made.strategy(), settings.capital(), ConfiguredUniverses.limits(config, settings));
        }
        read.checked().ifPresent(backtest::quality);
        read.notes().forEach(backtest::note);
        config.warnings().forEach(backtest::warning);
        read.warnings().forEach(backtest::warning);
        BacktestResult result = backtest.run();
        config.journal().path().ifPresent(path -> result.journal().writeTo(Path.of(path)));
        return result;
    }

    /**
     * Runs in the configured mode to the end of the data, of the feed, or until the thread is interrupted.
     *
     * @throws ConfigException when the configuration asks for what is not there, every mistake at once and before any
     *     bar is read and anything connected, or, once bars are read, for a period without any
     * @throws io.strategysdk.api.SdkException when a file of bars is wrong, with its line, or an adapter fails
     * @throws ArithmeticException when an amount goes beyond 64 bits at its scale
     */
    public RunResult run() {
        return mode().filter(Mode.BACKTEST::equals).isPresent()
                ? backtest().run()
                : realtime().run();
    }

    /**
     * The engine of a paper or live run, for applications that stop it themselves. What the configuration asks for and
     * the run does not do is in {@link RealtimeEngine#warnings} and logged at the start; so is, in mode live, each limit
     * on risk that is not given and that the run takes by itself.
     *
     * @throws ConfigException when the configuration asks for what is not there, every mistake at once and before
     *     anything connects
     * @throws io.strategysdk.api.SdkException when an adapter cannot be made
     * @throws IllegalArgumentException when a strategy needs a feature that is neither offered nor of its study
     * @throws IllegalStateException when the mode is backtest
     */
    public RealtimeEngine realtime() {
        requireRealtime();
        ConfiguredStrategies strategies = new ConfiguredStrategies(draft, registry);
        RunConfig config = draft.config(mistakes(strategies));
        return described(config, strategies, feed(config.data().orElseThrow()))
                .execution(execution(config))
                .build();
    }

    /**
     * Plays a recorded paper or live run of this configuration again, see {@link RealtimeEngine.Builder#replay}. No
     * adapter is needed and nothing connects.
     *
     * @throws ConfigException as {@link #realtime} does
     * @throws IllegalArgumentException when the recorded run was configured otherwise, with what differs
     * @throws IllegalStateException when the mode is backtest
     */
    public ReplayResult replay(InputRecording recording) {
        requireRealtime();
        ConfiguredStrategies strategies = new ConfiguredStrategies(draft, registry);
        RunConfig config = draft.config(ownMistakes(strategies));
        RealtimeEngine.Builder description = described(config, strategies, MarketDataFeed.none());
        boolean sent = config.execution().enabled() && config.execution().type() == ExecutionSettings.Type.BROKER;
        return (sent ? description : description.execution(execution(config))).replay(recording);
    }

    private void requireRealtime() {
        mode().filter(Mode.BACKTEST::equals).ifPresent(mode -> {
            throw new IllegalStateException("mode must be paper or live for a realtime engine, was " + mode);
        });
    }

    /** All but where its orders go. */
    private RealtimeEngine.Builder described(RunConfig config, ConfiguredStrategies strategies, MarketDataFeed from) {
        DataSettings data = config.data().orElseThrow();
        TradingCalendar calendar = ConfiguredData.calendar(data);
        List<Instrument> instruments = DataFiles.declared(data);
        ConfiguredUniverses.requireCurrency(config, instruments);
        List<CorporateAction> actions = ConfiguredData.actions(data, instruments, calendar);
        RealtimeEngine.Builder engine = engine(data, instruments, calendar, from)
                .account(ConfiguredCosts.account(config))
                .accountLosses(config.accountLosses())
                .clock(realtimeClock(config.clock(), calendar))
                .signals(config.signalRules())
                .corporateActions(actions)
                .seed(config.seed());
        for (ConfiguredStrategies.Made made : strategies.all()) {
            StrategySettings settings = made.settings();
            engine.strategy(
                    settings.key(), made.strategy(), settings.capital(), ConfiguredUniverses.limits(config, settings));
        }
        if (config.execution().type() == ExecutionSettings.Type.SIMULATED) {
            engine.broker(ConfiguredCosts.broker(config));
        }
        config.execution().oppositeOrders().ifPresent(engine::oppositeOrders);
        config.journal().path().ifPresent(path -> engine.journal(Path.of(path)));
        config.journal().folder().ifPresent(path -> engine.folder(Path.of(path)));
        config.journal()
                .inputsFolder()
                .ifPresent(path ->
                        engine.recordInputs(Path.of(path), config.journal().inputsMaxBytes()));
        if (adopting != null) {
            engine.adopt(adopting);
        }
        config.monitors().forEach(engine::monitor);
        ConfiguredUniverses.read(data).forEach(engine::universe);
        offered.forEach(engine::offer);
        strategies.studied().forEach(engine::studied);
        config.features().toRules().forEach(engine::featureRule);
        config.safeguardsFile().ifPresent(path -> engine.safeguardsFile(Path.of(path)));
        alertListeners.forEach(engine::onAlert);
        connectionListeners.forEach(engine::onConnection);
        if (killSwitch != null) {
            engine.killSwitch(killSwitch);
        }
        if (meters != null) {
            engine.metrics(meters);
        }
        config.warnings().forEach(engine::warning);
        ConfiguredData.unusedActions(data, actions).ifPresent(engine::warning);
        return engine;
    }

    private static RealtimeEngine.Builder engine(
            DataSettings data, List<Instrument> instruments, TradingCalendar calendar, MarketDataFeed from) {
        return switch (data.content()) {
            case BARS -> RealtimeEngine.on(from, instruments, data.timeframe(), calendar);
            case QUOTE_BARS -> RealtimeEngine.onQuoteBars(from, instruments, data.timeframe(), calendar);
            case TICKS -> RealtimeEngine.onTicks(from, instruments, calendar);
            case TRADES -> RealtimeEngine.onTrades(from, instruments, calendar);
        };
    }

    private Optional<Mode> mode() {
        return draft.value("mode", Mode.class);
    }

    /** What is wrong with it beside what is installed, before anything is read and anything connects. */
    private List<Problem> mistakes(ConfiguredStrategies strategies) {
        List<Problem> mistakes = ownMistakes(strategies);
        adapters.checkBroker(draft).ifPresent(mistakes::add);
        if (feed == null) {
            adapters.checkFeed(draft).ifPresent(mistakes::add);
        }
        return mistakes;
    }

    /** The same, whatever is installed. */
    private List<Problem> ownMistakes(ConfiguredStrategies strategies) {
        List<Problem> mistakes = new ArrayList<>(RunRules.check(draft));
        mistakes.addAll(strategies.problems());
        return mistakes;
    }

    private MarketDataFeed feed(DataSettings data) {
        return feed != null
                ? feed
                : adapters.feed(data.source()).orElseThrow().create(data.feed().orElse(""), data.settings());
    }

    private Execution execution(RunConfig config) {
        ExecutionSettings settings = config.execution();
        if (!settings.enabled()) {
            return new DisabledExecution();
        }
        return settings.type() == ExecutionSettings.Type.SIMULATED
                ? new SimulatedMarket(ConfiguredCosts.model(config).at(ConfiguredCosts.broker(config)))
                : new BrokerExecution(broker(settings));
    }

    private BrokerAdapter broker(ExecutionSettings settings) {
        return adapters.broker(settings.broker().orElseThrow())
                .orElseThrow()
                .create(settings.endpoint().name().toLowerCase(Locale.ROOT), settings.settings());
    }

    private RealtimeClock realtimeClock(ClockSettings settings, TradingCalendar calendar) {
        RealtimeClock base = clock == null ? RealtimeClock.system() : clock;
        return settings.marketHoursOnly() ? base.marketHours(calendar) : base;
    }

    private static HistoricalClock historicalClock(ClockSettings settings, MarketData data) {
        HistoricalClock base = settings.speed().isMax()
                ? HistoricalClock.max()
                : HistoricalClock.speed(settings.speed().factor());
        return settings.marketHoursOnly() ? base.marketHours(data.calendar()) : base;
    }
}
