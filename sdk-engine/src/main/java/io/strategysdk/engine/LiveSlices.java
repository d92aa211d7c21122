package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes slices of a feed's events and has them run, each when it is complete, when a later bar has come, or after a
 * timeout; timers that are due meanwhile fire. All of it belongs to the run's thread.
 */
final class LiveSlices {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSlices.class);

    private final RealtimeSettings settings;
    private final LiveMarket market;
    private final Intake intake;
    private final FeedCounts counts;
    private final LiveRun run;
    private final SliceAssembly assembly;
    private final BarRules[] rules;
    private final Deadline due = new Deadline();

    LiveSlices(RealtimeSettings settings, LiveMarket market, Intake intake, FeedCounts counts, LiveRun run) {
        this.settings = settings;
        this.market = market;
        this.intake = intake;
        this.counts = counts;
        this.run = run;
        assembly = new SliceAssembly(market.instruments().size(), counts);
        rules = market.instruments().list().stream().map(BarRules::of).toArray(BarRules[]::new);
    }

    /** Runs until the intake is over; the slice that is being put together then is the last. */
    void runAll() throws InterruptedException {
        MarketEvent next = intake.next(nanosToWait());
        while (!intake.isOver()) {
            take(next);
            next = intake.next(nanosToWait());
        }
        close();
    }

    private long nanosToWait() {
        if (!assembly.isEmpty()) {
            return Math.max(1, due.nanosLeft());
        }
        long timeout = settings.sliceTimeout().toNanos();
        long timer = run.nextTimer();
        return timer == TimerHandle.NEVER ? timeout : Math.max(1, settings.clock.realNanosUntil(timer) + timeout);
    }

    private void take(@Nullable MarketEvent next) {
        if (next instanceof Bar bar) {
            add(bar);
        } else if (next != null) {
            counts.undelivered.incrementAndGet();
            run.warnOfUndelivered(next);
        }
        if (next == null || isOverdue()) {
            timeout();
        }
    }

    /** What waits in the queue came in time; other events than bars do not put the end of a slice off. */
    private boolean isOverdue() {
        return !assembly.isEmpty() && due.nanosLeft() <= 0 && intake.isEmpty();
    }

    private void timeout() {
        if (!assembly.isEmpty()) {
            close();
        } else if (settings.clock.epochNanos() > run.nextTimer()) {
            run.passTime(run.nextTimer() + 1);
        }
    }

    private void add(Bar bar) {
        int series = market.instruments().find(bar.instrument());
        if (series < 0 || !isAskedFor(bar)) {
            counts.ignored.incrementAndGet();
            return;
        }
        if (isMalformed(series, bar)) {
            return;
        }
        if (assembly.isClosedBy(bar)) {
            close();
        }
        if (assembly.isEmpty()) {
            due.set(settings.sliceTimeout());
        }
        assembly.add(series, bar);
        if (assembly.isComplete()) {
            close();
        }
    }

    /** Dropped as if it had not come: a price that is none would end the run, or worse, fill an order. */
    private boolean isMalformed(int series, Bar bar) {
        String broken = bar.openEpochNanos() > bar.epochNanos()
                ? "bar must not open after its close"
                : rules[series].broken(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        if (broken == null) {
            return false;
        }
        counts.malformed.incrementAndGet();
        run.warnOfMalformed();
        LOG.warn("bar is dropped: {}: {}", broken, bar);
        return true;
    }

    private boolean isAskedFor(Bar bar) {
        return bar.timeframe().equals(settings.timeframe)
                && settings.clock.takes(bar.openEpochNanos(), bar.epochNanos());
    }

    private void close() {
        int rows = assembly.writeTo(market.tape());
        if (rows > 0) {
            run.slice(rows);
        }
    }
}
