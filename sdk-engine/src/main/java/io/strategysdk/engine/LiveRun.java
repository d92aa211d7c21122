package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.WorkingOrder;
import io.strategysdk.engine.internal.SingleUse;
import io.strategysdk.engine.internal.Stopwatch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run whose slices come one by one, from its connection to the execution to its result. All of it belongs to the run's
 * thread, the one that called {@link RealtimeEngine#run}.
 */
final class LiveRun implements AutoCloseable {
    /** Brokers report late, but not that late. */
    private static final long REPORTED_WITHIN = Duration.ofDays(2).toNanos();

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);
    private final RealtimeSettings settings;
    private final LiveMarket market;
    private final Warnings warnings = new Warnings(true);
    private final List<Desk> desks;
    private final JournalWriter journal;
    private final EquityLog equityLog;
    private final Run run;
    private final List<SliceListener> sliceListeners;
    private final @Nullable RunRecord record;
    private final RunInputs inputs;
    private final String label;
    private final @Nullable Reconciliation reconciliation;
    /** Slices up to here have been decided on by the run before this one. */
    private long decidedUntil = Long.MIN_VALUE;

    private long warmedUntil = Long.MIN_VALUE;
    private ConnectionState feed = ConnectionState.LIVE;
    private boolean hasGap;
    private LocalDate rememberedSince = LocalDate.MIN;

    private long[] times = new long[64];
    private int slices;
    private long bars;
    private boolean begun;
    private boolean over;

    /** Puts the run together and connects its execution; strategies are not called yet. */
    LiveRun(RealtimeSettings settings, LiveMarket market) {
        this(settings, market, null);
    }

    /** The same; what comes in does so from a recording, unless that is null. */
    LiveRun(RealtimeSettings settings, LiveMarket market, @Nullable ReplayedInputs replayed) {
        this.settings = settings;
        this.market = market;
        sliceListeners = new ArrayList<>(settings.sliceListeners);
        settings.warnings.forEach(warnings::add);
        desks = settings.seats.open(market.instruments(), market.state(), bounds());
        desks.forEach(desk -> SingleUse.claim(desk.strategy));
        journal = Seats.journal(market.instruments(), desks);
        equityLog = new EquityLog(desks.size(), times.length, settings.from);
        record = settings.folder == null ? null : RunRecord.open(settings.folder);
        try {
            label = label();
            inputs = replayed == null ? recorded() : same(replayed);
        } catch (RuntimeException | Error e) {
            closeRecord();
            throw e;
        }
        try {
            run = assembled();
            reconciliation = reconciliation();
            inputs.done(journal.buffer());
        } catch (RuntimeException | Error e) {
            inputs.close();
            closeRecord();
            throw e;
        }
    }

    private RunInputs same(ReplayedInputs replayed) {
        replayed.require(facts());
        return replayed;
    }

    private List<String> facts() {
        return RecordingStart.factsOf(settings, market.instruments(), desks);
    }

    private RunInputs recorded() {
        RecordingSettings asked = settings.recording;
        if (asked == null) {
            return RunInputs.DIRECT;
        }
        RecordingStart start = RecordingStart.of(settings, label, facts(), record);
        return new RecordedInputs(
                RecordingFile.begin(asked),
                start,
                new InputCodec(market.instruments(), settings.timeframe),
                warnings::add);
    }

    private void closeRecord() {
        if (record != null) {
            record.close();
        }
    }

    /** Of a run that is kept and whose orders leave for a broker. */
    private @Nullable Reconciliation reconciliation() {
        if (record == null || !(settings.execution() instanceof BrokerExecution broker)) {
            return null;
        }
        Reconciliation made = new Reconciliation(run, broker, settings);
        try {
            made.start();
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
        run.safeguards.watch(made);
        return made;
    }

    /** All of a run that the first slice is not needed for. */
    private Run assembled() {
        Run run = new Run(setup());
        run.label = label;
        run.warnings = warnings;
        run.signalRules = settings.signalRules;
        run.universes = universes();
        run.offered = settings.offered;
        run.connectionListeners = List.copyOf(settings.connectionListeners);
        warnOfUnliftedLosses();
        warnings.check(desks, !settings.actions.isEmpty());
        desks.forEach(desk -> desk.context = new RunContext(run, desk, settings.seed));
        if (settings.meters != null) {
            run.meters = new RunMeters(settings.meters, desks, journal);
            if (settings.execution() instanceof BrokerExecution broker) {
                run.meters.clock(broker);
            }
        }
        if (record != null) {
            record.attach(run);
            decidedUntil = record.isRestored() ? run.steps.epochNanos : Long.MIN_VALUE;
        }
        return run;
    }

    private String label() {
        if (record != null && record.isRestored()) {
            return record.label();
        }
        return settings.label().isEmpty() ? RunLabel.next() : settings.label();
    }

    private @Nullable Universes universes() {
        return settings.universes.isEmpty()
                ? null
                : new Universes(
                        settings.universes,
                        market.instruments(),
                        new InstrumentFacts(market.instruments(), market.actions(), settings.actions),
                        settings.calendar,
                        LiveSlices.startOf(settings.calendar) + 1);
    }

    private void warnOfUnliftedLosses() {
        if (settings.safeguardsFile != null && settings.killSwitch == null) {
            warnings.add(
                    "The run has a safeguards file and no kill switch: a loss limit that has tripped, a pulled switch"
                            + " or a pause can be lifted by removing the file only.");
        }
    }

    /** Where orders leave for a broker, the hard maxima hold whatever was asked for. */
    private RiskLimits bounds() {
        return settings.execution().isSimulated() ? RiskLimits.NONE : RiskLimits.HARD;
    }

    private LossLimits accountLosses() {
        return settings.accountLosses.and(bounds().losses());
    }

    /** The session is that of the first slice, which is not known yet. */
    private RunSetup setup() {
        return new RunSetup(
                market.instruments(),
                market.tape(),
                market.state(),
                market.binding(),
                settings.execution(),
                desks,
                journal,
                new Sessions(settings.calendar, LiveSlices.startOf(settings.calendar) + 1),
                equityLog,
                settings.account,
                settings.broker(),
                market.actions(),
                false,
                new RiskSetup(accountLosses(), false, settings.killSwitch, settings.monitors, settings.safeguardsFile),
                settings.from,
                record != null && record.isRestored(),
                inputs);
    }

    /**
     * Does what was asked of the kill switch, or writes it down before the run has begun.
     *
     * @param isWaiting whether nothing has come that was not taken: data that do not come are looked for then
     */
    void poll(boolean isWaiting) {
        obey(new RunInputs.Command.Poll(isWaiting), () -> look(isWaiting));
    }

    private void look(boolean isWaiting) {
        if (!begun) {
            run.safeguards.keep();
        } else if (isWaiting) {
            run.safeguards.timePassed(inputs.now(settings.clock));
        } else {
            run.safeguards.poll();
        }
        reconcile(isWaiting);
        release();
    }

    /** What comes in meanwhile belongs to the command. */
    private void obey(RunInputs.Command command, Runnable action) {
        inputs.command(command);
        action.run();
        inputs.done(journal.buffer());
    }

    /** A feed is connected unless it says something else. */
    void notice(FeedNotice notice) {
        obey(new RunInputs.Command.Notice(notice), () -> take(notice));
    }

    private void take(FeedNotice notice) {
        if (notice instanceof FeedNotice.Gap gap && !hasGap) {
            hasGap = true;
            warnings.add("Market data may be missing: " + gap.reason());
        }
        if (notice instanceof FeedNotice.Connection connection && connection.state() != feed && begun) {
            feed = connection.state();
            run.connected(new ConnectionEvent(
                    ConnectionEvent.Peer.MARKET_DATA, feed, connection.reason(), run.steps.epochNanos));
            release();
        }
    }

    /** Decisions are dated by this machine's clock, executions by the broker's. */
    private void watchClock() {
        if (!(settings.execution() instanceof BrokerExecution broker)) {
            return;
        }
        Duration ahead = broker.clockAhead();
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            warnings.add("The broker's clock was ahead of this machine's by " + ahead
                    + ": times of executions are the broker's, those of decisions are not.");
        }
    }

    /** Of a broker, where no slice comes. */
    void takeReports() {
        reconcile(true);
        release();
    }

    /** Reports do not wait for the next slice: what they end or fill is known to the broker already. */
    private void reconcile(boolean isWaiting) {
        if (reconciliation != null && begun) {
            reconciliation.poll();
            if (isWaiting) {
                call(this::hearLast);
            }
        }
    }

    /** When the next timer is due, {@link TimerHandle#NEVER} without one. */
    long nextTimer() {
        return run.nextTimerOfAny();
    }

    /** Fires the next timer, for no slice has come at its time. */
    void fireNextTimer() {
        obey(new RunInputs.Command.Timer(), () -> call(run::fireNextTimer));
    }

    /** What is long past is not reported of any more. */
    private void forget() {
        LocalDate session = run.sessions.date();
        if (!session.equals(rememberedSince)) {
            rememberedSince = session;
            List<WorkingOrder> forgotten = run.execution.forget(run.steps.epochNanos - REPORTED_WITHIN);
            if (record != null) {
                record.forget(forgotten);
            }
        }
    }

    /** What was decided goes onto the disk, and then leaves. */
    private void release() {
        if (record != null && begun) {
            record.release(run);
        }
    }

    /** The folder is free for another run; what is written down stays. */
    @Override
    public void close() {
        if (reconciliation != null) {
            reconciliation.close();
        }
        inputs.close();
        closeRecord();
    }

    /** Of everything in the journal so far. */
    String journalHash() {
        return journal.buffer().hash();
    }

    Journal journal() {
        return record == null ? journal.soFar() : record.journal(run);
    }

    /** Time of the run so far: no slice may come before it. */
    long now() {
        if (!begun) {
            return Long.MIN_VALUE;
        }
        return decidedUntil == Long.MIN_VALUE ? run.steps.epochNanos : warmedUntil;
    }

    /**
     * Calls strategies. Each may interrupt the thread that they share, which must not end the run of all: an interrupt
     * that came meanwhile is cleared. One that was there before comes from outside, and stays.
     */
    private void call(Runnable strategies) {
        boolean fromOutside = Thread.currentThread().isInterrupted();
        strategies.run();
        release();
        if (!fromOutside && Thread.interrupted()) {
            warnings.add("The run's thread was interrupted while strategies were called: the run went on."
                    + " RealtimeEngine.stop ends it.");
        }
    }

    void warnOfUndelivered(MarketEvent event) {
        warnings.add("The feed sends events of the kind " + event.getClass().getSimpleName()
                + ", which this run was not started for: they are counted.");
    }

    void warnOfMalformed() {
        warnings.add("The feed sent " + (settings.kind.areTicks() ? "events" : "bars")
                + " whose numbers cannot be right: they were dropped and counted.");
    }

    /** What comes in for the next slice; a recorded run records it. */
    LiveAssembly assembly(FeedCounts counts) {
        LiveAssembly assembly =
                LiveAssembly.of(settings.kind, market.instruments().size(), counts);
        return settings.recording == null ? assembly : new RecordedAssembly(assembly, inputs);
    }

    /** Runs the slice that has been written to the tape. */
    void slice(int rows) {
        obey(new RunInputs.Command.Slice(), () -> call(() -> runSlice(rows)));
    }

    /**
     * Timers of the time before come first: rings that have the slice's bars have lost their oldest. A slice is matched
     * while orders rest only; a broker may have more to say of those that have ended.
     */
    private void runSlice(int rows) {
        Tape tape = market.tape();
        if (!begun) {
            begin(tape.openTimes[0], tape.times[0]);
        }
        if (tape.times[0] <= decidedUntil) {
            warm(rows);
            return;
        }
        decidedUntil = Long.MIN_VALUE;
        if (!sliceListeners.isEmpty()) {
            show(tape.times[0], rows);
        }
        if (reconciliation != null) {
            reconciliation.poll();
        }
        run.safeguards.poll();
        run.passTime(tape.times[0]);
        run.actions.apply(0, rows, tape.times[0]);
        market.binding().push(rows);
        run.noticeVolumes(rows);
        if (market.binding().breaks()) {
            stopWhatIsBroken();
        }
        remember(tape.times[0]);
        if (run.meters != null) {
            run.meters.delay(settings.clock.epochNanos() - tape.times[0]);
        }
        if (run.resting == 0) {
            run.hear(tape.times[0]);
        }
        run.run(0, rows);
        forget();
        bars += rows;
    }

    /** The run before this one has decided on it: it makes features what they were. */
    private void warm(int rows) {
        warmedUntil = market.tape().times[0];
        market.binding().push(rows);
        run.warm(0, rows);
    }

    private void show(long time, int rows) {
        List<MarketEvent> events = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            events.addAll(run.events(row));
        }
        List<MarketEvent> shown = List.copyOf(events);
        for (SliceListener listener : List.copyOf(sliceListeners)) {
            try {
                listener.onSlice(time, shown);
            } catch (RuntimeException e) {
                sliceListeners.remove(listener);
                warnings.add("Whoever is shown slices must not throw, it is shown no more: " + e);
            }
        }
    }

    /** Strategies start with the first slice: its session is known then. */
    private void begin(long firstOpen, long firstTime) {
        begun = true;
        if (record == null || !record.isRestored()) {
            tellOfBeginning(firstOpen, firstTime);
        }
        run.actions.startAt(firstOpen);
        market.binding().expectSplits(run.actions.splitsAhead());
        if (record != null && record.isRestored()) {
            run.goOn(firstOpen, firstTime);
            record.started(run);
        } else {
            run.startAt(firstOpen, firstTime);
        }
        run.safeguards.began();
    }

    private void tellOfBeginning(long firstOpen, long firstTime) {
        Seats.tell(journal, desks, firstOpen);
        if (settings.prices != PriceMode.RAW) {
            journal.priced(firstTime, settings.prices);
        }
    }

    private void stopWhatIsBroken() {
        for (Desk desk : desks) {
            BrokenFeature broken = market.binding().brokenFeature(desk);
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

    /**
     * Does what was asked of the kill switch, hears what came in last, tells the strategies that the run is over, and
     * writes the journal; a run without slices begins first.
     */
    RunResult finish(Stopwatch stopwatch) {
        try {
            obey(new RunInputs.Command.Finish(), () -> call(this::end));
        } catch (RuntimeException | Error e) {
            leaveInOrder(e);
            throw e;
        }
        return new RunResult(
                writeJournal(),
                desks.stream().map(Engine::resultOf).toList(),
                Arrays.copyOf(times, slices),
                settings.from,
                settings.seed,
                equityLog,
                bars,
                warnings.texts(),
                run.safeguards.violations(),
                Duration.ofNanos(stopwatch.nanos()));
    }

    private void end() {
        if (!begun) {
            long now = inputs.now(settings.clock);
            begin(now, now);
        }
        run.safeguards.poll();
        hearLast();
        tellOfEnd();
        run.warnOfUnansweredCancels();
        watchClock();
    }

    private void tellOfEnd() {
        if (!over) {
            over = true;
            run.finish();
        }
    }

    /** Does the same for a run that something has broken off, unless it had not begun; the cause stays the error. */
    void leaveInOrder(Throwable cause) {
        if (!begun) {
            return;
        }
        inputs.command(new RunInputs.Command.Leave());
        attempt(run.safeguards::poll, cause);
        attempt(this::hearLast, cause);
        attempt(this::tellOfEnd, cause);
        attempt(this::writeJournal, cause);
        inputs.done(journal.buffer());
    }

    private static void attempt(Runnable last, Throwable cause) {
        try {
            last.run();
        } catch (RuntimeException | Error further) {
            if (further != cause) {
                cause.addSuppressed(further);
            }
        }
    }

    /** No slice comes any more, but what was reported since the last one belongs to books and journal, at its time. */
    private void hearLast() {
        run.hear(run.steps.epochNanos);
    }

    private Journal writeJournal() {
        Journal finished = record == null ? journal.finish() : record.journal(run);
        if (settings.journalFile != null) {
            finished.writeTo(settings.journalFile);
        }
        return finished;
    }
}
