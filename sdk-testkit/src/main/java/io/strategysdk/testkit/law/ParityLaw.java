package io.strategysdk.testkit.law;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.testkit.ScriptedBroker;
import io.strategysdk.testkit.internal.Divergence;
import io.strategysdk.testkit.internal.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Backtest, paper and live take the same decisions on the same bars. */
final class ParityLaw {
    static final String NAME = "parity";

    /** A year in a few hundredths of a second. */
    private static final double SPEED = 1e8;

    private ParityLaw() {}

    static void check(Subject subject, Market market) {
        requireLongerBarsAreMade(market);
        Journal backtest = subject.journal(market.data());
        require(market, Subject.entries(backtest), Subject.entries(paper(subject, market)), "paper");
        if (market.data().actions().isEmpty() && !sendsPairs(backtest)) {
            Journal free = free(subject, market);
            require(market, decisions(free), decisions(live(subject, market, free)), "live");
        }
    }

    /** Those of a backtest may have been given, a realtime run makes them of what fills orders. */
    private static void requireLongerBarsAreMade(Market market) {
        MarketData data = market.data();
        for (BarColumns given : data.series()) {
            BarColumns base = data.executionSeries(given.instrument());
            if (given != base && !given.areTicks() && !base.areTicks()) {
                requireSame(given, base.made(BarType.time(given.timeframe()), data.calendar()), market);
            }
        }
    }

    private static void requireSame(BarColumns given, BarColumns made, Market market) {
        for (int row = 0; row < Math.min(given.size(), made.size()); row++) {
            MarketEvent there = given.events(row).get(0);
            MarketEvent here = made.events(row).get(0);
            if (!there.equals(here)) {
                throw new IllegalArgumentException(
                        "longer bars must be what the bars that fill orders make, for parity: was "
                                + Words.of(there) + " at " + Words.time(there.epochNanos(), market.zone())
                                + ", they make "
                                + Words.of(here) + " at " + Words.time(here.epochNanos(), market.zone()) + " (" + given
                                + ", on "
                                + market.name() + ")");
            }
        }
    }

    private static boolean sendsPairs(Journal journal) {
        return journal.entries(JournalEntry.Intended.class).stream()
                .anyMatch(entry -> entry.intent() instanceof OrderIntent.OneCancelsOther);
    }

    /** As a live run is: within the hard maxima, and without knowing fees before they are charged. */
    private static Journal free(Subject subject, Market market) {
        Strategy strategy = subject.newStrategy(market.data());
        return subject.described(market.data())
                .commission(CommissionModel.NONE)
                .accountLosses(RiskLimits.HARD.losses())
                .strategy(Subject.nameOf(strategy), strategy, subject.cash(), RiskLimits.HARD)
                .engine()
                .build()
                .run()
                .journal();
    }

    /** The real engine with its queue, fed by another thread. */
    private static Journal paper(Subject subject, Market market) {
        RealtimeClock clock = RealtimeClock.accelerated(
                Clock.instantOf(market.data().series().get(0).openEpochNanos(0)), SPEED);
        return subject.backtest(market.data())
                .paper(new ReplayFeed(market.data(), clock))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .build()
                .run()
                .journal();
    }

    /** A broker that reports what the market of the backtest gave. */
    private static Journal live(Subject subject, Market market, Journal recorded) {
        ScriptedBroker broker = ScriptedBroker.replaying(recorded);
        try (SteppedRun run = subject.backtest(market.data())
                .live(MarketDataFeed.none(), broker)
                .label("live")
                .stepped()) {
            for (Slice slice : Slice.of(market.data())) {
                broker.begin(slice.epochNanos());
                run.slice(slice.events());
            }
            return run.finish().journal();
        }
    }

    private static List<JournalEntry> decisions(Journal journal) {
        return Subject.entries(journal).stream()
                .filter(entry -> entry instanceof JournalEntry.Intended || entry instanceof JournalEntry.Booked)
                .toList();
    }

    private static void require(Market market, List<JournalEntry> backtest, List<JournalEntry> other, String mode) {
        Optional<Divergence> differs = Divergence.between(backtest, other);
        if (differs.isPresent()) {
            throw Violation.of(
                    NAME,
                    "what it did in a backtest is not what it did in " + mode + " trading on the same bars",
                    market,
                    differs.get(),
                    "backtest",
                    mode);
        }
    }
}
