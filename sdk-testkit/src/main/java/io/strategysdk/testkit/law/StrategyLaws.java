package io.strategysdk.testkit.law;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.market.DataSets;
import io.strategysdk.testkit.purity.StrategyDeclaration;
import io.strategysdk.testkit.purity.StrategyPurity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Laws that a strategy can be held to before it trades, each in one line of a test:
 *
 * <pre>{@code
 * StrategyLaws laws = StrategyLaws.of(() -> new SmaCrossover(new Parameters(10, 30, 1)))
 *         .on("two years", () -> GeneratedMarket.of(nyse(), LocalDate.of(2022, 1, 3), 500)
 *                 .with(Instrument.equity("ACME"), "100", new Garch(0.08, 0.25, 0.1, 0.85))
 *                 .generate(7));
 *
 * laws.noLookAhead();
 * }</pre>
 *
 * <p>All of them as tests with names of their own:
 *
 * <pre>
 * {@literal @}TestFactory
 * Stream&lt;DynamicTest&gt; laws() {
 *     return laws.tests();
 * }
 * </pre>
 *
 * <p>A law that does not hold throws an AssertionError that says what differs, where, on which data, with what stands
 * around the place in both runs. So does one that shows nothing, of a strategy that throws on the data as they are, or
 * wants nothing on any of them. Runs are backtests unless a law says otherwise. Immutable; {@code with} and the like
 * answer with another one. What is given as lambdas is called anew for each run, and makes new objects each time.
 */
public final class StrategyLaws {
    private static final BigDecimal CASH = BigDecimal.valueOf(100_000);

    private final Subject subject;
    private final Map<String, Data> markets;
    private final boolean otherJvm;

    /** Makes the strategy; sent to another JVM by the law of determinism. */
    @FunctionalInterface
    public interface NewStrategy extends Serializable {
        /** A new object each time. */
        Strategy create();
    }

    /** Makes a strategy that prepares itself with the data that it is going to run over, as with what a model was fit to. */
    @FunctionalInterface
    public interface PreparedStrategy extends Serializable {
        /** A new object each time. */
        Strategy create(MarketData data);
    }

    /** Makes the data; sent to another JVM by the law of determinism. */
    @FunctionalInterface
    public interface Data extends Serializable {
        /** Equal data each time. */
        MarketData create();
    }

    /** Sets what the runs have beside strategy, data and cash: costs, limits, account, universes. */
    @FunctionalInterface
    public interface Settings extends Serializable {
        /** The run with its settings. */
        Backtest apply(Backtest run);
    }

    private StrategyLaws(Subject subject, Map<String, Data> markets, boolean otherJvm) {
        this.subject = subject;
        this.markets = markets;
        this.otherJvm = otherJvm;
    }

    /**
     * Laws for a strategy; with 100,000 in cash, on {@link DataSets#walk}, {@link DataSets#gaps} and
     * {@link DataSets#crash} unless said.
     *
     * @throws IllegalArgumentException when the lambda has market data from around it, all of which the strategy would see
     */
    public static StrategyLaws of(NewStrategy strategy) {
        CapturedData.requireNoneIn(strategy);
        return ofPrepared(data -> strategy.create());
    }

    /**
     * Laws for a strategy that prepares itself with the data: it must not see more of them than what it runs over.
     *
     * @throws IllegalArgumentException when the lambda has market data from around it beside these
     */
    public static StrategyLaws ofPrepared(PreparedStrategy strategy) {
        CapturedData.requireNoneIn(strategy);
        return new StrategyLaws(new Subject(strategy, run -> run, CASH), Map.of(), true);
    }

    /** Also on these data; the first call takes the place of the usual ones. */
    public StrategyLaws on(String name, Data data) {
        Map<String, Data> more = new LinkedHashMap<>(markets);
        if (more.put(name, Objects.requireNonNull(data)) != null) {
            throw new IllegalArgumentException("names of data must differ, was twice '" + name + "'");
        }
        return new StrategyLaws(subject, more, otherJvm);
    }

    /** With so much cash, decimal text in the instruments' currency. */
    public StrategyLaws cash(String amount) {
        return new StrategyLaws(
                new Subject(subject.strategies(), subject.settings(), new BigDecimal(amount)), markets, otherJvm);
    }

