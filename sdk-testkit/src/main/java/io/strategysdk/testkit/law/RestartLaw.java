package io.strategysdk.testkit.law;

import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.testkit.internal.Divergence;
import io.strategysdk.testkit.internal.Words;
import java.util.List;
import java.util.Optional;

/** A run that is stopped, saved, restored into new objects and taken on does what it would have done without (SIM-010). */
final class RestartLaw {
    static final String NAME = "restart";

    private RestartLaw() {}

    /** Stops after every so many slices, in one run. */
    static void check(Subject subject, Market market, int every) {
        long[] times = market.times();
        List<JournalEntry> straight = Subject.entries(subject.journal(market.data()));
        Engine engine = subject.backtest(market.data()).engine().build();
        for (int slice = every - 1; slice < times.length - 1; slice += every) {
            engine.runUntil(Clock.instantOf(times[slice]));
            Checkpoint saved = engine.checkpoint();
            require(market, straight, engine.journal(), times[slice], every);
            engine = subject.backtest(market.data()).engine().resume(saved).build();
        }
        Journal restarted = engine.run().journal();
        Optional<Divergence> differs = Divergence.between(straight, Subject.entries(restarted));
        if (differs.isPresent()) {
            throw violation(market, differs.get(), every);
        }
    }

    /** As early as it shows. */
    private static void require(Market market, List<JournalEntry> straight, Journal journal, long time, int every) {
        List<JournalEntry> soFar = Subject.entries(journal);
        List<JournalEntry> before = straight.subList(0, Math.min(soFar.size(), straight.size()));
        Optional<Divergence> differs = Divergence.between(before, soFar);
        if (differs.isPresent() && differs.get().epochNanos() <= time) {
            throw violation(market, differs.get(), every);
        }
    }

    private static AssertionError violation(Market market, Divergence differs, int every) {
        return Violation.of(
                NAME,
                "restarted after every " + (every == 1 ? "slice" : every + " slices") + ", it does at "
                        + Words.time(differs.epochNanos(), market.zone())
                        + " something else than without: what must survive belongs into context.state()",
                market,
                differs,
                "without restart",
                "restarted");
    }
}
