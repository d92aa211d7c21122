package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes slices of a feed's events and has them run, each when it is complete, when a later bar has come, or after a
 * timeout; timers that are due meanwhile fire. All of it belongs to the run's thread.
 */
final class LiveSlices {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSlices.class);
    private static final long SKEW = 60_000_000_000L;

    private static final Duration POLL = Duration.ofMillis(50);
    private final RealtimeSettings settings;
    private final LiveMarket market;
    private final Intake intake;
    private final FeedCounts counts;
    private final LiveRun run;
    private final LiveAssembly assembly;
    private final BarRules[] rules;
    private final long earliest;
    private final long ahead;
    /** Of the slice that is being put together; without one, before it no timer fires: bars may wait that come first. */
    private final Deadline due = new Deadline();

    /** Before it what was asked of the kill switch can wait. */
    private final Deadline nextLook = new Deadline();

    LiveSlices(RealtimeSettings settings, LiveMarket market, Intake intake, FeedCounts counts, LiveRun run) {
        this.settings = settings;
        this.market = market;
        this.intake = intake;
        this.counts = counts;
        this.run = run;
        nextLook.set(POLL);
        assembly = run.assembly(counts);
        earliest = Math.max(
                startOf(settings.calendar),
                settings.clock.hours().map(LiveSlices::startOf).orElse(Long.MIN_VALUE));
        ahead = Math.max(settings.timeframe.duration().toNanos(), SKEW);
        rules = market.instruments().list().stream().map(BarRules::of).toArray(BarRules[]::new);
    }

    static long startOf(TradingCalendar calendar) {
        return Clock.epochNanosOf(
                calendar.firstDate().atStartOfDay(calendar.zone()).toInstant());
    }

    /** Runs until the intake is over; the slice that is being put together then is the last. */
    void runAll() throws InterruptedException {
        MarketEvent next = next();
        while (!intake.isOver()) {
            take(next);
            notice();
            next = next();
        }
        close();
    }

    private void notice() {
        for (FeedNotice notice = intake.nextNotice(); notice != null; notice = intake.nextNotice()) {
            run.notice(notice);
        }
    }

    /** A switch that can be pulled, and data that do not come, are looked at while the run waits, whatever else comes. */
    private @Nullable MarketEvent next() throws InterruptedException {
        long left = nanosToWait();
        if (!settings.isWatched()) {
            return intake.next(left);
        }
        MarketEvent next = null;
        while (next == null && left > 0 && !intake.isOver()) {
            look();
            long wait = Math.max(1, Math.min(left, nextLook.nanosLeft()));
            next = intake.next(wait);
            left -= wait;
        }
        return next;
    }

    private void look() {
        if (nextLook.nanosLeft() <= 0) {
            run.poll(intake.isEmpty());
            nextLook.set(POLL);
        }
    }

    private long nanosToWait() {
        long left = due.nanosLeft();
        if (assembly.isEmpty()) {
            long timeout = settings.sliceTimeout().toNanos();
            long timer = run.nextTimer();
            left = timer == TimerHandle.NEVER
                    ? timeout
                    : Math.max(left, settings.clock.realNanosUntil(timer) + timeout);
        }
        return Math.max(1, left);
    }

    private void take(@Nullable MarketEvent next) {
        if (next != null && settings.kind.takes(next)) {
            add(next);
        } else if (next != null) {
            counts.undelivered.incrementAndGet();
            run.warnOfUndelivered(next);
        }
        if (next == null || isOverdue()) {
            timeout();
        }
    }

    /** What waits in the queue came in time; events of other kinds do not put the end of a slice off. */
    private boolean isOverdue() {
        return !assembly.isEmpty() && due.nanosLeft() <= 0 && intake.isEmpty();
    }

    private void timeout() {
        if (!assembly.isEmpty()) {
            close();
        } else if (settings.clock.epochNanos() > run.nextTimer()) {
            run.fireNextTimer();
            due.set(settings.sliceTimeout());
        }
    }

    private void add(MarketEvent event) {
        int series = market.instruments().find(event.instrument());
        if (series < 0 || !settings.isOfTimeframe(event)) {
            counts.ignored.incrementAndGet();
            return;
        }
        if (isMalformed(series, event)) {
            return;
        }
        if (isOutsideHours(event)) {
            counts.ignored.incrementAndGet();
            return;
        }
        if (assembly.isClosedBy(event)) {
            close();
        }
        if (assembly.isEmpty()) {
            due.set(settings.sliceTimeout());
        }
        assembly.add(series, event);
        if (assembly.isComplete()) {
            close();
        }
    }

    /** Dropped as if it had not come: a price that is none would end the run, or worse, fill an order. */
    private boolean isMalformed(int series, MarketEvent event) {
        String broken = misplaced(event);
        if (broken == null) {
            broken = EventRules.broken(rules[series], event);
        }
        if (broken == null) {
            return false;
        }
        counts.malformed.incrementAndGet();
        run.warnOfMalformed();
        LOG.warn("{} is dropped: {}: {}", noun(), broken, event);
        return true;
    }

    /** A clock may be behind the feed's, by a bar or a minute: a bar from further ahead would make all others late. */
    private @Nullable String misplaced(MarketEvent event) {
        long now = settings.clock.epochNanos();
        long open = openOf(event);
        if (open > event.epochNanos()) {
            return "bar must not open after its close";
        }
        if (open < earliest) {
            return noun() + " must not open before the calendar's first date";
        }
        if (event.epochNanos() - ahead > now) {
            return noun() + " must not come from the future, it is " + Clock.instantOf(now);
        }
        return null;
    }

    /** Bars of days and longer are of whole sessions, however their ends are labelled. */
    private boolean isOutsideHours(MarketEvent event) {
        return settings.timeframe.isIntraday() && !settings.clock.takes(openOf(event), event.epochNanos());
    }

    private String noun() {
        return settings.kind.areTicks() ? "event" : "bar";
    }

    /** Quotes and trades have no length. */
    private static long openOf(MarketEvent event) {
        if (event instanceof Bar bar) {
            return bar.openEpochNanos();
        }
        return event instanceof QuoteBar bar ? bar.openEpochNanos() : event.epochNanos();
    }

    private void close() {
        int rows = assembly.writeTo(market.tape(), run.now());
        if (rows > 0) {
            run.slice(rows);
            due.set(settings.sliceTimeout());
        }
    }
}