    /** With these settings of each run. The strategy's cash is said by {@link #cash}. */
    public StrategyLaws with(Settings settings) {
        return new StrategyLaws(
                new Subject(subject.strategies(), Objects.requireNonNull(settings), subject.cash()), markets, otherJvm);
    }

    /** Without the run in another JVM that belongs to {@link #determinism}, for what cannot be sent there. */
    public StrategyLaws inThisJvm() {
        return new StrategyLaws(subject, markets, false);
    }

    /**
     * Decisions on the bars up to one are the same whatever follows: nothing, or other prices (a hundred times as high, in the
     * reverse order, or, of bars, not to be known at all). Each bar is tried as the last one, of long data those around
     * decisions and a thousand others; other prices follow after some of them. What is told is the nearest bar that a
     * decision depends on. Of what happens at the end of a run nothing is promised. What a strategy remembers from one run
     * to the next, in a static field, is for {@link #purity} and {@link #determinism} to find.
     *
     * @throws AssertionError when the strategy looks ahead
     * @throws IllegalArgumentException when prices are adjusted: they know of later events
     */
    public StrategyLaws noLookAhead() {
        return each(LookAheadLaw.NAME, (market, data) -> LookAheadLaw.check(subject, market));
    }

    /**
     * The same inputs give the same journal: again, on data made again, on four threads at once, and in three other JVMs,
     * each with another language, time zone and character set. The order of a small set is the same by chance now and then.
     *
     * @throws AssertionError when a repetition differs
     * @throws IllegalArgumentException when what makes the strategy cannot be sent to another JVM
     */
    public StrategyLaws determinism() {
        return each(DeterminismLaw.NAME, (market, data) -> DeterminismLaw.check(subject, data, market, otherJvm));
    }

    /**
     * Backtest, paper and live trading take the same decisions on the same bars. Paper is the realtime engine on a replay,
     * and its journal must be equal. Live goes to a broker that reports what the market of the backtest gave, free of fees
     * and within the hard maxima; there decisions and positions must be equal. Data with corporate actions, which brokers
     * apply by themselves, and strategies that send pairs of orders of which one cancels the other, which brokers do not
     * take, have no live part.
     *
     * @throws AssertionError when they differ
     * @throws IllegalArgumentException when the bars that fill orders are of several lengths, or some of them ticks, or when
     *     longer bars beside them are not what they make: a realtime run makes its own
     */
    public StrategyLaws parity() {
        return each(ParityLaw.NAME, (market, data) -> ParityLaw.check(subject, market));
    }

    /**
     * A run that is saved, restored into new objects and taken on does what it would have done: after every slice, of long
     * data after every n-th for 250 restarts (SIM-010).
     *
     * @throws AssertionError when something is lost on the way
     */
    public StrategyLaws restart() {
        return each(
                RestartLaw.NAME,
                (market, data) -> RestartLaw.check(subject, market, Math.max(1, market.times().length / 250)));
    }

    /**
     * The same, restarted after every so many slices.
     *
     * @throws IllegalArgumentException when not positive
     * @throws AssertionError when something is lost on the way
     */
    public StrategyLaws restartAfterEvery(int slices) {
        if (slices < 1) {
            throw new IllegalArgumentException("number of slices must be positive, was " + slices);
        }
        return each(RestartLaw.NAME, (market, data) -> RestartLaw.check(subject, market, slices));
    }

    /**
     * Other strategies on the account, and the order in which they are registered, change nothing in the strategy's own
     * journal. Not promised where settings make them share something: losses of the account, fees by the account's volume, a
     * broker's rules against wash trades.
     *
     * @throws AssertionError when they do
     */
    public StrategyLaws independence() {
        return each(IndependenceLaw.NAME, (market, data) -> IndependenceLaw.check(subject, market));
    }

    /**
     * On markets that nobody has thought of the strategy does not throw, its equity stays a number, and it keeps its limits
     * on symbols, short positions, order size, weight and leverage: twenty random markets of the same instruments, sessions
     * and bars, bid/ask bars or ticks as the data, calm and wild, with gaps, halts and missing bars. The shortest part of a
     * market that shows what is wrong is told, with its seed.
     *
     * @throws AssertionError when it does not
     */
    public StrategyLaws sanity() {
        return sanity(20);
    }

