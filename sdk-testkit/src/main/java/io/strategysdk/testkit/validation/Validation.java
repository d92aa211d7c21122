package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.internal.TradingYear;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.testkit.validation.Check.Verdict;
import io.strategysdk.testkit.validation.Sensitivity.Kind;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is a result more than luck, and more than one lucky choice of parameters? Each question is an assertion of one line
 * for a test, and all of them together are a {@link #report}.
 *
 * <pre>{@code
 * Validation.of(parameters -> Backtest.of(new SmaCrossover(parameters)).on(data), new Parameters(10, 30))
 *         .withTrials(40)
 *         .sharpeAbove(0.3)
 *         .beatsRandomEntries()
 *         .deflatedSharpeAbove(0.95)
 *         .neighboursKeep(0.5)
 *         .delayKeeps(0.5);
 * }</pre>
 *
 * <p>By default: confidence 95 %, 2,000 draws, seed 1, trials not told. What a question needs is worked out when it is
 * first asked, and once; the same backtest and settings give the same figures on any machine. An assertion that does
 * not hold, or that cannot be told from the result, throws an {@link AssertionError} with the figures behind it. None
 * holds of a run in which a strategy was stopped by an error, or whose equity fell to zero or below: that is said
 * first, with the error as cause. A threshold out of its range is an {@link IllegalArgumentException} before anything
 * is run. Used from one thread.
 */
public final class Validation {
    private final Subject subject;
    private final Settings settings;
    private @Nullable Interval sharpe;
    private @Nullable Interval maxDrawdown;
    private @Nullable RandomEntries randomEntries;

    /** What is chosen. */
    record Settings(double confidence, int draws, long seed, OptionalInt tried, OptionalDouble deviationOfTrials) {
        static final Settings DEFAULT = new Settings(0.95, 2_000, 1, OptionalInt.empty(), OptionalDouble.empty());

        /** Those that were told of, or the run alone. */
        int trials() {
            return tried.orElse(1);
        }
    }

    /** The run, and how to repeat it with something changed; each is done once, whatever settings ask for it. */
    private static final class Subject {
        private final Supplier<BacktestResult> run;
        private final Optional<Supplier<Sensitivity>> sensitivityOf;
        private final String parameters;
        private @Nullable BacktestResult result;
        private @Nullable DailyEquity daily;
        private @Nullable Sensitivity sensitivity;

        Subject(Supplier<BacktestResult> run, Optional<Supplier<Sensitivity>> sensitivityOf, String parameters) {
            this.run = run;
            this.sensitivityOf = sensitivityOf;
            this.parameters = parameters;
        }

        BacktestResult result() {
            if (result == null) {
                result = run.get();
            }
            return result;
        }

        DailyEquity daily() {
            if (daily == null) {
                daily = result().equity().daily(result().data().calendar());
            }
            return daily;
        }

        Optional<Sensitivity> sensitivity() {
            if (sensitivity == null && sensitivityOf.isPresent()) {
                sensitivity = sensitivityOf.get().get();
            }
            return Optional.ofNullable(sensitivity);
        }
    }

    private Validation(Subject subject, Settings settings) {
        this.subject = subject;
        this.settings = settings;
    }

    /**
     * Of a backtest that can be described again, with other parameters too.
     *
     * @param backtestOf describes the run for parameters, with a new strategy each time; share the
     *     {@link io.strategysdk.engine.MarketData} between the calls, which saves their features
     * @param parameters those to be validated
     * @param <P> their record
     */
    public static <P extends Record> Validation of(Function<? super P, Backtest> backtestOf, P parameters) {
        Supplier<BacktestResult> run = () -> backtestOf.apply(parameters).run();
        Supplier<Sensitivity> sensitivity = () -> Sensitivity.of(backtestOf, parameters);
        return new Validation(
                new Subject(run, Optional.of(sensitivity), Neighbours.text(parameters)), Settings.DEFAULT);
    }

    /** Of a result alone, which nothing can be said of with other parameters, costs or a delay. */
    public static Validation of(BacktestResult result) {
        Objects.requireNonNull(result);
        return new Validation(new Subject(() -> result, Optional.empty(), ""), Settings.DEFAULT);
    }

    /**
     * With this confidence: of both intervals (their two ends together), of the test against random entries, and of the
     * minimum track record.
     *
     * @param confidence 0.95 = 95 %, above 0.5 and below 1
     * @throws IllegalArgumentException when out of range
     */
    public Validation withConfidence(double confidence) {
        require(confidence > 0.5 && confidence < 1, "confidence must be above 0.5 and below 1", confidence);
        return with(
                new Settings(confidence, settings.draws, settings.seed, settings.tried, settings.deviationOfTrials));
    }

    /**
     * With this number of draws of the bootstrap and of trials of the test against random entries.
     *
     * @throws IllegalArgumentException when not from 100 to 1,000,000
     */
    public Validation withDraws(int draws) {
        Draws.requireCount(draws);
        return with(
                new Settings(settings.confidence, draws, settings.seed, settings.tried, settings.deviationOfTrials));
    }

    /** With this seed of all draws. */
    public Validation withSeed(long seed) {
        return with(
                new Settings(settings.confidence, settings.draws, seed, settings.tried, settings.deviationOfTrials));
    }

    /**
     * Says that the strategy and its parameters are the best of so many that were tried, of which nothing else is
     * known: their Sharpe ratios are taken to differ as those of strategies without skill do.
     *
     * @param trials this one included, at least 1; the honest number, ideas that were given up too
     * @throws IllegalArgumentException when below 1
     */
    public Validation withTrials(int trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("number of trials must be at least 1, was " + trials);
        }
        return with(new Settings(
                settings.confidence, settings.draws, settings.seed, OptionalInt.of(trials), OptionalDouble.empty()));
    }

    /**
     * Says that the strategy and its parameters are the best of several that were tried.
     *
     * @param annualSharpes Sharpe ratio of each trial, this one included, at least two
     * @throws IllegalArgumentException when there are fewer than two, or one is not finite
     */
    public Validation withTrials(double[] annualSharpes) {
        if (annualSharpes.length < 2 || !DailyFigures.areFinite(annualSharpes)) {
            throw new IllegalArgumentException(
                    "Sharpe ratios of trials must be at least two and finite, were " + Arrays.toString(annualSharpes));
        }
        double mean = Arrays.stream(annualSharpes).sum() / annualSharpes.length;
        double squares = 0;
        for (double ratio : annualSharpes) {
            squares += (ratio - mean) * (ratio - mean);
        }
        double deviation = Math.sqrt(squares / (annualSharpes.length - 1));
        return with(new Settings(
                settings.confidence,
                settings.draws,
                settings.seed,
                OptionalInt.of(annualSharpes.length),
                OptionalDouble.of(deviation)));
    }

    private Validation with(Settings value) {
        return new Validation(subject, value);
    }

    /** The run itself. */
    public BacktestResult result() {
        return subject.result();
    }

    /** Interval of the annual Sharpe ratio. */
    public Interval sharpe() {
        if (sharpe == null) {
            sharpe = interval(Bootstrap::sharpe);
        }
        return sharpe;
    }

    /** Range of the maximum drawdown at the ends of sessions. */
    public Interval maxDrawdown() {
        if (maxDrawdown == null) {
            maxDrawdown = interval(Bootstrap::maxDrawdown);
        }
        return maxDrawdown;
    }

    private interface Figure {
        Interval of(Bootstrap bootstrap, double confidence);
    }

    private Interval interval(Figure figure) {
        String loss = DailyFigures.loss(daily());
        return loss.isEmpty()
                ? figure.of(bootstrap(), settings.confidence)
                : Interval.undefined(Double.NaN, settings.confidence, loss);
    }

    /** Equity at the end of each session. */
    DailyEquity daily() {
        return subject.daily();
    }

    /** Where both intervals come from. */
    Bootstrap bootstrap() {
        return Bootstrap.of(daily().returns(), periodsPerYear())
                .withDraws(settings.draws)
                .withSeed(settings.seed);
    }

    /** The same stays in the market, begun at random. */
    public RandomEntries randomEntries() {
        if (randomEntries == null) {
            randomEntries = RandomEntries.of(result(), settings.draws, settings.seed);
        }
        return randomEntries;
    }

    /** Probabilistic and deflated Sharpe ratio. */
    public Significance significance() {
        return Significance.of(
                daily(), periodsPerYear(), settings.trials(), settings.deviationOfTrials, settings.confidence);
    }

    /** The result by calendar year, or, of a run with fewer than three that count, in four parts. */
    public Stability stability() {
        return Stability.of(daily(), periodsPerYear());
    }

    /** The run with something changed; empty where it was given as a result alone. */
    public Optional<Sensitivity> sensitivity() {
        return subject.sensitivity();
    }

    private int periodsPerYear() {
        return TradingYear.periods(result().data());
    }

    /**
     * The true annual Sharpe ratio is above this: the interval of {@link Bootstrap#sharpe} begins above it.
     *
     * @param ratio finite
     * @return this
     */
    public Validation sharpeAbove(double ratio) {
        require(Double.isFinite(ratio), "Sharpe ratio must be finite", ratio);
        return hold(checks -> checks.sharpeAbove(ratio));
    }

    /**
     * Another history of the same kind falls by less than this: the range of {@link Bootstrap#maxDrawdown} ends below.
     *
     * @param depth 0.25 = 25 %, above 0 and at most 1
     * @return this
     */
    public Validation maxDrawdownBelow(double depth) {
        require(depth > 0 && depth <= 1, "drawdown must be above 0 and at most 1 (0.25 = 25 %)", depth);
        return hold(checks -> checks.maxDrawdownBelow(depth));
    }

    /**
     * The run has earned more than the same stays at random times: p of {@link RandomEntries} is at most one less the
     * confidence.
     *
     * @return this
     */
    public Validation beatsRandomEntries() {
        return hold(Checks::beatsRandomEntries);
    }

    /**
     * The probability that the true Sharpe ratio is above 0 is more than this, see {@link Significance#probabilistic}.
     *
     * @param probability 0.95 = 95 %, above 0 and below 1
     * @return this
     */
    public Validation probabilisticSharpeAbove(double probability) {
        requireProbability(probability);
        return hold(checks -> checks.probabilisticSharpeAbove(probability));
    }

    /**
     * The probability that the true Sharpe ratio is above what the best of all {@linkplain #withTrials(int) trials}
     * shows by luck is more than this, see {@link Significance#deflated}. Of one trial, which has to be said too, there
     * is no luck to be taken off: it is then {@link #probabilisticSharpeAbove}.
     *
     * @param probability 0.95 = 95 %, above 0 and below 1
     * @return this
     * @throws IllegalStateException when the number of trials was not told
     */
    public Validation deflatedSharpeAbove(double probability) {
        requireProbability(probability);
        if (settings.tried.isEmpty()) {
            throw new IllegalStateException("number of trials must be told before deflatedSharpeAbove, was not:"
                    + " call withTrials, with 1 when nothing else was tried");
        }
        return hold(checks -> checks.deflatedSharpeAbove(probability));
    }

    /**
     * At least this share of the periods that {@linkplain Stability#counted count} earned something.
     *
     * @param share 0.5 = every second one, above 0 and at most 1
     * @return this
     */
    public Validation positivePeriods(double share) {
        require(
                share > 0 && share <= 1,
                "share of periods must be above 0 and at most 1 (0.5 = every second one)",
                share);
        return hold(checks -> checks.positivePeriods(share));
    }

    /**
     * With each parameter one step away, the Sharpe ratio is at least this share of the run's own, which is positive.
     * A run that dies keeps nothing; parameters that are refused are left out, see {@link Sensitivity}.
     *
     * @param share 0.5 = half of it, not negative
     * @return this
     */
    public Validation neighboursKeep(double share) {
        return keep(Kind.PARAMETER, share);
    }

    /**
     * With each other slippage, up to 20 basis points more, the Sharpe ratio is at least this share of the run's own,
     * which is positive. A run that dies keeps nothing.
     *
     * @param share 0.5 = half of it, not negative
     * @return this
     */
    public Validation slippageKeeps(double share) {
        return keep(Kind.SLIPPAGE, share);
    }

    /**
     * With decisions that leave one bar later, the Sharpe ratio is at least this share of the run's own, which is
     * positive. A run that dies keeps nothing.
     *
     * @param share 0.5 = half of it, not negative
     * @return this
     */
    public Validation delayKeeps(double share) {
        return keep(Kind.DELAY, share);
    }

    private Validation keep(Kind kind, double share) {
        require(
                share >= 0 && Double.isFinite(share),
                "share of the Sharpe ratio must be finite and not negative (0.5 = half of it)",
                share);
        return hold(checks -> checks.keep(kind, share));
    }

    private static void requireProbability(double value) {
        require(value > 0 && value < 1, "probability must be above 0 and below 1 (0.95 = 95 %)", value);
    }

    private static void require(boolean isKept, String rule, double value) {
        if (!isKept) {
            throw new IllegalArgumentException(rule + ", was " + value);
        }
    }

    private Checks checks() {
        return new Checks(this, settings);
    }

    private Validation hold(Function<Checks, Check> question) {
        requirePassed(checks().completed());
        requirePassed(question.apply(checks()));
        return this;
    }

    private void requirePassed(Check check) {
        if (check.verdict() != Verdict.PASSED) {
            Throwable cause = result().failures().stream()
                    .map(StrategyFailure::error)
                    .findFirst()
                    .orElse(null);
            throw new AssertionError(check.toString(), cause);
        }
    }

    /**
     * All of it, with a verdict on each question: the Sharpe ratio is above 0 and its probability above the confidence,
     * deflated too where there were several trials; random entries are beaten; half of the periods earned something;
     * half of the Sharpe ratio stays with each change.
     */
    public ValidationReport report() {
        return new ValidationReport(
                checks().headline(subject.parameters),
                checks().settings(bootstrap().blockLength()),
                sharpe(),
                maxDrawdown(),
                randomEntries(),
                significance(),
                stability(),
                sensitivity(),
                result().warnings(),
                checks().all());
    }
}
