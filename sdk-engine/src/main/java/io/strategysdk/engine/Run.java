package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: the step of the engine, the same in every mode. {@link #beginSlice} does what comes before the strategies'
 * part of a slice; the loop does theirs.
 */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    final Instruments instruments;
    final Tape tape;
    final Binding binding;
    final Execution execution;
    final Desk[] desks;
    final JournalWriter journal;
    final OrderEntry entry;
    final OrderChanges changes;
    final Sessions sessions;
    final Steps steps;
    final CorporateActions actions;
    final AccountRules accountRules;
    final AccountChecks account;
    final ExitRule exits;
    final Safeguards safeguards;
    private final Financing financing;
    private final MarginCalls marginCalls;
    private final @Nullable InternalCross crossing;

    @Nullable
    RunMeters meters;

    /** Null when it was given none. */
    @Nullable
    Universes universes;

    OfferedFeatures offered = new OfferedFeatures();

    Warnings warnings = new Warnings(false);

    SignalRules signalRules = SignalRules.DEFAULT;

    /** What tells its orders from those of other runs at a broker. */
    String label = "";

    /** Keeps the run on disk; null where it is not kept. */
    @Nullable
    RunRecord record;

    List<Consumer<? super ConnectionEvent>> connectionListeners = List.of();

    private final Cursor[] cursors;
    final Cursor onlyCursor;
    final double[] marks;
    final Marks prices;
    private final Books books;
    private final TapeSlice slice;
    private final boolean single;
    private final boolean restored;
    final EquityLog equityLog;
    private boolean binds;
    private long attentionAt = Long.MIN_VALUE;
    /** First row that needs it, as long as it lies ahead. */
    private int attentionRow;

    /** Rows of the tape that the step is about. */
    private int stepFrom;

    private int stepTo;
    private boolean awaitsOpening = true;
    private final long decidesFrom;
    int resting;
    private boolean isMatching;
    private long acceptances;
    private LocalDate lastBarDate = LocalDate.MIN;

    Run(RunSetup setup) {
        instruments = setup.instruments();
        tape = setup.tape();
        binding = setup.binding();
        execution = setup.execution();
        desks = setup.desks().toArray(Desk[]::new);
        journal = setup.journal();
        sessions = setup.sessions();
        steps = setup.market().steps;
        cursors = setup.market().cursors;
        onlyCursor = cursors[0];
        marks = setup.market().marks;
        prices = setup.market().prices;
        restored = setup.restored();
        decidesFrom = setup.decidesFrom();
        equityLog = setup.equityLog();
        single = tape.isSingle();
        slice = new TapeSlice(tape, instruments, sessions, cursors.length);
        slice.comeBeforeSession();
        accountRules = setup.account();
        exits = new ExitRule(!execution.isSimulated());
        account = AccountChecks.of(accountRules, steps, new OrderCosts(execution), exits);
        for (Desk desk : desks) {
            desk.book.belongsTo(account);
        }
        safeguards = new Safeguards(this, cursors, setup.risk());
        OrderValidator validator = new OrderValidator(steps, marks, account, exits, safeguards);
        changes = new OrderChanges(this, validator);
        entry = new OrderEntry(this, validator, changes);
        books = new Books(this, validator);
        BrokerSetup broker = setup.broker();
        crossing = broker.opposite() == OppositeOrders.INTERNAL_CROSS && desks.length > 1
                ? new InternalCross(this, books, broker.profile().isUnrestricted())
                : null;
        BrokerChecks checks = BrokerChecks.of(broker, new AccountOrders(desks, crossing), crossing);
        validator.checkWith(checks);
        if (crossing != null) {
            crossing.checkWith(checks);
        }
        actions = new CorporateActions(
                this, setup.actions(), new RestingRestatement(this, books, setup.scalesAtReverseSplits()));
        financing = new Financing(accountRules);
        marginCalls = new MarginCalls(this, accountRules);
        execution.start(books);
    }

    TradingCalendar calendar() {
        return sessions.calendar();
    }

    boolean isRestored() {
        return restored;
    }

    boolean isBinding() {
        return binds;
    }

    boolean isQuoted(int instrument) {
        return tape.hasQuotes(executing(instrument));
    }

    private int executing(int instrument) {
        int series = 0;
        while (tape.instrumentOf[series] != instrument || !tape.executes[series]) {
            series++;
        }
        return series;
    }

    /** What was quoted at the close of the instrument's newest bar. */
    Optional<Quote> quote(int instrument) {
        int series = executing(instrument);
        BarColumns bars = tape.series[series];
        if (tape.live != null) {
            return tape.live.quote(instrument, bars.instrument, prices);
        }
        int row = cursors[series].row;
        while (row >= 0 && Double.isNaN(bars.bids().close[row])) {
            row--;
        }
        if (!bars.hasQuotes() || row < 0) {
            return Optional.empty();
        }
        return Optional.of(new Quote(
                bars.instrument,
                bars.times[row],
                prices.bids[instrument],
                bars.bids().volume[row],
                prices.asks[instrument],
                bars.asks().volume[row]));
    }

    /** A run that was put together before its first slice was there: its first session is known now. */
    void startAt(long firstOpen, long firstTime) {
        sessions.startAt(firstTime);
        if (universes != null) {
            universes.startAt(firstOpen, firstTime);
        }
        slice.comeBeforeSession();
        start(firstOpen);
    }

    /** Bars that the run before this one has decided on: they make features, and count as seen. */
    void warm(int from, int to) {
        long step = ++steps.number;
        for (int row = from; row < to; row++) {
            cursors[tape.seriesAt(row)].advance(step);
        }
        if (universes != null) {
            universes.slice(tape, from, to, tape.times[from]);
        }
        binding.advance(tape.times[from], step);
        mark(from, to);
    }

    /** A run that another has left goes on; sessions and timers are where that one has left them. */
    void goOn(long firstOpen, long firstTime) {
        if (universes != null) {
            universes.startAt(firstOpen, firstTime);
        }
        start(firstOpen);
    }

    /** Binds every strategy's handles; it is the open of the first bar. */
    void start(long firstOpen) {
        binds = true;
        if (!restored) {
            steps.epochNanos = firstOpen;
        }
        for (Desk desk : desks) {
            if (desk.stopped) {
                continue;
            }
            try {
                desk.strategy.onStart(desk.context());
                desk.context().warnOfUnusedSignalRules();
                offered.checkUsed(desk, warnings);
            } catch (Throwable error) {
                stop(desk, "onStart", error);
            }
        }
        binds = false;
        safeguards.started();
        for (Desk desk : desks) {
            for (TimerHandle timer : desk.timers) {
                timer.enter(sessions.session(), firstOpen);
            }
        }
        attentionAt = Long.MIN_VALUE;
    }

    void finish() {
        for (Desk desk : desks) {
            if (!desk.stopped) {
                if (steps.number > 0) {
                    warnings.checkDecided(desk, binding);
                }
                try {
                    desk.strategy.onStop(desk.context());
                } catch (Throwable error) {
                    stop(desk, "onStop", error);
                }
            }
        }
        execution.warnings().forEach(warnings::add);
    }

    /** A connection has another state. */
    void connected(ConnectionEvent event) {
        journal.connected(steps.epochNanos, event);
        for (Consumer<? super ConnectionEvent> listener : connectionListeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                warnings.add("Whoever is told of connections must not throw: " + e);
            }
        }
        for (Desk desk : desks) {
            if (desk.observesConnections && !desk.stopped) {
                desk.tell(event);
            }
        }
    }

    /** Has the execution report, at a moment, what has come in by itself. */
    void hear(long now) {
        steps.epochNanos = now;
        execution.takeReports();
        for (Desk desk : desks) {
            desk.book.value();
        }
    }

    /** Runs whole slices of the tape. */
    void run(int from, int to) {
        if (desks.length == 1) {
            desks[0].loop.run(this, desks[0], from, to);
            return;
        }
        int row = from;
        while (row < to) {
            int end = tape.sliceEnd(row, to);
            beginSlice(row, end);
            for (Desk desk : desks) {
                desk.loop.step(this, desk, row, end);
            }
            row = end;
        }
    }

    /** Clock, matching and marks of a slice: all that comes before the strategies' part. */
    void beginSlice(int from, int to) {
        RunMeters asked = meters;
        if (asked != null && RunMeters.samples(steps.number + 1)) {
            long began = asked.now();
            begin(from, to);
            asked.slice(began);
        } else {
            begin(from, to);
        }
    }

    /**
     * Up to which row there is nothing but bars of one instrument for one strategy that decides: no session begins or
     * ends, no timer is due, nothing is measured. The row itself when there is more to it.
     */
    int plainUntil(Desk desk, int row, int to) {
        long now = tape.times[row];
        boolean isPlain = single
                && !accountRules.isMargin()
                && !safeguards.watches()
                && meters == null
                && universes == null
                && desk.ready
                && !desk.stopped
                && now < attentionAt;
        if (!isPlain) {
            return row;
        }
        if (row >= attentionRow) {
            attentionRow = tape.rowAtOrAfter(attentionAt, row);
        }
        return Math.min(Math.min(to, attentionRow), row + equityLog.room(now));
    }

    private void begin(int from, int to) {
        if (safeguards.watches()) {
            safeguards.poll();
        }
        stepFrom = from;
        stepTo = to;
        long now = tape.times[from];
        boolean edge = now >= attentionAt;
        if (edge) {
            attend(from, to, now);
        }
        long step = ++steps.number;
        steps.epochNanos = now;
        Universes asked = universes;
        if (asked != null) {
            asked.slice(tape, from, to, now);
            asked.enter(desks);
        }
        if (!single) {
            advance(from, to, step);
        } else {
            onlyCursor.advance(step);
            if (edge) {
                binding.advance(now, step);
                attentionAt = Math.min(attentionAt, binding.nextMade());
            }
        }
        if (resting > 0) {
            match(from, to, now);
        }
        mark(from, to);
        equityLog.sample(now, desks);
        if (accountRules.isMargin()) {
            for (Desk desk : desks) {
                marginCalls.check(desk);
            }
        }
        if (safeguards.watches()) {
            safeguards.marked();
        }
        if (edge) {
            leaveEdge(now);
        }
    }

    private void advance(int from, int to, long step) {
        for (int row = from; row < to; row++) {
            cursors[tape.seriesOf[row]].advance(step);
        }
        binding.advance(steps.epochNanos, step);
    }

    private void mark(int from, int to) {
        if (single) {
            marks[0] = tape.close[from];
        } else {
            markEach(from, to);
        }
    }

    private void markEach(int from, int to) {
        for (int row = from; row < to; row++) {
            int series = tape.seriesOf[row];
            if (tape.executes[series]) {
                marks[tape.instrumentOf[series]] = tape.close[row];
            }
        }
        if (tape.bids != null && tape.asks != null) {
            markSides(from, to, tape.bids, tape.asks);
        }
    }

    private void markSides(int from, int to, Tape bids, Tape asks) {
        for (int row = from; row < to; row++) {
            int series = tape.seriesOf[row];
            int instrument = tape.instrumentOf[series];
            if (tape.executes[series]) {
                boolean isQuoted = !Double.isNaN(bids.close[row]);
                if (isQuoted || !wasQuoted(series, instrument)) {
                    prices.bids[instrument] = isQuoted ? bids.close[row] : tape.close[row];
                    prices.asks[instrument] = isQuoted ? asks.close[row] : tape.close[row];
                }
                if (tape.live != null && isQuoted) {
                    tape.live.stand(instrument, tape.times[row], bids.volume[row], asks.volume[row]);
                }
            }
        }
    }

    /** A quote stands until the next; before the first of them trades do. */
    private boolean wasQuoted(int series, int instrument) {
        if (tape.live != null) {
            return tape.live.wasQuoted(instrument);
        }
        Ticks ticks = tape.series[series].ticks;
        return ticks != null && ticks.firstQuoted <= cursors[series].row;
    }

    /** What strategies are told of a row of the step. */
    List<MarketEvent> events(int row) {
        if (tape.live != null && tape.live.kind.areTicks()) {
            return tape.live.at(row);
        }
        int series = tape.seriesAt(row);
        Ticks ticks = tape.series[series].ticks;
        return ticks == null ? List.of(tape.event(row)) : ticks.at(cursors[series].row);
    }

    /** Takes notice of what a slice of a realtime run has traded, also while no order rests. */
    void noticeVolumes(int rows) {
        slice.noticeVolumes(rows);
    }

    boolean isOverTicks() {
        return tape.trades != null;
    }

    /** The step is about one row of the tape. */
    void isAt(int row) {
        stepFrom = row;
        stepTo = row + 1;
    }

    /** The bars that have just closed; null in a step without. */
    @Nullable
    Slice currentSlice() {
        if (stepTo == stepFrom || tape.times[stepFrom] != steps.epochNanos) {
            return null;
        }
        slice.show(stepFrom, stepTo);
        return slice;
    }

    void match(int from, int to, long now) {
        slice.show(from, to);
        isMatching = true;
        if (crossing != null) {
            crossing.match(slice);
        }
        execution.match(slice);
        isMatching = false;
        if (slice.closesSession && resting > 0) {
            execution.expire(now);
            if (crossing != null) {
                crossing.expire(now);
            }
        }
        if (entry.awaitsMarks()) {
            mark(from, to);
            entry.sendTriggered();
        }
    }

    /** Whether orders are filled just now, at prices that no mark shows yet. */
    boolean isMatching() {
        return isMatching;
    }

    /** Sessions that have ended and timers that were due before a moment, in order of time. */
    void passTime(long now) {
        while (true) {
            long due = nextTimer();
            if (due < now && due <= sessions.close()) {
                timerStep(due);
            } else if (sessions.close() < now) {
                enterNextSession();
            } else {
                return;
            }
        }
    }

    private void attend(int from, int to, long now) {
        passTime(now);
        actions.apply(from, to, now);
        slice.opensSession = awaitsOpening && slice.isInSession(from, to);
        awaitsOpening &= !slice.opensSession;
        slice.closesSession = sessions.close() == now;
        for (Desk desk : desks) {
            for (TimerHandle timer : desk.timers) {
                if (timer.next() == now || (slice.opensSession && timer.followsBars() && startsPeriod(timer))) {
                    timer.fire(steps.number + 1);
                    desk.tell(new TimerEvent(timer.schedule, now));
                }
            }
        }
        long session = awaitsOpening ? sessions.open() : sessions.close();
        attentionAt = Math.min(Math.min(session, nextTimer()), actions.nextMoment());
    }

    private boolean startsPeriod(TimerHandle timer) {
        return lastBarDate.equals(LocalDate.MIN) || timer.startsPeriod(lastBarDate, sessions.date());
    }

    private void enterNextSession() {
        TradingCalendar.Session ended = sessions.session();
        TradingCalendar.Session session = sessions.next();
        for (Desk desk : desks) {
            financing.charge(desk, journal, ended, session);
        }
        safeguards.sessionEnded();
        awaitsOpening = true;
        slice.comeBeforeSession();
        for (Desk desk : desks) {
            for (TimerHandle timer : desk.timers) {
                timer.enter(session, session.openNanos());
            }
        }
    }

    /** When the next timer of this session is due by itself, the largest number when none is. */
    long nextTimer() {
        return earliest(TimerHandle::next);
    }

    /** The same, also when that is in the session after this one. */
    long nextTimerOfAny() {
        long next = nextTimer();
        return next < TimerHandle.NEVER
                ? next
                : sessions.following()
                        .map(session -> earliest(timer -> timer.dueIn(session)))
                        .orElse(TimerHandle.NEVER);
    }

    private long earliest(ToLongFunction<TimerHandle> due) {
        long next = TimerHandle.NEVER;
        for (Desk desk : desks) {
            for (TimerHandle timer : desk.timers) {
                next = Math.min(next, due.applyAsLong(timer));
            }
        }
        return next;
    }

    /** Fires the next timer before any bar of its time has come; a session that it is the first to see begins with it. */
    void fireNextTimer() {
        if (nextTimer() == TimerHandle.NEVER) {
            enterNextSession();
        }
        timerStep(nextTimer());
    }

    /** A step of its own: no data fall on it. */
    private void timerStep(long due) {
        safeguards.poll();
        long step = ++steps.number;
        actions.apply(0, 0, due);
        Universes asked = universes;
        if (asked != null) {
            asked.step(due);
        }
        hear(due);
        for (Desk desk : desks) {
            boolean any = false;
            for (TimerHandle timer : desk.timers) {
                if (timer.next() == due) {
                    timer.fire(step);
                    desk.tell(new TimerEvent(timer.schedule, due));
                    any = true;
                }
            }
            if (any) {
                if (asked != null) {
                    asked.enter(desk);
                }
                desk.loop.step(this, desk, 0, 0);
            }
        }
    }

    private void leaveEdge(long now) {
        if (slice.opensSession) {
            lastBarDate = sessions.date();
            slice.comeIntoSession();
        }
        if (slice.closesSession) {
            for (Desk desk : desks) {
                if (!desk.book.isFlat()) {
                    journal.valued(now, desk.number, desk.book.cashUnits(), desk.book.equityUnits());
                }
            }
            attentionAt = now + 1;
        }
        slice.opensSession = false;
        slice.closesSession = false;
    }

    /** A strategy decides once all its features have values and the run has begun. */
    boolean becomesReady(Desk desk) {
        desk.ready = hasBegun() && binding.isReady(desk);
        return desk.ready;
    }

    /** Whether the bars that only warm features up are behind. */
    boolean hasBegun() {
        return steps.epochNanos >= decidesFrom;
    }

    /** An order that waits for another, at the venue or before it is sent. */
    void hold(Desk desk, WorkingOrder order) {
        resting++;
        order.acceptedAs(nextAcceptance());
        desk.add(order);
    }

    /** What it waited for has ended otherwise. */
    void cancelUnsent(WorkingOrder order) {
        books.cancelled(order);
    }

    void submit(WorkingOrder order) {
        resting++;
        order.acceptedAs(nextAcceptance());
        safeguards.sent((Desk) order.owner(), order);
        if (record != null) {
            record.defer(order, () -> send(order));
        } else {
            send(order);
        }
    }

    private void send(WorkingOrder order) {
        if (!safeguards.isSwitched()) {
            crossOrSend(order);
        } else if (!safeguards.lets(order.isLiquidation(), () -> crossOrSend(order))) {
            reject(order);
        }
    }

    private void crossOrSend(WorkingOrder order) {
        if (crossing != null && crossing.takes(order)) {
            crossing.add(order);
        } else {
            execution.submit(order);
        }
    }

    private void reject(WorkingOrder order) {
        Refusal killed = Safeguards.killed(order);
        books.rejected(order, killed.reason(), killed.text());
    }

    /** What is left of an order that has been crossed with others. */
    void sendRest(WorkingOrder order) {
        if (!safeguards.lets(order.isLiquidation(), () -> execution.submit(order))) {
            reject(order);
        }
    }

    /** What a run that is kept decided cannot be written down. */
    void unkept(WorkingOrder order, String why) {
        if (!order.isWorking()) {
            return;
        }
        if (order.status() == OrderStatus.PENDING_CANCEL) {
            books.cancelRejected(order, OrderIntent.cancel(order.snapshot()), RejectReason.NOT_CONNECTED, why);
        } else if (order.asked() != null) {
            books.cancelRejected(order, order.asked(), RejectReason.NOT_CONNECTED, why);
        } else {
            books.rejected(order, RejectReason.NOT_CONNECTED, why);
        }
    }

    /** Asks for new terms; what has not been sent has them at once. */
    void replace(WorkingOrder order, OrderIntent.Replace asked, long total) {
        if (record != null) {
            record.defer(order, () -> askIfOpen(order, asked, total));
        } else {
            ask(order, asked, total);
        }
    }

    /** It may have been filled, wholly or too far, by what was reported since the decision. */
    private void askIfOpen(WorkingOrder order, OrderIntent.Replace asked, long total) {
        if (order.status() != OrderStatus.PENDING_REPLACE) {
            return;
        }
        if (total > order.cumQty()) {
            ask(order, asked, total);
        } else {
            books.cancelRejected(
                    order, asked, RejectReason.QUANTITY_LIMIT, "new quantity must exceed what is filled by now");
        }
    }

    private void ask(WorkingOrder order, OrderIntent.Replace asked, long total) {
        if (!safeguards.lets(false, () -> replace(order, asked.terms(), total))) {
            Refusal killed = Safeguards.killed(order);
            books.cancelRejected(order, asked, killed.reason(), killed.text());
        }
    }

    private void replace(WorkingOrder order, OrderTerms terms, long total) {
        if (crossing != null && order.isToBeCrossed()) {
            crossing.replace(order, terms, total);
        } else {
            execution.replace(order, terms, total);
        }
    }

    /**
     * Asks once for the end of an order; what it set aside is free from now on. It may have ended while others of its
     * strategy were being cancelled.
     */
    void cancel(Desk desk, WorkingOrder order) {
        if (order.isUnsent()) {
            cancelUnsent(order);
        } else if (order.isWorking() && order.status() != OrderStatus.PENDING_CANCEL) {
            order.waitWith(null);
            desk.book.releaseToCancel(order);
            if (record != null) {
                record.defer(order, () -> askToCancelIfOpen(order));
            } else {
                askToCancel(order);
            }
        }
    }

    private void askToCancelIfOpen(WorkingOrder order) {
        if (order.status() == OrderStatus.PENDING_CANCEL) {
            askToCancel(order);
        }
    }

    private void askToCancel(WorkingOrder order) {
        if (crossing != null && order.isToBeCrossed()) {
            crossing.cancel(order);
        } else {
            execution.cancel(order);
        }
    }

    /** What could open more is cancelled, what closes goes on. */
    void cancelEntries(Desk desk) {
        for (WorkingOrder order : exits.entries(desk)) {
            cancel(desk, order);
        }
    }

    void ended(Desk desk, WorkingOrder order) {
        resting--;
        safeguards.ended(desk, order);
        if (record != null) {
            record.ended(this, desk, order);
        }
        desk.remove(order);
    }

    long acceptances() {
        return acceptances;
    }

    long nextAcceptance() {
        return ++acceptances;
    }

    LocalDate lastBarDate() {
        return lastBarDate;
    }

    /** Goes on where a saved run stood. */
    void restore(long savedAcceptances, LocalDate savedLastBarDate, byte[] venue, List<WorkingOrder> working) {
        acceptances = savedAcceptances;
        lastBarDate = savedLastBarDate;
        awaitsOpening = !lastBarDate.equals(sessions.date());
        if (!awaitsOpening) {
            slice.comeIntoSession();
        }
        resting = working.size();
        execution.restore(
                venue, working.stream().filter(order -> !order.isToBeCrossed()).toList());
        if (crossing != null) {
            working.stream().filter(WorkingOrder::isToBeCrossed).forEach(crossing::restore);
        }
    }

    /** Isolates a strategy that threw: its orders are cancelled, the others go on. */
    void stop(Desk desk, String callback, Throwable error) {
        if (error instanceof VirtualMachineError fatal && !(error instanceof StackOverflowError)) {
            throw fatal;
        }
        desk.stopped = true;
        desk.maySubmit = false;
        desk.news.clear();
        desk.due.clear();
        Throwable printable = SavedError.printable(error);
        desk.failure = new StrategyFailure(desk.name, steps.epochNanos, callback, printable);
        String message = String.valueOf(printable.getMessage());
        journal.stopped(
                steps.epochNanos, desk.number, callback, error.getClass().getName(), message);
        LOG.warn("strategy {} was stopped: {} threw {}", desk.name, callback, printable, printable);
        for (int i = desk.workingCount() - 1; i >= 0; i--) {
            cancelOfStopped(desk, desk.working(i));
        }
    }

    /** What one order meets with must not keep the others of the strategy, or the run, from going on. */
    private void cancelOfStopped(Desk desk, WorkingOrder order) {
        try {
            cancel(desk, order);
        } catch (RuntimeException failure) {
            LOG.warn("order {} of a stopped strategy must be cancelled, it was not", order, failure);
            if (order.status() == OrderStatus.PENDING_CANCEL) {
                desk.book.holdAgain(order);
            }
            warnStillWorking(desk, order, String.valueOf(failure));
        }
    }

    /** At the end of a run that nothing answers any more. */
    void warnOfUnansweredCancels() {
        for (Desk desk : desks) {
            for (int i = 0; i < desk.workingCount(); i++) {
                if (desk.working(i).status() == OrderStatus.PENDING_CANCEL) {
                    warnStillWorking(desk, desk.working(i), "the broker has not answered the cancel");
                }
            }
        }
    }

    /** Nobody else will cancel it. */
    void warnStillWorking(Desk desk, WorkingOrder order, String why) {
        String whose = desk.stopped ? "Strategy " + desk.name + " was stopped, and its order " : "Order ";
        warnings.add(whose + order.id() + " was not cancelled, it may still be executed: " + why);
    }
}
