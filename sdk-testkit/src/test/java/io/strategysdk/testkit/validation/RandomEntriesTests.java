package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.testkit.reference.BuyAndHold;
import io.strategysdk.testkit.reference.References;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomEntriesTests {
    private static final int TRIALS = 200;

    /** 3 steps of one stay among 5: it may begin at steps 0, 1 and 2, each as likely as another. */
    @Test
    void eachPlaceIsAsLikelyAsAnother() {
        double[][] returns = column(0.1, 0.2, 0.3, 0.4, 0.5);
        ExposurePath path = ExposurePath.of(returns, column(0, 0, 1, 1, 1), new double[5]);

        RandomEntries random = RandomEntries.of(path, 3_000, 1);

        double first = 1.1 * 1.2 * 1.3 - 1;
        double second = 1.2 * 1.3 * 1.4 - 1;
        double third = 1.3 * 1.4 * 1.5 - 1;
        assertThat(random.earned()).isCloseTo(third, within(1e-12));
        for (double place : new double[] {first, second, third}) {
            long count = Arrays.stream(random.draws())
                    .filter(draw -> Math.abs(draw - place) < 1e-12)
                    .count();
            assertThat(count).isBetween(900L, 1_100L);
        }
        assertThat(random.pValue().orElseThrow()).isCloseTo(1 / 3.0, within(0.03));
    }

    /** Stays of 1 and 2 steps and 2 steps without: 2 orders × 6 ways to put two gaps among three places. */
    @Test
    void staysComeInEveryOrderAndGapsEverywhere() {
        double[][] returns = column(0.01, 0.02, 0.04, 0.08, 0.16);
        ExposurePath path = ExposurePath.of(returns, column(1, 0, 0, 0.5, 0.5), new double[5]);
        TreeSet<Long> expected = new TreeSet<>();
        for (int one = 0; one < 5; one++) {
            for (int two = 0; two < 4; two++) {
                if (one < two || one > two + 1) {
                    double earned =
                            (1 + returns[one][0]) * (1 + 0.5 * returns[two][0]) * (1 + 0.5 * returns[two + 1][0]);
                    expected.add(Math.round(earned * 1e12));
                }
            }
        }

        TreeSet<Long> found = new TreeSet<>();
        for (double draw : RandomEntries.of(path, 2_000, 1).draws()) {
            found.add(Math.round((draw + 1) * 1e12));
        }

        assertThat(expected).hasSize(12);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whatIsHeldTogetherMovesTogether() {
        double[][] returns = {{0.1, -0.1}, {0.2, -0.2}, {0.3, -0.3}, {0.4, -0.4}};
        double[][] weights = {{0, 0}, {0, 0}, {1, 1}, {1, 1}};

        RandomEntries random = RandomEntries.of(ExposurePath.of(returns, weights, new double[4]), TRIALS, 1);

        assertThat(random.draws()).containsOnly(new double[] {0}, within(1e-12));
        assertThat(random.stays()).isEqualTo(1);
    }

    @Test
    void aStayEndsWhereTheSideChangesAndTakesItsCostsAlong() {
        double[][] returns = column(0, 0, 0, 0, 0, 0);
        double[] costs = {0, 0.01, 0, 0.02, 0.03, 0};
        ExposurePath path = ExposurePath.of(returns, column(0, 1, 1, -1, 0, 0), costs);

        RandomEntries random = RandomEntries.of(path, TRIALS, 1);

        double paid = 0.99 * 0.95 - 1;
        assertThat(random.stays()).isEqualTo(2);
        assertThat(random.earned()).isCloseTo(paid, within(1e-12));
        assertThat(random.draws()).containsOnly(new double[] {paid}, within(1e-12));
    }

    /** Costs of steps 0 and 5 touch no stay: the run and each trial pay them; those of step 3 are of the stay's end. */
    @Test
    void costsOutsideOfStaysArePaidByTheRunAndByEachTrial() {
        double[][] returns = column(0, 0, 0, 0, 0, 0);
        double[] costs = {0.1, 0, 0, 0.02, 0, 0.05};
        ExposurePath path = ExposurePath.of(returns, column(0, 0, 1, 0, 0, 0), costs);

        RandomEntries random = RandomEntries.of(path, TRIALS, 1);

        double paid = 0.9 * 0.98 * 0.95 - 1;
        assertThat(random.earned()).isCloseTo(paid, within(1e-12));
        assertThat(random.draws()).containsOnly(new double[] {paid}, within(1e-12));
    }

    @Test
    void whatCostMoreThanTheEquityIsLostForGood() {
        double[] costs = {1.5, 0, 0, 0, 1.5};
        ExposurePath path = ExposurePath.of(column(0, 0, 0, 0, 0), column(0, 0, 1, 0, 0), costs);

        RandomEntries random = RandomEntries.of(path, TRIALS, 1);

        assertThat(random.earned()).isEqualTo(-1);
        assertThat(random.pValue()).hasValue(1);
    }

    /** The weights are of many sizes, so that the order of the stays changes the last digits of what they earn. */
    @Test
    void placesThatEarnTheSameAreTies() {
        double[][] returns = new double[60][];
        double[][] weights = new double[60][];
        for (int i = 0; i < 60; i++) {
            returns[i] = new double[] {0.01};
            weights[i] = new double[] {i % 3 == 0 ? 0 : 0.1 + i % 7 * 0.13};
        }
        RandomEntries random = RandomEntries.of(ExposurePath.of(returns, weights, new double[60]), 2_000, 1);

        assertThat(random.draws()[0]).isLessThan(random.earned());
        assertThat(random.pValue()).hasValue(1);
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        ExposurePath path = randomPath(5);

        assertThat(RandomEntries.of(path, TRIALS, 3).draws())
                .containsExactly(RandomEntries.of(path, TRIALS, 3).draws());
        assertThat(RandomEntries.of(path, TRIALS, 4).draws())
                .isNotEqualTo(RandomEntries.of(path, TRIALS, 3).draws());
    }

    /** Kolmogorov and Smirnov: 400 uniform values stay within 1.63/√400 of the diagonal in 99 of 100 cases. */
    @Test
    void withoutSkillEveryPValueIsAsLikelyAsAnother() {
        int samples = 400;
        double[] p = IntStream.range(0, samples)
                .mapToDouble(seed ->
                        RandomEntries.of(randomPath(seed), 199, seed).pValue().orElseThrow())
                .sorted()
                .toArray();

        double farthest = 0;
        for (int i = 0; i < samples; i++) {
            farthest = Math.max(farthest, Math.abs(p[i] - (i + 0.5) / samples));
        }
        assertThat(farthest).isLessThan(1.63 / Math.sqrt(samples));
    }

    /** Stays that a coin decides on, over independent returns. */
    private static ExposurePath randomPath(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 7_919 + 1);
        int steps = 120;
        double[] returns = Generated.normal(seed, steps, 0.0005, 0.01);
        double[][] weights = new double[steps][1];
        double[][] moved = new double[steps][1];
        for (int i = 0; i < steps; i++) {
            boolean isHeld = i > 0 && (random.nextInt(6) == 0 ? weights[i - 1][0] == 0 : weights[i - 1][0] > 0);
            weights[i][0] = isHeld ? 1 : 0;
            moved[i][0] = returns[i];
        }
        return ExposurePath.of(moved, weights, new double[steps]);
    }

    @Test
    void whoKnowsTheFutureBeatsThemAll() {
        double[] returns = Generated.normal(1, 250, 0, 0.01);
        AtomicInteger closed = new AtomicInteger();
        BacktestResult result = Backtest.of(context -> {
                    int next = closed.incrementAndGet();
                    boolean rises = next < returns.length && returns[next] > 0;
                    return List.of(OrderIntent.targetWeight(Generated.SHARES, rises ? 1 : 0));
                })
                .on(Generated.market(returns))
                .run();

        RandomEntries random = RandomEntries.of(result, 999, 1);

        assertThat(result.failures()).isEmpty();
        assertThat(random.pValue()).hasValue(0.001);
        assertThat(random.stays()).isGreaterThan(30);
    }

    /** Without costs and fractions, what is measured from open to open is what the run has earned. */
    @Test
    void theRunIsMeasuredAsItWas() {
        double[] returns = Generated.normal(2, 250, 0.001, 0.01);
        BacktestResult result = run(Generated.market(returns), SlippageModel.NONE, CommissionModel.NONE);

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        double earned = result.finalEquity().doubleValue() / result.startCash().doubleValue() - 1;
        assertThat(random.earned()).isCloseTo(earned, within(1e-9));
        assertThat(random.steps()).isEqualTo(249);
    }

    /** Bought at 99 after a close of 100, over opens that gap: +11 %, worked out by hand. */
    @Test
    void whatHappensOvernightIsPartOfIt() {
        BacktestResult result = References.buyAndHold().backtest().get().run();

        assertThat(RandomEntries.of(result, TRIALS, 1).earned()).isCloseTo(0.11, within(1e-12));
    }

    @Test
    void feesAndSlippageArePartOfIt() {
        double[] returns = Generated.normal(2, 250, 0.001, 0.01);
        MarketData market = Generated.market(returns);
        BacktestResult result = run(market, SlippageModel.fixed(10), CommissionModel.perShare("0.02"));

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        double earned = result.finalEquity().doubleValue() / result.startCash().doubleValue() - 1;
        double free = RandomEntries.of(run(market, SlippageModel.NONE, CommissionModel.NONE), TRIALS, 1)
                .earned();
        assertThat(free - earned).isGreaterThan(0.02);
        assertThat(random.earned()).isCloseTo(earned, within(0.002));
    }

    /** A stop and a target so near that each trade ends in the bar that it began in: 50 for each of many orders. */
    @Test
    void tradesInsideOfABarCountAsTheirCosts() {
        BacktestResult result = Backtest.of(context -> {
                    double close = context.bars(Generated.SHARES).close(0);
                    return context.bars(Generated.SHARES).size() % 3 == 0
                                    && context.position(Generated.SHARES).isFlat()
                            ? List.of(OrderIntent.buy(Generated.SHARES, 500)
                                    .withStopLoss(Generated.SHARES.price(close * 0.9995))
                                    .withTakeProfit(Generated.SHARES.price(close * 1.0005)))
                            : List.of();
                })
                .on(Generated.market(Generated.normal(9, 300, 0, 0.01)))
                .cash(100_000)
                .commission(CommissionModel.perOrder("50"))
                .run();

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        double fees = 50.0 * result.fills().size() / 100_000;
        assertThat(fees).isGreaterThan(0.09);
        assertThat(random.earned()).isCloseTo(-fees, within(0.002));
    }

    /** 90 shares at 100 and cash of 1,000, never sold: there from the first open to the last close. */
    @Test
    void whatIsHeldWhenTheRunBeginsCountsFromTheFirstBar() {
        BacktestResult result = holding(300);

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        assertThat(random.reason()).startsWith("it was in the market all the time");
        assertThat(random.stepsHeld()).isEqualTo(300);
        assertThat(random.steps()).isEqualTo(300);
        assertThat(random.earned()).isCloseTo(earned(result), within(1e-9));
    }

    @Test
    void whatIsHeldAtFirstAndSoldHasOtherPlaces() {
        BacktestResult result = holding(150);

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        assertThat(random.stays()).isEqualTo(1);
        assertThat(random.stepsHeld()).isEqualTo(150);
        assertThat(random.steps()).isEqualTo(300);
        assertThat(random.pValue()).isPresent();
        assertThat(random.earned()).isCloseTo(earned(result), within(1e-9));
    }

    private static BacktestResult holding(int bars) {
        return Backtest.of(context -> context.bars(Generated.SHARES).size() == bars
                        ? List.of(OrderIntent.close(Generated.SHARES))
                        : List.of())
                .on(Generated.market(Generated.normal(11, 300, 0.0005, 0.01)))
                .cash(1_000)
                .holding(new OpenPosition(Generated.SHARES, Quantity.of(90), Price.of("100")))
                .run();
    }

    private static double earned(BacktestResult result) {
        return result.finalEquity().doubleValue() / result.startCash().doubleValue() - 1;
    }

    /** Long and short in turn, of half and all of the equity, with breaks. */
    private static BacktestResult run(MarketData market, SlippageModel slippage, CommissionModel commission) {
        AtomicInteger closed = new AtomicInteger();
        return Backtest.of(context -> {
                    int bar = closed.incrementAndGet();
                    double weight = new double[] {0, 0.5, -0.5, 0.9}[bar / 10 % 4];
                    return bar % 10 == 0 ? List.of(OrderIntent.targetWeight(Generated.SHARES, weight)) : List.of();
                })
                .on(market)
                .cash(10_000_000)
                .account(AccountRules.margin())
                .slippage(slippage)
                .commission(commission)
                .run();
    }

    @Test
    void twoInstrumentsAreMeasuredTogether() {
        Instrument bonds = Instrument.equity("BONDS");
        MarketData market = MarketData.of(
                Generated.NYSE,
                Generated.bars(Generated.SHARES, Generated.normal(1, 250, 0.001, 0.01)),
                Generated.bars(bonds, Generated.normal(2, 250, 0, 0.003)));
        AtomicInteger closed = new AtomicInteger();
        BacktestResult result = Backtest.of(context -> {
                    int bar = closed.incrementAndGet();
                    return bar % 20 == 0
                            ? List.of(
                                    OrderIntent.targetWeight(bonds, bar % 40 == 0 ? 0.4 : 0),
                                    OrderIntent.targetWeight(Generated.SHARES, bar % 60 == 0 ? 0.5 : 0))
                            : List.of();
                })
                .on(market)
                .cash(10_000_000)
                .run();

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        double earned = result.finalEquity().doubleValue() / result.startCash().doubleValue() - 1;
        assertThat(result.failures()).isEmpty();
        assertThat(random.earned()).isCloseTo(earned, within(1e-9));
        assertThat(random.stays()).isGreaterThan(5);
    }

    @Test
    void whoIsAlwaysThereHasNoOtherTime() {
        BacktestResult result = Backtest.of(new BuyAndHold())
                .on(Generated.market(Generated.normal(1, 60, 0, 0.01)))
                .run();

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        assertThat(random.pValue()).isEmpty();
        assertThat(random).hasToString("it was in the market all the time, there is no other place for its stay");
    }

    @Test
    void whoNeverTradedHasNothingToCompare() {
        BacktestResult result = Backtest.of(context -> List.of())
                .on(Generated.market(Generated.normal(1, 60, 0, 0.01)))
                .run();

        RandomEntries random = RandomEntries.of(result, TRIALS, 1);

        assertThat(random.pValue()).isEmpty();
        assertThat(random.meanEarned()).isEmpty();
        assertThat(random.earned()).isZero();
        assertThat(random.reason()).isEqualTo("nothing was held at the end of any bar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomEntries.of(result, 10, 1))
                .withMessageContaining("10");
    }

    private static double[][] column(double... values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }
}
