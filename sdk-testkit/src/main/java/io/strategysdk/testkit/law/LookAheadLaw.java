package io.strategysdk.testkit.law;

import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.testkit.internal.Divergence;
import io.strategysdk.testkit.internal.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** What a strategy does on the bars up to one is the same whatever follows. */
final class LookAheadLaw {
    static final String NAME = "no look-ahead";
    private static final int ALL = 1_000;
    private static final int SOME = 24;

    private final Subject subject;
    private final Market market;
    private final long[] times;
    private final List<JournalEntry> whole;

    private LookAheadLaw(Subject subject, Market market) {
        this.subject = subject;
        this.market = market;
        times = market.times();
        whole = Subject.entries(subject.journal(market.data()));
    }

    static void check(Subject subject, Market market) {
        if (market.data().mode() != PriceMode.RAW) {
            throw new IllegalArgumentException(
                    "no look-ahead is promised for raw prices, as adjusted ones know later events; were "
                            + market.data().mode() + " (" + market.name() + ")");
        }
        LookAheadLaw law = new LookAheadLaw(subject, market);
        law.cutShort();
        law.changeFuture();
    }

    /** The future that is not there. */
    private void cutShort() {
        for (int last : cuts(ALL)) {
            Optional<Divergence> differs = differs(last, ofCutShort(last));
            if (differs.isPresent()) {
                throw leak(last, differs.get(), this::ofCutShort, "without the bars after " + time(last));
            }
        }
    }

    private List<JournalEntry> ofCutShort(int last) {
        return Subject.entries(subject.journal(market.until(times[last])));
    }

    /** The future that is another one. */
    private void changeFuture() {
        for (int last : cuts(SOME)) {
            for (Market.Future future : Market.Future.values()) {
                require(
                        last,
                        future.words(),
                        seen -> Subject.entries(subject.journal(market.after(times[seen], future))));
            }
            if (market.areBars()) {
                require(last, "are unknown", this::ofUnknownFuture);
            }
        }
    }

    private List<JournalEntry> ofUnknownFuture(int last) {
        MarketData unknown = market.data().unknownAfter(Clock.instantOf(times[last]));
        Engine engine = subject.backtest(unknown).engine().build();
        engine.runUntil(Clock.instantOf(times[last]));
        return Subject.entries(engine.journal());
    }

    /** {@code changed} tells what is done when nothing is as it was after a slice. */
    private void require(int last, String change, IntFunction<List<JournalEntry>> changed) {
        Optional<Divergence> differs = differs(last, changed.apply(last));
        if (differs.isPresent()) {
            throw leak(last, differs.get(), changed, "when the bars after " + time(last) + " " + change);
        }
    }

    /** Before every decision and at it, and evenly between. */
    private SortedSet<Integer> cuts(int most) {
        SortedSet<Integer> cuts = new TreeSet<>();
        int size = times.length - 1;
        for (int cut : Market.evenly(most, size)) {
            cuts.add(cut);
        }
        List<Integer> decisions = decisions();
        for (int chosen : Market.evenly(most, decisions.size())) {
            int at = decisions.get(chosen);
            for (int cut = Math.max(0, at - 1); cut <= at && cut < size; cut++) {
                cuts.add(cut);
            }
        }
        return cuts;
    }

    private List<Integer> decisions() {
        return whole.stream()
                .filter(JournalEntry.Intended.class::isInstance)
                .map(entry -> Arrays.binarySearch(times, entry.epochNanos()))
                .filter(index -> index >= 0)
                .distinct()
                .toList();
    }

    /**
     * What two runs tell of the time up to a slice. What the nights after it cost is told with the next slice, at the time
     * of this one: that a run which ends here does not tell it is no difference.
     */
    private Optional<Divergence> differs(int last, List<JournalEntry> entries) {
        return Divergence.between(until(whole, times[last]), until(entries, times[last]));
    }

    private static List<JournalEntry> until(List<JournalEntry> entries, long time) {
        return entries.stream()
                .filter(entry -> entry.epochNanos() <= time && !(entry instanceof JournalEntry.Charged))
                .filter(entry -> !(entry instanceof JournalEntry.Stopped stopped
                        && stopped.callback().equals("onStop")))
                .toList();
    }

    /** The nearest bar that the decision depends on: once it is as it was, the decision is. */
    private AssertionError leak(
            int last, Divergence differs, IntFunction<List<JournalEntry>> changedAfter, String other) {
        int decided = Arrays.binarySearch(times, differs.epochNanos());
        int from = decided < 0 ? last : decided;
        for (int seen = from + 1; seen < times.length; seen++) {
            if (differs(from, changedAfter.apply(seen)).isEmpty()) {
                return violation(
                        "what it did at " + time(from) + " depends on the bar of " + time(seen), differs, other);
            }
        }
        return violation("what it did at " + time(from) + " depends on bars that come later", differs, other);
    }

    private AssertionError violation(String fact, Divergence differs, String other) {
        return Violation.of(NAME, fact + ", it is something else " + other, market, differs, "with all bars", other);
    }

    private String time(int slice) {
        return Words.time(times[slice], market.zone());
    }
}
