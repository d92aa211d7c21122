package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.testkit.reference.BuyAndHold;
import io.strategysdk.testkit.reference.SmaCrossover;
import io.strategysdk.testkit.reference.SmaCrossover.Parameters;
import io.strategysdk.testkit.validation.Check.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTests {
    /** Trends of months, which a crossover lives on. */
    private static final MarketData TRENDS = Generated.market(trends(1_500));

    /** Nothing to be found. */
    private static final MarketData NOISE = Generated.market(Generated.normal(12, 1_500, 0, 0.01));

    private static final Parameters OWN = new Parameters(10, 30);

    private static double[] trends(int days) {
        double[] returns = Generated.normal(7, days, 0, 0.008);
        for (int i = 0; i < days; i++) {
            returns[i] += i / 125 % 2 == 0 ? 0.0025 : -0.002;
        }
        return returns;
    }

    private static Validation of(MarketData market) {
        return Validation.of(
                        parameters -> Backtest.of(new SmaCrossover(parameters)).on(market), OWN)
                .withDraws(1_000);
    }

    @Test
    void anEdgePassesEveryQuestion() {
        Validation validation = of(TRENDS).withTrials(20);

        assertThat(validation
                        .sharpeAbove(0.3)
                        .maxDrawdownBelow(0.5)
                        .beatsRandomEntries()
                        .probabilisticSharpeAbove(0.95)
                        .deflatedSharpeAbove(0.95)
                        .positivePeriods(0.75)
                        .neighboursKeep(0.5)
                        .slippageKeeps(0.8)
                        .delayKeeps(0.7))
                .isSameAs(validation);
        assertThat(validation.report().checks())
                .allSatisfy(check ->
                        assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.PASSED));
    }

    @Test
    void noiseFailsThemWithTheFiguresBehindIt() {
        Validation validation = of(NOISE).withTrials(20);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> validation.sharpeAbove(0))
                .withMessageMatching("(?s)Sharpe ratio must be above 0 with 95 % confidence, was not:"
                        + " its 95 % interval is -?[0-9.]+ to -?[0-9.]+\n"
                        + "  observed       -?[0-9.]+\n"
                        + "  95 % interval  -?[0-9.]+ to -?[0-9.]+\n"
                        + "  days           1,500, 2018-01-02 to 2023-12-15\n"
                        + "  draws          1,000 of blocks of [0-9.]+ days on average, seed 1");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(validation::beatsRandomEntries)
                .withMessageContaining("the run must beat the same stays at random times");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> validation.deflatedSharpeAbove(0.95))
                .withMessageContaining("above the luck of 20 trials must be above 95 %, was not: it is 0.");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> validation.maxDrawdownBelow(0.1));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> validation.probabilisticSharpeAbove(0.999));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> validation.positivePeriods(1));
    }

    @Test
    void aResultThatNeedsOneParameterFailsWithATableOfItsNeighbours() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> of(TRENDS).neighboursKeep(2))
                .withMessageMatching(
                        "(?s)at least 200 % of the Sharpe ratio must stay with each parameter one step away,"
                                + " was not: (fast|slow) \\d+ leaves .* of .*\n  as it is +Sharpe ratio .*\n  fast 5 +Sharpe.*"
                                + "\n  fast 15 .*\n  slow 20 .*\n  slow 40 .*");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> of(TRENDS).slippageKeeps(1));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> of(TRENDS).delayKeeps(2));
    }

    /** Each bar's own direction: 60 % of the returns repeat, so that being late by a bar loses nearly everything. */
    @Test
    void anEdgeOfOneBarDoesNotSurviveADelay() {
        MarketData market = Generated.market(Generated.autoregressive(3, 1_000, 0.4, 0, 0.01));
        Validation validation = Validation.of(
                none -> Backtest.of(context -> List.of(OrderIntent.targetWeight(
                                Generated.SHARES,
                                context.bars(Generated.SHARES).close(0)
                                                > context.bars(Generated.SHARES).open(0)
                                        ? 1
                                        : 0)))
                        .on(market),
                new None());

        validation.sharpeAbove(0.5);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> validation.delayKeeps(0.7));
    }

    /** A strategy's lack of parameters. */
    record None() {}

    @Test
    void whatCannotBeToldIsNotPassed() {
        Validation alone =
                Validation.of(Backtest.of(new BuyAndHold()).on(TRENDS).run());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> alone.neighboursKeep(0.5))
                .withMessageContaining("which cannot be told: there is a result alone");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(alone::beatsRandomEntries)
                .withMessageContaining("which cannot be told: it was in the market all the time");
    }

    /** Dies at bar 700 of 800, after a rise that would pass everything. */
    private static Validation dying() {
        MarketData rising = Generated.market(Generated.normal(11, 800, 0.002, 0.006));
        return Validation.of(
                        none -> Backtest.of(context -> switch (context.bars(Generated.SHARES)
                                        .size()) {
                                    case 700 -> throw new IllegalStateException("dead");
                                    case 2 -> List.of(OrderIntent.targetWeight(Generated.SHARES, 1));
                                    default -> List.of();
                                })
                                .on(rising),
                        new None())
                .withTrials(2);
    }

    static Stream<Consumer<Validation>> assertions() {
        return Stream.of(
                validation -> validation.sharpeAbove(0.1),
                validation -> validation.maxDrawdownBelow(0.5),
                validation -> validation.beatsRandomEntries(),
                validation -> validation.probabilisticSharpeAbove(0.95),
                validation -> validation.deflatedSharpeAbove(0.95),
                validation -> validation.positivePeriods(0.5),
                validation -> validation.neighboursKeep(0.5),
                validation -> validation.slippageKeeps(0.5),
                validation -> validation.delayKeeps(0.5));
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void nothingHoldsOfARunWhoseStrategyDied(Consumer<Validation> assertion) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertion.accept(dying()))
                .withMessageStartingWith("the run must come to its end without an error")
                .withMessageContainingAll("was stopped at 2020-10-", "generateOrders threw", "dead")
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessage("dead");
    }

    /** 1,900 shares at 100 on cash of 100,000, and a fall to a cent. */
    private static Validation losing() {
        double[] crash = Generated.normal(5, 100, 0, 0.01);
        crash[50] = -0.9999;
        MarketData market = Generated.market(crash);
        return Validation.of(
                        none -> Backtest.of(context ->
                                        context.bars(Generated.SHARES).size() == 10
                                                ? List.of(OrderIntent.buy(Generated.SHARES, 1_900))
                                                : List.of())
                                .on(market)
                                .account(AccountRules.margin()),
                        new None())
                .withDraws(100)
                .withTrials(2);
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void nothingHoldsOfARunWhoseEquityWasLost(Consumer<Validation> assertion) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertion.accept(losing()))
                .withMessageStartingWith("the run must come to its end without an error and with its equity above zero")
                .withMessageContaining("was not: equity fell to zero or below, to -")
                .withMessageContaining(" at 2018-03-15T20:00:00Z");
    }

    @Test
    void aReportOnSuchARunFailsEveryCheck() {
        assertThat(losing().report().checks()).hasSize(9).allSatisfy(check -> {
            assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.FAILED);
            assertThat(check.finding()).contains("equity fell to zero or below, to -");
        });
        assertThat(dying().withDraws(100).report().checks()).hasSize(9).allSatisfy(check -> {
            assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.FAILED);
            assertThat(check.finding()).contains("IllegalStateException: dead");
        });
        assertThat(losing().report().html())
                .contains("Equity fell to zero or below, to -")
                .contains("Cannot be told: equity fell to zero or below, to -");
    }

    /** What a neighbour of it dies of. */
    record Exact(int n, double x) {}

    private static Validation diesUnlessTen() {
        return Validation.of(
                exact -> Backtest.of(context -> {
                            if (exact.n() != 10
                                    && context.bars(Generated.SHARES).size() == 300) {
                                throw new IllegalStateException("index out of range");
                            }
                            return context.bars(Generated.SHARES).size() == 2
                                    ? List.of(OrderIntent.targetWeight(Generated.SHARES, 1))
                                    : List.of();
                        })
                        .on(TRENDS),
                new Exact(10, 1));
    }

    @Test
    void aNeighbourThatDiesKeepsNothing() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> diesUnlessTen().neighboursKeep(0))
                .withMessageContaining("was not: n 9 keeps nothing: ")
                .withMessageContaining("index out of range")
                .withMessageContaining("\n  n 11 ");
        assertThat(diesUnlessTen().report().html()).contains("n 9 <span class=\"rule\">", "index out of range");
    }

    /** It takes for granted that it holds two bars after it ordered. */
    @Test
    void aRunThatDiesOfADelayKeepsNothing() {
        Validation validation = Validation.of(
                none -> Backtest.of(context -> {
                            int bars = context.bars(Generated.SHARES).size();
                            if (bars == 4 && context.position(Generated.SHARES).isFlat()) {
                                throw new IllegalStateException("must hold by now");
                            }
                            return bars == 3 ? List.of(OrderIntent.targetWeight(Generated.SHARES, 1)) : List.of();
                        })
                        .on(TRENDS),
                new None());

        validation.slippageKeeps(0.5);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> validation.delayKeeps(0))
                .withMessageContaining("decisions one bar later keeps nothing: ")
                .withMessageContaining("must hold by now");
    }

    /** It takes trading for free. */
    @Test
    void aRunThatDiesOfSlippageKeepsNothing() {
        Validation validation = Validation.of(
                none -> Backtest.of(context -> {
                            int bars = context.bars(Generated.SHARES).size();
                            if (bars == 3
                                    && context.position(Generated.SHARES).avgPx()
                                            > context.bars(Generated.SHARES).open(0)) {
                                throw new IllegalStateException("paid more than the open");
                            }
                            return bars == 2 ? List.of(OrderIntent.targetWeight(Generated.SHARES, 0.5)) : List.of();
                        })
                        .on(TRENDS),
                new None());

        validation.delayKeeps(0.5);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> validation.slippageKeeps(0))
                .withMessageContaining("slippage 5 bps more keeps nothing: ")
                .withMessageContaining("paid more than the open");
    }

    @Test
    void fewDaysAreNoEvidenceHoweverGoodTheyWere() {
        Validation two = Validation.of(Backtest.of(context -> List.of())
                        .on(Generated.market(0.01, 0.011))
                        .cash(1_000)
                        .holding(new OpenPosition(Generated.SHARES, Quantity.of(90), Price.of("100")))
                        .run())
                .withTrials(1_000);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> two.probabilisticSharpeAbove(0.95))
                .withMessageContaining("which cannot be told: at least 20 daily returns are needed, there are 2\n");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> two.deflatedSharpeAbove(0.95))
                .withMessageContaining("at least 20 daily returns are needed, there are 2");
        assertThat(two.report().html())
                .containsPattern("Luck and the number of trials(?s:.*)Cannot be told: at least 20 daily returns are"
                        + " needed, there are 2\\.(?s:.*)By period");
    }

    @Test
    void theDeflatedRatioNeedsTheNumberOfTrials() {
        assertThatIllegalStateException()
                .isThrownBy(() -> of(TRENDS).deflatedSharpeAbove(0.95))
                .withMessage(
                        "number of trials must be told before deflatedSharpeAbove, was not: call withTrials, with 1"
                                + " when nothing else was tried");
        of(TRENDS).withTrials(1).deflatedSharpeAbove(0.95);
        of(TRENDS).withTrials(new double[] {0.9, 1}).withSeed(2).deflatedSharpeAbove(0.95);
    }

    static Stream<Arguments> thresholds() {
        String share = "share of periods must be above 0 and at most 1 (0.5 = every second one)";
        String kept = "share of the Sharpe ratio must be finite and not negative (0.5 = half of it)";
        String probability = "probability must be above 0 and below 1 (0.95 = 95 %)";
        return Stream.of(
                        refused("Sharpe ratio must be finite", Validation::sharpeAbove),
                        refused(
                                "drawdown must be above 0 and at most 1 (0.25 = 25 %)",
                                Validation::maxDrawdownBelow, 25, 1.0001, 0, -0.25),
                        refused(probability, Validation::probabilisticSharpeAbove, 95, 1, 0, -0.95),
                        refused(probability, Validation::deflatedSharpeAbove, 95, 1, 0, -95),
                        refused(share, Validation::positivePeriods, 50, 1.0001, 0, -1),
                        refused(kept, Validation::neighboursKeep, -0.5),
                        refused(kept, Validation::slippageKeeps, -5),
                        refused(kept, Validation::delayKeeps, -1e-9))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> refused(
            String rule, BiFunction<Validation, Double, Validation> assertion, double... values) {
        return DoubleStream.concat(
                        DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                        Arrays.stream(values))
                .mapToObj(value -> Arguments.of(rule, assertion, value));
    }

    /** Of a run that would fail anyway, and that is never made. */
    @ParameterizedTest
    @MethodSource("thresholds")
    void aThresholdOutOfItsRangeIsRefusedBeforeAnythingIsRun(
            String rule, BiFunction<Validation, Double, Validation> assertion, double value) {
        Validation validation = Validation.of(
                none -> {
                    throw new AssertionError("was run");
                },
                new None());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertion.apply(validation, value))
                .withMessage(rule + ", was " + value);
    }

    @Test
    void thresholdsAtTheEndsOfTheirRangesAreTaken() {
        Validation validation = of(TRENDS).withTrials(2);

        assertThat(validation
                        .sharpeAbove(-1)
                        .maxDrawdownBelow(1)
                        .probabilisticSharpeAbove(1e-9)
                        .deflatedSharpeAbove(1e-9)
                        .positivePeriods(1e-9)
                        .neighboursKeep(0)
                        .slippageKeeps(0)
                        .delayKeeps(0))
                .isSameAs(validation);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> validation.positivePeriods(1));
    }

    @Test
    void nothingIsRunBeforeItIsAskedForAndNothingTwice() {
        AtomicInteger runs = new AtomicInteger();
        Validation validation = Validation.of(
                parameters -> {
                    runs.incrementAndGet();
                    return Backtest.of(new SmaCrossover(parameters)).on(TRENDS);
                },
                OWN);

        assertThat(runs).hasValue(0);
        validation.sharpeAbove(0).beatsRandomEntries();
        validation.withSeed(2).sharpeAbove(0);
        assertThat(runs).hasValue(1);
        validation.neighboursKeep(0.1);
        int withNeighbours = runs.get();
        validation.delayKeeps(0.1).withTrials(3).slippageKeeps(0.1).report();
        assertThat(runs).hasValue(withNeighbours);
    }

    @Test
    void theSameSettingsGiveTheSameReport() {
        assertThat(of(TRENDS).report().html()).isEqualTo(of(TRENDS).report().html());
        assertThat(of(TRENDS).withSeed(2).report().html())
                .isNotEqualTo(of(TRENDS).report().html());
    }

    @Test
    void moreConfidenceNeedsMore() {
        Validation validation = of(TRENDS);

        double usual = validation.sharpe().low().orElseThrow();
        double more = validation.withConfidence(0.99).sharpe().low().orElseThrow();

        assertThat(more).isLessThan(usual);
        validation.sharpeAbove(more + 0.9 * (usual - more));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> validation.withConfidence(0.99).sharpeAbove(more + 0.9 * (usual - more)));
    }

    @Test
    void ratiosOfTheTrialsSayHowMuchLuckTheBestHad() {
        Validation validation = of(TRENDS);

        assertThat(validation
                        .withTrials(new double[] {0, 2})
                        .significance()
                        .luckiest()
                        .orElseThrow())
                .isGreaterThan(validation
                        .withTrials(new double[] {0.9, 1.1})
                        .significance()
                        .luckiest()
                        .orElseThrow());
        assertThat(validation
                        .withTrials(new double[] {1, 1.5, 2})
                        .significance()
                        .trials())
                .isEqualTo(3);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        Validation validation = of(TRENDS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> validation.withConfidence(1))
                .withMessage("confidence must be above 0.5 and below 1, was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validation.withDraws(10))
                .withMessage("number of draws must be from 100 to 1000000, was 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validation.withTrials(0))
                .withMessage("number of trials must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validation.withTrials(new double[] {1}))
                .withMessageContaining("at least two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validation.withTrials(new double[] {1, Double.NaN}))
                .withMessageContaining("NaN");
    }
}
