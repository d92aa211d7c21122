package io.strategysdk.testkit.law;

import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.Divergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same inputs give the same journal: again, on several threads at once, in another process under another locale. */
final class DeterminismLaw {
    static final String NAME = "determinism";
    private static final int THREADS = 4;
    private static final int RUNS = 8;

    private DeterminismLaw() {}

    static void check(Subject subject, StrategyLaws.Data data, Market market, boolean alsoInOtherJvm) {
        List<JournalEntry> first = Subject.entries(subject.journal(market.data()));
        require(market, first, subject.journal(market.data()), "run again");
        require(market, first, subject.journal(data.create()), "run again on data that were made again");
        for (Journal journal : atOnce(subject, market.data())) {
            require(market, first, journal, "run on " + THREADS + " threads at once");
        }
        if (alsoInOtherJvm) {
            for (Journal journal : OtherJvm.runs(subject, data)) {
                require(market, first, journal, "run in another JVM, language and time zone");
            }
        }
    }

    private static List<Journal> atOnce(Subject subject, MarketData data) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Journal>> running = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                running.add(threads.submit(() -> subject.journal(data)));
            }
            List<Journal> journals = new ArrayList<>();
            for (Future<Journal> run : running) {
                journals.add(run.get());
            }
            return journals;
        } catch (ExecutionException e) {
            throw new AssertionError(NAME + ": a run on several threads at once must come to its end", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a law must not be interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void require(Market market, List<JournalEntry> first, Journal other, String how) {
        Optional<Divergence> differs = Divergence.between(first, Subject.entries(other));
        if (differs.isPresent()) {
            throw Violation.of(NAME, how + ", it does something else", market, differs.get(), "first run", how);
        }
    }
}
