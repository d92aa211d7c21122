package io.strategysdk.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.internal.Stopwatch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs strategies on a live feed: the same loop, books and journal as {@link Engine}, fed through a bounded queue.
 *
 * <p>A slice closes when every instrument has its bar, when a later bar arrives, or after a timeout; a late bar joins
 * the next slice and is counted. A full queue makes the feed wait and is counted; what is not delivered is counted.
 *
 * <p>An engine runs once, in the thread that calls {@link #run}: strategies and execution are called in it. The feed's
 * threads only fill the queue. {@link #stop}, the counts and the warnings may be asked for from any thread.
 */
public final class RealtimeEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeEngine.class);

    private final RealtimeSettings settings;
    private final LiveMarket market;
    private final FeedCounts counts = new FeedCounts();
    private final Intake intake;
    private boolean used;

    private RealtimeEngine(RealtimeSettings settings) {
        this.settings = settings;
        market = LiveMarket.of(settings);
        settings.check(market);
        intake = new Intake(settings.queueCapacity(), counts);
    }

    /**
     * Starts the description of a run on a feed.
     *
     * @param timeframe length of the feed's bars
     * @param calendar sessions of the market
     */
    public static Builder on(
            MarketDataFeed feed, List<Instrument> instruments, Timeframe timeframe, TradingCalendar calendar) {
        return new Builder(new RealtimeSettings(feed, instruments, timeframe, calendar, FeedKind.BARS));
    }

    /**
     * The same over bid/ask bars: the feed sends a {@link io.strategysdk.api.event.QuoteBar} for each instrument.
     *
     * @param timeframe length of the feed's bars
     * @param calendar sessions of the market
     */
    public static Builder onQuoteBars(
            MarketDataFeed feed, List<Instrument> instruments, Timeframe timeframe, TradingCalendar calendar) {
        return new Builder(new RealtimeSettings(feed, instruments, timeframe, calendar, FeedKind.QUOTE_BARS));
    }

    /**
     * The same over quotes, with or without trades beside them. Each instant is a slice, which closes when a later event
     * arrives, or after the {@linkplain Builder#sliceTimeout timeout}, here 10 ms by default; what comes for it afterwards
     * is late. The feed is started with the timeframe {@code 1s}, which means nothing. Before the first quote of an
     * instrument, market orders wait for it.
     *
     * @param calendar sessions of the market
     */
    public static Builder onTicks(MarketDataFeed feed, List<Instrument> instruments, TradingCalendar calendar) {
        return new Builder(new RealtimeSettings(feed, instruments, Timeframe.seconds(1), calendar, FeedKind.TICKS));
    }

    /**
     * The same over trades that are not quoted at all: market orders take their prices.
     *
     * @param calendar sessions of the market
     */
    public static Builder onTrades(MarketDataFeed feed, List<Instrument> instruments, TradingCalendar calendar) {
        return new Builder(new RealtimeSettings(feed, instruments, Timeframe.seconds(1), calendar, FeedKind.TRADES));
    }

    /**
     * Connects the execution, then the feed, and runs until the feed ends or {@link #stop} is called; an interrupt of
     * the thread while it waits stops it too. One that comes while strategies are called cannot be told from one of
     * theirs: it is cleared with a warning, and the run goes on. Both are closed in every case.
     *
     * @throws IllegalStateException when it has run before
     * @throws RuntimeException what the engine, the feed or the execution threw; strategies have been told that the run
     *     is over and the journal file has been written all the same, unless the run had not begun
     */
    public RunResult run() {
        if (used) {
            throw new IllegalStateException("an engine must run once, this one has");
        }
        used = true;
        try {
            return trade();
        } finally {
            close("execution", settings.execution()::close);
        }
    }

    private RunResult trade() {
        Stopwatch stopwatch = new Stopwatch();
        stopwatch.start();
        try (LiveRun run = connect()) {
            try {
                play(run);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                run.leaveInOrder(e);
                throw e;
            }
            stopwatch.stop();
            return run.finish(stopwatch);
        }
    }

    /** The broker comes before the feed: what it has against the run is known before the market opens. */
    private LiveRun connect() {
        try {
            return new LiveRun(settings, market);
        } catch (RuntimeException | Error e) {
            closeFeed();
            throw e;
        }
    }

    private void play(LiveRun run) throws InterruptedException {
        try {
            intake.awaitOpen(settings.clock, () -> run.poll(false));
            if (!intake.isOver()) {
                settings.feed.start(settings.instruments, settings.timeframe, intake);
                new LiveSlices(settings, market, intake, counts, run).runAll();
            }
        } finally {
            intake.close();
            closeFeed();
        }
    }

    private void closeFeed() {
        close("feed", settings.feed::close);
    }

    /** What fails to close takes away neither the result nor the error that the run has ended with. */
    private static void close(String what, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn("{} must close at the end of a run, it did not", what, e);
        }
    }

    /**
     * Ends the run after the slice that is at work, or is being put together; orders rest as they are. A run that waits
     * for bars or for the market to open is woken, one that has not started yet will end without a slice. Any thread may
     * call it.
     */
    public void stop() {
        intake.stop();
    }

    /** What the application said with {@link Builder#warning}; the result's warnings have what came of the run too. */
    public List<String> warnings() {
        return List.copyOf(settings.warnings);
    }

    /** How many times the feed had to wait because the queue was full. */
    public long waits() {
        return counts.waits.get();
    }

    /**
     * Bars, or quotes and trades, that came after their slice had closed or a timer had overtaken them, or that came
     * twice.
     */
    public long lateBars() {
        return counts.late.get();
    }

    /** Bars from outside of market hours, or of instruments that were not asked for. */
    public long ignoredBars() {
        return counts.ignored.get();
    }

    /**
     * Bars that were dropped because their numbers cannot be right: a price that is not positive and finite, too large
     * to be counted or outside of low and high, a volume that is negative or not finite, a close before the open, a
     * time in the future or before the calendar's first date.
     */
    public long malformedBars() {
        return counts.malformed.get();
    }

    /** How many times the feed said that events may be missing; the first is warned of. */
    public long gaps() {
        return counts.gaps.get();
    }

    /** Events of the feed that the run was not started for, such as quotes in a run over bars; the first is warned of. */
    public long undeliveredEvents() {
        return counts.undelivered.get();
    }

    /** Describes a run. */
    public static final class Builder {
        private final RealtimeSettings settings;

        private Builder(RealtimeSettings settings) {
            this.settings = settings;
        }

        /** Where orders go. */
        public Builder execution(Execution value) {
            settings.execution(value);
            return this;
        }

        /**
         * Adds a strategy under the name of its {@link io.strategysdk.api.StrategyInfo}, or of its class.
         *
         * @param capital cash to begin with, in the run's currency
         */
        public Builder strategy(Strategy strategy, BigDecimal capital) {
            return strategy(Seats.nameOf(strategy.getClass()), strategy, capital, RiskLimits.NONE);
        }

        /**
         * Adds a strategy with a name and limits of its own.
         *
         * @param name 1 to 28 plain characters, used once in a run
         * @param capital cash to begin with, in the run's currency
         * @throws IllegalArgumentException when the name is taken or not plain, the capital not positive, or what the class
         *     says of itself breaks the rules of {@link io.strategysdk.api.StrategyInfo}
         * @throws io.strategysdk.engine.purity.ImpureStrategyException when it decides by more than the run gives it
         */
        public Builder strategy(String name, Strategy strategy, BigDecimal capital, RiskLimits limits) {
            settings.seats.add(name, strategy, capital, limits);
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
            settings.seats.hold(strategy, value);
            return this;
        }

        /** What the account of each strategy allows; cash by default. */
        public Builder account(AccountRules value) {
            settings.account = Objects.requireNonNull(value);
            return this;
        }

        /**
         * What the account's broker would take, of a simulated execution: what it would not is refused before it leaves. A
         * broker adapter says itself what it takes, and a profile that is given with one is refused.
         */
        public Builder broker(BrokerProfile value) {
            settings.brokerProfile = Objects.requireNonNull(value);
            return this;
        }

        /** What becomes of orders that could trade with those of another strategy; refused where the broker forbids them. */
        public Builder oppositeOrders(OppositeOrders value) {
            settings.oppositeOrders = Objects.requireNonNull(value);
            return this;
        }

        /** Losses of all strategies together at which the engine acts; with a broker at the latest the hard maxima. */
        public Builder accountLosses(LossLimits value) {
            settings.accountLosses = Objects.requireNonNull(value);
            return this;
        }

        /** What stops the run's trading from outside, and lifts loss limits. */
        public Builder killSwitch(KillSwitch value) {
            settings.killSwitch = Objects.requireNonNull(value);
            return this;
        }

        /**
         * File in which it survives a restart what holds orders back: losses that have tripped, with the equity that they
         * are measured from, pauses, and a pulled kill switch. Read before anything connects, and written as a whole, to
         * the disk, whenever what it says changes; while that fails entries are refused. One run at a time has it, of the
         * same strategies with the same capital: their equity goes on from the last that was written, whatever their new
         * books begin with. What it holds is lifted by the {@linkplain #killSwitch kill switch}, a stop-loss by removing
         * the file; a run without a switch is warned of.
         *
         * <p>{@link RealtimeEngine#run} throws an {@link io.strategysdk.api.SdkException} when it cannot be read or
         * written, is damaged, or of other strategies or capital.
         */
        public Builder safeguardsFile(Path value) {
            settings.safeguardsFile = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Folder in which the run is on the disk at every moment: what was decided before any of it leaves, and what has
         * been reported since. A run that finds one there goes on from it, whatever ended the run before: with its books,
         * orders, state cells, journal and label, and new objects of the same strategies, which find {@link
         * io.strategysdk.api.Context#isRestored} true. Bars up to where it stood only warm features up; later ones are told
         * of, and decided on from {@link #from} on. One process at a time has it.
         *
         * <p>{@link RealtimeEngine#run} throws an {@link io.strategysdk.api.SdkException} when it cannot be read or
         * written, is damaged, another process has it, or it is of other strategies, capital or instruments.
         */
        public Builder folder(Path value) {
            settings.folder = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Folder in which everything that comes in is recorded, in a file of each start, so that {@link #replay} can play
         * the run again: events and notices of the feed, reports and answers of the broker, readings of the clock, the
         * kill switch. Some twenty-five bytes a bar, and three hundred a second that nothing comes in. The oldest files go when all together are longer than the
         * limit; a recording that alone is ends with a warning, and so does one that cannot be written.
         *
         * @param bytes limit of the whole folder, from 1 MiB to 1 GiB
         * @throws IllegalArgumentException when the limit is not
         */
        public Builder recordInputs(Path folder, long bytes) {
            settings.recording = new RecordingSettings(folder, bytes);
            return this;
        }

        /**
         * Plays a recorded run again: this description, with new strategies, gets what came into the recorded one, in the
         * same order, and is compared with what that wrote into its journal. Nothing reaches anyone outside: feed, broker,
         * clock, kill switch, files, meters and listeners of the description are not used; of the execution only whether
         * the market is simulated counts.
         *
         * @throws IllegalArgumentException when the run is described otherwise than the recorded one, with what differs
         * @throws io.strategysdk.api.SdkException when the recording cannot be read or is damaged, or the recorded run was
         *     refused by its broker's books
         */
        public ReplayResult replay(InputRecording recording) {
            return Replay.of(recording, settings);
        }

        /**
         * Has a strategy take over what the broker holds and no book does, where a run that is kept in a {@link #folder}
         * begins: the difference of each position, at the broker's average price. Without it such a run is refused, with a
         * table of what differs.
         *
         * @param strategy its name in the run
         */
        public Builder adopt(String strategy) {
            settings.adopting = Objects.requireNonNull(strategy);
            return this;
        }

        /**
         * How long a run that is kept in a {@link #folder} gives its broker at the start to tell of executions, and to find
         * orders, that explain what differs, 15 seconds unless said.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder patience(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("patience with a broker must not be negative, was " + value);
            }
            settings.patience = value;
            return this;
        }

        /**
         * How often a run that is kept in a {@link #folder} is compared with its broker while it goes on, a minute unless
         * said. Each time costs a few requests.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Builder reconcileEvery(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("time between two comparisons must be positive, was " + value);
            }
            settings.reconcileEvery = value;
            return this;
        }

        /**
         * Adds a monitor. One that pauses or kills does so by the kill switch that was given, which undoes it too; without
         * one it holds to the end of the run.
         */
        public Builder monitor(Monitor value) {
            settings.monitors.monitors.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Adds a rule for the values of a feature, looked at as the run comes to them. One that pauses or kills does so as
         * a {@link #monitor} does.
         */
        public Builder featureRule(FeatureRule value) {
            settings.monitors.rules.add(Objects.requireNonNull(value));
            return this;
        }

        /** Adds a recorder of the features that strategies bind. */
        public Builder recordFeatures(FeatureRecorder value) {
            settings.monitors.recorders.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Adds who is told of alerts: on the run's thread, in the order in which monitors and listeners were added. What
         * it throws is a warning of the run.
         */
        public Builder onAlert(Consumer<? super Alert> value) {
            settings.monitors.listeners.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Adds who is told of connections to broker and market data: on the run's thread, before strategies are, in the order
         * in which they were added. What it throws is a warning of the run.
         */
        public Builder onConnection(Consumer<? super ConnectionEvent> value) {
            settings.connectionListeners.add(Objects.requireNonNull(value));
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
            settings.offered.add(value);
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
            settings.offered.study(strategy, features);
            return this;
        }

        /** Adds who is shown each slice, as for a recording. */
        public Builder onSlice(SliceListener value) {
            settings.sliceListeners.add(Objects.requireNonNull(value));
            return this;
        }

        /** The clock that waits and timers follow; the machine's by default. */
        public Builder clock(RealtimeClock value) {
            settings.clock = Objects.requireNonNull(value);
            return this;
        }

        /**
         * How long, in real time, a slice waits for bars that are missing; one second by default, over quotes and trades
         * 10 ms.
         *
         * @throws IllegalArgumentException when not positive, or above 366 days
         */
        public Builder sliceTimeout(Duration value) {
            settings.sliceTimeout(value);
            return this;
        }

        /**
         * How many events may wait before the feed has to; 65,536 by default.
         *
         * @throws IllegalArgumentException when below 1
         */
        public Builder queueCapacity(int value) {
            settings.queueCapacity(value);
            return this;
        }

        /**
         * How many bars and feature values are at least kept for looking back; 4,096 by default.
         *
         * @throws IllegalArgumentException when not from 2 to 1,000,000
         */
        public Builder history(int bars) {
            settings.history(bars);
            return this;
        }

        /**
         * What tells this run's client order ids from those of all other runs at the same broker: the ids it gets are
         * {@code strategy.label-sequence}. By default the real time of the start in milliseconds, to the base of 36.
         *
         * @param value 1 to 8 letters a-z, A-Z and digits, never used before with the same account
         * @throws IllegalArgumentException when it is longer, or not plain
         */
        public Builder label(String value) {
            settings.label(value);
            return this;
        }

        /** Something that users should know of this run: logged when it starts, and part of the result's warnings. */
        public Builder warning(String text) {
            settings.warnings.add(Objects.requireNonNull(text));
            return this;
        }

        /** How signals become orders for strategies that use {@link io.strategysdk.api.Context#signals}. */
        public Builder signals(SignalRules value) {
            settings.signalRules = Objects.requireNonNull(value);
            return this;
        }

        /**
         * What issuers are going to do, as far as it is known: applied as in a backtest, where the execution is simulated
         * by the run. A broker applies corporate actions to account and orders itself, and its executions are all that a
         * run hears of it: given with one they are refused.
         *
         * <p>While a split lies ahead, every bar of the run is kept, about 60 bytes each, so that features are computed
         * anew from the first of them.
         */
        public Builder corporateActions(List<CorporateAction> value) {
            settings.actions.addAll(value);
            return this;
        }

        /**
         * Adds a universe, which strategies ask for with {@link io.strategysdk.api.Context#universe}. What its filters
         * measure are the bars of this run: until it has seen enough sessions, nothing is known. {@link #build} throws an
         * IllegalArgumentException when a name is there twice, one who is a member today or later is not part of the run
         * and that is not allowed, or the bars are none that its filters can measure.
         */
        public Builder universe(UniverseDefinition value) {
            settings.universes.add(Objects.requireNonNull(value));
            return this;
        }

        /**
         * Strategies decide from here on; what comes before only warms features up and counts in no figure, such as a
         * history that the feed begins with. From the first slice on unless said.
         */
        public Builder from(Instant value) {
            settings.from = Clock.epochNanosOf(value);
            return this;
        }

        /** What the prices of the feed are; raw unless said. The journal tells of those that are not. */
        public Builder prices(PriceMode value) {
            settings.prices = Objects.requireNonNull(value);
            return this;
        }

        /** Seed of everything random in the run. */
        public Builder seed(long value) {
            settings.seed = value;
            return this;
        }

        /** File that the journal is written to when the run ends. */
        public Builder journal(Path file) {
            settings.journalFile = file;
            return this;
        }

        /**
         * Where the run's timings and sizes go, sampled: {@code strategysdk.slice}, {@code strategysdk.strategy},
         * {@code strategysdk.delay} (live), {@code strategysdk.clock.ahead} (how far the broker's clock is ahead, in
         * seconds), {@code strategysdk.journal.bytes} and {@code strategysdk.memory.used}.
         */
        public Builder metrics(MeterRegistry value) {
            settings.meters = Objects.requireNonNull(value);
            return this;
        }

        /**
         * The engine, ready to run.
         *
         * @throws IllegalStateException when there is no execution
         * @throws IllegalArgumentException when there are corporate actions and the run is over quotes and trades, or
         *     the execution applies them by itself, or the prices have one of them in them, or one is of an instrument
         *     that the run does not have, or a broker profile is given with a broker adapter, or
         *     opposite orders are to be treated as broker or execution do not let them be
         */
        public RealtimeEngine build() {
            return new RealtimeEngine(checked());
        }

        /**
         * The same run, connected to its execution and ready to be given its slices one by one; the feed of this
         * description is not started, and clock and timeout have no part in it.
         *
         * @throws IllegalStateException as {@link #build} does
         * @throws IllegalArgumentException as {@link #build} does
         * @throws io.strategysdk.api.SdkException when the broker cannot be connected to
         */
        public SteppedRun stepped() {
            return new SteppedRun(checked());
        }

        private RealtimeSettings checked() {
            PriceAdjustment.requireEvents(settings.prices, settings.actions);
            if (!settings.actions.isEmpty()) {
                if (settings.folder != null) {
                    throw new IllegalArgumentException(
                            "a run that is kept in a folder must have no corporate actions, was "
                                    + settings.actions.get(0));
                }
                if (settings.kind.areTicks()) {
                    throw new IllegalArgumentException(
                            "a run over quotes and trades must have no corporate actions, was "
                                    + settings.actions.get(0));
                }
                Engine.requireTakesActions(settings.execution());
            }
            settings.broker();
            return settings.copy();
        }
    }
}