    /**
     * The same on so many markets.
     *
     * @throws IllegalArgumentException when not positive
     * @throws AssertionError when it does not
     */
    public StrategyLaws sanity(int numberOfMarkets) {
        if (numberOfMarkets < 1) {
            throw new IllegalArgumentException("number of markets must be positive, was " + numberOfMarkets);
        }
        return each(SanityLaw.NAME, (market, data) -> SanityLaw.check(subject, market.data(), numberOfMarkets));
    }

    /**
     * With prices ten times as high it wants the same at ten times the prices and a tenth of the quantities, and holds and
     * earns the same: for strategies that have no price or quantity of their own in them. Without lots and ticks; fees must be
     * none or a percentage.
     *
     * @throws AssertionError when they do not
     */
    public StrategyLaws scaleInvariance() {
        return each(ScaleLaw.NAME, (market, data) -> ScaleLaw.check(subject, market));
    }

    /**
     * The strategy goes by its run alone: no wall clock, randomness, files, network, threads, reflection or static state in
     * it and in what it reaches of its author's own code ({@link StrategyPurity}).
     *
     * @throws AssertionError with all that it does otherwise, where, and what to use instead; also of a lambda, which cannot
     *     be read
     */
    public StrategyLaws purity() {
        usual().values().stream()
                .findFirst()
                .ifPresent(data ->
                        StrategyPurity.check(subject.newStrategy(data.create()).getClass()));
        return this;
    }

    /**
     * What the class says of itself is right: name, parameters with their ranges and defaults, needed features, limits
     * ({@link StrategyDeclaration}).
     *
     * @param offered features that the application has for it
     * @throws AssertionError with all that is wrong
     */
    public StrategyLaws declaration(Feature... offered) {
        usual().values().stream()
                .findFirst()
                .ifPresent(data -> StrategyDeclaration.check(
                        subject.newStrategy(data.create()).getClass(), offered));
        return this;
    }

    /**
     * All laws that are promised for every strategy: all but {@link #scaleInvariance}, and {@link #declaration} of those
     * that configuration makes.
     *
     * @throws AssertionError when one does not hold
     */
    public StrategyLaws all() {
        return purity().noLookAhead()
                .determinism()
                .parity()
                .restart()
                .independence()
                .sanity();
    }

    /** The same, each as a test of its own, for a method with {@code @TestFactory}. */
    public Stream<DynamicTest> tests() {
        return Stream.of(
                DynamicTest.dynamicTest("it goes by its run alone", this::purity),
                DynamicTest.dynamicTest("it does not look ahead", this::noLookAhead),
                DynamicTest.dynamicTest("it does the same in every repetition", this::determinism),
                DynamicTest.dynamicTest("it does the same in backtest, paper and live", this::parity),
                DynamicTest.dynamicTest("it goes on after a restart as if there had been none", this::restart),
                DynamicTest.dynamicTest("it does the same beside other strategies", this::independence),
                DynamicTest.dynamicTest("it survives markets that nobody has thought of", this::sanity));
    }

    private StrategyLaws each(String law, BiConsumer<Market, Data> check) {
        List<Market> tried = new ArrayList<>();
        boolean wants = false;
        for (Map.Entry<String, Data> each : usual().entrySet()) {
            Market market = new Market(each.getKey(), each.getValue().create());
            wants |= subject.wantsSomething(law, market);
            check.accept(market, each.getValue());
            tried.add(market);
        }
        if (!wants) {
            throw new AssertionError(law + ": it wanted nothing on " + tried
                    + ", so that nothing is shown; give it data on which it trades");
        }
        return this;
    }

    private Map<String, Data> usual() {
        if (!markets.isEmpty()) {
            return markets;
        }
        Map<String, Data> usual = new LinkedHashMap<>();
        usual.put("DataSets.walk", DataSets::walk);
        usual.put("DataSets.gaps", DataSets::gaps);
        usual.put("DataSets.crash", DataSets::crash);
        return usual;
    }
}
