package io.strategysdk.engine;

import io.strategysdk.api.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What came of a run. Immutable. */
public final class RunResult {
    private final Journal journal;
    private final List<StrategyResult> strategies;
    private final long[] allTimes;
    private final long from;
    private final long seed;
    private final EquityLog equity;
    private final long bars;
    private final List<String> warnings;
    private final List<FeatureViolations> featureViolations;
    private final Duration elapsed;

    RunResult(
            Journal journal,
            List<StrategyResult> strategies,
            long[] allTimes,
            long from,
            long seed,
            EquityLog equity,
            long bars,
            List<String> warnings,
            List<FeatureViolations> featureViolations,
            Duration elapsed) {
        this.journal = journal;
        this.strategies = strategies;
        this.allTimes = allTimes;
        this.from = from;
        this.seed = seed;
        this.equity = equity;
        this.bars = bars;
        this.warnings = warnings;
        this.featureViolations = List.copyOf(featureViolations);
        this.elapsed = elapsed;
    }

    /** Everything that happened. */
    public Journal journal() {
        return journal;
    }

    /** Since when strategies decided; empty when that was from the first slice on. */
    public Optional<Instant> from() {
        return from == Long.MIN_VALUE ? Optional.empty() : Optional.of(Clock.instantOf(from));
    }

    /** Seed of everything random in it. */
    public long seed() {
        return seed;
    }

    /** Each strategy's book, in order of registration. */
    public List<StrategyResult> strategies() {
        return strategies;
    }

    /** The account as a whole: the sum of the strategies' books. */
    public AccountView account() {
        return AccountView.of(strategies);
    }

    /** Close of each slice since the run's start, UTC nanoseconds since 1970, ascending; a copy. */
    public long[] times() {
        int at = Arrays.binarySearch(allTimes, from);
        int first = at < 0 ? -at - 1 : at;
        return Arrays.copyOfRange(allTimes, first, first + equity.size());
    }

    /** Equity of a strategy at each of the {@link #times}, nearest doubles; a copy. */
    public double[] equity(int strategy) {
        return equity.equity(strategy);
    }

    /** Equity of all strategies together at each of the {@link #times}. */
    public double[] equity() {
        return equity.sum();
    }

    /** Bars that the run went over, warm-up included. */
    public long bars() {
        return bars;
    }

    /** What the run could not do although something waited for it, one sentence each; empty when there is nothing. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Rules of features that were broken, each with how often by which feature of which strategy, in the order of rules
     * and bindings; empty when none was.
     */
    public List<FeatureViolations> featureViolations() {
        return featureViolations;
    }

    /** How long it took; not part of anything that is compared. */
    public Duration elapsed() {
        return elapsed;
    }
}
