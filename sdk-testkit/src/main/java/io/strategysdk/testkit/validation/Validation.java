package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.internal.TradingYear;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.testkit.validation.Check.Verdict;
import io.strategysdk.testkit.validation.Sensitivity.Kind;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is a result more than luck, and more than one lucky choice of parameters? Each question is an assertion of one line for a
 * test, and all of them together are a {@link #report}.
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
 * <p>By default: confidence 95 %, 2,000 draws, seed 1, one trial. What a question needs is worked out when it is first
 * asked, and once; the same backtest and settings give the same figures on any machine. An assertion that does not hold, or
 * that cannot be told from the result, throws an {@link AssertionError} with the figures behind it. Used from one thread.
 */
public final class Validation {
    private final Subject subject;
    private final Settings settings;
    private @Nullable Interval sharpe;
    private @Nullable Interval maxDrawdown;
    private @Nullable RandomEntries randomEntries;

    /** What is chosen. */
    record Settings(double confidence, int draws, long seed, int trials, OptionalDouble deviationOfTrials) {
        static final Settings DEFAULT = new Settings(0.95, 2_000, 1, 1, OptionalDouble.empty());
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
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be above 0.5 and below 1, was " + confidence);
        }
        return with(
                new Settings(confidence, settings.draws, settings.seed, settings.trials, settings.deviationOfTrials));
    }

    /**
     * With this number of draws of the bootstrap and of trials of the test against random entries.
     *
     * @throws IllegalArgumentException when not from 100 to 1,000,000
     */
    public Validation withDraws(int draws) {
        Draws.requireCount(draws);
        return with(
                new Settings(settings.confidence, draws, settings.seed, settings.trials, settings.deviationOfTrials));
    }

    /** With this seed of all draws. */
    public Validation withSeed(long seed) {
        return with(
                new Settings(settings.confidence, settings.draws, seed, settings.trials, settings.deviationOfTrials));
    }

    /**
     * Says that the strategy and its parameters are the best of so many that were tried, of which nothing else is known:
     * their Sharpe ratios are taken to differ as those of strategies without skill do.
     *
     * @param trials this one included, at least 1; the honest number, ideas that were given up too
     * @throws IllegalArgumentException when below 1
     */
    public Validation withTrials(int trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("number of trials must be at least 1, was " + trials);
        }
        return with(new Settings(settings.confidence, settings.draws, settings.seed, trials, OptionalDouble.empty()));
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
                annualSharpes.length,
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
        boolean isLost = subject.daily().size() > 1 && subject.daily().returns().length == 0;
        return isLost
                ? Interval.undefined(
                        Double.NaN,
                        settings.confidence,
                        "equity fell to zero or below, from where there are no returns")
                : figure.of(bootstrap(), settings.confidence);
    }

    /** Where both intervals come from. */
    Bootstrap bootstrap() {
        return Bootstrap.of(subject.daily().returns(), periodsPerYear())
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
                subject.daily(), periodsPerYear(), settings.trials, settings.deviationOfTrials, settings.confidence);
    }

    /** The result by calendar year, or, of a run over fewer than three of them, in four parts. */
    public Stability stability() {
        return Stability.of(subject.daily(), periodsPerYear());
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
     * @return this
     */
    public Validation sharpeAbove(double ratio) {
        return hold(checks().sharpeAbove(ratio));
    }

    /**
     * Another history of the same kind falls by less than this: the range of {@link Bootstrap#maxDrawdown} ends below it.
     *
     * @param depth 0.25 = 25 %
     * @return this
     */
    public Validation maxDrawdownBelow(double depth) {
        return hold(checks().maxDrawdownBelow(depth));
    }

    /**
     * The run has earned more than the same stays at random times: p of {@link RandomEntries} is at most 1 − confidence.
     *
     * @return this
     */
    public Validation beatsRandomEntries() {
        return hold(checks().beatsRandomEntries());
    }

    /**
     * The probability that the true Sharpe ratio is above 0 is more than this, see {@link Significance#probabilistic}.
     *
     * @param probability 0.95 = 95 %
     * @return this
     */
    public Validation probabilisticSharpeAbove(double probability) {
        return hold(checks().probabilisticSharpeAbove(probability));
    }

    /**
     * The probability that the true Sharpe ratio is above what the best of all {@linkplain #withTrials(int) trials} shows by
     * luck is more than this, see {@link Significance#deflated}.
     *
     * @param probability 0.95 = 95 %
     * @return this
     */
    public Validation deflatedSharpeAbove(double probability) {
        return hold(checks().deflatedSharpeAbove(probability));
    }

    /**
     * At least this share of the periods of {@link #stability} earned something.
     *
     * @param share 0.5 = every second one
     * @return this
     */
    public Validation positivePeriods(double share) {
        return hold(checks().positivePeriods(share));
    }

    /**
     * With each parameter one step away, the Sharpe ratio is at least this share of the run's own, which is positive.
     *
     * @param share 0.5 = half of it
     * @return this
     */
    public Validation neighboursKeep(double share) {
        return hold(checks().keep(Kind.PARAMETER, share));
    }

    /**
     * With each other slippage, up to 20 basis points more, the Sharpe ratio is at least this share of the run's own, which
     * is positive.
     *
     * @param share 0.5 = half of it
     * @return this
     */
    public Validation slippageKeeps(double share) {
        return hold(checks().keep(Kind.SLIPPAGE, share));
    }

    /**
     * With decisions that leave one bar later, the Sharpe ratio is at least this share of the run's own, which is positive.
     *
     * @param share 0.5 = half of it
     * @return this
     */
    public Validation delayKeeps(double share) {
        return hold(checks().keep(Kind.DELAY, share));
    }

    private Checks checks() {
        return new Checks(this, settings);
    }

    private Validation hold(Check check) {
        if (check.verdict() != Verdict.PASSED) {
            throw new AssertionError(check.toString());
        }
        return this;
    }

    /**
     * All of it, with a verdict on each question: the Sharpe ratio is above 0 and its probability above the confidence,
     * deflated too where there were several trials; random entries are beaten; half of the periods earned something; half
     * of the Sharpe ratio stays with each change.
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
