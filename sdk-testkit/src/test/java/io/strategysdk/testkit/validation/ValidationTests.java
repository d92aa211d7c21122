package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.reference.BuyAndHold;
import io.strategysdk.testkit.reference.SmaCrossover;
import io.strategysdk.testkit.reference.SmaCrossover.Parameters;
import io.strategysdk.testkit.validation.Check.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
