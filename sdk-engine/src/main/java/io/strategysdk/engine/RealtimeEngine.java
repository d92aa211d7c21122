package io.strategysdk.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.execution.Execution;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs strategies on a live feed: the same loop, books and journal as {@link Engine}, fed through a bounded queue.
 *
 * <p>A slice closes when every instrument has its bar, when a later bar arrives, or after a timeout; a late bar joins
 * the next slice and is counted. A full queue makes the feed wait and is counted; what is not delivered
 * is counted. An engine
 * runs once, in the thread that calls {@link #run}; {@link #stop} may be called from any thread.
 */
public final class RealtimeEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeEngine.class);
    private static final Object END = new Object();
    private static final long LONGEST_WAIT_MILLIS = 50;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]{1,8}");

    private final Builder settings;
    private final Instruments instruments;
    private final Tape tape;
    private final MarketState market;
    private final RingBinding binding;
    private final BlockingQueue<Object> queue;
    private final SliceAssembly assembly;
    private final AtomicLong waits = new AtomicLong();
    private final Stopwatch stopwatch = new Stopwatch();
    private final Warnings warnings = new Warnings(true);
    private List<Desk> desks = List.of();
    private @Nullable EquityLog equityLog;
    private @Nullable JournalWriter journal;
    private @Nullable Run run;
    private long[] times = new long[64];
    private int slices;
    private long bars;
    private long ignored;
    private long leftOut;
    private boolean used;
    private boolean begun;
    private final Deadline sliceDue = new Deadline();
    private volatile boolean ending;

    private RealtimeEngine(Builder settings) {
        this.settings = settings;
        instruments = new Instruments(settings.instruments);
        queue = new ArrayBlockingQueue<>(settings.queueCapacity);
        int count = instruments.size();
        BarColumns[] rings = new BarColumns[count];
        int[] instrumentOf = new int[count];
        boolean[] executes = new boolean[count];
        for (int i = 0; i < count; i++) {
            rings[i] = BarColumns.ring(instruments.get(i), settings.timeframe, settings.history);
            instrumentOf[i] = i;
            executes[i] = true;
        }
        tape = new Tape(rings, instrumentOf, executes, count);
        market = new MarketState(count, count);
        binding = new RingBinding(tape, market.cursors, market.steps);
        assembly = new SliceAssembly(count);
    }

    /**
     * Starts the description of a run on a feed.
     *
     * @param timeframe length of the feed's bars
     * @param calendar sessions of the market
     */
    public static Builder on(
            MarketDataFeed feed, List<Instrument> instruments, Timeframe timeframe, TradingCalendar calendar) {
        return new Builder(feed, instruments, timeframe, calendar);
    }

    /**
     * Connects the execution, then the feed, and runs until the feed ends or {@link #stop} is called; an interrupt of
     * the thread stops it too. Both are closed in every case.
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
            trade();
            return finish();
        } finally {
            close("execution", execution()::close);
        }
    }

    private void trade() {
        stopwatch.start();
        try {
            connectAndPlay();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            leaveInOrder(e);
            throw e;
        }
        stopwatch.stop();
    }

    /** The broker comes first: what it has against the run is known before the market opens. */
    private void connectAndPlay() throws InterruptedException {
        try {
            settings.warnings.forEach(warnings::add);
            run = connect();
            settings.clock.awaitOpen();
            settings.feed.start(settings.instruments, settings.timeframe, new Intake());
            takeAll();
        } finally {
            // a feed that waits for room must not wait for ever, or it could not be closed
            ending = true;
            close("feed", settings.feed::close);
        }
    }

    /** What fails to close takes away neither the result nor the error that the run has ended with. */
    private static void close(String what, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn("{} must close at the end of a run, it did not", what, e);
        }
    }

    private Execution execution() {
        return Objects.requireNonNull(settings.execution, "execution must be given");
    }

    private void leaveInOrder(Throwable cause) {
        if (!begun) {
            return;
        }
        try {
            running().finish();
            writeJournal();
        } catch (RuntimeException | Error further) {
            if (further != cause) {
                cause.addSuppressed(further);
            }
        }
    }

    private Journal writeJournal() {
        Journal finished = Objects.requireNonNull(journal).finish();
        if (settings.journalFile != null) {
            finished.writeTo(settings.journalFile);
        }
        return finished;
    }

    /** Ends the run after the slice that is at work; orders rest as they are. */
    public void stop() {
        ending = true;
        // wakes the run up; when the queue is full it is awake
        queue.offer(END);
    }

    /** What the application said with {@link Builder#warning}; the result's warnings have what came of the run too. */
    public List<String> warnings() {
        return List.copyOf(settings.warnings);
    }

    /** How many times the feed had to wait because the queue was full. */
    public long waits() {
        return waits.get();
    }

    /** Bars that came after their slice had closed. */
    public long lateBars() {
        return assembly.late();
    }

    /** Bars from outside of market hours, or of instruments that were not asked for. */
    public long ignoredBars() {
        return ignored;
    }

    /** Quotes, trades and bid/ask bars of the feed: this version delivers none of them, and warns of the first. */
    public long undeliveredEvents() {
        return leftOut;
    }

    private void takeAll() throws InterruptedException {
        while (true) {
            Object next = queue.poll(nanosToWait(), TimeUnit.NANOSECONDS);
            if (ending || next == END) {
                closeSlice();
                return;
            }
            if (next instanceof Bar bar) {
                take(bar);
            } else if (next != null) {
                leaveOut(next);
            }
            if (next == null || isOverdue()) {
                timeout();
            }
        }
    }

    private void leaveOut(Object event) {
        leftOut++;
        warnings.add("The feed sends events of the kind " + event.getClass().getSimpleName()
                + ", which this version does not deliver: they are counted.");
    }

    /** What waits in the queue came in time; other events than bars do not put the end of a slice off. */
    private boolean isOverdue() {
        return !assembly.isEmpty() && sliceDue.nanosLeft() <= 0 && queue.isEmpty();
    }

    private long nanosToWait() {
        long timeout = settings.sliceTimeout.toNanos();
        if (!assembly.isEmpty()) {
            return Math.max(1, sliceDue.nanosLeft());
        }
        long due = running().nextTimer();
        return due == TimerHandle.NEVER ? timeout : Math.max(1, settings.clock.realNanosUntil(due) + timeout);
    }

    private void timeout() {
        if (!assembly.isEmpty()) {
            closeSlice();
        } else if (settings.clock.epochNanos() > running().nextTimer()) {
            running().passTime(running().nextTimer() + 1);
        }
    }

    private void take(Bar bar) {
        int series = instruments.find(bar.instrument());
        if (series < 0
                || !bar.timeframe().equals(settings.timeframe)
                || !settings.clock.takes(bar.openEpochNanos(), bar.epochNanos())) {
            ignored++;
            return;
        }
        if (assembly.isClosedBy(bar)) {
            closeSlice();
        }
        if (assembly.isEmpty()) {
            sliceDue.set(settings.sliceTimeout);
        }
        assembly.add(series, bar);
        if (assembly.isComplete()) {
            closeSlice();
        }
    }

    private void closeSlice() {
        int rows = assembly.writeTo(tape);
        if (rows == 0) {
            return;
        }
        if (!begun) {
            begin(tape.openTimes[0], tape.times[0]);
        }
        binding.push(rows);
        if (binding.breaks()) {
            stopWhatIsBroken();
        }
        remember(tape.times[0]);
        Run working = running();
        if (working.meters != null) {
            working.meters.delay(settings.clock.epochNanos() - tape.times[0]);
        }
        working.run(0, rows);
        bars += rows;
    }

    private void stopWhatIsBroken() {
        for (Desk desk : desks) {
            BrokenFeature broken = binding.brokenFeature(desk);
            if (broken != null) {
                desk.loop = broken;
            }
        }
    }

    private void remember(long time) {
        if (slices == times.length) {
            times = Arrays.copyOf(times, slices * 2);
        }
        times[slices++] = time;
    }

    private Run running() {
        return Objects.requireNonNull(run, "a run must have been connected");
    }

    /** Puts the run together and connects its execution; strategies are not called yet. */
    private Run connect() {
        desks = settings.seats.open(instruments, market);
        desks.forEach(desk -> SingleUse.claim(desk.strategy));
        journal = Seats.journal(instruments, desks);
        equityLog = new EquityLog(desks.size(), 64, Long.MIN_VALUE);
        Run connected = new Run(new RunSetup(
                instruments,
                tape,
                market,
                binding,
                execution(),
                desks,
                journal,
                new Sessions(settings.calendar, settings.clock.epochNanos()),
                equityLog,
                Long.MIN_VALUE,
                false));
        connected.label = settings.label.isEmpty() ? RunLabel.next() : settings.label;
        connected.warnings = warnings;
        warnings.check(desks);
        for (Desk desk : desks) {
            desk.context = new RunContext(connected, desk, settings.seed);
        }
        if (settings.meters != null) {
            connected.meters = new RunMeters(settings.meters, desks, journal);
        }
        return connected;
    }

    /** Strategies start with the first slice: its session is known then. */
    private void begin(long firstOpen, long firstTime) {
        begun = true;
        running().startAt(firstOpen, firstTime);
    }

    private RunResult finish() {
        if (!begun) {
            long now = settings.clock.epochNanos();
            begin(now, now);
        }
        running().finish();
        Journal finished = writeJournal();
        EquityLog log = Objects.requireNonNull(equityLog);
        return new RunResult(
                finished,
                desks.stream().map(Engine::resultOf).toList(),
                Arrays.copyOf(times, slices),
                0,
                desks.stream().map(desk -> log.equity(desk.number)).toList(),
                bars,
                warnings.texts(),
                Duration.ofNanos(stopwatch.nanos()));
    }

    /** The feed's side of the queue. */
    private final class Intake implements MarketDataFeed.Listener {
        @Override
        public void onEvent(MarketEvent event) {
            put(event);
        }

        @Override
        public void onGap(String reason) {
            LOG.warn("market data may be missing: {}", reason);
        }

        @Override
        public void onEnd() {
            put(END);
        }

        private void put(Object item) {
            if (ending || queue.offer(item)) {
                return;
            }
            waits.incrementAndGet();
            try {
                boolean taken = false;
                while (!taken && !ending) {
                    taken = queue.offer(item, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Describes a run. */
    public static final class Builder {
        private final MarketDataFeed feed;
        private final List<Instrument> instruments;
        private final Timeframe timeframe;
        private final TradingCalendar calendar;
        private final Seats seats = new Seats();
        private @Nullable Execution execution;
        private @Nullable Path journalFile;
        private @Nullable MeterRegistry meters;
        private final List<String> warnings = new ArrayList<>();
        private RealtimeClock clock = RealtimeClock.system();
        private Duration sliceTimeout = Duration.ofSeconds(1);
        private String label = "";
        private int queueCapacity = 1 << 16;
        private int history = 4096;
        private long seed = 1;

        private Builder(
                MarketDataFeed feed, List<Instrument> instruments, Timeframe timeframe, TradingCalendar calendar) {
            this.feed = feed;
            this.instruments = List.copyOf(instruments);
            this.timeframe = timeframe;
            this.calendar = calendar;
        }

        /** Where orders go. */
        public Builder execution(Execution value) {
            execution = value;
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
         * @throws IllegalArgumentException when the name is taken or not plain, or the capital not positive
         */
        public Builder strategy(String name, Strategy strategy, BigDecimal capital, RiskLimits limits) {
            seats.add(name, strategy, capital, limits);
            return this;
        }

        /** The clock that waits and timers follow. */
        public Builder clock(RealtimeClock value) {
            clock = Objects.requireNonNull(value);
            return this;
        }

        /** How long, in real time, a slice waits for bars that are missing. */
        public Builder sliceTimeout(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("slice timeout must be positive, was " + value);
            }
            sliceTimeout = value;
            return this;
        }

        /** How many events may wait before the feed has to. */
        public Builder queueCapacity(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("queue capacity must be at least 1, was " + value);
            }
            queueCapacity = value;
            return this;
        }

        /** How many bars and feature values are kept for looking back. */
        public Builder history(int bars) {
            if (bars < 2) {
                throw new IllegalArgumentException("history must be at least 2 bars, was " + bars);
            }
            history = bars;
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
            if (!LABEL.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "run label must be 1 to 8 letters a-z, A-Z and digits, was '" + value + "'");
            }
            label = value;
            return this;
        }

        /** Something that users should know of this run: logged when it starts, and part of the result's warnings. */
        public Builder warning(String text) {
            warnings.add(Objects.requireNonNull(text));
            return this;
        }

        /** Seed of everything random in the run. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** File that the journal is written to when the run ends. */
        public Builder journal(Path file) {
            journalFile = file;
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

        /** The engine, ready to run. */
        public RealtimeEngine build() {
            Objects.requireNonNull(execution, "execution must be given");
            return new RealtimeEngine(this);
        }
    }
}
