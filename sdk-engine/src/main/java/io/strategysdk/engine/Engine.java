package io.strategysdk.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.internal.SingleUse;
import io.strategysdk.engine.internal.Stopwatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs strategies over historical data: one clock, one loop, exact books, a journal of everything.
 *
 * <p>An engine runs once, in the thread that calls {@link #run}; what throws ends it. Engines over shared
 * {@link MarketData} may run in parallel.
 */
public final class Engine {
    private static final int CHUNK = 1 << 16;

    private final MarketData data;
    private final AccountRules account;
    private final BrokerSetup broker;
    private final LossLimits accountLosses;
    private final MonitorSetup monitors;
    private final HistoricalClock clock;
    private final ProgressListener progress;
    private final long from;
    private final long seed;
    private final SignalRules signalRules;
    private final boolean scalesAtReverseSplits;
    private final RunState.@Nullable Reader saved;
    private final List<Desk> desks;
    private final MarketState market;
    private final ColumnBinding binding;
    private final EquityLog equityLog;
    private final JournalWriter journal;
    private final Run run;
    private final @Nullable Universes universes;
    private int row;
    private boolean started;
    private boolean underWay;
    /** Between two slices of a run there is state to save, within one there is not. */
    private boolean withinSlice;

    private @Nullable RunResult result;
    private @Nullable Throwable failure;
    private final Stopwatch stopwatch = new Stopwatch();

    private Engine(Builder settings) {
        data = settings.data;
        clock = settings.clock;
        progress = settings.progress;
        from = settings.from;
        seed = settings.seed;
        signalRules = settings.signalRules;
        scalesAtReverseSplits = settings.scalesAtReverseSplits;
        account = settings.account;
        accountLosses = settings.accountLosses;
        monitors = settings.monitors.copy();
        Execution execution = executionOf(settings);
        broker = BrokerSetup.of(settings.brokerProfile, settings.oppositeOrders, execution);
        Instruments instruments = data.instruments;
        market = MarketState.of(data.tape, instruments.size(), account);
        desks = settings.seats.open(instruments, market, RiskLimits.NONE);
        universes = universesOf(settings);
        saved = settings.checkpoint == null ? null : savedBy(settings.checkpoint);
        row = saved == null ? 0 : saved.premises().rows();
        settings.offered.require(settings.seats);
        desks.forEach(desk -> desk.loop = LoopCopies.forRun(desk.strategy.getClass(), data.size()));
        journal = Seats.journal(instruments, desks);
        equityLog = new EquityLog(desks.size(), data.sliceTimes().length - data.slicesBefore(from), from);
        binding = new ColumnBinding(data, market.cursors, market.steps);
        long firstTime = saved == null ? data.tape.times[0] : saved.epochNanos();
        run = new Run(new RunSetup(
                instruments,
                data.tape,
                market,
                binding,
                execution,
                desks,
                journal,
                new Sessions(data.calendar(), firstTime),
                equityLog,
                account,
                broker,
                data.actions,
                settings.scalesAtReverseSplits,
                new RiskSetup(accountLosses, true, settings.killSwitch, monitors, null),
                from,
                saved != null,
                RunInputs.DIRECT));
        run.signalRules = signalRules;
        run.universes = universes;
        run.offered = settings.offered.copy();
        for (Desk desk : desks) {
            desk.context = new RunContext(run, desk, seed);
        }
        if (saved == null) {
            Seats.tell(journal, desks, data.tape.openTimes[0]);
        }
        if (data.mode() != PriceMode.RAW && saved == null) {
            journal.priced(data.tape.times[0], data.mode());
        }
        run.warnings.check(desks, !data.actions.isEmpty());
        UniverseRules.check(settings.universes, data).forEach(run.warnings::add);
        if (settings.meters != null) {
            run.meters = new RunMeters(settings.meters, desks, journal);
        }
    }

    private static @Nullable Universes universesOf(Builder settings) {
        if (settings.universes.isEmpty()) {
            return null;
        }
        MarketData data = settings.data;
        return new Universes(
                settings.universes,
                data.instruments,
                new InstrumentFacts(data.instruments, data.actions, data.given()),
                data.calendar(),
                data.tape.times[0]);
    }

    private static Execution executionOf(Builder settings) {
        Execution given = settings.execution;
        if (given == null) {
            throw new IllegalStateException("a run must have an execution, give it with execution(...)");
        }
        if (!settings.data.actions.isEmpty()) {
            requireTakesActions(given);
        }
        return given;
    }

    static void requireTakesActions(Execution execution) {
        if (!execution.takesCorporateActions()) {
            throw new IllegalArgumentException("corporate actions must be applied by the run or by the venue, not by"
                    + " both: give none with " + execution.getClass().getSimpleName());
        }
    }

    private RunState.Reader savedBy(Checkpoint checkpoint) {
        RunState.Reader reader = checkpoint.reader();
        int rows = reader.premises().rows();
        if (universes != null) {
            universes.replay(data.tape, Math.min(rows, data.tape.rows));
        }
        reader.premises().require(premises(rows));
        return reader;
    }

    private Premises premises(int rows) {
        Premises premises = Premises.of(
                data, account, broker, accountLosses, monitors, desks, signalRules, from, rows, scalesAtReverseSplits);
        return universes == null ? premises : premises.with(universes.premises());
    }

    private RunState.Parts parts() {
        return new RunState.Parts(data, market, binding, run, desks, journal, equityLog);
    }

    private void start() {
        started = true;
        desks.forEach(desk -> SingleUse.claim(desk.strategy));
        RunState.Reader before = saved;
        if (before == null) {
            run.start(data.tape.openTimes[0]);
            return;
        }
        restore(before);
        run.start(data.tape.openTimes[0]);
        before.restoreBindings(parts());
    }

    private void restore(RunState.Reader before) {
        try {
            before.restoreBooks(parts());
        } catch (RuntimeException e) {
            throw Checkpoint.notOurs(e);
        }
    }

    /** Name in a run of strategies that are given none: that of their {@link StrategyInfo}, or else of their class. */
    public static String nameOf(Class<? extends Strategy> type) {
        return Seats.nameOf(type);
    }

    /** Starts the description of a run over data. */
    public static Builder over(MarketData data) {
        return new Builder(data);
    }

    /**
     * Runs to the end of the data. A run whose clock waits can be interrupted: it stops after the slice that is at work,
     * the thread stays interrupted, and {@code run} may be called again to go on.
     *
     * @throws IllegalStateException when it has finished or failed before
     * @throws CancellationException when the thread was interrupted
     */
    public RunResult run() {
        return runRows(data.tape.rows)
                .orElseThrow(() -> new CancellationException("run must not be interrupted to have a result, was after "
                        + Instant.EPOCH.plusNanos(data.tape.times[row - 1])));
    }

    /**
     * Runs the slices that close at or before a moment; {@link #run} goes on from there.
     *
     * @return whether there are more
     * @throws IllegalStateException when the run has finished or failed before
     */
    public boolean runUntil(Instant moment) {
        return runRows(data.tape.rowAtOrAfter(Clock.epochNanosOf(moment) + 1, row))
                .isEmpty();
    }

    /**
     * Runs the next slice.
     *
     * @return whether there are more
     * @throws IllegalStateException when the run has finished or failed before
     */
    public boolean step() {
        requireUnfinished();
        int rows = data.tape.rows;
        return runRows(row < rows ? data.tape.sliceEnd(row, rows) : rows).isEmpty();
    }

    /**
     * What came of a run that has come to the end of its data, by whichever steps.
     *
     * @throws IllegalStateException before the end
     */
    public RunResult result() {
        RunResult known = result;
        if (known == null) {
            throw new IllegalStateException("a result needs a run that has finished");
        }
        return known;
    }

    /** The journal so far, also of a run that has failed; a copy. */
    public Journal journal() {
        return journal.soFar();
    }

    /**
     * The run as it stands between two slices, to be {@linkplain Builder#resume resumed}.
     *
     * @throws IllegalStateException before the first slice, after the last, from within one, or after a failure
     * @throws UnsupportedOperationException when the execution cannot be restored
     * @throws SdkException when a state cell holds what cannot be restored
     */
    public Checkpoint checkpoint() {
        requireNoFailure();
        if (!started || result != null) {
            throw new IllegalStateException("a checkpoint needs a run under way");
        }
        if (withinSlice) {
            throw new IllegalStateException("a checkpoint must be taken between two slices, was asked for within one");
        }
        return new Checkpoint(RunState.write(parts(), premises(row)));
    }

    /** Whatever is thrown leaves books, market and strategies between two states: nothing may go on from there. */
    private Optional<RunResult> runRows(int to) {
        requireUnfinished();
        underWay = true;
        try {
            return advance(to);
        } catch (Throwable error) {
            failure = error;
            throw error;
        } finally {
            underWay = false;
        }
    }

    private void requireUnfinished() {
        requireNoFailure();
        if (result != null) {
            throw new IllegalStateException("an engine must run once, this one has finished");
        }
        if (underWay) {
            throw new IllegalStateException("an engine must not be run by what it runs");
        }
    }

    private void requireNoFailure() {
        Throwable known = failure;
        if (known != null) {
            throw new IllegalStateException("an engine must not go on after a failure, was " + known, known);
        }
    }

    private Optional<RunResult> advance(int to) {
        if (!started) {
            withinSlice = true;
            start();
            withinSlice = false;
        }
        stopwatch.start();
        Pacer pacer = new Pacer(clock, stopwatch.nanos());
        while (row < to) {
            int end = clock.isPaced() ? data.tape.sliceEnd(row, to) : chunkEnd(to);
            withinSlice = true;
            run.run(row, end);
            withinSlice = false;
            row = end;
            report();
            if (clock.isPaced() && row < to && !pass(pacer)) {
                break;
            }
        }
        stopwatch.stop();
        if (row < data.tape.rows) {
            return Optional.empty();
        }
        run.safeguards.poll();
        run.finish();
        RunResult all = resultOfAll();
        result = all;
        return Optional.of(all);
    }

    private boolean pass(Pacer pacer) {
        try {
            TimeUnit.NANOSECONDS.sleep(
                    pacer.nanosToWait(data.tape.times[row - 1], data.tape.times[row], stopwatch.nanos()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int chunkEnd(int to) {
        if (to - row <= CHUNK) {
            return to;
        }
        return data.tape.sliceEnd(row + CHUNK - 1, to);
    }

    private void report() {
        progress.onProgress(new ProgressListener.Progress(row, data.tape.rows, Duration.ofNanos(stopwatch.nanos())));
    }

    private RunResult resultOfAll() {
        List<StrategyResult> results = new ArrayList<>();
        for (Desk desk : desks) {
            results.add(resultOf(desk));
        }
        return new RunResult(
                journal.finish(),
                List.copyOf(results),
                data.sliceTimes(),
                from,
                seed,
                equityLog,
                data.tape.rows,
                run.warnings.texts(),
                run.safeguards.violations(),
                Duration.ofNanos(stopwatch.nanos()));
    }

    static StrategyResult resultOf(Desk desk) {
        Book book = desk.book;
        if (!book.closes()) {
            throw new IllegalStateException("books must close to the last unit (" + desk.name + ")");
        }
        Map<Instrument, Quantity> held = new LinkedHashMap<>();
        book.positions().forEach(position -> held.put(position.instrument(), position.quantity()));
        return new StrategyResult(
                desk.name,
                book.capital(),
                book.exactCash(),
                book.exactEquity(),
                book.realizedPnl(),
                book.fees(),
                book.income(),
                Collections.unmodifiableMap(held),
                List.copyOf(desk.features),
                Optional.ofNullable(desk.failure));
    }

    /** Describes a run. */
    public static final class Builder {
        private final MarketData data;
        private final Seats seats = new Seats();
        private @Nullable Execution execution;
        private AccountRules account = AccountRules.cash();
        private @Nullable BrokerProfile brokerProfile;
        private @Nullable OppositeOrders oppositeOrders;
        private LossLimits accountLosses = LossLimits.NONE;
        private @Nullable KillSwitch killSwitch;
        private final MonitorSetup monitors = new MonitorSetup();
        private HistoricalClock clock = HistoricalClock.max();
        private ProgressListener progress = ProgressListener.NONE;
        private long from = Long.MIN_VALUE;
        private long seed = 1;
        private SignalRules signalRules = SignalRules.DEFAULT;
        private @Nullable Checkpoint checkpoint;
        private boolean scalesAtReverseSplits;
        private @Nullable MeterRegistry meters;
        private final List<UniverseDefinition> universes = new ArrayList<>();
        private final OfferedFeatures offered = new OfferedFeatures();

        private Builder(MarketData data) {
            this.data = Objects.requireNonNull(data);
        }

        /** Where orders go. */
        public Builder execution(Execution value) {
            execution = value;
            return this;
        }

        /**
         * Adds a strategy under the name of its {@link StrategyInfo}, or of its class.
         *
         * @param capital cash to begin with, in the run's currency
         */
        public Builder strategy(Strategy strategy, BigDecimal capital, RiskLimits limits) {
            return strategy(Seats.nameOf(strategy.getClass()), strategy, capital, limits);
        }

        /**
         * Adds a strategy with a name and limits of its own.
         *
         * @param name at most 28 plain characters, used once in a run
         * @param capital cash to begin with, in the run's currency
         * @throws IllegalArgumentException when the name is taken, the capital not positive, or what the class
         *     says of itself breaks the rules of {@link io.strategysdk.api.StrategyInfo}
         * @throws io.strategysdk.engine.purity.ImpureStrategyException when it decides by more than the run gives it
         * @throws IllegalStateException when the object has been run before
         */
        public Builder strategy(String name, Strategy strategy, BigDecimal capital, RiskLimits limits) {
            seats.add(name, strategy, capital, limits);
            return this;
        }

        /**
         * Has a strategy that was added hold something when the run begins. Its capital is its cash and what it paid for
         * that; until its first bar it is worth what it has cost.
         *
         * @param strategy its name in the run
         * @throws IllegalArgumentException when there is no such strategy, or it holds something in the instrument already
         */
        public Builder holding(String strategy, OpenPosition value) {
            seats.hold(strategy, value);
            return this;
        }

        /** How signals become orders for strategies that use {@link io.strategysdk.api.Context#signals}. */
        public Builder signals(SignalRules value) {
            signalRules = Objects.requireNonNull(value);
            return this;
        }

        /** What the account of each strategy allows; cash by default. */
        public Builder account(AccountRules value) {
            account = Objects.requireNonNull(value);
            return this;
        }

        /**
         * What the account's broker would take: what it would not is refused before it leaves. Of a simulated execution,
         * which takes everything by default. That exits wait for the full fill of their entry is the market's to do.
         */
        public Builder broker(BrokerProfile value) {
            brokerProfile = Objects.requireNonNull(value);
            return this;
        }

        /** What becomes of orders that could trade with those of another strategy; refused where the broker forbids them. */
        public Builder oppositeOrders(OppositeOrders value) {
            oppositeOrders = Objects.requireNonNull(value);
            return this;
        }

        /** Losses of all strategies together at which the engine acts; none by default. */
        public Builder accountLosses(LossLimits value) {
            accountLosses = Objects.requireNonNull(value);
            return this;
        }

        /** What stops the run's trading from outside. */
        public Builder killSwitch(KillSwitch value) {
            killSwitch = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Adds a monitor. One that pauses or kills does so by the kill switch that was given, which undoes it too; without
         * one it holds to the end of the run.
         */
        public Builder monitor(Monitor value) {
            monitors.monitors.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Adds a rule for the values of a feature, looked at as the run comes to them. One that pauses or kills does so as
         * a {@link #monitor} does.
         */
        public Builder featureRule(FeatureRule value) {
            monitors.rules.add(Objects.requireNonNull(value));
            return this;
        }

        /** Adds a recorder of the features that strategies bind. */
        public Builder recordFeatures(FeatureRecorder value) {
            monitors.recorders.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Adds who is told of alerts: on the run's thread, in the order in which monitors and listeners were added. What
         * it throws is a warning of the run.
         */
        public Builder onAlert(Consumer<? super Alert> value) {
            monitors.listeners.add(Objects.requireNonNull(value));
            return this;
        }

        /** Speed of the run's time; as fast as possible by default. */
        public Builder clock(HistoricalClock value) {
            clock = Objects.requireNonNull(value);
            return this;
        }

        /** Strategies decide from here on; bars before it only warm features up. */
        public Builder from(Instant value) {
            from = Clock.epochNanosOf(value);
            return this;
        }

        /**
         * Adds a universe, which strategies ask for with {@link io.strategysdk.api.Context#universe}. {@link #build} throws
         * an IllegalArgumentException when a name is there twice, a member has no data and that is not allowed, or the
         * bars are none that its filters can measure.
         */
        public Builder universe(UniverseDefinition value) {
            universes.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Offers a feature to strategies that {@linkplain Strategy#neededFeatures need} one of its name and version;
         * several versions of a name may be offered. {@link #build} throws an IllegalArgumentException that names all
         * that strategies need and is not there, or is another one.
         *
         * @throws IllegalArgumentException when another definition of that name and version is offered already
         */
        public Builder offer(Feature value) {
            offered.add(value);
            return this;
        }

        /**
         * Says which features a strategy was studied with: they are {@linkplain #offer offered}, and it may ask for no
         * others. What it {@linkplain Strategy#neededFeatures needs} beside them is refused by {@link #build}; what it
         * binds beside them stops it before it decides. That it asks for none of them is a warning.
         *
         * @param strategy its name in the run
         * @param features all of them
         * @throws IllegalArgumentException when they were given for it already, or another definition of a name and version
         *     is offered
         */
        public Builder studied(String strategy, Collection<? extends Feature> features) {
            offered.study(strategy, features);
            return this;
        }

        /**
         * Whether a reverse split scales resting orders as other splits do; by default it cancels them, as brokers do.
         */
        public Builder scaleOrdersAtReverseSplits(boolean value) {
            scalesAtReverseSplits = value;
            return this;
        }

        /** Seed of everything random in the run. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Who is told how far the run has come. */
        public Builder progress(ProgressListener value) {
            progress = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Goes on from a checkpoint, with new objects of the same strategies and their capital, in an execution like the
         * one before, over the same data, which may have become longer. {@link #build} throws an SdkException that says
         * what differs: strategies, capital, signal rules, start of decisions, calendar, instruments, timeframes or bars.
         */
        public Builder resume(Checkpoint value) {
            checkpoint = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Where the run's timings and sizes go, sampled: {@code strategysdk.slice}, {@code strategysdk.strategy},
         * {@code strategysdk.delay} (live), {@code strategysdk.journal.bytes} and {@code strategysdk.memory.used}.
         */
        public Builder metrics(MeterRegistry value) {
            meters = Objects.requireNonNull(value);
            return this;
        }

        /**
         * The engine, ready to run.
         *
         * @throws IllegalStateException when there is no strategy or no execution
         * @throws IllegalArgumentException when a capital has more decimals than the books, or does not fit 64 bits with
         *     them, or the data have corporate actions and the execution applies them by itself, or opposite orders
         *     are to be treated as broker or execution do not let them be
         * @throws SdkException when it is to go on from a checkpoint of another run
         */
        public Engine build() {
            return new Engine(this);
        }
    }
}
