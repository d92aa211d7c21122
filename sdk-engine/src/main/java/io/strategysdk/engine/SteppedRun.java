package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.internal.Stopwatch;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A realtime run that is given its slices one by one and does all its work in the thread that gives them: the loop, books
 * and journal of {@link RealtimeEngine} without its feed, queue, clock and timeouts. For tests, replays, and applications
 * that have an event loop of their own. Described by {@link RealtimeEngine.Builder} and made by
 * {@link RealtimeEngine.Builder#stepped}.
 *
 * <p>Time only goes forward. Used from one thread; what the engine or the execution throws ends the run, and nothing may
 * go on from there.
 */
public final class SteppedRun implements AutoCloseable {
    private final RealtimeSettings settings;
    private final LiveMarket market;
    private final LiveRun run;
    private final LiveAssembly assembly;
    private final BarRules[] rules;
    private final Stopwatch stopwatch = new Stopwatch();
    private boolean broken;
    private boolean closed;

    SteppedRun(RealtimeSettings settings) {
        this.settings = settings;
        market = LiveMarket.of(settings);
        settings.check(market);
        rules = market.instruments().list().stream().map(BarRules::of).toArray(BarRules[]::new);
        run = new LiveRun(settings, market);
        assembly = run.assembly(new FeedCounts());
    }

    /**
     * Runs a slice: bars that close together, at most one of each instrument, or quotes and trades of one instant. Timers
     * that are due before it fire first.
     *
     * @throws IllegalArgumentException when there is no event, they are not of one moment, that moment is not after
     *     {@link #now}, or one is of an instrument, timeframe or kind that the run does not have, or its numbers cannot be
     *     right; nothing has happened then
     * @throws IllegalStateException when the run is over or has failed
     */
    public void slice(List<? extends MarketEvent> events) {
        requireUnderWay();
        check(events);
        work(() -> {
            events.forEach(event -> assembly.add(market.instruments().find(event.instrument()), event));
            run.slice(assembly.writeTo(market.tape(), run.now()));
        });
    }

    /** The same of events that are written one after another. */
    public void slice(MarketEvent... events) {
        slice(List.of(events));
    }

    /**
     * Fires the timers that are due at or before a moment without data.
     *
     * @throws IllegalStateException before the first slice, which says which session it is, and when the run is over or has
     *     failed
     */
    public void passTimeTo(Instant moment) {
        requireUnderWay();
        if (run.now() == Long.MIN_VALUE) {
            throw new IllegalStateException("time must not pass before the first slice");
        }
        long to = Clock.epochNanosOf(moment);
        work(() -> {
            while (run.nextTimer() <= to) {
                run.fireNextTimer();
            }
        });
    }

    /**
     * Takes what a broker has reported since the last slice, as a run does that waits for its next one: books it, sends what
     * waited for it, and compares with the broker where that is due. Strategies are told with the next slice.
     *
     * @throws IllegalStateException when the run is over or has failed
     */
    public void takeReports() {
        requireUnderWay();
        work(run::takeReports);
    }

    /** The journal so far, also of a run that is over or has failed; a copy. */
    public Journal journal() {
        return run.journal();
    }

    /** Time of the run: close of the last slice, or a timer after it; empty before the first. */
    public Optional<Instant> now() {
        return run.now() == Long.MIN_VALUE ? Optional.empty() : Optional.of(Clock.instantOf(run.now()));
    }

    /**
     * Ends the run: strategies are told, the execution is closed, and the journal is written where it was to be.
     *
     * @throws IllegalStateException before the first slice, and when the run is over or has failed
     */
    public RunResult finish() {
        requireUnderWay();
        if (run.now() == Long.MIN_VALUE) {
            throw new IllegalStateException("a run must have had a slice to have a result");
        }
        try {
            return run.finish(stopwatch);
        } finally {
            close();
        }
    }

    /** Closes the execution, as {@link #finish} does; no slice is taken after that. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            run.close();
            settings.execution().close();
        }
    }

    private void check(List<? extends MarketEvent> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a slice must have at least one event");
        }
        long time = events.get(0).epochNanos();
        if (time <= run.now()) {
            throw new IllegalArgumentException("time must go forward from " + Clock.instantOf(run.now())
                    + ", was a slice of " + Clock.instantOf(time));
        }
        Set<Instrument> seen = new HashSet<>();
        for (MarketEvent event : events) {
            check(event);
            if (event.epochNanos() != time) {
                throw new IllegalArgumentException("events of a slice must be of one moment, were of "
                        + Clock.instantOf(time) + " and " + Clock.instantOf(event.epochNanos()));
            }
            if (!seen.add(event.instrument()) && !settings.kind.areTicks()) {
                throw new IllegalArgumentException(
                        "a slice must have one bar of an instrument, had two (" + event.instrument() + ")");
            }
        }
    }

    private void check(MarketEvent event) {
        int series = market.instruments().find(event.instrument());
        if (series < 0) {
            throw new IllegalArgumentException(
                    "instrument must be one of " + settings.instruments + ", was " + event.instrument());
        }
        if (!settings.kind.takes(event) || !settings.isOfTimeframe(event)) {
            throw new IllegalArgumentException("events must be what the run is over, " + settings.kind.noun() + " of "
                    + settings.timeframe + ", was " + event);
        }
        String rule = EventRules.broken(rules[series], event);
        if (rule != null) {
            throw new IllegalArgumentException(rule + " (" + event + ")");
        }
    }

    private void work(Runnable step) {
        stopwatch.start();
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            broken = true;
            run.leaveInOrder(e);
            throw e;
        } finally {
            stopwatch.stop();
        }
    }

    private void requireUnderWay() {
        if (broken || closed) {
            throw new IllegalStateException(
                    "a run must be under way to go on, this one " + (broken ? "has failed" : "is over"));
        }
    }
}
